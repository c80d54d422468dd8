import { applyBatch } from './apply.js';
import { batches } from './batches.js';
import { isAfter } from './checkpoint.js';
import type { Running } from './running.js';
import type { ViewDefinition } from './view.js';

/** Views that stand at one position. */
export type Group = Readonly<{ views: readonly ViewDefinition[]; position: string }>;

/** Brings a group to a position by reading the log; a view that throws is parked and leaves the group. */
export async function catchUp(options: Running, group: Group, until: string): Promise<Group> {
  const { log, db: models, decode, batchSize: size, signal } = options;
  let { views, position } = group;
  if (views.length === 0 || !isAfter(until, position)) return group;
  const categories = [...new Set(views.flatMap((view) => view.categories))];
  for await (const batch of batches({ log, categories, after: position, until, decode, size })) {
    const stopped = await applyBatch(models, views, batch);
    views = views.filter((view) => !stopped.some((each) => each.view === view));
    position = batch.to;
    models.moved.fire();
    if (signal.aborted || views.length === 0) break;
  }
  return { views, position };
}

/** Catches up with others who move on, until it stands where they stand. */
export async function catchUpWith(options: Running, group: Group, others: () => string): Promise<Group> {
  let now = group;
  while (!options.signal.aborted && now.views.length > 0 && isAfter(others(), now.position))
    now = await catchUp(options, now, others());
  return now;
}
