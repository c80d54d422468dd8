import type { Recorded } from '#kernel';
import type { Row, ViewDefinition } from './view.js';

/** The rows of a view after these events alone, by key, without a database; for views that name their rows by the event. */
export function rowsAfter<R extends Row>(
  view: ViewDefinition<R>,
  events: readonly Recorded[],
): ReadonlyMap<string, R> {
  const rows = new Map<string, R>();
  for (const event of events)
    for (const key of view.categories.some((one) => event.stream.startsWith(`${one}-`))
      ? view.rows(event)
      : []) {
      const row = view.evolve(rows.get(key), event, key);
      if (row === null) rows.delete(key);
      else rows.set(key, row);
    }
  return rows;
}
