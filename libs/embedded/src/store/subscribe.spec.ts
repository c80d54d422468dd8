import { setTimeout as sleep } from 'node:timers/promises';
import {
  END,
  START,
  eventTypeFilter,
  excludeSystemEvents,
  streamNameFilter,
  UnavailableError,
  type EventStoreDBClient,
  type Filter,
  type Position,
} from '@eventstore/db-client';
import { all, counted, numberOf, own, TestNode } from '../testing/index.js';

let node: TestNode;
let client: EventStoreDBClient;
beforeEach(async () => {
  node = new TestNode();
  client = await node.start();
});
afterEach(() => node.remove());

const put = (stream: string, ...numbers: number[]) =>
  client.appendToStream(
    stream,
    numbers.map((n) => counted(n)),
  );

/** The numbers of a subscription's events until there are so many. */
async function take(events: AsyncIterable<Parameters<typeof numberOf>[0]>, count: number): Promise<number[]> {
  const numbers: number[] = [];
  if (count === 0) return numbers;
  for await (const event of events) {
    if (event.event?.streamId.startsWith('$')) continue;
    numbers.push(numberOf(event));
    if (numbers.length === count) break;
  }
  return numbers;
}

const caughtUp = (subscription: { once: (event: 'caughtUp', listener: () => void) => unknown }) =>
  new Promise<void>((resolve) => subscription.once('caughtUp', resolve));

describe('$all', () => {
  test('history, then live, without gap or duplicate while many write', async () => {
    const writers = 8;
    const each = 150;
    const write = async (writer: number) => {
      for (let n = 0; n < each; n += 1) await put(`w-${writer}`, writer * 1000 + n);
    };
    const work = Array.from({ length: writers }, (_, writer) => write(writer));
    const late = Array.from({ length: 5 }, async (_, n) => {
      await sleep(n * 15);
      const subscription = node
        .connect()
        .subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes: ['w-'] }) });
      return take(subscription, writers * each);
    });
    await Promise.all(work);
    const expected = own(await all(client.readAll())).map(numberOf);
    expect(expected).toHaveLength(writers * each);
    for (const seen of await Promise.all(late)) expect(seen).toEqual(expected);
  });

  test('from a position it goes on behind that event', async () => {
    await put('a-1', 1, 2);
    const { position } = await put('a-2', 3);
    await put('a-1', 4);
    const subscription = client.subscribeToAll({ fromPosition: position ?? START });
    await put('b-1', 5);
    expect(await take(subscription, 2)).toEqual([4, 5]);
  });

  test('from the end it gives only what comes', async () => {
    await put('a-1', 1);
    const subscription = client.subscribeToAll({ fromPosition: END });
    await caughtUp(subscription);
    await put('a-1', 2);
    expect(await take(subscription, 1)).toEqual([2]);
  });

  test('confirmation comes first, caught-up once, between history and live', async () => {
    await put('a-1', 1, 2);
    const said: string[] = [];
    const subscription = client.subscribeToAll({ fromPosition: START });
    subscription.on('confirmation', () => said.push('confirmed'));
    subscription.on('caughtUp', () => said.push('caughtUp'));
    subscription.on('data', (event) => said.push(...own([event]).map((one) => String(numberOf(one)))));
    await caughtUp(subscription);
    await put('a-1', 3);
    await put('a-1', 4);
    while (said.length < 6) await sleep(5);
    expect(said).toEqual(['confirmed', '1', '2', 'caughtUp', '3', '4']);
    await subscription.unsubscribe();
  });

  const filters: [string, Filter, number[]][] = [
    ['stream prefixes', streamNameFilter({ prefixes: ['decision-', '社区-'] }), [1, 3, 5]],
    ['a prefix that is a part of a category', streamNameFilter({ prefixes: ['dec'] }), [1, 3, 4]],
    ['a prefix that goes into the id', streamNameFilter({ prefixes: ['decision-2'] }), [3]],
    ['a stream pattern', streamNameFilter({ regex: '^(admission|社区)-\\d$' }), [2, 5]],
    ['event types', eventTypeFilter({ prefixes: ['Count'] }), [1, 2, 3, 4, 5]],
    ['a type pattern', eventTypeFilter({ regex: 'ted$' }), [1, 2, 3, 4, 5]],
    ['no system events', excludeSystemEvents(), [1, 2, 3, 4, 5]],
    ['nothing that exists', streamNameFilter({ prefixes: ['nobody-'] }), []],
  ];
  test.each(filters)('a filter by %s chooses in history and live', async (_, filter, expected) => {
    const write = async () => {
      await put('decision-1', 1);
      await put('admission-1', 2);
      await put('decision-2', 3);
      await put('decider', 4);
      await client.setStreamMetadata('decision-1', { note: 'x' });
      await put('社区-1', 5);
    };
    await write();
    const subscription = client.subscribeToAll({ fromPosition: START, filter });
    await write();
    await put('last-1', 99);
    expect(await take(subscription, 2 * expected.length)).toEqual([...expected, ...expected]);
    await subscription.unsubscribe();
  });

  test('from a checkpoint one goes on without losing anything', async () => {
    for (let n = 0; n < 40; n += 1) await put(`other-${n}`, n);
    const reached = await new Promise<Position>((resolve) => {
      const checkpointReached = async (_: unknown, position: Position): Promise<void> => resolve(position);
      const filter = streamNameFilter({ prefixes: ['mine-'], maxSearchWindow: 30, checkpointReached });
      client.subscribeToAll({ filter }).on('data', () => undefined);
    });
    await put('mine-1', 77);
    const filter = streamNameFilter({ prefixes: ['mine-'] });
    expect(await take(client.subscribeToAll({ fromPosition: reached, filter }), 1)).toEqual([77]);
  });

  test('few wanted among many others: all of them, in order, in history and live', async () => {
    const wanted: number[] = [];
    for (let n = 0; n < 400; n += 1) {
      const rare = n % 37 === 5 || (n > 200 && n < 230);
      if (rare) wanted.push(n);
      await put(rare ? `mine-${n % 3}` : `other-${n % 7}`, n);
    }
    const prefixes = { prefixes: ['mine-', 'absent-'] };
    const subscription = client.subscribeToAll({ filter: streamNameFilter(prefixes) });
    await put('other-1', 1000);
    await put('mine-9', 1001);
    await put('absent-1', 1002);
    expect(await take(subscription, wanted.length + 2)).toEqual([...wanted, 1001, 1002]);
  });

  test('from a position beyond the end it still hears what comes', async () => {
    await put('a-1', 1);
    const beyond = { commit: 999n, prepare: 999n };
    const filter = streamNameFilter({ prefixes: ['a-'] });
    const subscriptions = [
      client.subscribeToAll({ fromPosition: beyond }),
      client.subscribeToAll({ fromPosition: beyond, filter }),
    ];
    await Promise.all(subscriptions.map(caughtUp));
    await put('a-1', 2);
    for (const subscription of subscriptions) expect(await take(subscription, 1)).toEqual([2]);
  });

  test('a damaged pattern is refused', async () => {
    const subscription = client.subscribeToAll({ filter: streamNameFilter({ regex: '(' }) });
    await expect(take(subscription, 1)).rejects.toThrow('regular expression');
  });
});

