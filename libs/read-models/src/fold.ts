import type { Recorded } from '#kernel';
import { failureAt, type Failure } from './checkpoint.js';
import { rowOf } from './row.js';
import type { Matching, Row, ViewDefinition } from './view.js';

/** What one event touches. */
export type Touch = Readonly<{ event: Recorded; keys: readonly string[]; matching: readonly Matching[] }>;

/** What a view's events of a batch touch; `failure` at the first event that the view cannot read. */
export type Touched = Readonly<{ touches: readonly Touch[]; failure?: Failure }>;

/** Rows that a batch changed, `null` for those to remove. */
export type Folded = Readonly<{ changed: ReadonlyMap<string, Row | null>; failure?: Failure }>;

const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

/** The events of a batch that concern a view, and the rows that each touches. */
export function touched(view: ViewDefinition, events: readonly Recorded[]): Touched {
  const touches: Touch[] = [];
  for (const event of events) {
    if (!view.categories.includes(categoryOf(event.stream))) continue;
    try {
      const keys = view.rows(event);
      const matching = view.matching?.(event) ?? [];
      if (keys.length > 0 || matching.length > 0) touches.push({ event, keys, matching });
    } catch (error) {
      return { touches, failure: failureAt(event, error) };
    }
  }
  return { touches };
}

function keysOf({ keys, matching }: Touch, rows: ReadonlyMap<string, Row | null>): Iterable<string> {
  if (matching.length === 0) return keys;
  const found = [...rows].filter(([, row]) =>
    matching.some(({ column, value }) => row !== null && row[column] === value),
  );
  return new Set([...keys, ...found.map(([key]) => key)]);
}

/** Evolves the rows read by the events in log order; an event changes all of its rows or none. */
export function fold(
  view: ViewDefinition,
  { touches, failure }: Touched,
  read: ReadonlyMap<string, Row>,
): Folded {
  const rows = new Map<string, Row | null>(read);
  const changed = new Map<string, Row | null>();
  for (const touch of touches) {
    try {
      const next: [string, Row | null][] = [];
      for (const key of keysOf(touch, rows)) {
        const before = rows.get(key) ?? undefined;
        const after = view.evolve(before, touch.event, key);
        if (after !== before && !(after === null && before === undefined))
          next.push([key, after && rowOf(view, key, after)]);
      }
      for (const [key, row] of next) {
        rows.set(key, row);
        changed.set(key, row);
      }
    } catch (error) {
      return { changed, failure: failureAt(touch.event, error) };
    }
  }
  return failure ? { changed, failure } : { changed };
}
