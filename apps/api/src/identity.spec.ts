import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { ExecutionContext } from '@nestjs/common';
import { jest } from '@jest/globals';
import { createRemoteJWKSet, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { IdentityGuard, type Asking } from './identity.js';
import { Problem } from './problem.js';

const person = '6f1c1d0e-6f43-5f0a-9a59-3f2f8d1c9b10';
const issuer = 'https://issuer.example';

describe('a bearer token of an issuer with a JWKS address', () => {
  let server: Server;
  let guard: IdentityGuard;
  let key: CryptoKey;
  let stranger: CryptoKey;
  let lookups = 0;
  let withdrawn = false;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    stranger = (await generateKeyPair('ES256')).privateKey;
    const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' }] };
    server = createServer((_request, answer) => answer.end(JSON.stringify(jwks))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const remote = createRemoteJWKSet(new URL(`http://127.0.0.1:${port}/jwks`));
    const keys: typeof remote = Object.assign((...asked: Parameters<typeof remote>) => {
      lookups += 1;
      if (withdrawn) throw new Error('the key was withdrawn');
      return remote(...asked);
    }, remote);
    guard = new IdentityGuard({ keys, issuer, audience: 'siyi' }, { prove: async () => undefined });
  });

  afterAll(() => server.close());
  beforeEach(() => {
    [lookups, withdrawn] = [0, false];
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const signed = (claims: { aud?: string; iss?: string; exp?: string; sub?: string } = {}, by = key) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setSubject(claims.sub ?? person)
      .setIssuer(claims.iss ?? issuer)
      .setAudience(claims.aud ?? 'siyi')
      .setIssuedAt()
      .setExpirationTime(claims.exp ?? '5m')
      .sign(by);

  async function asked(authorization?: string): Promise<Asking> {
    const request = { headers: authorization === undefined ? {} : { authorization } } as Asking;
    const context = { switchToHttp: () => ({ getRequest: () => request }) } as unknown as ExecutionContext;
    await guard.canActivate(context);
    return request;
  }

  const refused = async (authorization: string): Promise<number> =>
    asked(authorization).then(
      () => 200,
      (error: unknown) => (error instanceof Problem ? error.status : 500),
    );

  it('proves the person, and nobody where none is sent', async () => {
    expect((await asked(`Bearer ${await signed()}`)).person).toBe(person);
    expect((await asked()).person).toBeUndefined();
  });

  it('is refused with another issuer, audience, signature, algorithm or scheme, expired, or for no person', async () => {
    const none = new UnsecuredJWT({})
      .setSubject(person)
      .setIssuer(issuer)
      .setAudience('siyi')
      .setExpirationTime('5m')
      .encode();
    const bad = [
      `Bearer ${await signed({ iss: 'https://other.example' })}`,
      `Bearer ${await signed({ aud: 'other' })}`,
      `Bearer ${await signed({ exp: '-1m' })}`,
      `Bearer ${await signed({ sub: 'system:timer' })}`,
      `Bearer ${await signed({}, stranger)}`,
      `Bearer ${none}`,
      'Basic YTpi',
      'Bearer',
    ];
    expect(await Promise.all(bad.map(refused))).toEqual(bad.map(() => 401));
  });

  const later = (ms: number): void => {
    const at = Date.now() + ms;
    jest.spyOn(Date, 'now').mockImplementation(() => at);
  };

  it('is not proven again right after it was, yet half a minute later: a withdrawn key ends', async () => {
    const token = `Bearer ${await signed()}`;
    for (let nth = 0; nth < 3; nth += 1) expect((await asked(token)).person).toBe(person);
    expect(lookups).toBe(1);
    withdrawn = true;
    later(29_000);
    expect(await refused(token)).toBe(200);
    later(2_000);
    expect(await refused(token)).toBe(401);
  });

  it('is believed no longer than it lasts', async () => {
    const token = `Bearer ${await signed({ exp: '10s' })}`;
    await asked(token);
    withdrawn = true;
    later(11_000);
    expect(await refused(token)).toBe(401);
  });

  it('never lets a refused one pass because another of the person was proven', async () => {
    await asked(`Bearer ${await signed()}`);
    expect(await refused(`Bearer ${await signed({}, stranger)}`)).toBe(401);
  });
});
