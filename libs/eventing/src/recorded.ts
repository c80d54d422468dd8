import type { AllStreamResolvedEvent, ReadPosition, ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata, Recorded } from '#kernel';

/** The position before everything. */
export const origin = '0';

/** A position as the client wants it. Commit and prepare are one number for every write by gRPC. */
export function positionOf(after: string): ReadPosition {
  if (after === 'start' || after === 'end') return after;
  const number = BigInt(after);
  return number === 0n ? 'start' : { commit: number, prepare: number };
}

/** Where an entry of `$all` stands. */
export function placeOf({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): string {
  const place = event?.position?.commit ?? commitPosition;
  if (place === undefined)
    throw new Error(`${event?.streamId ?? 'an entry of the log'} came without its position`);
  return place.toString();
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array);

/** System streams (`$…`) are not ours. */
export const isApplication = (stream: string): boolean => !stream.startsWith('$');

/** A stored event as the application knows it; one that cannot be read stops the reader by name. */
export function recorded(resolved: ResolvedEvent | AllStreamResolvedEvent): Recorded {
  const { event } = resolved;
  if (!event) throw new Error('the event store gave an entry without an event');
  const { id, streamId: stream, type, data, metadata } = event;
  const revision = Number(event.revision);
  if (!isRecord(data) || !isRecord(metadata))
    throw new Error(`${stream}@${revision} (${type}) is not an event of this application, or it is damaged`);
  const position = placeOf(resolved);
  return { id, stream, revision, type, data, position, metadata: metadata as unknown as EventMetadata };
}
