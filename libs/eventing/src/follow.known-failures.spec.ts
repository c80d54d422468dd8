import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import type { AllStreamSubscription, EventStoreDBClient, SubscribeToAllOptions } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { follow } from './follow.js';
import { said } from './testing/store.js';

const beyondNumbers = 2n ** 53n + 1n;

/** A server that breaks each subscription after one event; it counts what is asked and what is left open. */
function breaking(drops: number) {
  const asked: SubscribeToAllOptions[] = [];
  const sources: AllStreamSubscription[] = [];
  const subscribeToAll = (options: SubscribeToAllOptions) => {
    asked.push(options);
    const commit = beyondNumbers + BigInt(asked.length);
    const event = {
      ...said(`n${asked.length}`),
      streamId: 'talk-1',
      revision: 0n,
      position: { commit, prepare: commit },
    };
    const source = new Readable({ objectMode: true, read: () => undefined });
    source.push({ event });
    if (asked.length <= drops) setImmediate(() => source.destroy(new Error('the connection broke')));
    const subscription = Object.assign(source, { unsubscribe: async () => undefined });
    sources.push(subscription as unknown as AllStreamSubscription);
    return subscription;
  };
  const client = { subscribeToAll } as unknown as EventStoreDBClient;
  const connection: Connection = {
    client: () => client,
    failed: () => undefined,
    close: async () => undefined,
  };
  return { asked, sources, connection };
}

async function followed(drops: number) {
  const server = breaking(drops);
  const stop = new AbortController();
  const positions: string[] = [];
  const listening: number[] = [];
  const options = { after: 'start', categories: ['talk', 'walk'], signal: stop.signal };
  for await (const item of follow(server.connection, async () => '0', options)) {
    if (item.kind === 'event') positions.push(item.event.position);
    listening.push(getEventListeners(stop.signal, 'abort').length);
    if (positions.length > drops) stop.abort();
  }
  return { ...server, positions, listening, stop };
}

describe('a follower over many drops', () => {
  it('KurrentDB-Client-NodeJS#288: leaves no subscription open and no listener behind', async () => {
    const { sources, listening, stop, positions } = await followed(4);
    expect(positions).toHaveLength(5);
    expect(sources).toHaveLength(5);
    expect(sources.every((source) => source.destroyed)).toBe(true);
    expect(new Set(listening)).toEqual(new Set([1]));
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });

  it('emmett#222: goes on from a place in the whole log, exact beyond what a number holds', async () => {
    const { asked, positions } = await followed(2);
    const places = asked.map(({ fromPosition }) => fromPosition);
    const at = (nth: bigint) => ({ commit: beyondNumbers + nth, prepare: beyondNumbers + nth });
    expect(places).toEqual(['start', at(1n), at(2n)]);
    expect(positions).toEqual([1n, 2n, 3n].map((nth) => String(beyondNumbers + nth)));
  });

  it('emmett#247: asks the server for the categories that it follows, not for everything', async () => {
    const { asked } = await followed(0);
    expect(asked[0]?.filter).toMatchObject({ filterOn: 'streamName', prefixes: ['talk-', 'walk-'] });
  });
});
