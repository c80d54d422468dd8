import { toSeal, type EventMetadata, type Recorded, type Sealed } from '#kernel';
import { codec } from './codec.js';
import { KeyStoreAway } from './errors.js';
import type { KeyStore } from './keys.js';
import type { StoredEvent } from './log.js';
import { ownKeys } from './testing/stack.js';
import { uuidV5 } from './uuid.js';

const { keys, remove } = await ownKeys();
afterAll(remove);

const metadata: EventMetadata = {
  $correlationId: 'c',
  $causationId: 'c',
  commandId: 'c',
  by: { person: 'p' },
  at: '2026-03-01T08:00:00.000Z',
  schema: 1,
};
const id = uuidV5('event');
const encoding = (store: KeyStore) => async (data: unknown) =>
  (await codec(store).encode([{ id, type: 'Said', data, metadata }]))[0] as StoredEvent;
const encode = encoding(keys);
const open = async (one: Sealed) => (await codec(keys).opener([one]))(one);
type Closed = Extract<Sealed, { sealed: 'closed' }>;

const sealed = async (text: string, key = 'item:1'): Promise<Closed> => {
  const { data } = await encode({ at: [{ remark: toSeal(key, text) }] });
  return (data.at as [{ remark: Closed }])[0].remark;
};

describe('sealing', () => {
  it('closes every open field, however deep, and opens it for a reader', async () => {
    const stored = await encode({
      title: '广场',
      people: [{ name: toSeal('person:1', '王小明'), seats: [1, 2] }],
    });
    const text = JSON.stringify(stored);
    expect(text).not.toContain('王小明');
    expect(text).toContain('广场');
    expect(stored.data).toMatchObject({
      people: [{ name: { sealed: 'closed', key: 'person:1' }, seats: [1, 2] }],
    });
    const [{ name }] = stored.data.people as [{ name: Closed }];
    expect(await open(name)).toBe('王小明');
  });

  it('carries a closed field on as it is', async () => {
    const closed = await sealed('text');
    expect((await encode({ again: closed })).data).toEqual({ again: closed });
  });

  it('gives another box for the same text, the same digest under one key, another under another', async () => {
    const [one, two, other] = [await sealed('是'), await sealed('是'), await sealed('是', 'item:2')];
    expect(one.box).not.toBe(two.box);
    expect(one.digest).toBe(two.digest);
    expect(one.digest).not.toBe(other.digest);
  });

  it('does not open a box that was changed, moved to another place or put under another key', async () => {
    const closed = await sealed('text');
    await keys.keys(['item:2']);
    const [version, place, iv, tag, body] = closed.box.split('.');
    const moved = [version, Buffer.from(`${uuidV5('other')}/x`).toString('base64url'), iv, tag, body].join(
      '.',
    );
    const changed = [version, place, iv, tag, Buffer.from('xxxx').toString('base64url')].join('.');
    const shortTag = [version, place, iv, tag?.slice(0, 6), body].join('.');
    for (const bad of [moved, changed, shortTag, '1.x'])
      await expect(open({ ...closed, box: bad })).rejects.toThrow();
    await expect(open({ ...closed, key: 'item:2' })).rejects.toThrow();
    expect(await open(closed)).toBe('text');
  });

  it('after erasure gives nothing, and seals nothing under that name again', async () => {
    const closed = await sealed('text', 'person:gone');
    await keys.destroy('person:gone');
    expect(await open(closed)).toBeUndefined();
    expect(await open({ sealed: 'erased', key: 'person:gone' })).toBeUndefined();
    await expect(sealed('again', 'person:gone')).rejects.toMatchObject({ code: 'keys.destroyed' });
  });

  it('a key that was never here is an error, not an erasure', async () => {
    const unheard = { ...(await sealed('x')), key: 'item:unheard' };
    await expect(open(unheard)).rejects.toThrow('restore its backup');
  });

  it('asks the key store for nothing where nothing is sealed, and once for all that is', async () => {
    const asked: (readonly string[])[] = [];
    const counting = { ...keys, keys: (names: readonly string[]) => (asked.push(names), keys.keys(names)) };
    const away = { ...keys, keys: () => Promise.reject(new KeyStoreAway()) };
    expect((await encoding(away)({ count: 1 })).data).toEqual({ count: 1 });
    await expect(encoding(away)({ remark: toSeal('item:1', 'x') })).rejects.toThrow(KeyStoreAway);
    const said = (key: string) => ({ id, type: 'Said', data: { remark: toSeal(key, 'x') }, metadata });
    await codec(counting).encode(['item:1', 'item:2', 'item:1'].map(said));
    expect(asked).toEqual([['item:1', 'item:2']]);
  });

  it('refuses a field marked for sealing without a key', async () => {
    await expect(encode({ remark: { sealed: 'open', text: 'x' } })).rejects.toThrow('lacks its key');
  });
});

describe('what may be stored', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const unfit = [
    0.5,
    NaN,
    Infinity,
    2 ** 53,
    1n,
    () => 1,
    Symbol('x'),
    new Date(0),
    new Map(),
    [undefined],
    cyclic,
  ];

  it.each(unfit.map((value, index) => [index, value]))(
    'refuses number %i of the unfit values',
    async (_, value) => {
      await expect(encode({ deep: [{ value }] })).rejects.toMatchObject({ code: 'event.notStorable' });
    },
  );

  it('drops what is undefined and keeps the rest as JSON gives it back', async () => {
    const odd: unknown = JSON.parse('{"__proto__":{"e":1}}');
    const stored = await encode({ a: undefined, b: null, c: -0, d: '𠮷', ...(odd as object) });
    expect(stored.data).not.toHaveProperty('a');
    expect(JSON.parse(JSON.stringify(stored.data))).toEqual(stored.data);
    expect(Object.is(stored.data.c, 0)).toBe(true);
    expect(Object.keys(stored.data)).toEqual(['b', 'c', 'd', '__proto__']);
  });
});

describe('golden upcaster', () => {
  const golden: Recorded = {
    id,
    type: 'MotionPut',
    data: { title: '修路', fen: 100 },
    stream: 'decision-1',
    revision: 0,
    position: '1',
    metadata,
  };
  const { decode } = codec(keys, {
    MotionPut: {
      1: ({ data }) => ({ type: 'MatterPut', data: { ...data, amount: data.fen } }),
    },
    MatterPut: { 2: ({ type, data: { fen: _fen, ...data } }) => ({ type, data }) },
  });

  it('brings a stored event over every version to the newest, and leaves the stored one as it was', () => {
    const before = structuredClone(golden);
    expect(decode(golden)).toEqual({
      ...golden,
      type: 'MatterPut',
      data: { title: '修路', amount: 100 },
      metadata: { ...metadata, schema: 3 },
    });
    expect(golden).toEqual(before);
  });

  it('leaves the newest alone', () => {
    const newest = { ...golden, type: 'MatterPut', metadata: { ...metadata, schema: 3 } };
    expect(decode(newest)).toBe(newest);
  });
});
