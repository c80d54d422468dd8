import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { conflict } from '#kernel';
import { notedPort, type Folder } from './folder.js';

const busy = 5;

/**
 * Makes this process the only supervisor of a data folder until the returned function is called. The lock is SQLite's
 * on an open file, so the kernel drops it with the process, however that ends.
 */
export function own(folder: Folder): () => void {
  const lock = new DatabaseSync(join(folder.root, 'owner.sqlite'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== busy) throw error;
    const at = `http://127.0.0.1:${notedPort(folder, 'api') ?? ''}`;
    conflict(
      'cli.running',
      `数据目录 ${folder.root} 的服务已在运行(${at})。请用那一个,先停止它,或以 --data 另指目录。`,
      `The stack on ${folder.root} runs already (${at}): use that one, stop it first, or name another folder by --data.`,
    );
  }
  return () => lock.close();
}
