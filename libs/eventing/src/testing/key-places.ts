import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type RunningPostgres } from '#embedded';
import pg from 'pg';

/** A kind of place for key stores, which can go away and come back with what it held. */
export type KeyPlace = Readonly<{
  /** The address of a store that is not there yet. */
  fresh(): Promise<string>;
  away(address: string): Promise<void>;
  back(address: string): Promise<void>;
  remove(): Promise<void>;
}>;

/** Key files in a folder of their own. */
export async function keyFiles(): Promise<KeyPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-keys-'));
  let number = 0;
  return {
    fresh: async () => join(folder, `keys-${(number += 1)}.db`),
    away: async (file) => renameSync(file, `${file}.moved`),
    back: async (file) => renameSync(`${file}.moved`, file),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

/** Key databases in a PostgreSQL of their own. */
export async function keyDatabases(): Promise<KeyPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-keys-'));
  const start = (): Promise<RunningPostgres> =>
    startPostgres({ dataDir: join(folder, 'pg'), log: () => undefined });
  let postgres = await start();
  let number = 0;
  return {
    async fresh() {
      const name = `keys_${(number += 1)}`;
      const client = new pg.Client(postgres.url);
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    away: () => postgres.stop(),
    async back() {
      postgres = await start();
    },
    async remove() {
      await postgres.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