describe('a stream', () => {
  test('history, then live, of that stream only', async () => {
    await put('a-1', 1, 2);
    const subscription = client.subscribeToStream('a-1', { fromRevision: START });
    await caughtUp(subscription);
    await put('a-2', 9);
    await put('a-1', 3);
    expect(await take(subscription, 3)).toEqual([1, 2, 3]);
  });

  test('from a revision it goes on behind it; from the end it gives only what comes', async () => {
    await put('a-1', 1, 2, 3);
    const behind = client.subscribeToStream('a-1', { fromRevision: 1n });
    const live = client.subscribeToStream('a-1', { fromRevision: END });
    await caughtUp(live);
    await put('a-1', 4);
    expect(await take(behind, 2)).toEqual([3, 4]);
    expect(await take(live, 1)).toEqual([4]);
  });
});

test('a stop ends subscriptions with an error, never as if they were complete', async () => {
  const subscription = client.subscribeToAll({ fromPosition: START });
  const ended = take(subscription, 1).catch((error: unknown) => error);
  await caughtUp(subscription);
  await node.stop();
  expect(await ended).toBeInstanceOf(UnavailableError);
});

test('after a restart on the same port the same client appends, reads and subscribes again', async () => {
  await put('a-1', 1);
  const { port } = node;
  await node.stop();
  await expect(put('a-1', 2)).rejects.toThrow();
  await node.start({ port });
  await put('a-1', 3);
  expect(await take(client.subscribeToAll(), 2)).toEqual([1, 3]);
});
