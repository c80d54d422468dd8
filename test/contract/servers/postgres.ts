import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '#embedded';
import { GenericContainer, Wait } from 'testcontainers';
import type { Backend } from './backend.js';
import { atAddress, inContainer, withoutDocker } from './docker.js';
import { postgresFolders, programIn } from './programs.js';

/** A PostgreSQL that runs; `again` starts it at the same address after a stop, with what it held. */
export type Postgres = Readonly<{
  url: string;
  stop(): Promise<void>;
  again(): Promise<void>;
  remove(): Promise<void>;
}>;

const nothing = async (): Promise<void> => undefined;
const image = 'postgres:18-alpine';

async function fromPrograms(initdb: string, postgres: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-postgres-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL's own user must reach it
  const binaries = { initdb, postgres };
  const start = () => startPostgres({ dataDir: join(folder, 'pg'), binaries, log: () => undefined });
  let running = await start();
  return {
    url: running.url,
    stop: () => running.stop(),
    async again() {
      running = await start();
    },
    async remove() {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function onMachine(): Backend<Postgres> {
  const folders = postgresFolders();
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => programIn(name, folders));
  if (initdb === undefined || postgres === undefined)
    return {
      name: 'PostgreSQL of this machine',
      absent: 'there is no initdb (Debian: apt-get install postgresql)',
    };
  const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' }).trim();
  return { name: `${version}, of this machine`, start: () => fromPrograms(initdb, postgres) };
}

async function inDocker(): Promise<Backend<Postgres>> {
  const absent = await withoutDocker;
  if (absent !== undefined) return { name: image, absent };
  async function start(): Promise<Postgres> {
    const container = await new GenericContainer(image)
      .withEnvironment({ POSTGRES_USER: 'siyi', POSTGRES_PASSWORD: 'siyi', POSTGRES_DB: 'siyi' })
      .withExposedPorts(5432)
      .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
      .start();
    const url = `postgres://siyi:siyi@${container.getHost()}:${container.getMappedPort(5432)}/siyi`;
    return { url, stop: nothing, again: nothing, remove: async () => void (await container.stop()) };
  }
  return { name: image, start, stays: inContainer };
}

function byAddress(): Backend<Postgres> {
  const url = process.env['DATABASE_URL'];
  const name = 'PostgreSQL at DATABASE_URL';
  if (url === undefined) return { name, absent: 'DATABASE_URL is not set' };
  return {
    name,
    start: async () => ({ url, stop: nothing, again: nothing, remove: nothing }),
    stays: atAddress,
  };
}

/** Every real PostgreSQL that can be had: of this machine, in Docker, by address. */
export const postgresServers = async (): Promise<readonly Backend<Postgres>[]> => [
  onMachine(),
  await inDocker(),
  byAddress(),
];
