import { allDown, allUp, streamDown, streamUp, type Cursor } from '../store/cursor.js';
import { filteredUp } from '../store/filtered-cursor.js';
import type { Log } from '../store/log.js';
import type { Row } from '../store/row.js';

function rowsOf({ next }: Cursor): string[] {
  const lines: string[] = [];
  const plain = ({ id, metadata, body, ...rest }: Row): string =>
    JSON.stringify([rest, ...[id, metadata, body].map((bytes) => Buffer.from(bytes).toString('base64'))]);
  for (let page = next(100); page.length > 0; page = next(100)) lines.push(...page.map(plain));
  return lines;
}

/** Everything that any reader can be given: the whole log, each stream and each category, both ways. */
export function everything(log: Log, streams: readonly string[], prefixes: readonly string[]): string {
  const parts = [rowsOf(allUp(log, 0)), rowsOf(allDown(log, Infinity))];
  for (const name of streams) {
    parts.push([name, log.metadataOf(name), String(log.isClosed(name))]);
    parts.push(rowsOf(streamUp(log, name, 0)), rowsOf(streamDown(log, name, Infinity)));
  }
  for (const prefix of prefixes) {
    const matches = ({ stream }: Row): boolean => stream.startsWith(prefix);
    const cursor = filteredUp(log, 0, [prefix], { matches, interval: 32 });
    parts.push(rowsOf({ next: (rows) => filtered(cursor, rows, matches) }));
  }
  return JSON.stringify(parts);
}

/** Only what matches, so that it does not count how far a cursor leaps. */
function filtered(cursor: Cursor, rows: number, matches: (row: Row) => boolean): Row[] {
  for (let page = cursor.next(rows); page.length > 0; page = cursor.next(rows)) {
    const found = page.filter(matches);
    if (found.length > 0) return found;
  }
  return [];
}
