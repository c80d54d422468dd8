import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { END, jsonEvent, NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import { callers } from './callers.js';
import { voteLike } from './events.js';
import type { Node } from './node.js';

/** Something that weighs on a node until it is lifted. */
export type Burden = (node: Node, streams: readonly string[]) => Promise<() => Promise<unknown>>;

/** Does a thing again and again, with a pause between, until it is lifted. */
const again = (pauseMs: number, work: () => Promise<unknown>): (() => Promise<unknown>) => {
  let on = true;
  const running = (async () => {
    while (on) {
      await work();
      await sleep(pauseMs);
    }
  })();
  return () => {
    on = false;
    return running;
  };
};

const slowSubscriber: Burden = async (node) => {
  const subscription = node.client().subscribeToAll({ fromPosition: START });
  await new Promise((resolve) => subscription.once('confirmation', resolve));
  const lift = again(100, async () => void subscription.read());
  return async () => {
    await lift();
    await subscription.unsubscribe();
  };
};

const idleSubscribers: Burden = async (node) => {
  const client = node.client();
  const filter = streamNameFilter({ prefixes: ['nobody-'], checkpointInterval: 32 });
  const subscriptions = Array.from({ length: 100 }, () =>
    client.subscribeToAll({ fromPosition: END, filter }),
  );
  for (const subscription of subscriptions) subscription.on('data', () => undefined);
  await Promise.all(subscriptions.map((one) => new Promise((resolve) => one.once('confirmation', resolve))));
  return () => Promise.all(subscriptions.map((one) => one.unsubscribe()));
};

const leavingReaders: Burden = async (node) => {
  const client = node.client();
  return again(10, async () => {
    const read = client.readAll();
    let seen = 0;
    for await (const { event } of read) {
      if (event) seen += 1;
      if (seen === 100) break;
    }
    await read.cancel();
  });
};

const largeEvent: Burden = async (node) => {
  const client = node.client();
  const text = 'x'.repeat(2 ** 20 - 100);
  return again(50, async () => {
    const name = `large-${randomUUID()}`;
    await client.appendToStream(name, jsonEvent({ type: 'Large', data: { text } }), {
      expectedRevision: NO_STREAM,
    });
    for await (const { event } of client.readStream(name)) if (!event) throw new Error('a hole');
  });
};

/** Ten thousand events in one append, as small as they must be to stay below the largest append. */
const largeBatch: Burden = async (node) => {
  const client = node.client();
  const events = Array.from({ length: 10_000 }, (_, nth) => jsonEvent({ type: 'Small', data: { nth } }));
  return again(50, () =>
    client.appendToStream(`batch-${randomUUID()}`, events, { expectedRevision: NO_STREAM }),
  );
};

/** One event more for every stream of the log, one stream after the other. */
const everyStream: Burden = async (node, streams) => {
  const client = node.client();
  let at = 0;
  return again(0, () =>
    callers(8, { times: 64 }, (_, nth) =>
      client.appendToStream(streams[at++ % streams.length] as string, voteLike(nth)),
    ),
  );
};

export const burdens: Readonly<Record<string, Burden>> = {
  'one slow subscriber': slowSubscriber,
  '100 idle subscribers': idleSubscribers,
  'readers that leave': leavingReaders,
  'events of 1 MiB': largeEvent,
  'batches of 10,000 events': largeBatch,
  'appends to every stream': everyStream,
};
