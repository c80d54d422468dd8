import { randomUUID } from 'node:crypto';
import {
  MaxAppendSizeExceededError,
  StreamDeletedError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
} from '@eventstore/db-client';
import { all, numberOf, said, type Here } from './here.js';

/** What the application relies on when it appends. */
export function appendingSuite(here: () => Here): void {
  test('a first append, then one at the revision that the answer gave; positions rise', async () => {
    const first = await here().append(1, [1, 2], 'no_stream');
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const second = await here().append(1, [3], first.nextExpectedRevision);
    expect(second.nextExpectedRevision).toBe(2n);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
    expect(second.position?.prepare).toBe(second.position?.commit);
    expect(await here().numbers(1)).toEqual([1, 2, 3]);
  });

  const conflicts: [AppendExpectedRevision, number, bigint | 'no_stream'][] = [
    ['no_stream', 2, 1n],
    [0n, 2, 1n],
    [5n, 2, 1n],
    [0n, 0, 'no_stream'],
  ];
  test.each(conflicts)(
    'expecting %s of a stream of %i events is refused with %s',
    async (expected, count, actual) => {
      if (count > 0) await here().append(1, [1, 2]);
      const refused = await here()
        .append(1, [9], expected)
        .catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(WrongExpectedVersionError);
      expect(refused).toMatchObject({
        ...{ streamName: here().stream(1), expectedVersion: expected, actualVersion: actual },
      });
      if (count > 0) expect(await here().numbers(1)).toEqual([1, 2]);
    },
  );

  test('of many at one revision exactly one wins', async () => {
    await here().append(1, [0], 'no_stream');
    const tries = await Promise.allSettled(Array.from({ length: 16 }, (_, n) => here().append(1, [n], 0n)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await here().numbers(1)).toHaveLength(2);
  });

  test('a repeat at the same, older revision answers as the first time and adds nothing', async () => {
    const { client } = here();
    const events = [said(1), said(2)];
    const stream = here().stream(1);
    const once = await client.appendToStream(stream, events, { expectedRevision: 'no_stream' });
    await here().append(1, [3], 1n);
    const again = await here().other().appendToStream(stream, events, { expectedRevision: 'no_stream' });
    expect(again).toEqual(once);
    const at = { expectedRevision: 0n };
    await expect(client.appendToStream(stream, [said(9), ...events], at)).rejects.toThrow(
      WrongExpectedVersionError,
    );
    expect(await here().numbers(1)).toEqual([1, 2, 3]);
  });

  test('at the current revision the same id is written again: the brake is the command id, not the store', async () => {
    const event = said(1);
    const stream = here().stream(1);
    await here().client.appendToStream(stream, event, { expectedRevision: 'no_stream' });
    await here().client.appendToStream(stream, event, { expectedRevision: 0n });
    expect(await here().numbers(1)).toEqual([1, 1]);
  });

  test('batches of many writers stand whole and in order', async () => {
    const writers = Array.from({ length: 30 }, (_, w) =>
      here().append(
        1,
        [0, 1, 2, 3].map((n) => w * 10 + n),
      ),
    );
    await Promise.all(writers);
    const numbers = await here().numbers(1);
    expect(numbers).toHaveLength(120);
    for (let at = 0; at < 120; at += 4)
      expect(numbers.slice(at, at + 4)).toEqual([0, 1, 2, 3].map((n) => (numbers[at] ?? -1) + n));
  });

  test('names, types, payloads and ids keep every character; metadata and time come back', async () => {
    const stream = here().stream('四议𠮷 %/é');
    const id = randomUUID();
    const data = {
      n: 1,
      title: '老旧小区改造𠮷',
      nested: [null, true, { ü: '\u0018"' }],
      big: '9007199254740993',
    };
    const before = Date.now();
    await here().client.appendToStream(stream, {
      ...{ id, type: '决议已通过', contentType: 'application/json', data },
      metadata: { $correlationId: id, 由: '党总支' },
    });
    const [read] = await all(here().client.readStream(stream));
    expect(read?.event).toMatchObject({
      ...{ streamId: stream, id, type: '决议已通过', data, revision: 0n, isJson: true },
      metadata: { $correlationId: id, 由: '党总支' },
    });
    // The server's clock may be another's.
    expect(Math.abs((read?.event?.created.valueOf() ?? 0) - before)).toBeLessThan(24 * 60 * 60_000);
  });

  test('a large event and a large batch go in and come out', async () => {
    const text = '四'.repeat(300_000);
    await here().client.appendToStream(here().stream(1), { ...said(1), data: { n: 1, text } });
    const [read] = await all(here().client.readStream(here().stream(1)));
    expect(read?.event?.data).toMatchObject({ text });
    const many = Array.from({ length: 5000 }, (_, n) => n);
    await here().append(2, many, 'no_stream');
    expect((await all(here().client.readStream(here().stream(2)))).map(numberOf)).toEqual(many);
  });

  test('what is larger than any server takes is refused as such, and nothing of it is there', async () => {
    const text = 'x'.repeat(1_000_000);
    const events = Array.from({ length: 17 }, (_, n) => ({ ...said(n), data: { n, text } }));
    const refused = await here()
      .client.appendToStream(here().stream(1), events)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MaxAppendSizeExceededError);
    await here().append(1, [1], 'no_stream');
  });

  test('a closed stream says that it is', async () => {
    await here().append(1, [1]);
    await here().client.tombstoneStream(here().stream(1));
    const refused = await here()
      .append(1, [2])
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StreamDeletedError);
    expect(refused).toMatchObject({ streamName: here().stream(1) });
  });
}
