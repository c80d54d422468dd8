import { NO_STREAM } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { callers } from './callers.js';
import type { Client } from './client.js';
import { voteLike } from './events.js';
import type { Sample } from './sample.js';

/** Other callers of a node: each appends an event to a new stream and reads one of ten events, again and again. */
export const others = (client: Client, streams: readonly string[], ms: number) => (): Promise<Sample> =>
  callers(4, { ms }, async (_, nth) => {
    const name = `other-${randomUUID()}`;
    await client.appendToStream(name, voteLike(nth), { expectedRevision: NO_STREAM });
    const stream = streams[(nth * 7919) % streams.length] as string;
    for await (const { event } of client.readStream(stream, { maxCount: 10 }))
      if (!event) throw new Error('a hole');
  });
