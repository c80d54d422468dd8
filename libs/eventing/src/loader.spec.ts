import type { Decider, Fact, Facts } from '#kernel';
import { aggregate } from './aggregate.js';
import { Engine } from './engine.js';
import { foldOne, nothing } from './folded.js';
import { StateCache } from './state-cache.js';
import { limit, tally } from './testing/counter.js';
import { memoryLog } from './testing/memory-log.js';
import { counting, ownKeys, setClock } from './testing/stack.js';
import { said } from './testing/store.js';

const { keys, remove } = await ownKeys();
afterAll(remove);

type Note = Readonly<{ type: 'Note'; data: Readonly<{ body: string }> }>;
type Noted = Readonly<{ type: 'Noted'; data: Readonly<{ seen: Readonly<Record<string, number>> }> }>;

const seen = (facts: Facts): Record<string, number> =>
  Object.fromEntries(Object.entries(facts).map(([name, { revision }]) => [name, revision]));

const decider: Decider<Note, Noted, number, Facts> = {
  initialState: 0,
  decide: ({ facts }) => [{ type: 'Noted', data: { seen: seen(facts) } }],
  evolve: (count) => count + 1,
};

const noting = aggregate({
  category: 'note',
  decider,
  commands: {
    Note: {
      facts: ({ data: { body } }, count) => ({
        body: { category: 'limit', id: body },
        own: { category: 'note', id: 'n' },
        later: count > 0 ? { category: 'tally', id: 'never' } : undefined,
      }),
      more: (_command, _count, { body, next }) => ({
        next: { category: 'limit', id: `of-${(body as Fact<number>).state}` },
        deep: next ? { category: 'limit', id: `of-of-${(next as Fact<number>).state}` } : undefined,
      }),
    },
  },
});

describe('facts', () => {
  it('come round by round, as they name each other, with stream and revision; -1 where the stream does not exist', async () => {
    const log = counting(memoryLog());
    const engine = new Engine({ log, keys, clock: setClock(), aggregates: [noting, limit, tally] });
    const give = (category: string, id: string, type: string, data: object, nth: number) =>
      engine.execute({
        category,
        id,
        command: { type, data },
        by: { person: 'p' },
        commandId: `${category}${nth}`,
      });
    await give('limit', 'b', 'SetLimit', { limit: 7 }, 1);
    await give('limit', 'of-7', 'SetLimit', { limit: 1 }, 2);
    const extra: Fact = { stream: 'x-1', revision: 5, state: {} };
    await engine.execute({
      category: 'note',
      id: 'n',
      command: { type: 'Note', data: { body: 'b' } },
      by: { person: 'p' },
      commandId: 'first',
      extraFacts: { extra },
    });
    const before = log.reads;
    await give('note', 'n', 'Note', { body: 'b' }, 3);
    const stored: unknown[] = [];
    for await (const event of log.read('note-n')) stored.push((event.data as Noted['data']).seen);
    expect(stored).toEqual([
      { extra: 5, body: 0, own: -1, next: 0, deep: -1 },
      { body: 0, own: 0, later: -1, next: 0, deep: -1 },
    ]);
    expect(log.reads - before).toBe(5); // body, later, next, deep, and this spec's own
  });

  it('name an aggregate that is not registered: that is an error of the program', async () => {
    const engine = new Engine({ log: memoryLog(), keys, clock: setClock(), aggregates: [noting] });
    const command = { type: 'Note', data: { body: 'b' } };
    const given = engine.execute({ category: 'note', id: 'n', command, by: { person: 'p' }, commandId: 'c' });
    await expect(given).rejects.toThrow('no aggregate is registered for category limit');
  });
});

describe('folding', () => {
  const stored = (revision: number, schema = 1) => {
    const event = said('x', { voter: 'a', at: '' });
    const metadata = { ...event.metadata, schema };
    return { ...event, type: 'Voted', stream: 'tally-1', revision, position: '9', metadata };
  };

  it('stops at a gap and at an event of a newer program (camunda#5581)', () => {
    expect(() => foldOne(tally, nothing(tally), stored(1))).toThrow('the stream has a gap');
    expect(() => foldOne(tally, nothing(tally), stored(0, 2))).toThrow(
      'Voted has version 2, this program knows 1',
    );
    expect(foldOne(tally, nothing(tally), stored(0)).state).toMatchObject({ count: 1 });
  });
});

describe('cache of states', () => {
  const folded = (revision: number) => ({ ...nothing(tally), revision });

  it('drops the least recently used, counts events, keeps the newer of two folds', () => {
    const cache = new StateCache(10);
    cache.put('a', folded(3));
    cache.put('b', folded(3));
    cache.get('a');
    cache.put('c', folded(3));
    expect([cache.get('a')?.revision, cache.get('b'), cache.held]).toEqual([3, undefined, 8]);
    cache.put('a', folded(1));
    expect(cache.get('a')?.revision).toBe(3);
    cache.put('none', folded(-1));
    cache.put('huge', folded(50));
    expect([cache.get('none'), cache.get('huge'), cache.held]).toEqual([undefined, undefined, 8]);
  });
});
