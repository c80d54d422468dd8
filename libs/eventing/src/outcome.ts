import { randomUUID } from 'node:crypto';
import type { EventMetadata, Message } from '#kernel';
import type { Codec } from './codec.js';
import { note, type Folded } from './folded.js';
import type { Place } from './loader.js';
import type { Appended, StoredEvent } from './log.js';

type Stamp = Omit<EventMetadata, 'schema' | 'ruleSet'>;

/** Events ready to be appended, with the state after them. */
export type Outcome = Readonly<{ events: readonly StoredEvent[]; state: unknown }>;

/** Seals and stamps what was decided; the state is folded from what will be stored, as a replay would. */
export async function outcome(
  { aggregate }: Place,
  codec: Codec,
  folded: Folded,
  decided: readonly Message[],
  stamp: Stamp,
): Promise<Outcome> {
  let { state } = folded;
  const stamped = decided.map(({ type, data }) => {
    const metadata = { ...stamp, schema: aggregate.schemaOf(type) };
    // an id of this attempt alone: an append of known ids on an old fold is answered with success and writes nothing (ADR 0010)
    return { id: randomUUID(), type, data, metadata };
  });
  const events = (await codec.encode(stamped)).map((sealed) => {
    state = aggregate.evolve(state, { type: sealed.type, data: sealed.data });
    const ruleSet = aggregate.ruleSetOf(state);
    return ruleSet === undefined ? sealed : { ...sealed, metadata: { ...sealed.metadata, ruleSet } };
  });
  return { events, state };
}

/** The fold carried over what was just appended. */
export function carried(
  before: Folded,
  { events, state }: Outcome,
  { revision, position }: Appended,
): Folded {
  for (const [index, { metadata }] of events.entries())
    note(before.commands, metadata.commandId, before.revision + 1 + index, metadata.commandHash);
  const at = events.at(-1)?.metadata.at ?? before.at;
  return { state, revision, position, commands: before.commands, ...(at ? { at } : {}) };
}
