/** A fact or an intent: a name and its data. */
export type Message<T extends string = string, D = unknown> = Readonly<{ type: T; data: D }>;

/** Who acts: an opaque person id, or `system:<role>` for timers, reactors and workers; `seat` is the seat relied on. */
export type By = Readonly<{ person: string; seat?: string; onBehalfOf?: string }>;

/** A stream of another aggregate, folded: what a command relies on, with the revision at which it was read. */
export type Fact<S = unknown> = Readonly<{ stream: string; revision: number; state: S }>;

/** The facts of a command, by name; a stream that does not exist has revision -1 and the initial state. */
export type Facts = Readonly<Record<string, Fact>>;

/** What an event says of a stream it was judged on. */
export type Judged = Readonly<{ stream: string; revision: number }>;

/** Stream and revision of each fact there is, as the event names what it was judged on. */
export const judgedOn = (...facts: readonly (Fact | undefined)[]): readonly Judged[] =>
  facts.flatMap((fact) => (fact ? [{ stream: fact.stream, revision: fact.revision }] : []));

/** A command as it reaches the decider: stamped at the edge with identity, time (ISO, UTC) and facts. */
export type Issued<C extends Message, F = Facts> = C &
  Readonly<{ by: By; at: string; facts: F; commandId: string }>;

/** A stored event with its place in the log. `position` is a decimal string. */
export type Recorded<E extends Message = Message> = E &
  Readonly<{
    id: string;
    stream: string;
    revision: number;
    position: string;
    metadata: EventMetadata;
  }>;

/** Metadata of every event; `at` is when the engine recorded it (ISO, UTC). */
export type EventMetadata = Readonly<{
  $correlationId: string;
  $causationId: string;
  commandId: string;
  /** HMAC of the command under the deployment key: the same id with another body is refused. */
  commandHash?: string;
  by: By;
  at: string;
  ruleSet?: string;
  schema: number;
}>;
