import { Unavailable } from './errors.js';
import type { Executed } from './request.js';
import type { Tally } from './testing/counter.js';
import { all, ownStore, type OwnStore } from './testing/store.js';
import { close, engineOn, losing, ownKeys, vote, voting } from './testing/stack.js';
import { uuidV5 } from './uuid.js';

const id = uuidV5('tally on a store');
const { keys, remove } = await ownKeys();
let store: OwnStore;
beforeEach(async () => (store = await ownStore()));
afterEach(() => store.remove());
afterAll(remove);

describe('two engines, each with its own connection, on one node', () => {
  const two = () => [0, 1].map(() => voting(engineOn(store.log(), keys), id)) as [Give, Give];
  type Give = ReturnType<typeof voting>;

  it('forty voters at once all succeed, each once', async () => {
    const engines = two();
    // in pairs, so that the two processes meet at every revision
    for (let nth = 0; nth < 20; nth += 1)
      await Promise.all(engines.map((give, side) => give(nth * 2 + side, vote(`v${nth}-${side}`))));
    const { state, revision } = await engineOn(store.log(), keys).load<Tally>('tally', id);
    expect([state.count, new Set(state.voters).size, revision]).toEqual([40, 40, 39]);
  });

  it('of two that close, one wins and the other is told why', async () => {
    const [here, there] = two();
    await here(1, vote('a'));
    await there(2, vote('b'));
    const ended = await Promise.allSettled([here(3, close), there(4, close)]);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'tally.closed' },
    });
  });

  it('a lost answer: five other events follow, the retry adds nothing and gets the first answer', async () => {
    const log = losing(store.log());
    const [here, [there]] = [voting(engineOn(log, keys), id), two()];
    await there(0, vote('first'));
    log.lose(async () => {
      for (let nth = 10; nth < 15; nth += 1) await there(nth, vote(`v${nth}`));
    });
    const first = await here(1, { type: 'VoteMany', data: { voters: ['a', 'b'] } });
    expect(first.revision).toBe(2);
    for (const give of [here, there])
      expect(await give(1, { type: 'VoteMany', data: { voters: ['a', 'b'] } })).toEqual({
        ...first,
        repeated: true,
      });
    expect((await log.last(`tally-${id}`))?.revision).toBe(7);
  });

  it('the same command at two engines at once is written once', async () => {
    const engines = two();
    for (let nth = 0; nth < 20; nth += 1) {
      const answers = await Promise.all(engines.map((give) => give(nth, vote(`v${nth}`))));
      expect(answers.map(({ revision, position }) => ({ revision, position }))).toEqual(
        Array(2).fill({ revision: nth, position: answers[0]?.position }),
      );
    }
  });
});

describe('a node that goes away and comes back', () => {
  it('acknowledged commands are there once; unanswered ones may be sent again', async () => {
    const engine = engineOn(store.log(), keys);
    const give = voting(engine, id);
    const answered: Executed[] = [];
    const insist = async (nth: number): Promise<void> => {
      for (;;) {
        try {
          answered.push(await give(nth, vote(`v${nth}`)));
          return;
        } catch (error) {
          if (!(error instanceof Unavailable)) throw error;
        }
      }
    };
    const restarts = async (): Promise<void> => {
      for (let round = 0; round < 3; round += 1) {
        await store.stop();
        await store.start();
        await new Promise((go) => setTimeout(go, 100));
      }
    };
    await Promise.all([restarts(), ...Array.from({ length: 200 }, (_, nth) => insist(nth))]);
    const events = await all(store.log().read(`tally-${id}`));
    expect(events).toHaveLength(200);
    expect(new Set(events.map(({ metadata }) => metadata.commandId)).size).toBe(200);
    for (const { revision, position } of answered) expect(events[revision]?.position).toBe(position);
  });

  it('while it is away the answer is Unavailable, with a time to come again', async () => {
    const give = voting(engineOn(store.log(), keys), id);
    await give(1, vote('a'));
    await store.stop();
    await expect(give(2, vote('b'))).rejects.toMatchObject({
      name: 'Unavailable',
      retryAfter: expect.any(Number),
    });
    await store.start();
    expect((await give(2, vote('b'))).revision).toBe(1);
  });
});
