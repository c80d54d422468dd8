import type { EventMetadata, Recorded } from '#kernel';

/** An event ready to be stored: sealed, checked, with its id. */
export type StoredEvent = Readonly<{
  id: string;
  type: string;
  data: Readonly<Record<string, unknown>>;
  metadata: EventMetadata;
}>;

/** Where an append ended. */
export type Appended = Readonly<{ revision: number; position: string }>;

/** What a follower sees. `checkpoint`: nothing of interest up to that position. */
export type Followed =
  | Readonly<{ kind: 'event'; event: Recorded }>
  | Readonly<{ kind: 'caughtUp' }>
  | Readonly<{ kind: 'checkpoint'; position: string }>;

/** `after`: a position as a decimal string, `start`, or `end` (the end at the moment of the call). */
export type FollowOptions = Readonly<{
  after: string | 'start' | 'end';
  categories: readonly string[];
  signal: AbortSignal;
  onState?: (state: Readonly<{ connected: boolean; error?: string }>) => void;
}>;

/** The log as the application uses it: EventStoreDB behind one address. Events come as stored: sealed, not upcast. */
export type Log = Readonly<{
  /** Throws Conflict, OutcomeUnknown or a Rejection (too large). */
  append(stream: string, events: readonly StoredEvent[], expected: number | 'no_stream'): Promise<Appended>;
  /** Forwards to the end; a missing stream yields nothing. */
  read(stream: string, fromRevision?: number, maxCount?: number): AsyncIterable<Recorded>;
  /** Backwards from the end. */
  readBackwards(stream: string, maxCount?: number): AsyncIterable<Recorded>;
  last(stream: string): Promise<Recorded | undefined>;
  /** Application events (or those of the categories) from after a position to the end of the log. */
  readAll(options?: Readonly<{ after?: string; categories?: readonly string[] }>): AsyncIterable<Recorded>;
  /** Catch-up, then live, over restarts of the store, without gap or repeat; ends when the signal aborts. */
  follow(options: FollowOptions): AsyncIterable<Followed>;
  /** Position of the last application event; `0` in an empty log. */
  end(): Promise<string>;
  close(): Promise<void>;
}>;
