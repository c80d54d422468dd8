import { randomUUID } from 'node:crypto';
import {
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type AppendResult,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { all, counted, numberOf, TestNode } from '../testing/index.js';

// EventStoreDB's rules of idempotent retry, row by row.

let node: TestNode;
let client: EventStoreDBClient;
beforeAll(async () => {
  node = new TestNode();
  client = await node.start();
});
afterAll(() => node.remove());

let stream: string;
beforeEach(() => (stream = `repeat-${randomUUID()}`));

type Id = ReturnType<typeof randomUUID>;
const ids = Array.from({ length: 5 }, () => randomUUID());
const [a, b, c, x, y] = ids as [Id, Id, Id, Id, Id];

const append = (names: readonly Id[], expectedRevision: AppendExpectedRevision): Promise<AppendResult> =>
  client.appendToStream(
    stream,
    names.map((id) => counted(ids.indexOf(id), id)),
    { expectedRevision },
  );
const stored = async (): Promise<string[]> =>
  (await all(client.readStream(stream))).map(({ event }) => event?.id ?? '');

describe.each(['any', 'stream_exists'] as const)(
  'with %s, what is known in the stream counts',
  (expected) => {
    beforeEach(() => append([a, b, c], 'no_stream'));

    test('the same request answers as the first time and writes nothing', async () => {
      const first = await append([x, y], expected);
      const again = await append([x, y], expected);
      expect(again).toEqual(first);
      expect(await stored()).toEqual([a, b, c, x, y]);
    });

    test.each([
      ['part of it', [b], 1n],
      ['in another order, the last id decides', [c, a], 0n],
      ['with a gap', [a, c], 2n],
    ])('known ids, %s: answered with the number of the last id', async (_, request, revision) => {
      expect((await append(request, expected)).nextExpectedRevision).toBe(revision);
      expect(await stored()).toEqual([a, b, c]);
    });

    test('the first known, a later one not: a wrong version', async () => {
      await expect(append([a, x], expected)).rejects.toMatchObject({
        expectedVersion: expected,
        actualVersion: 2n,
      });
      expect(await stored()).toEqual([a, b, c]);
    });

    test('the first unknown, a later one known: all is written, twice if need be', async () => {
      expect((await append([x, a], expected)).nextExpectedRevision).toBe(4n);
      expect(await stored()).toEqual([a, b, c, x, a]);
    });

    test('one id twice in a new request is stored twice; its repeat answers the first number', async () => {
      expect((await append([x, x], expected)).nextExpectedRevision).toBe(4n);
      expect((await append([x, x], expected)).nextExpectedRevision).toBe(3n);
      expect(await stored()).toEqual([a, b, c, x, x]);
    });

    test('an id known in another stream only is unknown here', async () => {
      await client.appendToStream(`${stream}-other`, counted(3, x));
      expect((await append([x], expected)).nextExpectedRevision).toBe(3n);
    });

    test('nothing to write is answered with the present revision', async () => {
      expect(await append([], expected)).toMatchObject({ success: true, nextExpectedRevision: 2n });
    });
  },
);

describe('with a revision or no_stream behind the stream, each id must stand at its number', () => {
  beforeEach(() => append([a, b, c], 'no_stream'));

  test.each([
    ['no_stream, the whole', [a, b, c], 'no_stream', 2n],
    ['no_stream, a part', [a, b], 'no_stream', 1n],
    ['revision 0', [b, c], 0n, 2n],
    ['revision 0, a part', [b], 0n, 1n],
  ] as const)('%s: answered as the first time', async (_, request, expected, revision) => {
    const told = await append(request, expected);
    expect(told.nextExpectedRevision).toBe(revision);
    const place = (await all(client.readStream(stream)))[Number(revision)]?.event?.position;
    expect(told.position).toEqual(place);
    expect(await stored()).toEqual([a, b, c]);
  });

  test.each([
    ['another first id', [x, b], 'no_stream'],
    ['another later id', [a, x], 'no_stream'],
    ['another order', [b, a], 'no_stream'],
    ['longer than what is there', [b, c, x], 0n],
    ['empty', [], 0n],
  ] as const)('%s: a wrong version with the real one', async (_, request, expected) => {
    const refused = append(request, expected);
    await expect(refused).rejects.toThrow(WrongExpectedVersionError);
    await expect(refused).rejects.toMatchObject({ expectedVersion: expected, actualVersion: 2n });
    expect(await stored()).toEqual([a, b, c]);
  });

  test('at the current revision ids are not looked at', async () => {
    expect((await append([a, b], 2n)).nextExpectedRevision).toBe(4n);
    expect(await stored()).toEqual([a, b, c, a, b]);
  });

  test('one id twice: stored twice at the current revision, and its repeat answers the last number', async () => {
    await append([x, x], 2n);
    expect((await append([x, x], 2n)).nextExpectedRevision).toBe(4n);
    expect(await stored()).toEqual([a, b, c, x, x]);
  });

  test('another stream’s id at that number is different', async () => {
    await client.appendToStream(`${stream}-other`, [counted(3, x), counted(4, y)]);
    await expect(append([x], 0n)).rejects.toThrow(WrongExpectedVersionError);
  });
});

describe('a first event that nobody can read any more is still known, but has no position', () => {
  beforeEach(() => append([a, b, c], 'no_stream'));

  const hidings: [string, () => Promise<unknown>][] = [
    ['$tb', () => client.setStreamMetadata(stream, { truncateBefore: 2 })],
    ['$maxCount', () => client.setStreamMetadata(stream, { maxCount: 1 })],
    ['a soft delete', () => client.deleteStream(stream)],
  ];
  test.each(hidings)('hidden by %s', async (_, hide) => {
    await hide();
    for (const expected of ['any', 'no_stream'] as const) {
      const told = await append([a, b], expected);
      expect(told).toEqual({ success: true, nextExpectedRevision: 1n, position: undefined });
    }
  });

  test('hidden by $maxAge', async () => {
    await client.setStreamMetadata(stream, { maxAge: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await append([c], 'any')).toMatchObject({ nextExpectedRevision: 2n, position: undefined });
    expect(await stored()).toEqual([]);
  });
});

test('all of it holds after a restart too', async () => {
  const first = await append([a, b, c], 'any');
  await append([x], 'any');
  const { port } = node;
  await node.stop();
  client = await node.start({ port });
  expect(await append([a, b, c], 'any')).toEqual(first);
  expect(await append([a, b, c], 'no_stream')).toEqual(first);
  await expect(append([a, y], 'any')).rejects.toThrow(WrongExpectedVersionError);
  expect((await all(client.readStream(stream))).map(numberOf)).toEqual([0, 1, 2, 3]);
});
