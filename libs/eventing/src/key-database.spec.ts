import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openKeyStore } from './key-store.js';
import { keyDatabases } from './testing/key-places.js';

const place = await keyDatabases();
afterAll(() => place.remove());

async function ask<T>(url: string, text: string): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ value: T }>(text);
  await client.end();
  return rows[0]?.value as T;
}

it('the table of a key database holds no byte of a destroyed key', async () => {
  const url = await place.fresh();
  const keys = await openKeyStore(url);
  const names = ['person:1', 'person:2'];
  const [gone, kept] = [...(await keys.keys(names)).values()] as [Buffer, Buffer];
  const holds = async (key: Buffer): Promise<boolean> => {
    await ask(url, 'checkpoint');
    const folder = await ask<string>(url, `select current_setting('data_directory') as value`);
    const table = await ask<string>(url, `select pg_relation_filepath('keys.key') as value`);
    return readFileSync(join(folder, table)).includes(key);
  };
  expect(await holds(gone)).toBe(true);
  await keys.destroy('person:1');
  expect([await holds(gone), await holds(kept)]).toEqual([false, true]);
  await keys.close();
});

it('two that make the same keys in opposite order do not wait for each other', async () => {
  const url = await place.fresh();
  const [one, two] = await Promise.all([openKeyStore(url), openKeyStore(url)]);
  const names = Array.from({ length: 500 }, (_, n) => `item:${n}`);
  const made = await Promise.all([one?.keys(names), two?.keys(names.toReversed())]);
  expect(made[0]?.get('item:7')).toEqual(made[1]?.get('item:7'));
  await Promise.all([one?.close(), two?.close()]);
});
