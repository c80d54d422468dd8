import type { Log } from './log.js';
import { PAGE_ROWS } from './pages.js';
import type { Row } from './row.js';

/** Where a reader stands: each call gives the rows that follow, none when there are none now. */
export type Cursor = { next: (rows: number) => Row[] };

/** Streams that the real server never shows in $all. */
export const hidden = ({ stream }: Row): boolean =>
  stream.startsWith('$') &&
  (stream === '$epoch-information' || stream.startsWith('$persistentsubscription-$all::'));

/** The whole log upwards, from the first position greater than `after`. */
export function allUp(log: Log, after: number): Cursor {
  // A place beyond the end is taken for the end, so that a reader whose log was set back still hears what comes.
  let at = Math.min(after, log.end);
  const next = (rows: number): Row[] => {
    while (at < log.end) {
      const page = log.after(at, Math.min(rows, PAGE_ROWS));
      at += page.length;
      const seen = page.filter((row) => !hidden(row));
      if (seen.length > 0) return seen;
    }
    return [];
  };
  return { next };
}

/** The whole log downwards, from the last position less than `before`. */
export function allDown(log: Log, before: number): Cursor {
  let at = Math.min(before, log.end + 1);
  const next = (rows: number): Row[] => {
    while (at > 1) {
      const page = log.pages.before(at, Math.min(rows, PAGE_ROWS));
      at -= page.length;
      const seen = page.filter((row) => !hidden(row));
      if (seen.length > 0) return seen;
    }
    return [];
  };
  return { next };
}

/** One stream upwards from a revision, leaving out what its metadata hides. */
export function streamUp(log: Log, name: string, from: number): Cursor {
  let at = from;
  const next = (rows: number): Row[] => {
    const stream = log.streams.find(name);
    if (!stream) return [];
    const by = log.limitsOf(name);
    if (by.deleted) return [];
    at = Math.max(at, log.firstReadable(stream, by));
    while (at <= stream.last) {
      const page = log.pages.up(stream, at, Math.min(rows, PAGE_ROWS, stream.last - at + 1));
      at += page.length;
      const seen = page.filter((row) => log.isYoung(row, by));
      if (seen.length > 0) return seen;
    }
    return [];
  };
  return { next };
}

/** One stream downwards from a revision, down to the first that its metadata lets be seen. */
export function streamDown(log: Log, name: string, from: number): Cursor {
  const stream = log.streams.find(name);
  let at = Math.min(from, stream?.last ?? -1);
  const next = (rows: number): Row[] => {
    if (!stream) return [];
    const by = log.limitsOf(name);
    const first = log.firstReadable(stream, by);
    while (at >= first) {
      const page = log.pages.down(stream, at, Math.min(rows, PAGE_ROWS, at - first + 1));
      at -= page.length;
      const seen = page.filter((row) => log.isYoung(row, by));
      if (seen.length > 0) return seen;
    }
    return [];
  };
  return { next };
}
