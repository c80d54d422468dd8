import type { Facts, Issued, Message } from './message.js';

/**
 * A write model. `decide` is pure and either returns the events or throws a Rejection;
 * `evolve` is total and never reads the law, so that tomorrow's law cannot change yesterday's result.
 */
export type Decider<C extends Message, E extends Message, S, F = Facts> = Readonly<{
  decide: (command: Issued<C, F>, state: S) => readonly E[];
  evolve: (state: S, event: E) => S;
  initialState: S;
}>;

/** A read model: which rows an event touches, and what becomes of each (`null` removes it). */
export type View<R, E extends Message = Message> = Readonly<{
  rows: (event: E) => readonly string[];
  evolve: (row: R | undefined, event: E, key: string) => R | null;
}>;

/** A command addressed to a stream. */
export type Addressed<C extends Message = Message> = Readonly<{ category: string; id: string; command: C }>;

/** A policy: what an event calls for. Each command is sent once; its id derives from the event. */
export type Reactor<E extends Message = Message> = (event: E) => readonly Addressed[];

/** Makes the compiler prove that a union is exhausted. */
export function never(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
