import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  END,
  eventTypeFilter,
  START,
  StreamDeletedError,
  streamNameFilter,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Filter,
  type Position,
  type StreamSubscription,
} from '@eventstore/db-client';
import { counted, numberOf, TestNode } from '../testing/index.js';

let node: TestNode;
let client: EventStoreDBClient;
beforeAll(async () => {
  node = new TestNode();
  client = await node.start();
});
afterAll(() => node.remove());

let stream: string;
beforeEach(() => (stream = `followed-${randomUUID()}`));

const put = (...numbers: number[]) =>
  client.appendToStream(
    stream,
    numbers.map((n) => counted(n)),
  );

/** Everything that a subscription says, in order, as words. */
function heard(subscription: StreamSubscription | AllStreamSubscription): string[] {
  const words: string[] = [];
  const note = (word: string) => () => void words.push(word);
  subscription.on('confirmation', note('confirmed')).on('caughtUp', note('caught up'));
  subscription.on('end', note('end')).on('close', note('close'));
  subscription.on('error', (error: Error) => words.push(error.constructor.name));
  subscription.on('data', (event) => {
    const { type, revision } = event.event ?? {};
    words.push(type === 'Counted' ? String(numberOf(event)) : `${type} ${revision}`);
  });
  return words;
}

async function until(words: readonly string[], last: string): Promise<void> {
  for (let tries = 0; words.at(-1) !== last; tries += 1) {
    if (tries === 1000) throw new Error(`heard only ${words.join(', ')}`);
    await sleep(5);
  }
}

const follow = (fromRevision: 'start' | 'end' | bigint): [StreamSubscription, string[]] => {
  const subscription = client.subscribeToStream(stream, { fromRevision });
  return [subscription, heard(subscription)];
};

test('a stream that is not there is waited for, and only then is anybody caught up', async () => {
  const [subscription, words] = follow(START);
  await until(words, 'confirmed');
  await client.setStreamMetadata(stream, { note: 'metadata makes no stream' });
  await sleep(100);
  expect(words).toEqual(['confirmed']);
  await put(1, 2);
  await until(words, 'caught up');
  expect(words).toEqual(['confirmed', '1', '2', 'caught up']);
  await subscription.unsubscribe();
});

test('from the end of a stream that is not there, one is caught up at once', async () => {
  const [subscription, words] = follow(END);
  await until(words, 'caught up');
  await put(1);
  await until(words, '1');
  expect(words).toEqual(['confirmed', 'caught up', '1']);
  await subscription.unsubscribe();
});

test('an unsubscription ends it without an error', async () => {
  const [subscription, words] = follow(START);
  await until(words, 'confirmed');
  await subscription.unsubscribe();
  await until(words, 'close');
  expect(words).toEqual(['confirmed', 'end', 'close']);
});

test('a tombstone is heard as the last event, and then the end of the stream as an error', async () => {
  await put(1);
  const [, words] = follow(START);
  await until(words, 'caught up');
  await client.tombstoneStream(stream);
  await until(words, 'StreamDeletedError');
  expect(words.slice(-3)).toEqual(['caught up', '$streamDeleted 9223372036854775807', 'StreamDeletedError']);
});

test('a tombstoned stream refuses from start and revision; from the end it stays silent', async () => {
  await put(1);
  await client.tombstoneStream(stream);
  for (const from of [START, 0n] as const) {
    const subscription = client.subscribeToStream(stream, { fromRevision: from });
    const error = await new Promise((resolve) => subscription.once('error', resolve));
    expect(error).toBeInstanceOf(StreamDeletedError);
  }
  const [subscription, words] = follow(END);
  await until(words, 'caught up');
  expect(words).toEqual(['confirmed', 'caught up']);
  await subscription.unsubscribe();
});

