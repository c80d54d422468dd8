import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '#embedded';
import pg from 'pg';
import { connectReadModels, type ReadModels } from '../connect.js';

/** A PostgreSQL of its own with as many empty databases as a spec asks for. */
export type TestDatabase = Readonly<{
  /** A new database, and the connection to it. */
  fresh(): Promise<ReadModels & Readonly<{ url: string }>>;
  /** Another connection to one of them. */
  again(url: string): ReadModels;
  /** PostgreSQL goes away, and comes back at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}>;

/** A PostgreSQL that runs. */
type Running = Readonly<{ url: string; stop(): Promise<void> }>;

async function ask(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(text);
  await client.end();
}

/** Empty databases on a server; `remove` comes after its last stop. */
export async function databasesOn(
  start: () => Promise<Running>,
  remove: () => Promise<void> = async () => undefined,
): Promise<TestDatabase> {
  let postgres = await start();
  const opened: ReadModels[] = [];
  const made: string[] = [];
  const again = (url: string): ReadModels => {
    const models = connectReadModels(url);
    opened.push(models);
    return models;
  };
  return {
    again,
    stop: () => postgres.stop(),
    async start() {
      postgres = await start();
    },
    async fresh() {
      const name = `siyi_test_${process.pid}_${made.length}`;
      made.push(name);
      await ask(postgres.url, `create database ${name} encoding 'UTF8' template template0`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return { ...again(url.href), url: url.href };
    },
    async close() {
      await Promise.all(opened.map((models) => models.close()));
      for (const name of made) await ask(postgres.url, `drop database ${name} with (force)`);
      await postgres.stop();
      await remove();
    },
  };
}

/** Starts the embedded one in a temporary folder. */
export async function testDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-read-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL's own user must reach it
  return databasesOn(
    () => startPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined }),
    async () => rmSync(folder, { recursive: true }),
  );
}
