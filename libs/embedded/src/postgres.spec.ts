import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from './postgres.js';
import { child, compiled } from './testing/index.js';

const KILLS = Number(process.env.SIYI_KILLS ?? 3);
const isRoot = process.getuid?.() === 0;

let folder: string;
let running: RunningPostgres[] = [];
const lines: string[] = [];

const start = async (dataDir: string, port?: number): Promise<RunningPostgres> => {
  const started = await startPostgres({
    dataDir,
    ...(port === undefined ? {} : { port }),
    publicDir: join(folder, 'public'),
    log: (line) => lines.push(line),
  });
  running.push(started);
  return started;
};

async function query<T extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<T>(sql, values);
  await client.end();
  return rows;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siyi-pg-'));
  chmodSync(folder, 0o755);
  lines.length = 0;
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running = [];
  rmSync(folder, { recursive: true });
});

test('a cluster made without LANG keeps Chinese text and sorts it the same everywhere', async () => {
  const { compile, env } = { compile: compiled(), env: { PATH: process.env.PATH ?? '' } };
  const options = JSON.stringify({ dataDir: join(folder, 'site'), publicDir: join(folder, 'public') });
  const script = `import { startPostgres } from ${JSON.stringify(compile.index)};
    const { url, pid } = await startPostgres(${options});
    console.log(JSON.stringify({ url, pid }));
    process.exit(0);`;
  const { said } = await child(script, env);
  compile.remove();
  const { url } = said as { url: string };
  running.push(await start(join(folder, 'site')));
  await query(url, 'CREATE TABLE matter (title text)');
  await query(url, 'INSERT INTO matter VALUES ($1)', ['四议两公开：老旧小区改造𠮷']);
  const [row] = await query<{ title: string; encoding: string }>(
    url,
    "SELECT title, current_setting('server_encoding') AS encoding FROM matter",
  );
  expect(row).toEqual({ title: '四议两公开：老旧小区改造𠮷', encoding: 'UTF8' });
});

test('the same folder gives the same cluster, port and password after a stop', async () => {
  const first = await start(join(folder, 'site'));
  await query(first.url, 'CREATE TABLE kept (n int)');
  await first.stop();
  const second = await start(join(folder, 'site'));
  expect(second.adopted).toBe(false);
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }]);
});

test('the password stands in a file for its owner only, and a wrong one is refused', async () => {
  const { url } = await start(join(folder, 'site'));
  const home = join(folder, 'site', 'postgres');
  const password = readFileSync(join(home, 'password'), 'utf8').trim();
  expect(statSync(join(home, 'password')).mode & 0o777).toBe(0o600);
  expect(url).toContain(password);
  await expect(query(url.replace(password, 'guessed'), 'SELECT 1')).rejects.toThrow('password');
});

test('it listens on loopback only', async () => {
  const { url } = await start(join(folder, 'site'));
  const [row] = await query(url, "SELECT current_setting('listen_addresses') AS hosts");
  expect(row).toEqual({ hosts: '127.0.0.1' });
});

test(`after kill -9 of the parent a start takes over what still runs, ${KILLS} times`, async () => {
  const compile = compiled();
  const options = JSON.stringify({ dataDir: join(folder, 'site'), publicDir: join(folder, 'public') });
  const script = `import { startPostgres } from ${JSON.stringify(compile.index)};
    const { url, pid, adopted } = await startPostgres({ ...${options}, log: () => {} });
    console.log(JSON.stringify({ url, pid, adopted }));
    setInterval(() => {}, 1000);`;
  const pids = new Set<number>();
  for (let round = 0; round < KILLS; round += 1) {
    const parent = await child(script);
    const { url, pid, adopted } = parent.said as { url: string; pid: number; adopted: boolean };
    expect(adopted).toBe(round > 0);
    pids.add(pid);
    await query(url, 'CREATE TABLE IF NOT EXISTS rounds (n int)');
    await query(url, 'INSERT INTO rounds VALUES ($1)', [round]);
    await parent.kill();
  }
  compile.remove();
  const last = await start(join(folder, 'site'));
  expect(last.adopted).toBe(true);
  expect([...pids]).toEqual([last.pid]);
  expect(await query(last.url, 'SELECT count(*)::int AS n FROM rounds')).toEqual([{ n: KILLS }]);
});

test('after kill -9 of PostgreSQL itself a start recovers what was committed', async () => {
  const first = await start(join(folder, 'site'));
  await query(first.url, 'CREATE TABLE kept (n int)');
  await query(first.url, 'INSERT INTO kept VALUES (1)');
  process.kill(first.pid, 'SIGKILL');
  const second = await start(join(folder, 'site'));
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
});

