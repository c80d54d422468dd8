import type { By, Facts, Message, Recorded } from '#kernel';

/** One command on its way to one stream. `ifMatch` is the revision that the caller saw. */
export type ExecuteRequest = Readonly<{
  category: string;
  id: string;
  command: Message;
  by: By;
  commandId: string;
  correlationId?: string;
  causationId?: string;
  ifMatch?: number;
  extraFacts?: Facts;
  /** Only whether it would be accepted, and what it would write: judged in full, nothing is written. */
  asksOnly?: boolean;
}>;

/** The answer to a command; `repeated` when it is the first answer given again. */
export type Executed = Readonly<{
  id: string;
  stream: string;
  revision: number;
  position: string;
  repeated: boolean;
  events: readonly Readonly<{ type: string }>[];
}>;

/** A stream folded; revision -1 and the initial state when it does not exist. */
export type Loaded<S = unknown> = Readonly<{
  state: S;
  revision: number;
  position: string;
  events?: readonly Recorded[];
}>;

/** Which past state is asked for: up to a revision, or as it stood at an instant; `events` adds the events. */
export type LoadOptions = Readonly<{ toRevision?: number; at?: string; events?: boolean }>;
