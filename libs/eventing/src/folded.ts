import type { Message, Recorded } from '#kernel';
import type { Aggregate } from './aggregate.js';
import { origin } from './recorded.js';
import { upcast } from './upcast.js';

/** What one command wrote. */
export type Written = Readonly<{ first: number; last: number; hash?: string }>;

/**
 * A stream folded, and beside its state which commands it holds. The table of commands grows with the stream and is
 * passed on from one fold to the next; an entry ahead of `revision` is in the log all the same.
 */
export type Folded = Readonly<{
  state: unknown;
  revision: number;
  position: string;
  at?: string;
  commands: Map<string, Written>;
}>;

/** The fold of a stream that does not exist. */
export const nothing = (aggregate: Aggregate): Folded => ({
  state: aggregate.initialState,
  revision: -1,
  position: origin,
  commands: new Map(),
});

/** Notes that a command wrote this revision. */
export function note(commands: Map<string, Written>, id: string, revision: number, hash?: string): void {
  const before = commands.get(id);
  if (before && before.first <= revision && revision <= before.last) return;
  commands.set(id, { first: before?.first ?? revision, last: revision, ...(hash ? { hash } : {}) });
}

/** Folds one stored event; a gap, or an event of a newer program, stops instead of giving a wrong state. */
export function foldOne(aggregate: Aggregate, before: Folded, stored: Recorded): Folded {
  const { revision, position, stream } = stored;
  if (revision !== before.revision + 1)
    throw new Error(`${stream}: revision ${revision} follows ${before.revision}; the stream has a gap`);
  const event = upcast(stored, aggregate.upcasters);
  const known = aggregate.schemaOf(event.type);
  if (event.metadata.schema > known)
    throw new Error(
      `${stream}@${revision}: ${event.type} has version ${event.metadata.schema}, this program knows ${known}`,
    );
  const { at, commandId, commandHash } = event.metadata;
  note(before.commands, commandId, revision, commandHash);
  const message: Message = { type: event.type, data: event.data };
  return {
    state: aggregate.evolve(before.state, message),
    revision,
    position,
    at,
    commands: before.commands,
  };
}
