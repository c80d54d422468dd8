import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { Rejection } from '#kernel';
import { KeyStoreAway, KeyStoreLost } from './errors.js';
import { hmacUnder, present, type KeptKeys, type Key, type KeyStore, type OpenKeys } from './keys.js';

const schema = `
  pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;
  create table if not exists deployment (one integer primary key check (one = 1), key blob not null) strict;
  create table if not exists keys (name text primary key, key blob) strict, without rowid;`;

/** A file that only its owner may read; SQLite gives its side files the same mode. */
function ownFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

/** Opens the database of a key file; makes it where it is missing. */
export function keyFileAt(file: string): DatabaseSync {
  ownFile(file);
  const db = new DatabaseSync(file, { timeout: 3000 });
  db.exec(schema);
  return db;
}

function deploymentKey(db: DatabaseSync): Buffer {
  db.prepare('insert or ignore into deployment values (1, ?)').run(randomBytes(32));
  return Buffer.from(db.prepare('select key from deployment').get()?.key as Uint8Array);
}

/** Adds kept keys to a key file, which is made where it is missing; false where it is of another deployment. */
export function addToKeyFile(file: string, { deployment, rows }: KeptKeys): boolean {
  const db = keyFileAt(file);
  try {
    db.exec('begin immediate');
    db.prepare('insert or ignore into deployment values (1, ?)').run(deployment);
    const same = Buffer.from(deployment).equals(deploymentKey(db));
    const insert = db.prepare('insert or ignore into keys values (?, ?)');
    if (same) for (const { name, key } of rows) insert.run(name, key);
    db.exec(same ? 'commit' : 'rollback');
    return same;
  } finally {
    db.close();
  }
}

const isThere = (file: string): boolean => existsSync(file) && statSync(file).size > 0;

/** Opens (or makes, mode 0600) the key store file; the deployment key is made on the first open. */
export async function openKeyFile(file: string, { needed }: OpenKeys = {}): Promise<KeyStore> {
  if (!isThere(file) && (await needed?.()) && !isThere(file)) throw new KeyStoreLost(file);
  const db = keyFileAt(file);
  const { ino } = statSync(file);
  const hmac = hmacUnder(deploymentKey(db));
  const select = db.prepare('select key from keys where name = ?');
  const insert = db.prepare('insert or ignore into keys values (?, ?)');

  /** A file moved away still takes writes that nobody would find again, hence the look at its inode. */
  async function reached<T>(work: () => T): Promise<T> {
    try {
      if (statSync(file).ino !== ino) throw new Error(`${file} is another file now`);
      return work();
    } catch (error) {
      throw error instanceof Rejection ? error : new KeyStoreAway(error);
    }
  }

  const find = (names: readonly string[]): Map<string, Key> =>
    new Map(
      names.flatMap((name) => {
        const row = select.get(name);
        if (!row) return [];
        return [[name, row.key === null ? 'destroyed' : Buffer.from(row.key as Uint8Array)]];
      }),
    );

  function make(names: readonly string[]): void {
    db.exec('begin immediate');
    try {
      for (const name of names) insert.run(name, randomBytes(32));
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  }

  return {
    hmac,
    keys: (names) =>
      reached(() => {
        const found = find(names);
        const missing = names.filter((name) => !found.has(name));
        if (missing.length === 0) return present(names, found);
        make(missing);
        return present(names, find(names));
      }),
    find: (names) => reached(() => find(names)),
    destroy: (name) =>
      reached(() => {
        db.prepare('insert into keys values (?, null) on conflict do update set key = null').run(name);
        db.exec('pragma wal_checkpoint(truncate)'); // the key must not live on in the side file
      }),
    async backup(target) {
      ownFile(target);
      await backup(db, target);
      chmodSync(target, 0o600);
    },
    close: async () => db.close(),
  };
}
