import type { Recorded } from '#kernel';
import { isMissingTable, run, type Executor } from './query.js';

/** The position before everything. */
export const origin = '0';

/** Why a view stopped, and at which event. */
export type Failure = Readonly<{
  position: string;
  event: string;
  stream: string;
  revision: number;
  type: string;
  error: string;
}>;

/** How far a view has come. */
export type Checkpoint = Readonly<{
  view: string;
  position: string;
  /** When the last event it took was recorded. */
  at: string | null;
  definition: string;
  parked: Failure | null;
}>;

/** Another runner moved the checkpoints: this one must not write any more. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  constructor(views: readonly string[], position: string) {
    super(`another projector runs: ${views.join(', ')} no longer at ${position}`);
  }
}

const order = (a: string, b: string): number => (BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0);

/** The least of these positions; the origin when there are none. */
export const least = (positions: readonly string[]): string => positions.toSorted(order)[0] ?? origin;

/** The greatest of these positions; the origin when there are none. */
export const greatest = (positions: readonly string[]): string => positions.toSorted(order).at(-1) ?? origin;

/** True when the first position lies after the second. */
export const isAfter = (a: string, b: string): boolean => BigInt(a) > BigInt(b);

/** All checkpoints as they stand; none before the first migration. */
export async function readCheckpoints(db: Executor): Promise<readonly Checkpoint[]> {
  try {
    return await run(db, 'select view, position, at, definition, parked from read.checkpoint order by view');
  } catch (error) {
    if (isMissingTable(error)) return [];
    throw error;
  }
}

/** Moves checkpoints from one position to the next; all of them must still stand at the first. */
export async function advance(
  db: Executor,
  views: readonly string[],
  from: string,
  to: string,
  at: string | undefined,
): Promise<void> {
  const moved = await run(
    db,
    `update read.checkpoint set position = $1, at = coalesce($2, at), parked = null
      where view = any($3) and position = $4 returning view`,
    [to, at ?? null, views, from],
  );
  if (moved.length !== views.length) throw new Fenced(views, from);
}

/** Stops a view, which stands at one position, before an event. */
export async function park(
  db: Executor,
  view: string,
  stands: string,
  position: string,
  failure: Failure,
): Promise<void> {
  const parked = await run(
    db,
    `update read.checkpoint set position = $3, parked = $4::jsonb
      where view = $1 and position = $2 returning view`,
    [view, stands, position, JSON.stringify(failure)],
  );
  if (parked.length === 0) throw new Fenced([view], stands);
}

/** What `/health` will say of an event that a view could not take. */
export function failureAt({ position, id, stream, revision, type }: Recorded, error: unknown): Failure {
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { position, event: id, stream, revision, type, error: told };
}
