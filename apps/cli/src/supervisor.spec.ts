import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { besideOf, folderAt, removeFolder } from './folder.js';
import { startStack } from './supervisor.js';

test('store and app end by themselves when the stack is stopped; neither has to be killed', async () => {
  const folder = folderAt(mkdtempSync(join(tmpdir(), 'siyi-stop-')));
  const said: string[] = [];
  try {
    const stack = await startStack({
      folder,
      publicDir: besideOf(folder),
      main: resolve('dist/apps/cli/src/main.js'),
      say: (line) => said.push(line),
    });
    await stack.stop();
  } finally {
    removeFolder(folder);
  }
  expect(said.filter((line) => line.includes('killed'))).toEqual([]);
});
