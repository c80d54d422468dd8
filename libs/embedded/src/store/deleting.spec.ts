import { randomUUID } from 'node:crypto';
import {
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type DeleteStreamOptions,
  type EventStoreDBClient,
  type TombstoneStreamOptions,
} from '@eventstore/db-client';
import { all, counted, numberOf, TestNode } from '../testing/index.js';

let node: TestNode;
let client: EventStoreDBClient;
beforeAll(async () => {
  node = new TestNode();
  client = await node.start();
});
afterAll(() => node.remove());

let stream: string;
beforeEach(() => (stream = `gone-${randomUUID()}`));

const fill = (count: number) =>
  client.appendToStream(
    stream,
    Array.from({ length: count }, (_, n) => counted(n)),
  );
const numbers = async (name = stream) => (await all(client.readStream(name))).map(numberOf);

const states: Record<string, () => Promise<unknown>> = {
  'no events, no metadata': () => Promise.resolve(),
  'metadata only': () => client.setStreamMetadata(stream, { maxCount: 9 }),
  'two events': () => fill(2),
  'soft-deleted': async () => {
    await fill(2);
    await client.deleteStream(stream);
  },
  tombstoned: async () => {
    await fill(2);
    await client.tombstoneStream(stream);
  },
};

type Expected = AppendExpectedRevision;
type Answer = 'ok' | 'deleted' | bigint;
// The table of §6: what a delete and a tombstone answer; a number is the actual revision of a wrong version.
const table: [state: string, expected: Expected, softDelete: Answer, tombstone: Answer][] = [
  ['no events, no metadata', 'any', -1n, 'ok'],
  ['no events, no metadata', 'no_stream', -1n, 'ok'],
  ['no events, no metadata', 'stream_exists', -1n, -1n],
  ['no events, no metadata', 3n, -1n, -1n],
  ['metadata only', 'any', 'ok', 'ok'],
  ['metadata only', 'no_stream', 'ok', 'ok'],
  ['metadata only', 'stream_exists', 'ok', 'ok'],
  ['two events', 'any', 'ok', 'ok'],
  ['two events', 'stream_exists', 'ok', 'ok'],
  ['two events', 1n, 'ok', 'ok'],
  ['two events', 'no_stream', 1n, 1n],
  ['two events', 0n, 1n, 1n],
  ['two events', 7n, 1n, 1n],
  ['soft-deleted', 'any', 'ok', 'ok'],
  ['soft-deleted', 'no_stream', 'ok', 'ok'],
  ['soft-deleted', 1n, 'ok', 'ok'],
  ['soft-deleted', 0n, 1n, 1n],
  ['soft-deleted', 'stream_exists', 'deleted', 'deleted'],
  ['tombstoned', 'any', 'deleted', 'deleted'],
  ['tombstoned', 'no_stream', 'deleted', 'deleted'],
  ['tombstoned', 1n, 'deleted', 'deleted'],
  ['tombstoned', 'stream_exists', 'deleted', 'deleted'],
];
const NUMBERED: Record<string, bigint> = { any: -2n, no_stream: -1n, stream_exists: -4n };

async function answers(call: Promise<unknown>, answer: Answer, expected: Expected): Promise<void> {
  if (answer === 'ok') {
    expect(await call).toMatchObject({ position: { commit: expect.anything() } });
    return;
  }
  const refused = await call.catch((error: unknown) => error);
  if (answer === 'deleted') {
    expect(refused).toBeInstanceOf(StreamDeletedError);
    expect(refused).toMatchObject({ streamName: stream });
  } else {
    expect(refused).toBeInstanceOf(WrongExpectedVersionError);
    const expectedVersion = typeof expected === 'bigint' ? expected : NUMBERED[expected];
    expect(refused).toMatchObject({ streamName: stream, expectedVersion, actualVersion: answer });
  }
}

// The client cannot ask for a delete that expects stream_exists.
const deletes = table.filter(([, expected]) => expected !== 'stream_exists');
test.each(deletes)('%s, a delete that expects %s', async (state, expected, answer) => {
  await states[state]?.();
  const options = { expectedRevision: expected } as DeleteStreamOptions;
  await answers(client.deleteStream(stream, options), answer, expected);
  if (answer === 'ok') await expect(numbers()).rejects.toThrow(StreamNotFoundError);
});

test.each(table)('%s, a tombstone that expects %s', async (state, expected, _, answer) => {
  await states[state]?.();
  const options = { expectedRevision: expected } as TombstoneStreamOptions;
  await answers(client.tombstoneStream(stream, options), answer, expected);
  if (answer === 'ok') await expect(numbers()).rejects.toThrow(StreamDeletedError);
});

describe('an append to a soft-deleted stream', () => {
  beforeEach(async () => {
    await client.setStreamMetadata(stream, { maxCount: 9 });
    await fill(5);
    await client.deleteStream(stream);
  });

  test.each([
    ['any', 5n],
    ['no_stream', 5n],
    [4n, 5n],
  ] as const)('that expects %s recreates it, and its numbers go on', async (expectedRevision, revision) => {
    const told = await client.appendToStream(stream, counted(50), { expectedRevision });
    expect(told.nextExpectedRevision).toBe(revision);
    expect(await numbers()).toEqual([50]);
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 5 });
    const [read] = await all(client.readStream(stream));
    expect(read?.event?.position).toEqual(told.position);
  });

  test.each([[0n], [7n]])('that expects %s is a wrong version', async (expectedRevision) => {
    const refused = client.appendToStream(stream, counted(50), { expectedRevision });
    await expect(refused).rejects.toMatchObject({ actualVersion: 4n });
    await expect(numbers()).rejects.toThrow(StreamNotFoundError);
  });

  test('that expects stream_exists is told that it is deleted', async () => {
    const refused = client.appendToStream(stream, counted(50), { expectedRevision: 'stream_exists' });
    await expect(refused).rejects.toThrow(StreamDeletedError);
  });

  test('without events undeletes it, but not when it expects no stream', async () => {
    const none = client.appendToStream(stream, [], { expectedRevision: 'no_stream' });
    await expect(none).rejects.toThrow(WrongExpectedVersionError);
    await client.appendToStream(stream, []);
    expect(await numbers()).toEqual([]);
  });
});

describe('metadata written to a soft-deleted stream undeletes it', () => {
  test('its old events stay hidden: it reads as empty', async () => {
    await fill(3);
    await client.deleteStream(stream);
    await client.setStreamMetadata(stream, { maxCount: 7, note: '自定义' });
    expect(await numbers()).toEqual([]);
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({
      maxCount: 7,
      note: '自定义',
      truncateBefore: 3,
    });
    await client.appendToStream(stream, counted(3), { expectedRevision: 2n });
    expect(await numbers()).toEqual([3]);
  });

  test('a stream that never had events too; then it can be written and read', async () => {
    await client.setStreamMetadata(stream, { maxCount: 7 });
    await client.deleteStream(stream);
    await client.appendToStream(stream, counted(0));
    expect(await numbers()).toEqual([0]);
  });
});
