import type { Cursor } from './cursor.js';
import type { Filter } from './filter.js';
import type { Log } from './log.js';
import type { Row } from './row.js';

const SMALLEST_PAGE = 4;

/** What a cursor passed over by index, to be counted as looked at. */
export type Skipped = Readonly<{ rows: number; upTo: number }>;
export type FilteredCursor = Cursor & { skipped: () => Skipped };

/**
 * The log upwards for a filter by stream prefixes. Where few events match, it leaps to the next one of the wanted
 * categories instead of reading what lies between; where many match, and near the end, it reads page after page.
 */
export function filteredUp(
  log: Log,
  after: number,
  prefixes: readonly string[],
  { matches }: Filter,
): FilteredCursor {
  let at = Math.min(after, log.end);
  let passed = 0;
  let upTo = 0;
  let size = SMALLEST_PAGE;
  let sparse = true;
  const leap = (): void => {
    const found = log.categories.next(prefixes, at);
    if (found === undefined) return;
    const to = Math.min(found - 1, log.end);
    passed += to - at;
    at = to;
    upTo = to;
    size = SMALLEST_PAGE;
  };
  const next = (rows: number): Row[] => {
    if (at >= log.end) return [];
    if (log.isRecent(at)) return advance(log.after(at, rows));
    if (sparse) leap();
    if (at >= log.end) return [];
    const page = log.after(at, Math.min(rows, size));
    sparse = page.filter(matches).length * SMALLEST_PAGE < page.length;
    size = Math.min(2 * size, rows);
    return advance(page);
  };
  const advance = (page: Row[]): Row[] => {
    at += page.length;
    return page;
  };
  const skipped = (): Skipped => {
    const gap = { rows: passed, upTo };
    passed = 0;
    return gap;
  };
  return { next, skipped };
}
