import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EndMark } from './end-mark.js';
import { foreign, inUse, malformed } from './store-error.js';
import { errorField } from '../error-field.js';

const APPLICATION = 0x53495949;
const FORMAT = 2;
/** Differs only in that SQLite kept a sequence of its own; read and written as it is. */
const FIRST_FORMAT = 1;

const SCHEMA = `
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category INTEGER NOT NULL);
  CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    category INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    flags INTEGER NOT NULL,
    created INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    metadata BLOB NOT NULL,
    body BLOB NOT NULL
  );
  CREATE UNIQUE INDEX events_of_stream ON events (stream, revision);
  CREATE INDEX events_of_category ON events (category, position);
`;

/** An open file with the mark beside it. */
export type StoreFile = Readonly<{ db: DatabaseSync; path: string; end: EndMark; close: () => void }>;

const pragma = (db: DatabaseSync, name: string): unknown =>
  Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

function schemaOf(db: DatabaseSync): string {
  const parts = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all();
  const texts = parts
    .filter(({ name }) => name !== 'sqlite_sequence')
    .map(({ type, name, tbl_name, sql }) => `${type} ${name} ${tbl_name} ${sql}`);
  return texts.join('\n').replace(' AUTOINCREMENT', '');
}

function wantedSchema(): string {
  const db = new DatabaseSync(':memory:');
  db.exec(SCHEMA);
  const schema = schemaOf(db);
  db.close();
  return schema;
}

const BUSY = [5, 261];
// Of a head that it cannot make sense of SQLite says "error" or "not a database".
const NO_DATABASE = [1, 26];

/** SQLite's failure to open as a fault that says what to do; others stay as they are. */
function opening(error: unknown, path: string): unknown {
  const code = Number(errorField(error, 'errcode'));
  if (BUSY.includes(code)) return inUse(path);
  return NO_DATABASE.includes(code) ? foreign(path) : (malformed(error, path) ?? error);
}

function prepare(db: DatabaseSync, path: string): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  // a small cache: what it misses the machine's own page cache has
  db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY;');
  db.exec('BEGIN EXCLUSIVE');
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n);
  if (tables === 0) {
    db.exec(`${SCHEMA} PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${FORMAT};`);
  } else if (
    pragma(db, 'application_id') !== APPLICATION ||
    ![FORMAT, FIRST_FORMAT].includes(Number(pragma(db, 'user_version'))) ||
    schemaOf(db) !== wantedSchema()
  ) {
    throw foreign(path);
  }
  db.exec('COMMIT');
}

/**
 * Opens the file as its only owner. The lock is SQLite's own on the open file, so the kernel drops it with the
 * process, however that ends.
 */
export function openFile(path: string): StoreFile {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    prepare(db, path);
    const end = new EndMark(path);
    const close = (): void => {
      db.close();
      end.close();
    };
    return { db, path, end, close };
  } catch (error) {
    db.close();
    throw opening(error, path);
  }
}
