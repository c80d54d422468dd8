import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { openFile } from './file.js';
import { missingFile } from './store-error.js';

/** What is in a store, in a few numbers. */
export type StoreContents = Readonly<{
  /** Position of the newest event, which is also how many there are. */
  position: number;
  streams: number;
  categories: number;
  /** Size of the file, and of the write-ahead log beside it. */
  bytes: number;
  walBytes: number;
}>;

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** Counts what is in the open file. */
export function contents(db: DatabaseSync, path: string): StoreContents {
  const number = (sql: string): number => Number(db.prepare(`SELECT ${sql} AS n`).get()?.n ?? 0);
  return {
    position: number('(SELECT max(position) FROM events)'),
    streams: number('(SELECT count(*) FROM streams)'),
    categories: number('(SELECT count(*) FROM categories)'),
    bytes: sizeOf(path),
    walBytes: sizeOf(`${path}-wal`),
  };
}

/** What is in a store that does not run. */
export function storeContents(path: string): StoreContents {
  if (!existsSync(path)) throw missingFile(path);
  const file = openFile(path);
  try {
    return contents(file.db, path);
  } finally {
    file.close();
  }
}
