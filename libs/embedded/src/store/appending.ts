import { randomUUID } from 'node:crypto';
import { judge, type Expected, type Situation } from './expectation.js';
import type { Log, NewEvent } from './log.js';
import { idBytes } from './row.js';
import { truncatedBefore } from './stream-metadata.js';

/** What became of a write. `position` is absent when the event it stands for cannot be read. */
export type Outcome =
  | Readonly<{ kind: 'written'; revision: number; position?: number }>
  | Readonly<{ kind: 'wrong'; current: number }>
  | Readonly<{ kind: 'deleted' }>;

const EMPTY = new Uint8Array(0);

/** An event of the store's own, with a fresh id. */
export const ownEvent = (type: string, json?: string): NewEvent => ({
  id: idBytes(randomUUID()) ?? EMPTY,
  type,
  json: json !== undefined,
  metadata: EMPTY,
  body: json === undefined ? EMPTY : Buffer.from(json),
});

export const METADATA_TYPE = '$metadata';

const ownerOf = (name: string): string | undefined => (name.startsWith('$$') ? name.slice(2) : undefined);

/** How a stream stands before a write. */
export function situation(log: Log, name: string): Situation {
  const known = log.streams.find(name);
  return {
    last: known?.last ?? -1,
    closed: log.isClosed(name),
    softDeleted: log.limitsOf(name).deleted,
    hasMetadata: () => (log.streams.find(`$$${name}`)?.last ?? -1) >= 0,
    revisionOf: (id) => known && log.ids.revisionOf(known.id, id),
    idAt: (revision) =>
      known && revision <= known.last ? log.pages.up(known, revision, 1)[0]?.id : undefined,
  };
}

/** Appends the events when the expectation holds; call inside `log.commit`. */
export function append(log: Log, name: string, expected: Expected, events: readonly NewEvent[]): Outcome {
  const now = situation(log, name);
  const ids = events.map(({ id }) => id);
  const verdict = judge(expected, ids, now);
  if (verdict.kind === 'deleted') return { kind: 'deleted' };
  if (verdict.kind === 'wrong') return { kind: 'wrong', current: now.last };
  if (verdict.kind === 'repeat') return repeated(log, name, verdict.revision);
  const owner = ownerOf(name);
  const ownerWasDeleted = owner !== undefined && log.limitsOf(owner).deleted;
  const outcome = write(log, name, events, now.last);
  if (now.softDeleted) undelete(log, name, now.last + 1);
  if (ownerWasDeleted) undelete(log, owner, (log.streams.find(owner)?.last ?? -1) + 1);
  return outcome;
}

function write(log: Log, name: string, events: readonly NewEvent[], last: number): Outcome {
  const revision = events.length === 0 ? last : log.write(name, events).last;
  return { kind: 'written', revision, position: log.end };
}

function repeated(log: Log, name: string, revision: number): Outcome {
  const position = log.readable(name, revision)?.position;
  return { kind: 'written', revision, ...(position === undefined ? {} : { position }) };
}

/** Makes a soft-deleted stream readable again from a revision on; its other metadata stays. */
function undelete(log: Log, name: string, from: number): void {
  const document = truncatedBefore(log.metadataOf(name), from);
  if (document !== undefined) log.write(`$$${name}`, [ownEvent(METADATA_TYPE, document)]);
}
