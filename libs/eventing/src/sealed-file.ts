import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { KeyStore } from './keys.js';

const cipher = 'aes-256-gcm';
const mark = Buffer.from('siyi sealed file 1\n', 'utf8');
const ivBytes = 12;
const tagBytes = 16;

/** A file closed under a key of its own; its address is an HMAC, so that nobody can guess it from the content. */
export type SealedFile = Readonly<{ address: string; sealed: Buffer }>;

const addressUnder = (key: Buffer, bytes: Buffer): string => {
  const own = createHmac('sha256', key).update('address').digest();
  return `sealed-${createHmac('sha256', own).update(bytes).digest('hex')}`;
};

const bound = (name: string, address: string): Buffer => Buffer.from(`${name}\n${address}`, 'utf8');

/**
 * Seals the bytes of a file that tells of a person (AES-256-GCM); the key is durable on return. The same bytes have the
 * same key, found by an HMAC under the deployment key, and so the same address. Throws KeyStoreAway; a Rejection when
 * the file was erased.
 */
export async function sealFile(keys: KeyStore, bytes: Buffer): Promise<SealedFile> {
  const name = `file:${keys.hmac('file', createHash('sha256').update(bytes).digest('hex'))}`;
  const key = (await keys.keys([name])).get(name) as Buffer;
  const address = addressUnder(key, bytes);
  const iv = randomBytes(ivBytes);
  const lock = createCipheriv(cipher, key, iv).setAAD(bound(name, address));
  const body = Buffer.concat([lock.update(bytes), lock.final()]);
  return { address, sealed: Buffer.concat([mark, Buffer.from(`${name}\n`), iv, lock.getAuthTag(), body]) };
}

/** The bytes of a sealed file; undefined when its key was destroyed. Throws when a byte of it was changed. */
export async function openFile(keys: KeyStore, { address, sealed }: SealedFile): Promise<Buffer | undefined> {
  const nameEnds = sealed.indexOf('\n', mark.length);
  if (!sealed.subarray(0, mark.length).equals(mark) || nameEnds < 0)
    throw new Error(`${address} is malformed`);
  const name = sealed.subarray(mark.length, nameEnds).toString('utf8');
  const key = (await keys.find([name])).get(name);
  if (key === undefined) throw new Error(`key ${name} is not in this key store; restore its backup`);
  if (key === 'destroyed') return undefined;
  const [iv, tag, body] = [nameEnds + 1, nameEnds + 1 + ivBytes, nameEnds + 1 + ivBytes + tagBytes];
  const lock = createDecipheriv(cipher, key, sealed.subarray(iv, tag), { authTagLength: tagBytes });
  lock.setAAD(bound(name, address)).setAuthTag(sealed.subarray(tag, body));
  return Buffer.concat([lock.update(sealed.subarray(body)), lock.final()]);
}
