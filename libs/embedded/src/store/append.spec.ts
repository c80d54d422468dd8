import {
  binaryEvent,
  jsonEvent,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { all, counted, numberOf, TestNode } from '../testing/index.js';

let node: TestNode;
let client: EventStoreDBClient;
beforeEach(async () => {
  node = new TestNode();
  client = await node.start();
});
afterEach(() => node.remove());

// Credentials make the client choose the unary call; without them it uses the batch call.
const calls = [
  ['batch', {}],
  ['unary', { credentials: { username: 'admin', password: 'changeit' } }],
] as const;

describe.each(calls)('%s append', (_, options) => {
  const append = (
    stream: string,
    events: Parameters<typeof client.appendToStream>[1],
    expected: AppendExpectedRevision,
  ) => client.appendToStream(stream, events, { ...options, expectedRevision: expected });

  test('answers revision and position of the last event', async () => {
    const first = await append('a-1', [counted(1), counted(2)], 'no_stream');
    const second = await append('a-1', counted(3), 1n);
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(second.nextExpectedRevision).toBe(2n);
    expect(second.position?.commit).toBe(second.position?.prepare);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
  });

  const refusals: [string, AppendExpectedRevision, number, bigint | string][] = [
    ['no_stream on a stream with events', 'no_stream', 2, 1n],
    ['a revision ahead', 7n, 2, 1n],
    ['a revision behind', 0n, 2, 1n],
    ['a revision of a stream that is not there', 0n, 0, 'no_stream'],
    ['stream_exists on a stream that is not there', 'stream_exists', 0, 'no_stream'],
  ];
  test.each(refusals)('%s is refused with both revisions', async (_name, expected, before, actual) => {
    const written = Array.from({ length: before }, (_unused, n) => counted(n));
    if (before > 0) await append('a-1', written, 'no_stream');
    const refused = await append('a-1', counted(9), expected).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WrongExpectedVersionError);
    expect(refused).toMatchObject({ streamName: 'a-1', expectedVersion: expected, actualVersion: actual });
    const stored = before === 0 ? [] : await all(client.readStream('a-1'));
    expect(stored).toHaveLength(before);
  });

  test('told not to throw, the client says that it failed', async () => {
    await append('a-1', [counted(1), counted(2)], 'no_stream');
    const patient = node.connect('&throwOnAppendFailure=false');
    const told = (stream: string, expectedRevision: AppendExpectedRevision) =>
      patient.appendToStream(stream, counted(9), { ...options, expectedRevision });
    expect(await told('a-1', 7n)).toEqual({ success: false, nextExpectedRevision: 1n, position: undefined });
    expect(await told('a-2', 'stream_exists')).toMatchObject({ success: false, nextExpectedRevision: -1n });
  });

  test('stream_exists is content with metadata alone', async () => {
    await client.setStreamMetadata('a-1', { maxCount: 5 });
    expect((await append('a-1', counted(1), 'stream_exists')).nextExpectedRevision).toBe(0n);
  });

  test('any and stream_exists write at the end', async () => {
    await append('a-1', counted(1), 'any');
    await append('a-1', counted(2), 'stream_exists');
    expect((await append('a-1', counted(3), 'any')).nextExpectedRevision).toBe(2n);
  });

  test('an append that is too large is refused and leaves nothing', async () => {
    const half = binaryEvent({ type: 'Big', data: Buffer.alloc(600_000) });
    const refused = await append('a-1', [half, half], 'any').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MaxAppendSizeExceededError);
    expect(refused).toMatchObject({ maxAppendSize: 1024 * 1024 });
    await append('a-1', counted(1), 'no_stream');
  });

  test('an append of exactly the limit is stored byte for byte', async () => {
    const body = Buffer.alloc(1024 * 1024, 0xfe);
    await append(
      'a-1',
      binaryEvent({ type: 'Big', data: body, metadata: Buffer.from([0, 255]) }),
      'no_stream',
    );
    const [read] = await all(client.readStream('a-1'));
    expect(Buffer.compare(Buffer.from(read?.event?.data as Uint8Array), body)).toBe(0);
    expect(read?.event?.metadata).toEqual(new Uint8Array([0, 255]));
  });

  test('an append without events is answered with the present revision', async () => {
    await append('a-1', [counted(1), counted(2)], 'no_stream');
    expect((await append('a-1', [], 'any')).nextExpectedRevision).toBe(1n);
  });

  test('names, types and payloads keep every character', async () => {
    const stream = 'decision-四议𠮷 %/\u0000é';
    const title = { title: '老旧小区改造𠮷', nested: [null, true, 'ü'] };
    await append(
      stream,
      jsonEvent({ type: '决议已通过', data: title, metadata: { 由: '党总支' } }),
      'no_stream',
    );
    const [read] = await all(client.readStream(stream));
    expect(read?.event).toMatchObject({
      streamId: stream,
      type: '决议已通过',
      data: title,
      metadata: { 由: '党总支' },
    });
  });

  test('an append to a tombstoned stream is refused', async () => {
    await append('a-1', counted(1), 'any');
    await client.tombstoneStream('a-1');
    const refused = await append('a-1', counted(2), 'any').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StreamDeletedError);
    expect(refused).toMatchObject({ streamName: 'a-1' });
  });
});

test('of many writers at one revision exactly one wins, and revisions have no hole', async () => {
  const rounds = 20;
  for (let round = 0; round < rounds; round += 1) {
    const expectedRevision = round === 0 ? 'no_stream' : BigInt(round - 1);
    const tries = Array.from({ length: 16 }, (_, n) =>
      client.appendToStream('a-1', counted(n), { expectedRevision }),
    );
    const won = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
  }
  const revisions = (await all(client.readStream('a-1'))).map(({ event }) => event?.revision);
  expect(revisions).toEqual(Array.from({ length: rounds }, (_, n) => BigInt(n)));
});

test('batches of concurrent writers never mix: each stands whole and in order', async () => {
  const writers = Array.from({ length: 40 }, (_, w) =>
    client.appendToStream(
      'a-1',
      Array.from({ length: 5 }, (_unused, n) => counted(w * 10 + n)),
      { expectedRevision: 'any' },
    ),
  );
  await Promise.all(writers);
  const numbers = (await all(client.readStream('a-1'))).map(numberOf);
  expect(numbers).toHaveLength(200);
  for (let at = 0; at < 200; at += 5) {
    const first = numbers[at] ?? -1;
    expect(numbers.slice(at, at + 5)).toEqual([0, 1, 2, 3, 4].map((n) => first + n));
  }
});

test('an append that the client must split into several messages is one atomic write', async () => {
  await node.stop();
  client = await node.start({ maxAppendSize: 16 * 1024 * 1024 });
  const large = () => binaryEvent({ type: 'Big', data: Buffer.alloc(1_200_000, 7) });
  const events = Array.from({ length: 8 }, large);
  const { nextExpectedRevision } = await client.appendToStream('a-1', events, {
    expectedRevision: 'no_stream',
  });
  expect(nextExpectedRevision).toBe(7n);
  const sizes = (await all(client.readStream('a-1'))).map(
    ({ event }) => (event?.data as Uint8Array | undefined)?.length,
  );
  expect(sizes).toEqual(Array.from({ length: 8 }, () => 1_200_000));
});
