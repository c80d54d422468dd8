import type { Log } from '#eventing';
import type { Recorded } from '#kernel';
import type { Batch } from './apply.js';
import { isAfter } from './checkpoint.js';

export type BatchesOptions = Readonly<{
  log: Log;
  categories: readonly string[];
  after: string;
  until: string;
  decode: (event: Recorded) => Recorded;
  size: number;
}>;

/** The log between two positions in batches; the last one ends exactly at `until`. */
export async function* batches(options: BatchesOptions): AsyncGenerator<Batch> {
  const { log, categories, after, until, decode, size } = options;
  let from = after;
  let events: Recorded[] = [];
  for await (const event of log.readAll({ after, categories })) {
    if (isAfter(event.position, until)) break;
    events.push(decode(event));
    if (events.length < size) continue;
    yield { events, from, to: event.position };
    from = event.position;
    events = [];
  }
  if (isAfter(until, from)) yield { events, from, to: until };
}
