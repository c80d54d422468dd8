import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toSeal } from '#kernel';
import { KeyStoreAway, KeyStoreLost } from './errors.js';
import { openKeyStore } from './key-store.js';
import type { KeyStore } from './keys.js';
import { restoreKeys } from './restore-keys.js';
import { personIdOf } from './person-id.js';
import { keyDatabases, keyFiles, type KeyPlace } from './testing/key-places.js';
import { memoryLog } from './testing/memory-log.js';
import { close, engineOn, vote, voting } from './testing/stack.js';

const places = [
  ['a file', keyFiles],
  ['a PostgreSQL database', keyDatabases],
] as const;

describe.each(places)('a key store in %s', (_, prepare) => {
  let place: KeyPlace;
  let address: string;
  let keys: KeyStore;
  const opened: KeyStore[] = [];
  const open = async (at = address, needed = false): Promise<KeyStore> => {
    const store = await openKeyStore(at, { needed: async () => needed });
    opened.push(store);
    return store;
  };

  beforeAll(async () => {
    place = await prepare();
  });
  beforeEach(async () => {
    address = await place.fresh();
    keys = await open();
  });
  afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));
  afterAll(() => place.remove());

  const keyOf = async (store: KeyStore, name: string) => (await store.keys([name])).get(name);
  const found = async (store: KeyStore, name: string) => (await store.find([name])).get(name);

  it('makes a key once, the same for two processes, and the same after a restart', async () => {
    const other = await open();
    const both = await Promise.all([keys, other].map((store) => store.keys(['person:1', 'person:2'])));
    expect(both[0]?.get('person:1')).toHaveLength(32);
    expect(both[1]).toEqual(both[0]);
    expect(both[0]?.get('person:1')).not.toEqual(both[0]?.get('person:2'));
    expect(other.hmac('x', 'y')).toBe(keys.hmac('x', 'y'));
    const again = await open(address, true);
    expect(await again.find(['person:1', 'nobody'])).toEqual(
      new Map([['person:1', both[0]?.get('person:1')]]),
    );
    expect(again.hmac('x', 'y')).toBe(keys.hmac('x', 'y'));
  });

  it('is restored from its backup into an empty one, destroyed keys as destroyed; a second time adds nothing', async () => {
    const kept = await keyOf(keys, 'person:1');
    await keys.destroy('person:2');
    const file = join(mkdtempSync(join(tmpdir(), 'siyi-keys-')), 'backup.sqlite');
    await keys.backup(file);
    await keyOf(keys, 'person:3');
    const target = await place.fresh();
    expect(await restoreKeys(file, target)).toBe(2);
    const restored = await open(target, true);
    expect(await found(restored, 'person:1')).toEqual(kept);
    expect(await found(restored, 'person:2')).toBe('destroyed');
    expect(await found(restored, 'person:3')).toBeUndefined();
    expect(restored.hmac('x', 'y')).toBe(keys.hmac('x', 'y'));
    await restored.destroy('person:1');
    expect(await restoreKeys(file, target)).toBe(2);
    expect(await found(restored, 'person:1')).toBe('destroyed');
  });

  it('of another deployment takes no backup, and stays as it was', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'siyi-keys-')), 'backup.sqlite');
    await keyOf(keys, 'person:1');
    await keys.backup(file);
    const target = await place.fresh();
    const other = await open(target);
    const before = other.hmac('x', 'y');
    await expect(restoreKeys(file, target)).rejects.toMatchObject({ code: 'keys.otherDeployment' });
    expect(await found(other, 'person:1')).toBeUndefined();
    expect((await open(target, true)).hmac('x', 'y')).toBe(before);
    await expect(restoreKeys(`${file}.none`, target)).rejects.toMatchObject({ code: 'keys.noBackup' });
  });

  it('two that are opened at once on nothing agree on the deployment key', async () => {
    const at = await place.fresh();
    const [one, two] = await Promise.all([open(at), open(at)]);
    expect(one?.hmac('x', 'y')).toBe(two?.hmac('x', 'y'));
  });

  it('is not made anew where the log already holds events: it says what to restore', async () => {
    const nowhere = await place.fresh();
    const refused = await open(nowhere, true).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(KeyStoreLost);
    expect(String(refused)).toMatch(/请从备份恢复密钥库.*\n.*Restore the key store from its backup/);
    expect(String(refused)).not.toMatch(/:\w+@/);
    await expect(open(nowhere, true)).rejects.toBeInstanceOf(KeyStoreLost); // the refusal made none
  });

  it('gives an online copy as a file with the same keys', async () => {
    await keys.keys(['person:1', 'person:2']);
    await keys.destroy('person:2');
    const file = `${(await keyFilesFolder.fresh()).replace(/\.db$/, '')}.copy`;
    await keys.backup(file);
    const copy = await open(file, true);
    expect(await copy.find(['person:1', 'person:2'])).toEqual(await keys.find(['person:1', 'person:2']));
    expect(copy.hmac('x', 'y')).toBe(keys.hmac('x', 'y'));
  });

  it('destroys a key for good: its name gets no other', async () => {
    await keys.keys(['person:1']);
    await keys.destroy('person:1');
    await keys.destroy('person:1');
    expect(await found(keys, 'person:1')).toBe('destroyed');
    await expect(keyOf(keys, 'person:1')).rejects.toMatchObject({ code: 'keys.destroyed' });
    await keys.destroy('person:never-made');
    await expect(keyOf(keys, 'person:never-made')).rejects.toMatchObject({ code: 'keys.destroyed' });
  });

  it('gives opaque person ids: stable here, others elsewhere, blind to case and blanks', async () => {
    const elsewhere = await open(await place.fresh());
    const id = personIdOf(keys, '34040319900101123X');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(personIdOf(keys, ' 34040319900101123x ')).toBe(id);
    expect(personIdOf(elsewhere, '34040319900101123X')).not.toBe(id);
  });

  it('while it is away, commands that seal nothing work and the others wait; back again, they work', async () => {
    const log = memoryLog();
    const give = voting(engineOn(log, keys), 'away');
    const remarked = (voter: string) => ({
      type: 'Vote',
      data: { voter, remark: toSeal(`item:${voter}`, '意见') },
    });
    await place.away(address);
    await give(1, vote('a'));
    await expect(give(2, remarked('b'))).rejects.toBeInstanceOf(KeyStoreAway);
    await expect(keys.find(['item:b'])).rejects.toBeInstanceOf(KeyStoreAway);
    expect(log.all).toHaveLength(1);
    await place.back(address);
    await give(2, remarked('b'));
    await give(3, close);
    expect(JSON.stringify(log.all)).not.toContain('意见');
  });

  it('the key is durable before the event that needs it', async () => {
    const log = memoryLog();
    const seen: unknown[] = [];
    const second = await open();
    const watching: typeof log = {
      ...log,
      append: async (...call) => {
        seen.push(await found(second, 'item:1'));
        return log.append(...call);
      },
    };
    const remark = toSeal('item:1', '意见');
    await voting(engineOn(watching, keys), 'durable')(1, { type: 'Vote', data: { voter: 'a', remark } });
    expect(seen).toEqual([expect.any(Buffer)]);
  });
});

const keyFilesFolder = await keyFiles();
afterAll(() => keyFilesFolder.remove());
