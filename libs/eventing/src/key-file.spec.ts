import { readFileSync, statSync } from 'node:fs';
import { ownKeys } from './testing/stack.js';

describe('the key file', () => {
  it('is readable by its owner only, side files and backups too', async () => {
    const { keys, file, remove } = await ownKeys();
    await keys.keys(['person:1']);
    await keys.backup(`${file}.copy`);
    for (const name of [file, `${file}-wal`, `${file}.copy`]) expect(statSync(name).mode & 0o777).toBe(0o600);
    await remove();
  });

  it('holds no byte of a destroyed key, nor does its side file', async () => {
    const { keys, file, remove } = await ownKeys();
    const key = (await keys.keys(['person:1'])).get('person:1') ?? Buffer.alloc(0);
    const inFiles = () => [file, `${file}-wal`].some((name) => readFileSync(name).includes(key));
    expect(inFiles()).toBe(true);
    await keys.destroy('person:1');
    expect(inFiles()).toBe(false);
    await remove();
  });
});
