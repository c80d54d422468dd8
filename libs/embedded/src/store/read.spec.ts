import {
  BACKWARDS,
  END,
  FORWARDS,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { all, counted, numberOf, own, TestNode } from '../testing/index.js';

let node: TestNode;
let client: EventStoreDBClient;
beforeEach(async () => {
  node = new TestNode();
  client = await node.start();
});
afterEach(() => node.remove());

const fill = (stream: string, count: number) =>
  client.appendToStream(
    stream,
    Array.from({ length: count }, (_, n) => counted(n)),
    { expectedRevision: 'no_stream' },
  );
const numbers = async (...args: Parameters<typeof client.readStream>) =>
  (await all(client.readStream(...args))).map(numberOf);

test.each([
  ['forwards from the start', { direction: FORWARDS, fromRevision: START }, [0, 1, 2, 3, 4]],
  ['forwards from a revision, inclusive', { direction: FORWARDS, fromRevision: 2n }, [2, 3, 4]],
  ['forwards from beyond the last', { direction: FORWARDS, fromRevision: 9n }, []],
  ['forwards, at most two', { direction: FORWARDS, fromRevision: 1n, maxCount: 2 }, [1, 2]],
  ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [4, 3, 2, 1, 0]],
  ['backwards from a revision, inclusive', { direction: BACKWARDS, fromRevision: 2n }, [2, 1, 0]],
  ['backwards from beyond the last', { direction: BACKWARDS, fromRevision: 9n }, [4, 3, 2, 1, 0]],
  ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0]],
  ['backwards, at most one', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }, [4]],
] as const)('a stream is read %s', async (_, options, expected) => {
  await fill('b-1', 3);
  await fill('a-1', 5);
  expect(await numbers('a-1', options)).toEqual(expected);
});

test('a long stream comes whole and in order, in both directions', async () => {
  await fill('a-1', 1000);
  const expected = Array.from({ length: 1000 }, (_, n) => n);
  expect(await numbers('a-1')).toEqual(expected);
  expect(await numbers('a-1', { direction: BACKWARDS, fromRevision: END })).toEqual(expected.toReversed());
  expect(await numbers('a-1', { maxCount: 777 })).toEqual(expected.slice(0, 777));
});

test('a stream that is not there is told by name', async () => {
  const refused = await all(client.readStream('nobody-1')).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StreamNotFoundError);
  expect(refused).toMatchObject({ streamName: 'nobody-1' });
});

test('$all is read from both ends and from a position: forwards with it, backwards without it', async () => {
  await fill('a-1', 3);
  const { position } = await fill('b-1', 2);
  await fill('c-1', 1);
  const at = position ?? { commit: 0n, prepare: 0n };
  const streams = async (...args: Parameters<typeof client.readAll>) =>
    (await all(client.readAll(...args))).map(({ event }) => `${event?.streamId}:${event?.revision}`);
  const every = ['$$$scavenges:0', 'a-1:0', 'a-1:1', 'a-1:2', 'b-1:0', 'b-1:1', 'c-1:0'];
  expect(await streams()).toEqual(every);
  expect(await streams({ direction: BACKWARDS, fromPosition: END })).toEqual(every.toReversed());
  expect(await streams({ fromPosition: at })).toEqual(['b-1:1', 'c-1:0']);
  expect(await streams({ direction: BACKWARDS, fromPosition: at })).toEqual([
    'b-1:0',
    'a-1:2',
    'a-1:1',
    'a-1:0',
    '$$$scavenges:0',
  ]);
  expect(await streams({ fromPosition: END })).toEqual([]);
  expect(await streams({ maxCount: 2 })).toEqual(['$$$scavenges:0', 'a-1:0']);
});

test('positions rise strictly, with commit equal to prepare, inside a batch too', async () => {
  await fill('a-1', 50);
  const positions = (await all(client.readAll())).map(({ event }) => event?.position);
  for (const [index, position] of positions.entries()) {
    expect(position?.commit).toBe(position?.prepare);
    expect(position?.commit).toBeGreaterThan(positions[index - 1]?.commit ?? 0n);
  }
});

describe('stream metadata and deletion', () => {
  test('$maxCount and $tb limit a stream but not $all', async () => {
    await fill('a-1', 10);
    await client.setStreamMetadata('a-1', { maxCount: 3 });
    expect(await numbers('a-1')).toEqual([7, 8, 9]);
    expect(await numbers('a-1', { direction: BACKWARDS, fromRevision: END })).toEqual([9, 8, 7]);
    await client.setStreamMetadata('a-1', { truncateBefore: 9, custom: '自定义' });
    expect(await numbers('a-1')).toEqual([9]);
    expect((await client.getStreamMetadata('a-1')).metadata).toMatchObject({
      truncateBefore: 9,
      custom: '自定义',
    });
    expect(own(await all(client.readAll()))).toHaveLength(10);
  });

  test('a tombstoned stream is closed for ever, for its metadata too', async () => {
    await fill('a-1', 3);
    await client.tombstoneStream('a-1', { expectedRevision: 2n });
    await expect(all(client.readStream('a-1'))).rejects.toThrow(StreamDeletedError);
    await expect(client.appendToStream('a-1', counted(3))).rejects.toThrow(StreamDeletedError);
    await expect(client.setStreamMetadata('a-1', { maxCount: 1 })).rejects.toThrow(StreamDeletedError);
    const last = (await all(client.readAll())).at(-1)?.event;
    expect(last).toMatchObject({ type: '$streamDeleted', revision: 9223372036854775807n });
  });
});
