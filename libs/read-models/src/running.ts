import type { Log } from '#eventing';
import type { Recorded } from '#kernel';
import type { ReadModels } from './connect.js';
import type { ViewDefinition } from './view.js';

/** What the projection runner works with. */
export type RunOptions = Readonly<{
  log: Log;
  views: readonly ViewDefinition[];
  db: ReadModels;
  signal: AbortSignal;
  /** All categories of the application: also an event that no view reads moves every checkpoint. */
  categories?: readonly string[];
  /** Brings a stored event to its newest version (`codec.decode`). */
  decode?: (event: Recorded) => Recorded;
  /** Events per transaction at most. */
  batchSize?: number;
  /** How often the runner looks whether a parked view was mended by a rebuild. */
  recheckMs?: number;
  onState?: (state: RunnerState) => void;
}>;

/** What the runner is doing. */
export type RunnerState = Readonly<{
  /** `waiting`: PostgreSQL or the log failed, with `error`; it tries again. */
  role: 'standby' | 'running' | 'waiting' | 'stopped';
  subscription: Readonly<{ connected: boolean; error?: string }>;
  position: string;
  live: readonly string[];
  /** Views behind the others that catch up by themselves. */
  behind: readonly string[];
  parked: readonly string[];
  error?: string;
}>;

/** The options with everything filled in. */
export type Running = Required<RunOptions>;

/** Fills in what was left out. */
export function running(options: RunOptions): Running {
  const own = options.views.flatMap(({ categories }) => categories);
  return {
    ...options,
    decode: options.decode ?? ((event) => event),
    batchSize: options.batchSize ?? 2_000,
    recheckMs: options.recheckMs ?? 5_000,
    onState: options.onState ?? (() => undefined),
    categories: [...new Set([...own, ...(options.categories ?? [])])],
  };
}
