import { randomUUID } from 'node:crypto';
import { NO_STREAM } from '@eventstore/db-client';
import type { Work } from './callers.js';
import type { Client } from './client.js';
import { voteLike } from './events.js';

/** As many events as a ballot of thirty has votes. */
const longest = 30;

/** Bare appends of one event at the expected revision, each caller's to a stream of its own, and then to the next. */
export function appending(client: Client, callers: number): Work {
  const streams = Array.from({ length: callers }, () => ({ name: '', last: longest - 1 }));
  return async (caller, nth) => {
    const stream = streams[caller] as (typeof streams)[number];
    if (stream.last === longest - 1) Object.assign(stream, { name: `raw-${randomUUID()}`, last: -1 });
    const expectedRevision = stream.last < 0 ? NO_STREAM : BigInt(stream.last);
    await client.appendToStream(stream.name, voteLike(nth), { expectedRevision });
    stream.last += 1;
  };
}
