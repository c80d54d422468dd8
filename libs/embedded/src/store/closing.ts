import { METADATA_TYPE, ownEvent, situation, type Outcome } from './appending.js';
import type { Expected } from './expectation.js';
import type { Log } from './log.js';
import { TOMBSTONE_FLAG } from './row.js';
import { DELETED } from './stream-metadata.js';

export const TOMBSTONE_TYPE = '$streamDeleted';

type Ways = 'softDelete' | 'tombstone';

function refusal(log: Log, name: string, expected: Expected): Outcome | undefined {
  const now = situation(log, name);
  if (now.closed || (expected === 'stream_exists' && now.softDeleted)) return { kind: 'deleted' };
  const fits =
    expected === 'any' ||
    (expected === 'stream_exists' && (now.last >= 0 || now.hasMetadata())) ||
    (expected === 'no_stream' && (now.last < 0 || now.softDeleted)) ||
    (typeof expected === 'bigint' && now.last >= 0 && expected === BigInt(now.last));
  return fits ? undefined : { kind: 'wrong', current: now.last };
}

/** Hides the stream's events; the name may be written again and its numbers go on. */
function softDelete(log: Log, name: string, expected: Expected): Outcome {
  const refused = refusal(log, name, expected);
  if (refused) return refused;
  const { last, hasMetadata } = situation(log, name);
  if (last < 0 && !hasMetadata()) return { kind: 'wrong', current: -1 };
  const { last: revision } = log.write(`$$${name}`, [ownEvent(METADATA_TYPE, `{"$tb":${DELETED}}`)]);
  return { kind: 'written', revision, position: log.end };
}

/** Closes the name for ever. */
function tombstone(log: Log, name: string, expected: Expected): Outcome {
  const refused = refusal(log, name, expected);
  if (refused) return refused;
  const stream = log.write(name, [ownEvent(TOMBSTONE_TYPE)], TOMBSTONE_FLAG);
  stream.last -= 1;
  stream.closed = true;
  return { kind: 'written', revision: stream.last, position: log.end };
}

/** The two ways to close a stream; call inside `log.commit`. */
export const closingBy: Readonly<Record<Ways, (log: Log, name: string, expected: Expected) => Outcome>> = {
  softDelete,
  tombstone,
};
