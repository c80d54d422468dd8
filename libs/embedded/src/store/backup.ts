import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { openFile } from './file.js';
import { missingFile, occupied } from './store-error.js';

/** Pages copied at a time: between two steps the node answers its callers. */
const STEP = 64;

function sync(path: string): void {
  const open = openSync(path, 'r');
  fsyncSync(open);
  closeSync(open);
}

/** Copies an open store to a new file, whole and on disk or not at all; writes may go on meanwhile. */
export async function copyTo(db: DatabaseSync, to: string): Promise<void> {
  const target = resolve(to);
  if (existsSync(target)) throw occupied(target);
  const draft = `${target}.draft`;
  rmSync(draft, { force: true });
  try {
    await backup(db, draft, { rate: STEP });
    sync(draft);
    renameSync(draft, target);
    sync(dirname(target));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Copies a store that does not run. */
export async function backupStore(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw missingFile(from);
  const file = openFile(from);
  try {
    await copyTo(file.db, to);
  } finally {
    file.close();
  }
}
