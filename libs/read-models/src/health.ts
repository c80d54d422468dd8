import type { Clock, Log } from '#eventing';
import { readCheckpoints, type Failure } from './checkpoint.js';
import type { ReadModels } from './connect.js';
import { run } from './query.js';
import type { ViewDefinition } from './view.js';

/** How far a view is behind the log; `events` counts at most `mostCounted`. */
export type ViewHealth = Readonly<{
  view: string;
  position: string;
  behind: Readonly<{ events: number; ms: number }>;
  parked?: Failure;
}>;

/** What a reactor refused or stopped at. */
export type ReactorHealth = Readonly<{
  name: string;
  position: string;
  skipped: number;
  lastSkipped?: Skipped;
  parked?: Failure;
}>;

/** A command of a reactor that was refused. */
export type Skipped = Readonly<{ event: string; command: string; code: string }>;

export type Health = Readonly<{ views: readonly ViewHealth[]; reactors: readonly ReactorHealth[] }>;

export type HealthOptions = Readonly<{
  db: ReadModels;
  log: Log;
  clock: Clock;
  views: readonly ViewDefinition[];
  categories: readonly string[];
}>;

/** Where the counting of events not yet taken stops. */
export const mostCounted = 1_000;

type Behind = ViewHealth['behind'];

async function behind({ log, clock, categories }: HealthOptions, after: string): Promise<Behind> {
  let [events, ms] = [0, 0];
  for await (const event of log.readAll({ after, categories })) {
    if (events === 0) ms = Math.max(0, Date.parse(clock.now()) - Date.parse(event.metadata.at));
    events += 1;
    if (events === mostCounted) break;
  }
  return { events, ms };
}

/** Position, lag and errors of each view and reactor, from what is stored and from the log. */
export async function healthOf(options: HealthOptions): Promise<Health> {
  const ours = new Set(options.views.map(({ name }) => name));
  const checkpoints = (await readCheckpoints(options.db.db)).filter(({ view }) => ours.has(view));
  const positions = [...new Set(checkpoints.map(({ position }) => position))];
  const lags = new Map<string, Behind>();
  for (const position of positions) lags.set(position, await behind(options, position));
  const reactors = await run<ReactorHealth>(
    options.db.db,
    `select name, position, skipped, last_skipped as "lastSkipped", parked from read.reactor order by name`,
  );
  return {
    views: checkpoints.map(({ view, position, parked }) => ({
      view,
      position,
      behind: lags.get(position) ?? { events: 0, ms: 0 },
      ...(parked ? { parked } : {}),
    })),
    reactors,
  };
}
