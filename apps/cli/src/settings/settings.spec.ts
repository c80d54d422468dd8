import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openKeyStore } from '#eventing';
import { readSettings, SettingsRefused, type Fault } from './index.js';
import { settings, settingsTable } from './table.js';

const folder = mkdtempSync(join(tmpdir(), 'siyi-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const authority = fileOf('ca.pem', '-----BEGIN CERTIFICATE-----\n');
const production = {
  SIYI_MODE: 'production',
  SIYI_DATA: folder,
  PORT: '8080',
  EVENTSTORE_URL: 'esdb://one:2113,two:2113,three:2113',
  EVENTSTORE_USER: 'siyi',
  EVENTSTORE_PASSWORD: 'p:a@s/s %',
  EVENTSTORE_CA_FILE: authority,
  DATABASE_URL: 'postgres://siyi:secret-reading@db/siyi',
  KEYS_URL: 'postgres://siyi:secret-keys@db/keys',
  REDIS_URL: 'rediss://:secret-redis@queue',
  JWKS_URL: 'https://login.example/keys',
  TOKEN_ISSUER: 'https://login.example',
  TOKEN_AUDIENCE: 'siyi',
  PUBLIC_URL: 'https://siyi.example',
  OIDC_ISSUER: 'https://login.example',
  OIDC_CLIENT_ID: 'siyi',
  OIDC_CLIENT_SECRET: 'secret-client',
};

const provider = {
  ...{ OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'siyi', OIDC_CLIENT_SECRET: 'x' },
  PUBLIC_URL: 'https://siyi.example',
};

function faultsOf(env: NodeJS.ProcessEnv, serves = true): readonly Fault[] {
  try {
    readSettings(env, { serves });
    return [];
  } catch (error) {
    if (error instanceof SettingsRefused) return error.faults;
    throw error;
  }
}

const named = (env: NodeJS.ProcessEnv, serves?: boolean): readonly string[] =>
  faultsOf(env, serves).map(({ setting }) => setting);

describe('the settings', () => {
  it('need nothing for the embedded stack', () => {
    expect(readSettings({}, { serves: true })).toMatchObject({
      ...{ data: '.siyi', host: '127.0.0.1', eventStoreUrl: undefined, issuer: undefined },
    });
  });

  it('of production are put together, the password encoded as the address needs it', () => {
    const found = readSettings(production, { serves: true });
    const ca = encodeURIComponent(authority);
    expect(found.eventStoreUrl).toBe(
      `esdb://siyi:p%3Aa%40s%2Fs%20%25@one:2113,two:2113,three:2113?tlscafile=${ca}`,
    );
    expect(found.issuer).toEqual({
      ...{ jwksUrl: 'https://login.example/keys', issuer: 'https://login.example', audience: 'siyi' },
    });
  });

  it('take proxies by address and range, and refuse what is neither', () => {
    const of = (text: string) => readSettings({ TRUSTED_PROXIES: text }).trustedProxies;
    expect(of('10.0.0.0/8, ::1,uniquelocal')).toEqual(['10.0.0.0/8', '::1', 'uniquelocal']);
    expect(readSettings({}).trustedProxies).toBeUndefined();
    for (const text of ['proxy', '10.0.0.0/33', '10.0.0', '::1/129', '10.0.0.1,,', 'true'])
      expect(() => of(text)).toThrow('TRUSTED_PROXIES');
  });

  it('in production fall back to nothing, and every one that is missing is named', () => {
    const nothing = { SIYI_MODE: 'production' };
    const stores = ['EVENTSTORE_URL', 'DATABASE_URL', 'KEYS_URL', 'REDIS_URL', 'SIYI_DATA'];
    expect(named(nothing, false)).toEqual(stores);
    expect(named(nothing)).toEqual([...stores, 'PORT', 'JWKS_URL']);
  });

  it('name every fault at once, in both languages, and show no value of a secret', () => {
    const wrong = {
      ...production,
      SIYI_MODE: 'prod',
      PORT: '80800',
      EVENTSTORE_URL: 'esdb://admin:secret-store@one?tls=false&tlsVerifyCert=false',
      EVENTSTORE_CA_FILE: fileOf('not.pem', 'nothing'),
      DATABASE_URL: 'mysql://root:secret-reading@db/siyi',
      KEYS_URL: '',
      KEYS_URL_FILE: join(folder, 'nowhere'),
      REDIS_URL_FILE: fileOf('redis', 'redis://queue'),
      JWKS_URL: 'http://login.example/keys',
      TOKEN_AUDIENCE: '',
      DEBUG: 'esdb:*',
    };
    expect([...new Set(named(wrong))].sort()).toEqual([
      ...['DATABASE_URL', 'DEBUG', 'EVENTSTORE_CA_FILE', 'EVENTSTORE_URL', 'EVENTSTORE_USER', 'JWKS_URL'],
      ...['KEYS_URL_FILE', 'PORT', 'REDIS_URL', 'SIYI_MODE', 'TOKEN_AUDIENCE'],
    ]);
    for (const { zh, en } of faultsOf(wrong)) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/[a-z]{3}/);
    }
    expect(new SettingsRefused(faultsOf(wrong)).message).not.toMatch(/secret|p:a@s/);
  });

  const one: readonly (readonly [string, NodeJS.ProcessEnv, string])[] = [
    ['TLS off towards another machine', { EVENTSTORE_URL: 'esdb://one:2113?tls=false' }, 'EVENTSTORE_URL'],
    [
      'a password that would not be sent',
      { EVENTSTORE_URL: 'esdb://a:b@127.0.0.1?tls=false' },
      'EVENTSTORE_URL',
    ],
    [
      'an option that the client would print',
      { EVENTSTORE_URL: 'esdb://a:b@one?frobnicate=1' },
      'EVENTSTORE_URL',
    ],
    [
      'a user without password',
      { EVENTSTORE_URL: 'esdb://one', EVENTSTORE_USER: 'a' },
      'EVENTSTORE_PASSWORD',
    ],
    [
      'keys and read models in one database',
      { KEYS_URL: 'postgres://a:b@db:5432/siyi', DATABASE_URL: 'postgresql://c:d@db/siyi' },
      'KEYS_URL',
    ],
    ['an empty secret file', { REDIS_URL_FILE: fileOf('empty', ' \n') }, 'REDIS_URL_FILE'],
    ['a port that is none', { METRICS_PORT: '70000' }, 'METRICS_PORT'],
    ['no span of time', { CHECKPOINT_SECONDS: '0' }, 'CHECKPOINT_SECONDS'],
    [
      'a provider over plain HTTP elsewhere',
      { ...provider, OIDC_ISSUER: 'http://login.example' },
      'OIDC_ISSUER',
    ],
    ['a provider without its client', { ...provider, OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID'],
    ['a provider that nobody finds the way back from', { ...provider, PUBLIC_URL: '' }, 'PUBLIC_URL'],
    ['an issuer without keys', { TOKEN_ISSUER: 'x', TOKEN_AUDIENCE: 'y' }, 'JWKS_URL'],
  ];
  it.each(one)('refuse %s', (_, env, setting) => {
    expect(named(env)).toEqual([setting]);
  });

  it('come from files, without the line end of an editor', () => {
    const file = fileOf('db', 'postgres://a:b@db/siyi\n');
    expect(readSettings({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://a:b@db/siyi');
  });

  it('stand in docs/operate.md as they are here', () => {
    expect(readFileSync('docs/operate.md', 'utf8')).toContain(settingsTable());
  });

  it('are read in one place', () => {
    const sources = ['apps', 'libs'].flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)),
    );
    const reading = sources.filter(
      (name) =>
        name.endsWith('.ts') &&
        !/\.spec\.ts$|\/testing\//.test(name) &&
        readFileSync(name, 'utf8').includes('process.env'),
    );
    expect(reading).toEqual(['apps/cli/src/settings/index.ts']);
    const text = readFileSync('apps/cli/src/settings/index.ts', 'utf8');
    expect(settings.filter(({ name }) => text.includes(`env.${name}`))).toEqual([]);
  });
});

describe('a process', () => {
  const main = resolve('dist/apps/cli/src/main.js');
  function start(role: string, env: NodeJS.ProcessEnv) {
    const args = ['--disable-warning=ExperimentalWarning', main, role, '--data', join(folder, 'data')];
    const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...env } });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    return { process: child, ended, said: () => said };
  }
  async function run(role: string, env: NodeJS.ProcessEnv) {
    const child = start(role, env);
    return { code: await child.ended, said: child.said() };
  }

  it('with faults does not start, and says all of them', async () => {
    const { code, said } = await run('worker', { SIYI_MODE: 'production', PORT: 'x' });
    expect(code).toBe(1);
    for (const name of ['EVENTSTORE_URL', 'DATABASE_URL', 'KEYS_URL', 'REDIS_URL', 'PORT'])
      expect(said).toContain(`${name}: `);
  });

  it.each([
    ['api', /api: http/],
    ['projector', /reactors: .*trying again/],
    ['worker', /worker: .*ECONNREFUSED/],
  ] as const)('%s: no password reaches its output while its stores are away', async (role, running) => {
    const nowhere = '127.0.0.1:9';
    const keys = join(folder, `keys-${role}`);
    await (await openKeyStore(keys)).close();
    const child = start(role, {
      ...production,
      PORT: '0',
      SIYI_TRACE: '1',
      EVENTSTORE_URL: `esdb://${nowhere}`,
      EVENTSTORE_PASSWORD: 'secret-store',
      EVENTSTORE_CA_FILE: undefined,
      DATABASE_URL: `postgres://siyi:secret-reading@${nowhere}/siyi`,
      KEYS_URL: keys,
      REDIS_URL: `redis://:secret-redis@${nowhere}`,
    });
    while (!running.test(child.said())) await sleep(50);
    const url = /api: (\S+)/.exec(child.said())?.[1];
    const health = url === undefined ? '' : await (await fetch(`${url}/health`)).text();
    expect(health).toMatch(url === undefined ? /^$/ : /"store":\{"ok":false/);
    child.process.kill('SIGTERM');
    expect(await child.ended).toBe(0);
    expect(child.said() + health).not.toContain('secret-');
  });

  it('says which key database is away, and not how it is opened', async () => {
    const { code, said } = await run('worker', {
      ...production,
      EVENTSTORE_CA_FILE: undefined,
      KEYS_URL: 'postgres://siyi:secret-keys@127.0.0.1:9/keys',
    });
    expect(code).toBe(1);
    expect(said).toContain('the key store does not answer');
    expect(said).not.toContain('secret-');
  });
});