test('a soft delete does not disturb who is caught up; the numbers go on', async () => {
  await put(1, 2);
  const [subscription, words] = follow(START);
  await until(words, 'caught up');
  await client.deleteStream(stream);
  await put(3);
  await until(words, '3');
  expect(words).toEqual(['confirmed', '1', '2', 'caught up', '3']);
  await subscription.unsubscribe();
});

test('metadata hides history, never what comes live', async () => {
  await client.setStreamMetadata(stream, { maxCount: 2 });
  await put(1, 2, 3, 4);
  const [subscription, words] = follow(START);
  await until(words, 'caught up');
  await put(5, 6, 7);
  await until(words, '7');
  expect(words).toEqual(['confirmed', '3', '4', 'caught up', '5', '6', '7']);
  await subscription.unsubscribe();
});

test('from a revision beyond the end, what comes up to it is passed over', async () => {
  await put(0);
  const [subscription, words] = follow(2n);
  await until(words, 'caught up');
  await put(1, 2, 3, 4);
  await until(words, '4');
  expect(words).toEqual(['confirmed', 'caught up', '3', '4']);
  await subscription.unsubscribe();
});

test('of a metadata stream history is its newest event, live is every one', async () => {
  for (const maxCount of [1, 2]) await client.setStreamMetadata(stream, { maxCount });
  const subscription = client.subscribeToStream(`$$${stream}`, { fromRevision: START });
  const words = heard(subscription);
  await until(words, 'caught up');
  for (const maxCount of [3, 4]) await client.setStreamMetadata(stream, { maxCount });
  await until(words, '$metadata 3');
  expect(words).toEqual(['confirmed', '$metadata 1', 'caught up', '$metadata 2', '$metadata 3']);
  await subscription.unsubscribe();
});

describe('checkpoints stand at every so many events that were looked at', () => {
  type Reached = { checkpointReached: (_: unknown, position: Position) => Promise<void> };
  const filters: [string, (more: Reached & object) => Filter][] = [
    ['by prefix, nothing matches', (more) => streamNameFilter({ prefixes: ['nobody-'], ...more })],
    ['by pattern, nothing matches', (more) => streamNameFilter({ regex: '^nobody-', ...more })],
    ['by type, everything of ours matches', (more) => eventTypeFilter({ prefixes: ['Counted'], ...more })],
    [
      'by prefix, everything of ours matches',
      (more) => streamNameFilter({ prefixes: ['followed-'], ...more }),
    ],
  ];
  test.each(filters)('%s, in history and live', async (_, filterWith) => {
    const { position } = await put(0);
    const start = position?.commit ?? 0n;
    await put(...Array.from({ length: 23 }, (__, n) => n));
    const reached: bigint[] = [];
    const checkpointReached = async (__: unknown, { commit, prepare }: Position): Promise<void> => {
      expect(prepare).toBe(commit);
      reached.push(commit - start);
    };
    const window = { maxSearchWindow: 5, checkpointInterval: 2, checkpointReached };
    const subscription = client.subscribeToAll({
      fromPosition: position ?? START,
      filter: filterWith(window),
    });
    const words = heard(subscription);
    while (!words.includes('caught up')) await sleep(5);
    expect(reached).toEqual([10n, 20n]);
    for (let n = 0; n < 17; n += 1) await put(n);
    while (reached.length < 4) await sleep(5);
    // The count goes on from history into live.
    expect(reached).toEqual([10n, 20n, 30n, 40n]);
    await subscription.unsubscribe();
  });
});

test('what the real server hides from $all is hidden here', async () => {
  const { position } = await put(0);
  await client.appendToStream('$persistentsubscription-$all::group-parked', counted(8));
  await client.appendToStream('$epoch-information', counted(9));
  await put(1);
  const filter = streamNameFilter({ prefixes: ['$', stream] });
  for (const options of [{}, { filter }]) {
    const subscription = client.subscribeToAll({ fromPosition: position ?? START, ...options });
    const words = heard(subscription);
    await until(words, 'caught up');
    expect(words).toEqual(['confirmed', '1', 'caught up']);
    await subscription.unsubscribe();
  }
});