test('a PostgreSQL that dies while it is asked, and that its parent has not yet buried, is followed by a new one', async () => {
  const compile = compiled();
  const options = JSON.stringify({ dataDir: join(folder, 'site'), publicDir: join(folder, 'public') });
  const parent = await child(`import { startPostgres } from ${JSON.stringify(compile.index)};
    const { pid } = await startPostgres({ ...${options}, log: () => {} });
    console.log(JSON.stringify({ pid }));
    setInterval(() => {}, 1000);`);
  const { pid } = parent.said as { pid: number };
  parent.process.kill('SIGSTOP');
  process.kill(pid, 'SIGSTOP');
  setTimeout(() => process.kill(pid, 'SIGKILL'), 500);
  const second = await start(join(folder, 'site'));
  expect(second.adopted).toBe(false);
  expect(lines.join()).toContain('does not answer');
  await parent.kill();
  compile.remove();
});

test('what a killed PostgreSQL left at work does not keep the next one out', async () => {
  const first = await start(join(folder, 'site'));
  const busy = new pg.Client(first.url);
  await busy.connect();
  busy.on('error', () => undefined); // told by the query
  const loop = 'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b'; // minutes
  const lost = busy.query(loop).catch((error: Error) => error);
  const atWork = (): Promise<unknown[]> =>
    query(first.url, 'SELECT 1 FROM pg_stat_activity WHERE query = $1', [loop]);
  while ((await atWork()).length === 0);
  process.kill(first.pid, 'SIGKILL');
  const second = await start(join(folder, 'site'));
  expect([first.alive(), second.alive(), second.adopted]).toEqual([false, true, false]);
  expect(await lost).toBeInstanceOf(Error);
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a port that others know is waited for', async () => {
  const first = await start(join(folder, 'site'));
  await first.stop();
  const port = Number(new URL(first.url).port);
  const holder = createServer().listen(port, '127.0.0.1');
  await once(holder, 'listening');
  setTimeout(() => holder.close(), 1_000);
  const second = await start(join(folder, 'site'), port);
  expect(second.url).toBe(first.url);
});

test('a stale postmaster.pid that names a stranger does not hinder the start, and the stranger lives on', async () => {
  const first = await start(join(folder, 'site'));
  await first.stop();
  const file = join(folder, 'site', 'postgres', 'cluster', 'postmaster.pid');
  const stranger = await child('console.log("{}"); setInterval(() => {}, 1000);');
  writeFileSync(file, `${stranger.process.pid}\n${join(folder, 'site')}\n0\n1\n\n127.0.0.1\n`);
  const second = await start(join(folder, 'site'));
  expect(second.adopted).toBe(false);
  expect(stranger.process.exitCode).toBeNull();
  expect(stranger.process.signalCode).toBeNull();
  await stranger.kill();
});

test('an initdb that was cut off leaves nothing that a start would take for a cluster', async () => {
  const home = join(folder, 'site', 'postgres');
  mkdirSync(join(home, 'unfinished-1', 'base'), { recursive: true });
  writeFileSync(join(home, 'unfinished-1', 'PG_VERSION'), '18\n');
  await start(join(folder, 'site'));
  expect(readdirSync(home).filter((name) => name.startsWith('unfinished'))).toEqual([]);
});

const privateSite = (): string => {
  const dataDir = join(folder, 'private', 'site');
  mkdirSync(dataDir, { recursive: true });
  chmodSync(join(folder, 'private'), 0o700);
  return dataDir;
};

const rootCase = async (): Promise<void> => {
  const dataDir = privateSite();
  const first = await start(dataDir);
  const home = readFileSync(join(dataDir, 'postgres.location'), 'utf8').trim();
  expect(home.startsWith(join(folder, 'public'))).toBe(true);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  expect(statSync(join(home, 'cluster')).uid).not.toBe(0);
  await first.stop();
  chmodSync(join(folder, 'private'), 0o755);
  const second = await start(dataDir);
  expect(second.url).toBe(first.url);
};

const ordinaryCase = async (): Promise<void> => {
  const dataDir = privateSite();
  await start(dataDir);
  expect(existsSync(join(dataDir, 'postgres', 'cluster'))).toBe(true);
  expect(lines).toEqual([]);
};

// Root and ordinary users take different ways; each run tests the one of the user who runs it.
test('under a private folder the files go where the user of PostgreSQL reaches them', async () => {
  await (isRoot ? rootCase() : ordinaryCase());
});
