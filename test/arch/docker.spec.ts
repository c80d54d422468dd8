import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { commands } from '../../apps/cli/src/commands.js';
import { readSettings } from '../../apps/cli/src/settings/index.js';
import { settings, type Setting } from '../../apps/cli/src/settings/table.js';

type Service = Readonly<{
  image: string;
  user?: string;
  command?: readonly string[];
  entrypoint?: readonly string[];
  read_only?: boolean;
  cap_drop?: readonly string[];
  restart?: string;
  ports?: readonly string[];
  secrets?: readonly string[];
  volumes?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  healthcheck?: unknown;
  depends_on?: Readonly<Record<string, unknown>>;
}>;

const compose = parse(readFileSync('docker/compose.yaml', 'utf8'), { merge: true }) as Readonly<{
  services: Readonly<Record<string, Service>>;
  secrets: Readonly<Record<string, Readonly<{ file: string }>>>;
  volumes: Readonly<Record<string, unknown>>;
}>;
const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
const services = Object.entries(compose.services);
/** What runs the program itself. */
const ours = services.filter(([, { image, entrypoint }]) => image.startsWith('siyi:') && !entrypoint);
const folder = mkdtempSync(join(tmpdir(), 'siyi-docker-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('docker/', () => {
  it('runs api, projector and worker by commands that there are', () => {
    expect(ours.map(([name]) => name)).toEqual(['api', 'projector', 'worker']);
    for (const [name, { command }] of ours) {
      expect(command).toEqual([name]);
      expect(Object.keys(commands)).toContain(name);
    }
  });

  it('secrets.sh makes every secret that a service names, once, and keeps others out', () => {
    const make = () => execFileSync('sh', ['docker/secrets.sh', folder], { encoding: 'utf8' });
    const said = make();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const values = Object.keys(compose.secrets).map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const value of values) expect(said).not.toContain(value);
    expect(new Set(values).size).toBe(values.length);
    make();
    expect(Object.keys(compose.secrets).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(
      values,
    );
    for (const [name, { secrets = [], environment = {} }] of services) {
      expect([name, secrets.filter((one) => !(one in compose.secrets))]).toEqual([name, []]);
      const read = JSON.stringify(environment).match(/\/run\/secrets\/\w+/g) ?? [];
      expect([name, read.map((path) => basename(path)).filter((one) => !secrets.includes(one))]).toEqual([
        name,
        [],
      ]);
    }
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^secrets\/\w+$/);
    expect(readFileSync('.gitignore', 'utf8')).toMatch(/^docker\/secrets\/$/m);
  });

  it('gives every process settings that it takes, and none that it does not know', () => {
    execFileSync('sh', ['docker/secrets.sh', folder]);
    const authority = join(folder, 'ca.crt');
    writeFileSync(authority, '-----BEGIN CERTIFICATE-----\n');
    const inImage = Object.fromEntries(
      (/^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '')
        .split(' ')
        .map((pair) => pair.split('=') as [string, string]),
    );
    const known = settings.flatMap(({ name, secret }: Setting) => (secret ? [name, `${name}_FILE`] : [name]));
    const given = { JWKS_URL: 'https://id.example/keys', TOKEN_ISSUER: 'i', TOKEN_AUDIENCE: 'a' };
    for (const [name, { environment = {} }] of ours) {
      const env = Object.fromEntries(
        Object.entries({ ...inImage, ...environment }).map(([setting, value]) => [
          setting,
          value.startsWith('${')
            ? given[setting as keyof typeof given]
            : value.replace('/run/secrets', folder).replace('/certificates/ca/ca.crt', authority),
        ]),
      );
      expect([name, Object.keys(env).filter((one) => one !== 'NODE_ENV' && !known.includes(one))]).toEqual([
        name,
        [],
      ]);
      const read = readSettings(env, { serves: name === 'api' });
      expect(read).toMatchObject({ data: '/data', port: 8080, metrics: { port: 9464 } });
      expect(read.eventStoreUrl).toMatch(/^esdb:\/\/siyi:[0-9a-f]{64}@eventstore1:2113,/);
      expect(read.issuer === undefined).toBe(name !== 'api');
    }
  });

  it('runs unprivileged: no root, nothing written but data, no port open but the proxy’s', () => {
    expect(dockerfile).toMatch(/^USER 10001:10001$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    for (const [name, { read_only, cap_drop, user }] of ours)
      expect([name, read_only, cap_drop, user]).toEqual([name, true, ['ALL'], undefined]);
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
  });

  it('watches and restarts whatever stays, keeps what must last, and mounts what there is', () => {
    const once = ['certificates', 'rights'];
    for (const [name, { restart, healthcheck, image, volumes = [], depends_on = {} }] of services) {
      if (!once.includes(name)) expect([name, restart]).toEqual([name, 'unless-stopped']);
      const watched = image.startsWith('siyi:') || healthcheck !== undefined || once.includes(name);
      expect([name, watched]).toEqual([name, true]);
      const sources = volumes.map((volume) => volume.split(':')[0] ?? '');
      const absent = sources.filter((one) =>
        one.startsWith('./') ? !existsSync(join('docker', one)) : !(one in compose.volumes),
      );
      expect([name, absent]).toEqual([name, []]);
      expect([name, Object.keys(depends_on).filter((one) => !(one in compose.services))]).toEqual([name, []]);
    }
    expect(compose.services['redis']?.command?.join(' ')).toMatch(/appendonly yes .*noeviction/);
  });
});
