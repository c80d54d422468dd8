import type { Kysely } from 'kysely';
import { least, readCheckpoints, type Checkpoint } from './checkpoint.js';
import type { ReadModels } from './connect.js';
import { quoted, run, type Executor } from './query.js';
import { answered } from './silent.js';

/** The read models have not reached the position asked for (503, with the position reached). */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  readonly retryAfter = 1;
  constructor(
    readonly wanted: string,
    readonly reached: string,
    /** Views that stopped at an event they could not take. */
    readonly parked: readonly string[] = [],
  ) {
    super(`the read models stand at ${reached}, ${wanted} was asked for`);
  }
}

export type WaitOptions = Readonly<{
  /** Views that must have reached the position; without them all that are not parked. */
  views?: readonly string[];
  timeoutMs?: number;
}>;

const betweenLooks = 15;

const concerned = (all: readonly Checkpoint[], views?: readonly string[]): readonly Checkpoint[] =>
  views ? all.filter(({ view }) => views.includes(view)) : all.filter(({ parked }) => parked === null);

/** The least position of the named views, or of all that are not parked; `0` when nothing was projected. */
export async function positionOf(db: Executor, views?: readonly string[]): Promise<string> {
  return least(concerned(await readCheckpoints(db), views).map(({ position }) => position));
}

const looks = new WeakMap<ReadModels, Promise<readonly Checkpoint[]>>();

/** One look at the checkpoints for all who wait in this process. */
function look(models: ReadModels): Promise<readonly Checkpoint[]> {
  const running = looks.get(models);
  if (running) return running;
  const started = readCheckpoints(models.db).finally(() => looks.delete(models));
  looks.set(models, started);
  return started;
}

/** Waits until the views reached a position and gives theirs; throws NotYet when the time is over. */
export async function waitFor(
  models: ReadModels,
  position: string,
  { views, timeoutMs = 2_000 }: WaitOptions = {},
): Promise<string> {
  const over = AbortSignal.timeout(timeoutMs);
  for (;;) {
    const last = over.aborted;
    const found = concerned(await answered(look(models)), views);
    const reached = least(found.map((checkpoint) => checkpoint.position));
    if (BigInt(reached) >= BigInt(position)) return reached;
    const parked = found.filter((checkpoint) => checkpoint.parked !== null).map(({ view }) => view);
    if (last || parked.length > 0) throw new NotYet(position, reached, parked);
    await models.moved.next(betweenLooks);
  }
}

/** An answer and the position it shows, read in one snapshot. */
export type Positioned<T> = Readonly<{ position: string; result: T }>;

/** Asks over the named views in one snapshot, so that the position given is exactly what the rows show. */
export async function atPosition<D, T>(
  models: ReadModels,
  views: readonly string[],
  ask: (db: Kysely<D>) => Promise<T>,
): Promise<Positioned<T>> {
  const asked = models
    .tables<D>()
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      // before the snapshot: a rebuild that switches now would show this snapshot a table half filled
      await run(trx, `lock table ${views.map(quoted).join(', ')} in access share mode`);
      return { position: await positionOf(trx, views), result: await ask(trx) };
    });
  return answered(asked);
}
