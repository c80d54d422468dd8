import { Readable } from 'node:stream';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { follow } from './follow.js';
import type { Followed, FollowOptions, Log } from './log.js';
import { ownStore, said, type OwnStore } from './testing/store.js';

let store: OwnStore;
let stop: AbortController;
beforeEach(async () => {
  store = await ownStore();
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await store.remove();
});

/** Follows in the background; `until` waits for what the spec expects to see. */
function following(log: Log, options: Partial<FollowOptions> = {}) {
  const seen: Followed[] = [];
  const states: boolean[] = [];
  const ended = (async () => {
    const onState = ({ connected }: { connected: boolean }): void => void states.push(connected);
    const all = { after: 'start', categories: ['talk'], signal: stop.signal, onState, ...options };
    for await (const item of log.follow(all)) seen.push(item);
  })();
  const names = () =>
    seen.flatMap((item) => (item.kind === 'event' ? [(item.event.data as { name: string }).name] : []));
  const until = async (done: () => boolean): Promise<void> => {
    for (let tries = 0; !done(); tries += 1) {
      if (tries > 1_000) throw new Error(`not seen; so far ${JSON.stringify(seen.slice(-5))}`);
      await new Promise((go) => setTimeout(go, 10));
    }
  };
  return { seen, states, ended, names, until };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, nth) => `n${from + nth}`);

/** A connection whose server begins, after a drop, with events that were already given. */
function repeating(rounds: readonly (readonly number[])[]): Connection {
  let round = 0;
  const event = (place: number) => ({
    event: {
      ...said(`n${place}`),
      streamId: 'talk-1',
      revision: BigInt(place),
      position: { commit: BigInt(place), prepare: BigInt(place) },
    },
  });
  const subscribeToAll = () => {
    const source = Readable.from((rounds[round] ?? []).map(event));
    round += 1;
    return Object.assign(source, { unsubscribe: async () => undefined });
  };
  const client = { subscribeToAll } as unknown as EventStoreDBClient;
  return { client: () => client, failed: () => undefined, close: async () => undefined };
}

it('drops what a server gives again after a reconnect', async () => {
  const connection = repeating([
    [5, 6, 7],
    [6, 7, 8],
  ]);
  const places: string[] = [];
  for await (const item of follow(connection, async () => '0', {
    after: '5',
    categories: ['talk'],
    signal: stop.signal,
  })) {
    if (item.kind === 'event') places.push(item.event.position);
    if (places.at(-1) === '8') break;
  }
  expect(places).toEqual(['6', '7', '8']);
});

describe('follow', () => {
  it('catches up in order, says so after the last old event, then goes on live', async () => {
    const log = store.log();
    await log.append(
      'talk-1',
      numbers(0, 300).map((name) => said(name)),
      'no_stream',
    );
    const { seen, names, until } = following(log);
    await until(() => seen.some(({ kind }) => kind === 'caughtUp'));
    expect(seen.findIndex(({ kind }) => kind === 'caughtUp')).toBeGreaterThanOrEqual(300);
    await log.append('talk-1', [said('n300')], 299);
    await until(() => names().length > 300);
    expect(names()).toEqual(numbers(0, 301));
  });

  it('gives only the categories asked for, from after a position or from the end', async () => {
    const log = store.log();
    const { position } = await log.append('talk-1', [said('n0')], 'no_stream');
    await log.append('talkative-1', [said('other')], 'no_stream');
    await log.append('talk-2', [said('n1')], 'no_stream');
    const [after, end] = [following(log, { after: position }), following(log, { after: 'end' })];
    await end.until(() => end.seen.some(({ kind }) => kind === 'caughtUp'));
    await log.append('talk-2', [said('n2')], 0);
    await after.until(() => after.names().length === 2);
    await end.until(() => end.names().length === 1);
    expect([after.names(), end.names()]).toEqual([['n1', 'n2'], ['n2']]);
  });

  it('goes on over restarts of the store without gap or repeat, and says when it is cut off', async () => {
    const log = store.log();
    const { states, names, until } = following(log);
    let written = 0;
    for (let round = 0; round < 3; round += 1) {
      const next = numbers(written, written + 20).map((name) => said(name));
      // the store may still be on its way back for the writer
      for (let done = false; !done;)
        done = await log.append('talk-1', next, written === 0 ? 'no_stream' : written - 1).then(
          () => true,
          () => new Promise<boolean>((go) => setTimeout(go, 50, false)),
        );
      written += 20;
      await until(() => names().length >= written);
      await store.stop();
      await until(() => states.at(-1) === false);
      await store.start();
    }
    await until(() => states.at(-1) === true);
    expect(names()).toEqual(numbers(0, 60));
  });

  it('gives each event once while others write', async () => {
    const log = store.log();
    const { names, until } = following(log);
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let nth = 0; nth < 40; nth += 1)
        await log.append(`talk-w${writer}`, [said(`w${writer} ${nth}`)], nth === 0 ? 'no_stream' : nth - 1);
    });
    await Promise.all(writers);
    await until(() => names().length >= 320);
    expect(new Set(names()).size).toBe(320);
    for (let writer = 0; writer < 8; writer += 1)
      expect(names().filter((name) => name.startsWith(`w${writer} `))).toEqual(
        Array.from({ length: 40 }, (_, nth) => `w${writer} ${nth}`),
      );
  });

  it('tells how far the log was searched when nothing matches', async () => {
    const log = store.log();
    await log.append(
      'other-1',
      numbers(0, 600).map((name) => said(name)),
      'no_stream',
    );
    const { seen, until } = following(log);
    await until(() => seen.some(({ kind }) => kind === 'checkpoint'));
    expect(seen.some(({ kind }) => kind === 'event')).toBe(false);
  });

  it('ends when the signal aborts, whether it waits or not', async () => {
    const log = store.log();
    const { seen, until, ended } = following(log);
    await until(() => seen.some(({ kind }) => kind === 'caughtUp'));
    stop.abort();
    await ended;
  });

  it('a slow reader gets everything, in order', async () => {
    const log = store.log();
    await log.append(
      'talk-1',
      numbers(0, 200).map((name) => said(name)),
      'no_stream',
    );
    const names: string[] = [];
    for await (const item of log.follow({ after: 'start', categories: ['talk'], signal: stop.signal })) {
      if (item.kind === 'caughtUp') break;
      if (item.kind === 'event') names.push((item.event.data as { name: string }).name);
      if (names.length % 20 === 0) await new Promise((go) => setTimeout(go, 5));
    }
    expect(names).toEqual(numbers(0, 200));
  });
});
