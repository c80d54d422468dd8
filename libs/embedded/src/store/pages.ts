import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checksum, type Row } from './row.js';
import { atPosition, atRevision, corruptRow, malformed, missingRow, type Place } from './store-error.js';

const COLUMNS =
  'e.position, s.name, e.revision, e.id, e.type, e.flags, e.created, e.crc, e.metadata, e.body FROM events e LEFT JOIN streams s ON s.id = e.stream';

/** A page ends at this many payload bytes, whatever its number of rows. */
const PAGE_BYTES = 1 << 20;
export const PAGE_ROWS = 256;

type Tuple = [number, string, number, Uint8Array, string, number, number, number, Uint8Array, Uint8Array];
type Key = Readonly<{ of: (row: Row) => number; place: (key: number) => Place }>;
type Named = Readonly<{ id: number; name: string }>;

const POSITION: Key = { of: ({ position }) => position, place: atPosition };

/**
 * Reads checked rows, a bounded page at a time. Positions and revisions have no holes and the caller knows that the
 * first row is there: what is damaged or not to be found throws and is never skipped.
 */
export class Pages {
  private readonly forwards: StatementSync;
  private readonly backwards: StatementSync;
  private readonly streamForwards: StatementSync;
  private readonly streamBackwards: StatementSync;
  private readonly lastPosition: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly file: string,
  ) {
    const prepare = (tail: string): StatementSync => {
      const statement = db.prepare(`SELECT ${COLUMNS} ${tail} LIMIT ?`);
      statement.setReturnArrays(true);
      return statement;
    };
    this.forwards = prepare('WHERE e.position >= ? ORDER BY e.position');
    this.backwards = prepare('WHERE e.position <= ? ORDER BY e.position DESC');
    this.streamForwards = prepare('WHERE e.stream = ? AND e.revision >= ? ORDER BY e.revision');
    this.streamBackwards = prepare('WHERE e.stream = ? AND e.revision <= ? ORDER BY e.revision DESC');
    this.lastPosition = db.prepare('SELECT max(position) AS at FROM events');
  }

  /** Position of the newest event, 0 in an empty log. */
  end(): number {
    return Number(this.lastPosition.get()?.at ?? 0);
  }

  /** Events of the whole log after a position, oldest first. */
  after(position: number, rows: number): Row[] {
    return this.take(this.forwards, [position + 1], rows, POSITION, 1);
  }

  /** Events of the whole log before a position, newest first. */
  before(position: number, rows: number): Row[] {
    return this.take(this.backwards, [position - 1], rows, POSITION, -1);
  }

  /** Events of one stream from a revision up. */
  up(stream: Named, revision: number, rows: number): Row[] {
    return this.take(this.streamForwards, [stream.id, revision], rows, revisions(stream), 1);
  }

  /** Events of one stream from a revision down. */
  down(stream: Named, revision: number, rows: number): Row[] {
    return this.take(this.streamBackwards, [stream.id, revision], rows, revisions(stream), -1);
  }

  /** The newest event of a stream, if it has one. */
  newest(stream: Named): Row | undefined {
    const place = { zh: `流“${stream.name}”的末尾`, en: `the end of stream '${stream.name}'` };
    return this.guarded(place, () => {
      const tuple = this.streamBackwards.get(stream.id, Number.MAX_SAFE_INTEGER, 1);
      return tuple ? this.checked(tuple as unknown as Tuple) : undefined;
    });
  }

  private take(statement: StatementSync, from: number[], limit: number, key: Key, step: 1 | -1): Row[] {
    const rows: Row[] = [];
    let bytes = 0;
    let expected = from.at(-1) ?? 0;
    return this.guarded(key.place(expected), () => {
      for (const tuple of statement.iterate(...from, limit)) {
        const row = this.checked(tuple as unknown as Tuple);
        const found = key.of(row);
        if (found !== expected) throw missingRow(key.place(expected), key.place(found), this.file);
        expected += step;
        rows.push(row);
        bytes += row.body.length + row.metadata.length;
        if (bytes >= PAGE_BYTES) break;
      }
      if (rows.length === 0) throw missingRow(key.place(expected), undefined, this.file);
      return rows;
    });
  }

  private guarded<T>(place: Place, read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw malformed(error, this.file, place) ?? error;
    }
  }

  private checked(tuple: Tuple): Row {
    const [position, stream, revision, id, type, flags, created, crc, metadata, body] = tuple;
    const row: Row = { position, stream, revision, id, type, flags, created, metadata, body };
    // A flipped bit can make a text of bytes, or nothing of a zero, with the same sum: kinds are checked besides.
    if (!tuple.every((value, at) => isKind(value, KINDS[at])) || checksum(row) !== crc) {
      throw corruptRow(String(stream ?? '?'), revision, position, this.file);
    }
    return row;
  }
}

const KINDS = [
  'number',
  'string',
  'number',
  'bytes',
  'string',
  'number',
  'number',
  'number',
  'bytes',
  'bytes',
];
const isKind = (value: unknown, kind: string | undefined): boolean =>
  kind === 'bytes' ? value instanceof Uint8Array : typeof value === kind;

function revisions(stream: Named): Key {
  return { of: ({ revision }) => revision, place: (revision) => atRevision(stream.name, revision) };
}
