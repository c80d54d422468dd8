import { setTimeout as sleep } from 'node:timers/promises';
import {
  END,
  streamNameFilter,
  type AllStreamSubscription,
  type Position,
  type ReadPosition,
} from '@eventstore/db-client';
import { all, numberOf, said, type Here } from './here.js';

/** The numbers that a subscription gives until there are so many; then it is ended. */
async function take(subscription: AllStreamSubscription, count: number): Promise<number[]> {
  const numbers: number[] = [];
  for await (const event of subscription) {
    numbers.push(numberOf(event));
    if (numbers.length === count) break;
  }
  return numbers;
}

const caughtUp = (subscription: AllStreamSubscription): Promise<void> =>
  new Promise((resolve) => subscription.once('caughtUp', () => resolve()));

/** What the application relies on when it follows the log. */
export function followingSuite(here: () => Here): void {
  const follow = (fromPosition: ReadPosition, more: object = {}): AllStreamSubscription =>
    here()
      .other()
      .subscribeToAll({
        fromPosition,
        filter: streamNameFilter({ prefixes: [`${here().category}-`], ...more }),
      });

  test('only streams of the asked categories, from behind the given position on', async () => {
    await here().append(1, [1]);
    const { position } = await here().append(2, [2]);
    await here().client.appendToStream(`x${here().category}-1`, said(9));
    await here().append(1, [3, 4]);
    const subscription = follow(position as Position);
    await caughtUp(subscription);
    await here().append(2, [5]);
    expect(await take(subscription, 3)).toEqual([3, 4, 5]);
  });

  test('from the end, only what comes', async () => {
    await here().append(1, [1]);
    const subscription = follow(END);
    await caughtUp(subscription);
    await here().append(1, [2]);
    expect(await take(subscription, 1)).toEqual([2]);
  });

  test('from history into live without gap or duplicate while many write', async () => {
    const head = await here().head();
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; n < 60; n += 1) await here().append(writer, [writer * 100 + n]);
    };
    const writing = Promise.all([0, 1, 2, 3, 4, 5].map(write));
    const followers = [0, 30, 60, 120].map(async (wait) => {
      await sleep(wait);
      return take(follow(head), 360);
    });
    await writing;
    const expected = (await all(here().client.readAll({ fromPosition: head })))
      .filter(({ event }) => event?.streamId.startsWith(here().category))
      .map(numberOf);
    expect(expected).toHaveLength(360);
    for (const seen of await Promise.all(followers)) expect(seen).toEqual(expected);
  });

  test('checkpoints come although nothing matches, and from one of them nothing is lost', async () => {
    const { position } = await here().append(1, [1]);
    const reached: Position[] = [];
    const checkpointReached = async (_: unknown, at: Position): Promise<void> => void reached.push(at);
    const subscription = follow(position as Position, { checkpointInterval: 1, checkpointReached });
    subscription.on('data', () => undefined);
    await caughtUp(subscription);
    const other = `o${here().category}`;
    for (let n = 0; n < 100; n += 1) await here().client.appendToStream(`${other}-${n}`, said(n));
    for (let tries = 0; reached.length < 2 && tries < 1000; tries += 1) await sleep(10);
    expect(reached.length).toBeGreaterThanOrEqual(2);
    await subscription.unsubscribe();
    await here().append(1, [2]);
    expect(await take(follow(reached.at(-1) as Position), 1)).toEqual([2]);
  });

  test('an unsubscription ends quietly', async () => {
    const subscription = follow(END);
    const errors: Error[] = [];
    subscription.on('error', (error: Error) => errors.push(error)).on('data', () => undefined);
    await caughtUp(subscription);
    const ended = new Promise((resolve) => subscription.once('end', resolve));
    await subscription.unsubscribe();
    await ended;
    expect(errors).toEqual([]);
  });
}
