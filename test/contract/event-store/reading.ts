import { BACKWARDS, END, FORWARDS, START, StreamNotFoundError } from '@eventstore/db-client';
import { all, numberOf, type Here } from './here.js';

/** What the application relies on when it reads. */
export function readingSuite(here: () => Here): void {
  test.each([
    ['forwards from the start', { direction: FORWARDS, fromRevision: START }, [0, 1, 2, 3, 4]],
    ['forwards from a revision', { direction: FORWARDS, fromRevision: 2n }, [2, 3, 4]],
    ['forwards from behind the last', { direction: FORWARDS, fromRevision: 5n }, []],
    ['forwards, at most two', { direction: FORWARDS, fromRevision: 1n, maxCount: 2 }, [1, 2]],
    ['backwards from the end', { direction: BACKWARDS, fromRevision: END }, [4, 3, 2, 1, 0]],
    ['backwards, the last', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }, [4]],
  ] as const)('a stream is read %s', async (_, options, expected) => {
    await here().append(1, [0, 1, 2, 3, 4]);
    const read = await all(here().client.readStream(here().stream(1), options));
    expect(read.map(numberOf)).toEqual(expected);
    expect(read.map(({ event }) => event?.revision)).toEqual(expected.map((n) => BigInt(n)));
  });

  test('a stream that is not there is told by name', async () => {
    const refused = await all(here().client.readStream(here().stream('nobody'))).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(StreamNotFoundError);
    expect(refused).toMatchObject({ streamName: here().stream('nobody') });
  });

  test('a long stream comes whole and in order', async () => {
    const expected = Array.from({ length: 2000 }, (_, n) => n);
    await here().append(1, expected);
    expect(await here().numbers(1)).toEqual(expected);
  });

  test('what was acknowledged is read at once, by another client too', async () => {
    for (let n = 0; n < 20; n += 1) {
      await here().append(n, [n]);
      const [read] = await all(here().other().readStream(here().stream(n)));
      expect(read?.event?.revision).toBe(0n);
    }
  });

  test('the whole log has every event at its position, in the order in which they were acknowledged', async () => {
    const head = await here().head();
    const positions: (bigint | undefined)[] = [];
    for (let n = 0; n < 10; n += 1) positions.push((await here().append(n % 3, [n])).position?.commit);
    const own = (await all(here().client.readAll({ fromPosition: head }))).filter(({ event }) =>
      event?.streamId.startsWith(here().category),
    );
    expect(own.map(numberOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(own.map(({ event }) => event?.position.commit)).toEqual(positions);
    const back = here().client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 500 });
    const newest = (await all(back)).filter(({ event }) => event?.streamId.startsWith(here().category));
    expect(newest.map(numberOf)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  test('a read that is left early leaves the client usable', async () => {
    await here().append(
      1,
      Array.from({ length: 1000 }, (_, n) => n),
    );
    for (let n = 0; n < 5; n += 1) {
      const events = here().client.readStream(here().stream(1));
      for await (const one of events) if (numberOf(one) === 10) break;
      await events.cancel();
    }
    expect(await here().numbers(1)).toHaveLength(1000);
  });
}
