import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './expectation.js';
import { idBytes } from './row.js';
import { DELETED } from './stream-metadata.js';

/** Where a read begins. */
export type Place = 'start' | 'end' | number;

const LARGEST_UNSIGNED = 18446744073709551615n;

/** The stream name that a request carries, in UTF-8. */
export function streamName(identifier: StreamIdentifier | undefined): string {
  const bytes = identifier?.getStreamName_asU8() ?? new Uint8Array(0);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

const place = (text: string): Place => {
  const value = BigInt(text);
  if (value === LARGEST_UNSIGNED) return 'end';
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER - 1 : Number(value);
};

export function revisionOf(options: ReadReq.Options.StreamOptions | undefined): Place | undefined {
  if (options?.hasStart()) return 'start';
  if (options?.hasEnd()) return 'end';
  return options?.hasRevision() ? place(options.getRevision()) : undefined;
}

export function positionOf(options: ReadReq.Options.AllOptions | undefined): Place | undefined {
  if (options?.hasStart()) return 'start';
  if (options?.hasEnd()) return 'end';
  const at = options?.getPosition();
  return at === undefined ? undefined : place(at.getCommitPosition());
}

type Expecting = {
  hasNoStream: () => boolean;
  hasAny: () => boolean;
  hasStreamExists: () => boolean;
};

/** What the writer expects; undefined when the request says nothing or a number beyond the largest. */
export function expectedOf(options: Expecting, exact: () => string | undefined): Expected | undefined {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  const text = exact();
  if (text === undefined) return undefined;
  const value = BigInt(text);
  if (value === LARGEST_UNSIGNED) return 'no_stream';
  return value > DELETED ? undefined : value;
}

/** The 16 bytes of an event id, or undefined when it is missing, not a UUID or all zero. */
export function eventId(id: UUID | undefined): Buffer | undefined {
  const structured = id?.getStructured();
  const bytes = structured ? structuredBytes(structured) : idBytes(id?.getString() ?? '');
  return bytes?.every((byte) => byte === 0) ? undefined : bytes;
}

function structuredBytes(id: UUID.Structured): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(BigInt(id.getMostSignificantBits()), 0);
  bytes.writeBigInt64BE(BigInt(id.getLeastSignificantBits()), 8);
  return bytes;
}
