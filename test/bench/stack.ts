import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { besideOf, folderAt, removeFolder, type Folder } from '../../apps/cli/src/folder.js';
import { startStack, type Stack } from '../../apps/cli/src/supervisor.js';

/** The embedded stack as `npm start` runs it, on a passing folder and the machine's clock, for the time of some work. */
export async function withStack<T>(work: (stack: Stack, folder: Folder) => Promise<T>): Promise<T> {
  const folder = folderAt(mkdtempSync(join(tmpdir(), 'siyi-bench-')));
  try {
    const stack = await startStack({ folder, publicDir: besideOf(folder), say: () => undefined });
    try {
      return await work(stack, folder);
    } finally {
      await stack.stop();
    }
  } finally {
    removeFolder(folder);
  }
}
