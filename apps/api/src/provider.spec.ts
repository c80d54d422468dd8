import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import Peer from 'oidc-provider';
import { accountAggregate, personAggregate } from '#community';
import { Engine, openKeyStore, personIdOf, uuidV5, type Clock, type KeyStore } from '#eventing';
import { memoryLog } from '#eventing/testing';
import type { ReadModels } from '#read-models';
import { createApi } from './app.js';

const document = '340403195001010012';
const clock: Clock = { now: () => '2026-03-02T01:00:00.000Z' };
const publicUrl = 'https://siyi.example';

/** A browser that keeps the cookies of each host. */
class Jar {
  readonly #cookies = new Map<string, string>();

  keep(headers: Headers | readonly string[]): void {
    const lines = headers instanceof Headers ? headers.getSetCookie() : headers;
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|1970/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value.join('='));
    }
  }

  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** Goes where the peer leads, filling in its two forms, until it leads away to us. */
async function through(start: string, peer: string, account: string): Promise<string> {
  const jar = new Jar();
  let [url, body]: [string, URLSearchParams | undefined] = [start, undefined];
  for (let step = 0; step < 12; step += 1) {
    const answer = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: jar.header },
      ...(body === undefined ? {} : { body }),
    });
    jar.keep(answer.headers);
    body = undefined;
    const to = answer.headers.get('location');
    if (to !== null) {
      url = new URL(to, url).href;
      if (!url.startsWith(peer)) return url;
      continue;
    }
    const html = await answer.text();
    const [, action] = /action="([^"]+)"/.exec(html) ?? [];
    const [, prompt] = /name="prompt" value="(\w+)"/.exec(html) ?? [];
    if (action === undefined || prompt === undefined)
      throw new Error(`the peer says ${answer.status} ${html}`);
    url = new URL(action, url).href;
    body = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: account, password: 'x' } : {}) });
  }
  throw new Error('the peer leads round in circles');
}

let server: Server;
let issuer: string;
let folder: string;
let keys: KeyStore;
let app: NestFastifyApplication;
const log = memoryLog();

beforeAll(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const peer = new Peer(issuer, {
    clients: [
      {
        ...{
          client_id: 'siyi',
          client_secret: 'the-secret',
          redirect_uris: [`${publicUrl}/api/session/callback`],
        },
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['document'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['of the test'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...(id === 'nameless' ? {} : { document: id }) }),
    }),
  });
  const answer = peer.callback();
  server.on('request', (request, reply) => void answer(request, reply));
  folder = mkdtempSync(join(tmpdir(), 'provider-'));
  keys = await openKeyStore(join(folder, 'keys.sqlite'));
  app = await createApi({
    engine: new Engine({ log, keys, clock, aggregates: [accountAggregate, personAggregate] }),
    ...{ log, keys, clock, attachments: folder },
    readModels: {} as ReadModels,
    tokens: { keys: () => Promise.reject(new Error('no tokens here')), issuer: 'x', audience: 'x' },
    provider: { issuer, clientId: 'siyi', clientSecret: 'the-secret', publicUrl, documentClaim: 'document' },
    health: { read: () => Promise.resolve({ ready: true, parts: {} }) },
  });
}, 30_000);
afterAll(async () => {
  await app?.close();
  await keys?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, cookie = '') => app.inject({ method: 'GET', url, headers: { cookie } });
const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as string[]) : [String(value)];

/** Leaves for the provider as an account there; what the browser then holds, and the address at which it comes back. */
async function leaving(account: string): Promise<Readonly<{ jar: Jar; back: string }>> {
  const jar = new Jar();
  const left = await get('/api/session/provider');
  expect(left.statusCode).toBe(303);
  jar.keep(listOf(left.headers['set-cookie']));
  const back = await through(String(left.headers.location), issuer, account);
  expect(back.startsWith(`${publicUrl}/api/session/callback?`)).toBe(true);
  return { jar, back: back.slice(publicUrl.length) };
}

describe('an identity provider', () => {
  it('proves a person by the document in its claim; the browser is let in by a cookie of ours, and the log says so', async () => {
    const { jar, back } = await leaving(document);
    const came = await get(back, jar.header);
    expect([came.statusCode, came.headers.location]).toEqual([303, '/app/']);
    jar.keep(listOf(came.headers['set-cookie']));
    expect(jar.header).not.toContain('leaving');
    const person = personIdOf(keys, `document:${document}`);
    expect((await get('/api/session', jar.header)).json()).toMatchObject({ person, byProvider: true });
    const [event] = log.all.filter(({ stream }) => stream === `account-${person}`);
    expect(event).toMatchObject({ type: 'SignedIn', data: { session: { proof: 'provider' } } });
    expect(JSON.stringify(log.all)).not.toContain(document);
  });

  it('lets nobody in who did not leave from here, whose answer is used twice, or is changed', async () => {
    const { jar, back } = await leaving(document);
    const other = await leaving(document);
    const before = log.all.length;
    const refused = { code: 'session.notProven' };
    expect((await get(back)).json()).toMatchObject(refused);
    expect((await get(back, other.jar.header)).json()).toMatchObject(refused);
    expect((await get(back, `${jar.header}x`)).json()).toMatchObject(refused);
    expect((await get(back.replace(/code=[^&]+/, 'code=x'), jar.header)).json()).toMatchObject(refused);
    expect((await get('/api/session/callback?error=access_denied', jar.header)).json()).toMatchObject(
      refused,
    );
    expect(log.all.length).toBe(before);
    expect((await get(other.back, other.jar.header)).statusCode).toBe(303);
    expect((await get(other.back, other.jar.header)).json()).toMatchObject(refused);
  });

  it('that does not say who it is proves nobody', async () => {
    const { jar, back } = await leaving('nameless');
    expect((await get(back, jar.header)).json()).toMatchObject({ code: 'session.notProven' });
  });

  it('leaves no password beside it', async () => {
    const body = { person: uuidV5('somebody'), password: '三轮车走得很稳当', keep: false };
    for (const url of ['/api/session', '/api/session/enrolment']) {
      const payload = url === '/api/session' ? body : { ...body, keep: undefined, code: 'x' };
      const answer = await app.inject({ method: 'POST', url, payload });
      expect(answer.json()).toMatchObject({ code: 'session.byProvider' });
    }
  });
});
