import type { Recorded } from '#kernel';
import { advance, failureAt, park, type Failure } from './checkpoint.js';
import type { ReadModels } from './connect.js';
import { fold, touched } from './fold.js';
import { codeOf, type Executor } from './query.js';
import { readRows, writeRows } from './rows.js';
import type { ViewDefinition } from './view.js';

/** Events of the log between two positions; without events when nothing of interest lay between. */
export type Batch = Readonly<{ events: readonly Recorded[]; from: string; to: string }>;

/** A view that stopped, and why. */
export type Stopped = Readonly<{ view: ViewDefinition; failure: Failure }>;

/** Takes a batch into one table; gives the failure at which it stopped, all before it is written. */
export async function take(
  db: Executor,
  view: ViewDefinition,
  table: string,
  events: readonly Recorded[],
): Promise<Failure | undefined> {
  const concerned = touched(view, events);
  if (concerned.touches.length === 0) return concerned.failure;
  const read = view.ownRows ? new Map() : await readRows(db, view, table, concerned.touches);
  const { changed, failure } = fold(view, concerned, read);
  await writeRows(db, view, table, changed, read);
  return failure;
}

const before = ({ events, from }: Batch, { event }: Failure): string =>
  events[events.findIndex(({ id }) => id === event) - 1]?.position ?? from;

function together(models: ReadModels, views: readonly ViewDefinition[], batch: Batch): Promise<Stopped[]> {
  const { events, from, to } = batch;
  return models.db.transaction().execute(async (trx) => {
    const names = views.map(({ name }) => name);
    // first, so that who is fenced off, or waits for a rebuild to switch, holds no table
    await advance(trx, names, from, to, events.at(-1)?.metadata.at);
    const stopped: Stopped[] = [];
    const one = async (view: ViewDefinition): Promise<void> => {
      const failure = await take(trx, view, view.name, events);
      if (!failure) return;
      await park(trx, view.name, to, before(batch, failure), failure);
      stopped.push({ view, failure });
    };
    // PostgreSQL works for one view while another is folded; the first to fail says why, the others only follow it
    let failed: { error: unknown } | undefined;
    const all = views.map((view) => one(view).catch((error: unknown) => (failed ??= { error })));
    await Promise.all(all);
    if (failed) throw failed.error;
    return stopped;
  });
}

/** PostgreSQL refused a value: SQLSTATE classes 21, 22, 23 and 54. Trying again would not help. */
const isRefusedValue = (error: unknown): boolean => /^(21|22|23|54)...$/.test(codeOf(error));

/** Event by event, so that the one which PostgreSQL refuses is found and the view parked before it. */
async function alone(models: ReadModels, view: ViewDefinition, batch: Batch): Promise<readonly Stopped[]> {
  let from = batch.from;
  for (const event of batch.events) {
    try {
      const stopped = await together(models, [view], { events: [event], from, to: event.position });
      if (stopped.length > 0) return stopped;
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      const failure = failureAt(event, error);
      await park(models.db, view.name, from, from, failure);
      return [{ view, failure }];
    }
    from = event.position;
  }
  return from === batch.to ? [] : together(models, [view], { events: [], from, to: batch.to });
}

/** Takes a batch into all views that stand at its beginning, with their checkpoints, in one transaction. */
export async function applyBatch(
  models: ReadModels,
  views: readonly ViewDefinition[],
  batch: Batch,
): Promise<readonly Stopped[]> {
  if (views.length === 0) return [];
  try {
    return await together(models, views, batch);
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    const stopped: Stopped[] = [];
    for (const view of views) stopped.push(...(await alone(models, view, batch)));
    return stopped;
  }
}
