import { Rejection } from '#kernel';
import { CommandReused, OutcomeUnknown, PreconditionFailed, Unavailable } from './errors.js';
import type { Tally } from './testing/counter.js';
import { memoryLog } from './testing/memory-log.js';
import { ask, close, counting, engineOn, losing, ownKeys, setClock, vote, voting } from './testing/stack.js';
import { uuidV5 } from './uuid.js';

const id = uuidV5('one tally');
const { keys, remove } = await ownKeys();
afterAll(remove);

const refusal = (code: string) => expect.objectContaining({ name: 'Rejection', code });

describe('one engine', () => {
  it('appends at the revision read and answers with revision, position and events', async () => {
    const give = voting(engineOn(memoryLog(), keys), id);
    const answer = { id, stream: `tally-${id}`, repeated: false, events: [{ type: 'Voted' }] };
    expect(await give(1, vote('a'))).toEqual({ ...answer, revision: 0, position: '1' });
    expect(await give(2, vote('b'))).toEqual({ ...answer, revision: 1, position: '2' });
  });

  it('reads nothing again on the happy path of a cached stream', async () => {
    const log = counting(memoryLog());
    const give = voting(engineOn(log, keys), id);
    for (let nth = 0; nth < 10; nth += 1) await give(nth, vote(`v${nth}`));
    expect({ reads: log.reads, appends: log.appends }).toEqual({ reads: 1, appends: 10 });
  });

  it('stamps identity, causes, hash, schema and the rule set of the state after the event', async () => {
    const log = memoryLog();
    const give = voting(engineOn(log, keys), id);
    await give(
      1,
      { type: 'VoteMany', data: { voters: ['a', 'b'] } },
      { causationId: 'cause', correlationId: 'story' },
    );
    const commandId = uuidV5(`${id}/1`);
    expect(log.all.map(({ metadata }) => metadata)).toEqual([
      expect.objectContaining({
        $causationId: 'cause',
        $correlationId: 'story',
        commandId,
        by: { person: 'p' },
        schema: 1,
      }),
      expect.objectContaining({ ruleSet: 'many', commandHash: expect.stringMatching(/^[\w-]{43}$/) }),
    ]);
    expect(log.all[0]?.metadata).not.toHaveProperty('ruleSet');
    expect(new Set(log.all.map((event) => event.id)).size).toBe(2);
  });

  it('never records an event before the one that stands before it', async () => {
    const log = memoryLog();
    const clock = setClock('2026-03-01T08:00:00.000Z');
    const give = voting(engineOn(log, keys, { clock }), id);
    await give(1, vote('a'));
    clock.at = '2026-03-01T07:59:59.000Z';
    await give(2, vote('b'));
    expect(log.all.map(({ metadata }) => metadata.at)).toEqual(Array(2).fill('2026-03-01T08:00:00.000Z'));
  });

  it('writes nothing for an empty result and answers the current revision', async () => {
    const log = memoryLog();
    const give = voting(engineOn(log, keys), id);
    await give(1, vote('a'));
    expect(await give(2, ask)).toMatchObject({ revision: 0, position: '1', events: [], repeated: false });
    expect(log.all).toHaveLength(1);
  });

  it('judges on the facts of another stream as it stands at this moment', async () => {
    const log = memoryLog();
    const [here, there] = [engineOn(log, keys), engineOn(log, keys)];
    const limitId = uuidV5('limit');
    const setLimit = (nth: number, to: number) =>
      there.execute({
        category: 'limit',
        id: limitId,
        command: { type: 'SetLimit', data: { limit: to } },
        by: { person: 'p' },
        commandId: uuidV5(`limit ${nth}`),
      });
    const give = voting(here, id);
    const within = (voter: string) => ({ type: 'VoteWithin', data: { voter, limit: limitId } });
    await expect(give(1, within('a'))).rejects.toEqual(refusal('tally.full'));
    await setLimit(1, 1);
    await give(1, within('a'));
    await expect(give(2, within('b'))).rejects.toEqual(refusal('tally.full'));
    await setLimit(2, 2);
    expect((await give(2, within('b'))).revision).toBe(1);
    expect(log.all.at(-1)?.data).toMatchObject({ voter: 'b', limit: 2 });
  });

  it('two voters at once both succeed; two commands of which one can hold get one winner', async () => {
    const give = voting(engineOn(memoryLog(), keys), id);
    const votes = await Promise.all([give(1, vote('a')), give(2, vote('b'))]);
    expect(votes.map(({ revision }) => revision)).toEqual([0, 1]);
    const closing = await Promise.allSettled([give(3, close), give(4, close)]);
    expect(closing).toEqual([
      expect.objectContaining({ status: 'fulfilled' }),
      { status: 'rejected', reason: refusal('tally.closed') },
    ]);
  });

  it('a refusal is not remembered: the same key may succeed later', async () => {
    const give = voting(engineOn(memoryLog(), keys), id);
    await give(1, vote('a'));
    await expect(give(2, vote('a'))).rejects.toBeInstanceOf(Rejection);
    expect((await give(2, vote('b'))).repeated).toBe(false);
  });

  it('gives a past state by revision and by time, and the history with every state', async () => {
    const clock = setClock();
    const engine = engineOn(memoryLog(), keys, { clock });
    const give = voting(engine, id);
    for (const [nth, voter] of ['a', 'b', 'c'].entries()) {
      clock.at = `2026-03-0${nth + 1}T08:00:00.000Z`;
      await give(nth, vote(voter));
    }
    expect((await engine.load<Tally>('tally', id)).state.count).toBe(3);
    expect((await engine.load<Tally>('tally', id, { toRevision: 1 })).state.voters).toEqual(['a', 'b']);
    expect(await engine.load<Tally>('tally', id, { at: '2026-03-01T23:00:00Z', events: true })).toMatchObject(
      {
        revision: 0,
        position: '1',
        events: [{ type: 'Voted' }],
      },
    );
    const counts = [];
    for await (const { state } of engine.history<Tally>('tally', id)) counts.push(state.count);
    expect(counts).toEqual([1, 2, 3]);
    expect(await engine.inStream('tally', id, uuidV5(`${id}/1`))).toEqual({ first: 1, last: 1 });
  });

  it('holds no more events than it may, and frees the line of a stream when it is empty', async () => {
    const engine = engineOn(memoryLog(), keys, { cacheEvents: 10 });
    for (let stream = 0; stream < 8; stream += 1) {
      const give = voting(engine, uuidV5(`tally ${stream}`));
      for (let nth = 0; nth < 3; nth += 1) await give(nth, vote(`v${nth}`));
      expect(engine.figures().cachedEvents).toBeLessThanOrEqual(10);
    }
    expect(engine.figures()).toEqual({ cachedEvents: 9, busyStreams: 0 });
  });

  it('refuses an id that cannot be one, and a command that nobody knows', async () => {
    const engine = engineOn(memoryLog(), keys);
    await expect(voting(engine, '../x')(1, vote('a'))).rejects.toEqual(refusal('stream.unknown'));
    await expect(voting(engine, id)(1, { type: 'Nod', data: {} })).rejects.toThrow('knows no command Nod');
  });
});

