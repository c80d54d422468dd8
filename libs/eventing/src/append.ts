import { NO_STREAM, type EventStoreDBClient, type JSONType } from '@eventstore/db-client';
import { OutcomeUnknown } from './errors.js';
import type { Appended, StoredEvent } from './log.js';
import { appendError } from './store-errors.js';

const utf8 = new TextEncoder();

/** Metadata as bytes: what is given as an object the client would carry through base64, twice. */
const ready = ({ id, type, data, metadata }: StoredEvent) => ({
  id,
  type,
  contentType: 'application/json' as const,
  data: data as JSONType,
  metadata: utf8.encode(JSON.stringify(metadata)),
});

/** Appends; a batch append never times out by itself, so silence becomes an unknown outcome here. */
export async function append(
  client: EventStoreDBClient,
  stream: string,
  events: readonly StoredEvent[],
  expected: number | 'no_stream',
  timeout: number,
): Promise<Appended> {
  let watch: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const giveUp = (): void =>
      reject(new OutcomeUnknown(`${stream}: no answer to an append within ${timeout} ms`));
    watch = setTimeout(giveUp, timeout);
  });
  try {
    const expectedRevision = expected === 'no_stream' ? NO_STREAM : BigInt(expected);
    const written = client.appendToStream(stream, events.map(ready), { expectedRevision });
    const { nextExpectedRevision, position } = await Promise.race([written, silence]);
    if (!position) throw new OutcomeUnknown(`${stream}: the store answered an append without a position`);
    return { revision: Number(nextExpectedRevision), position: position.commit.toString() };
  } catch (error) {
    throw appendError(error, stream, expected === 'no_stream' ? -1 : expected);
  } finally {
    clearTimeout(watch);
  }
}
