import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWK,
} from 'jose';
import type { TokenRules } from '../../api/src/identity.js';
import type { Folder } from './folder.js';
import type { Issuer } from './settings/index.js';

const issuer = 'urn:siyi:embedded';
const audience = 'siyi';
const keyFile = (folder: Folder): string => join(folder.identity, 'signing-key.json');

/** Writes a file that is not there yet, whole; of several that do so at once the first one's stays. */
function writeOnce(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

/** The signing key of the embedded stack (Ed25519, 0600), made on first use. */
async function signingKey(folder: Folder): Promise<JWK> {
  const path = keyFile(folder);
  if (!existsSync(path)) {
    mkdirSync(folder.identity, { recursive: true, mode: 0o700 });
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    writeOnce(path, JSON.stringify({ ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'EdDSA' }));
  }
  return JSON.parse(readFileSync(path, 'utf8')) as JWK;
}

/** Rules of the tokens of the embedded stack. */
export async function embeddedTokens(folder: Folder): Promise<TokenRules> {
  const { d: _private, ...publicKey } = await signingKey(folder);
  return { keys: createLocalJWKSet({ keys: [publicKey] }), issuer, audience };
}

/** Rules of the tokens of a production issuer. */
export const issuedTokens = ({ jwksUrl, issuer: by, audience: to }: Issuer): TokenRules => ({
  keys: createRemoteJWKSet(new URL(jwksUrl)),
  issuer: by,
  audience: to,
});

/** A token that proves a person, for some hours of real time. The minting itself is an event, written by the caller. */
export async function signToken(
  folder: Folder,
  person: string,
  tokenId: string,
  hours: number,
): Promise<{ token: string; expires: string }> {
  const key = await signingKey(folder);
  const expires = new Date(Date.now() + hours * 3_600_000);
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid ?? '' })
    .setSubject(person)
    .setIssuer(issuer)
    .setAudience(audience)
    .setJti(tokenId)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(await importJWK(key, 'EdDSA'));
  return { token, expires: expires.toISOString() };
}

export { audience as tokenAudience };
