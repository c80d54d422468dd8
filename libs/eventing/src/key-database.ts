import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Rejection } from '#kernel';
import { KeyStoreAway, KeyStoreLost } from './errors.js';
import { keyFileAt } from './key-file.js';
import { hmacUnder, present, type KeptKeys, type Key, type KeyStore, type OpenKeys } from './keys.js';

/** Two processes that start at once make the tables one after the other. */
const schema = `
  select pg_advisory_xact_lock(hashtext('siyi keys'));
  create schema if not exists keys;
  create table if not exists keys.deployment (one integer primary key check (one = 1), key bytea not null);
  create table if not exists keys.key (name text primary key, key bytea);`;

type Row = Readonly<{ name: string; key: Buffer | null }>;

const patience = 3_000;

/** Whether the address of a key store is that of a database; else it is a file. */
export const isDatabase = (address: string): boolean => /^postgres(ql)?:\/\//.test(address);

/** Where a key database is, without the words that open it. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
}

/** A connection on which a commit is on disk when it answers, whatever the server's own setting. */
function poolAt(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    keepAlive: true,
    application_name: 'siyi keys',
    options: '-c synchronous_commit=on -c client_min_messages=warning',
  });
  pool.on('error', () => undefined); // a connection that broke while idle: the next use opens another
  return pool;
}

/** Every failure but a refusal means that the store is away. */
async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Rejection || error instanceof KeyStoreLost ? error : new KeyStoreAway(error);
  }
}

async function deploymentOf(pool: pg.Pool): Promise<Buffer | undefined> {
  const { rows } = await pool.query<{ key: Buffer }>('select key from keys.deployment');
  return rows[0]?.key;
}

/** The deployment key; made once, and not at all where the log shows that there was one. */
async function deploymentKey(pool: pg.Pool, place: string, { needed }: OpenKeys): Promise<Buffer> {
  await pool.query(schema);
  const known = await deploymentOf(pool);
  if (known) return known;
  const lost = await needed?.();
  // another process of this start may have made it meanwhile, and then written the log's first event
  const meanwhile = await deploymentOf(pool);
  if (meanwhile) return meanwhile;
  if (lost) throw new KeyStoreLost(place);
  await pool.query('insert into keys.deployment values (1, $1) on conflict do nothing', [randomBytes(32)]);
  return (await deploymentOf(pool)) ?? Buffer.alloc(0);
}

async function rowsOf(pool: pg.Pool, names: readonly string[]): Promise<Map<string, Key>> {
  const text = 'select name, key from keys.key where name = any($1)';
  const { rows } = await pool.query<Row>(text, [names]);
  return new Map(rows.map(({ name, key }) => [name, key ?? 'destroyed']));
}

/** In the order of the names, so that two who make the same ones do not wait for each other. */
async function make(pool: pg.Pool, names: readonly string[]): Promise<void> {
  const text = 'insert into keys.key select * from unnest($1::text[], $2::bytea[]) on conflict do nothing';
  await pool.query(text, [[...names].sort(), names.map(() => randomBytes(32))]);
}

async function destroy(pool: pg.Pool, name: string): Promise<void> {
  const { rowCount } = await pool.query(
    `insert into keys.key values ($1, null)
     on conflict (name) do update set key = null where keys.key.key is not null`,
    [name],
  );
  // An update leaves the old row in the table's file; rewriting the table does not.
  if (rowCount) await pool.query('vacuum (full) keys.key');
}

/** Everything at one moment, as a key file. */
async function copyTo(pool: pg.Pool, deployment: Buffer, file: string): Promise<void> {
  const { rows } = await pool.query<Row>({
    text: 'select name, key from keys.key',
    query_timeout: 600_000,
  } as pg.QueryConfig);
  const db = keyFileAt(file);
  try {
    db.exec('begin immediate; delete from deployment; delete from keys;');
    db.prepare('insert into deployment values (1, ?)').run(deployment);
    const insert = db.prepare('insert into keys values (?, ?)');
    for (const { name, key } of rows) insert.run(name, key);
    db.exec('commit; pragma wal_checkpoint(truncate);');
  } finally {
    db.close();
  }
}

/** Adds kept keys to a key database, all of them by one statement; false where it is of another deployment. */
export async function addToKeyDatabase(url: string, { deployment, rows }: KeptKeys): Promise<boolean> {
  const pool = poolAt(url);
  try {
    return await reached(async () => {
      await pool.query(schema);
      await pool.query('insert into keys.deployment values (1, $1) on conflict do nothing', [deployment]);
      if (!(await deploymentOf(pool))?.equals(deployment)) return false;
      await pool.query({
        text: 'insert into keys.key select * from unnest($1::text[], $2::bytea[]) on conflict do nothing',
        values: [rows.map(({ name }) => name), rows.map(({ key }) => key && Buffer.from(key))],
        query_timeout: 600_000,
      } as pg.QueryConfig);
      return true;
    });
  } finally {
    await pool.end();
  }
}

/** Opens the key store in a PostgreSQL database of its own; makes its tables and the deployment key on the first open. */
export async function openKeyDatabase(url: string, options: OpenKeys = {}): Promise<KeyStore> {
  const pool = poolAt(url);
  const deployment = await reached(() => deploymentKey(pool, placeOf(url), options)).catch(
    async (error: unknown) => {
      await pool.end();
      throw error;
    },
  );
  return {
    hmac: hmacUnder(deployment),
    keys: (names) =>
      reached(async () => {
        const found = await rowsOf(pool, names);
        const missing = names.filter((name) => !found.has(name));
        if (missing.length === 0) return present(names, found);
        await make(pool, missing);
        return present(names, await rowsOf(pool, names));
      }),
    find: (names) => reached(() => rowsOf(pool, names)),
    destroy: (name) => reached(() => destroy(pool, name)),
    backup: (file) => reached(() => copyTo(pool, deployment, file)),
    close: () => pool.end(),
  };
}