describe('two engines on one log', () => {
  function two() {
    const log = losing(memoryLog());
    return { log, here: voting(engineOn(log, keys), id), there: voting(engineOn(log, keys), id) };
  }

  it('stale cache: a refusal is given only after reading forward', async () => {
    const log = counting(memoryLog());
    const here = voting(engineOn(log, keys, {}), id);
    const there = voting(engineOn(log, keys), id);
    await here(1, vote('a'));
    await there(2, close);
    await expect(here(3, vote('a'))).rejects.toEqual(refusal('tally.closed'));
  });

  it('stale cache: an empty result answers the revision at which the stream stands', async () => {
    const { here, there } = two();
    await here(1, vote('a'));
    await there(2, vote('b'));
    expect(await here(3, ask)).toMatchObject({ revision: 1, position: '2' });
  });

  it('a conflict is decided again on the new state', async () => {
    const { here, there, log } = two();
    await here(1, vote('a'));
    await there(2, vote('b'));
    expect((await here(3, vote('c'))).revision).toBe(2);
    await there(4, close);
    await expect(here(5, vote('d'))).rejects.toEqual(refusal('tally.closed'));
    expect((await log.last(`tally-${id}`))?.type).toBe('Closed');
  });

  it('with If-Match the second gets 412, before and after deciding, and nothing is written', async () => {
    const { here, there, log } = two();
    await here(1, vote('a'));
    await there(2, vote('b'), { ifMatch: 0 });
    await expect(here(3, vote('c'), { ifMatch: 0 })).rejects.toBeInstanceOf(PreconditionFailed);
    await expect(here(3, vote('c'), { ifMatch: 0 })).rejects.toBeInstanceOf(PreconditionFailed);
    await expect(here(3, vote('a'), { ifMatch: 0 })).rejects.toBeInstanceOf(PreconditionFailed);
    await expect(here(3, vote('c'), { ifMatch: 9 })).rejects.toBeInstanceOf(PreconditionFailed);
    expect(await log.end()).toBe('2');
    expect((await here(3, vote('c'), { ifMatch: 1 })).revision).toBe(2);
  });

  it('a lost answer: five other events follow, the retry adds nothing and gets the first answer', async () => {
    const { here, there, log } = two();
    await here(0, vote('first'));
    const others = async () => {
      for (let nth = 10; nth < 15; nth += 1) await there(nth, vote(`v${nth}`));
    };
    log.lose(others);
    const first = await here(1, { type: 'VoteMany', data: { voters: ['a', 'b'] } });
    expect(first).toMatchObject({
      revision: 2,
      position: '3',
      repeated: false,
      events: [{ type: 'Voted' }, { type: 'Voted' }],
    });
    for (const give of [here, there])
      expect(await give(1, { type: 'VoteMany', data: { voters: ['a', 'b'] } })).toEqual({
        ...first,
        repeated: true,
      });
    expect(await log.end()).toBe('8');
  });

  it('a lost answer, retried at the other instance whose fold is old', async () => {
    const log = memoryLog();
    const clock = setClock();
    const [here, there] = [voting(engineOn(log, keys), id), voting(engineOn(log, keys, { clock }), id)];
    await there(0, vote('first'));
    await here(1, vote('a'), { ifMatch: 0 });
    clock.at = '2026-03-01T08:00:01.000Z';
    expect(await there(1, vote('a'), { ifMatch: 0 })).toMatchObject({ revision: 1, repeated: true });
    expect(await log.end()).toBe('2');
  });

  it('the same id with another body is refused where the fold stands right before the first', async () => {
    const { here, there, log } = two();
    await there(0, vote('first'));
    await here(1, vote('a'));
    await expect(there(1, vote('b'))).rejects.toBeInstanceOf(CommandReused);
    expect(await log.end()).toBe('2');
  });

  it('given twice at one instant while its facts moved: the second is answered from the log, not from its own judgement', async () => {
    const log = memoryLog();
    const [here, there] = [engineOn(log, keys), engineOn(log, keys)];
    const limitId = uuidV5('limit of both');
    const setLimit = (to: number) =>
      here.execute({
        ...{ category: 'limit', id: limitId, by: { person: 'p' }, commandId: uuidV5(`limit ${to}`) },
        command: { type: 'SetLimit', data: { limit: to } },
      });
    const within = { type: 'VoteWithin', data: { voter: 'a', limit: limitId } };
    await setLimit(5);
    await voting(there, id)(0, vote('first'));
    const first = await voting(here, id)(1, within);
    await setLimit(7);
    expect(await voting(there, id)(1, within)).toEqual({ ...first, repeated: true });
    expect(log.all.at(-2)?.data).toMatchObject({ voter: 'a', limit: 5 });
  });

  it('a command that opens a stream, given twice, meets the first', async () => {
    const { here, there, log } = two();
    log.lose();
    const [first, second] = [await here(1, vote('a')), await there(1, vote('a'))];
    expect([first.revision, second.revision, second.repeated]).toEqual([0, 0, true]);
  });

  it('the same id with another body is refused; the order of keys is not another body', async () => {
    const { here, there } = two();
    await here(1, { type: 'Vote', data: { voter: 'a', remark: undefined } });
    await expect(there(1, vote('b'))).rejects.toBeInstanceOf(CommandReused);
    await expect(here(1, close)).rejects.toBeInstanceOf(CommandReused);
    expect((await there(1, { data: { voter: 'a' }, type: 'Vote' })).repeated).toBe(true);
  });

  it('gives up after eight conflicts, saying when to come again', async () => {
    const { there, log } = two();
    let nth = 100;
    const append: typeof log.append = async (...call) => {
      await there((nth += 1), vote(`v${nth}`));
      return log.append(...call);
    };
    const always = counting({ ...log, append });
    await expect(voting(engineOn(always, keys), id)(1, vote('a'))).rejects.toMatchObject({
      name: 'Unavailable',
      retryAfter: 1,
    });
    expect(always.appends).toBe(8);
  });

  it('refuses nothing while the outcome of its own append is unknown: it may yet arrive', async () => {
    const { there, log } = two();
    await there(1, vote('a'));
    const onTheWay: typeof log.append = async () => {
      await there(2, close);
      throw new OutcomeUnknown('no answer');
    };
    const give = voting(engineOn({ ...log, append: onTheWay }, keys), id);
    await expect(give(3, vote('b'))).rejects.toBeInstanceOf(Unavailable);
    await expect(give(3, vote('b'))).rejects.toEqual(refusal('tally.closed'));
  });

  it('no answer to its own append, while the other engine wrote the same command: a repetition', async () => {
    const { there, log } = two();
    const beaten: typeof log.append = async () => {
      await there(1, vote('a'));
      throw new OutcomeUnknown('no answer');
    };
    const give = voting(engineOn({ ...log, append: beaten }, keys), id);
    expect(await give(1, vote('a'))).toMatchObject({ revision: 0, repeated: true });
  });

  it('a log restored to an earlier state is folded anew', async () => {
    const [old, young] = [memoryLog(), memoryLog()];
    let current = old;
    const log = { ...old, append: (...call: Parameters<typeof old.append>) => current.append(...call) };
    const swapped = { ...log, read: (...call: Parameters<typeof old.read>) => current.read(...call) };
    const give = voting(engineOn(swapped, keys), id);
    for (const nth of [1, 2, 3]) await give(nth, vote(`v${nth}`));
    current = young;
    expect((await give(4, vote('v4'))).revision).toBe(0);
    expect((await give(5, vote('v1'))).revision).toBe(1);
  });
});
