import type { StatementSync } from 'node:sqlite';
import { Categories } from './categories.js';
import { EventIds } from './event-ids.js';
import type { StoreFile } from './file.js';
import { Pages } from './pages.js';
import { RecentRows } from './recent-rows.js';
import { checksum, JSON_FLAG, type Row } from './row.js';
import { unwritable } from './store-error.js';
import { StreamIndex, type Stream } from './stream-index.js';
import { limits, NEWEST_ONLY, type Limits } from './stream-metadata.js';

export type NewEvent = Readonly<{
  id: Uint8Array;
  type: string;
  json: boolean;
  metadata: Uint8Array;
  body: Uint8Array;
}>;

const INSERT =
  'INSERT INTO events (position, stream, revision, category, id, type, flags, created, crc, metadata, body) VALUES (?,?,?,?,?,?,?,?,?,?,?)';

/** The log over one SQLite connection. Writes are steps of a transaction that the writer opens. */
export class Log {
  readonly pages: Pages;
  readonly streams: StreamIndex;
  readonly categories: Categories;
  readonly ids: EventIds;
  private readonly recent = new RecentRows();
  private readonly insert: StatementSync;
  private uncommitted: Row[] = [];
  private lastPosition: number;

  constructor(
    private readonly file: StoreFile,
    private readonly clock: () => number,
  ) {
    const { db, path } = file;
    this.pages = new Pages(db, path);
    this.streams = new StreamIndex(db, this.pages);
    this.categories = new Categories(db);
    this.insert = db.prepare(INSERT);
    this.lastPosition = this.pages.end();
    this.ids = new EventIds(db, this.lastPosition);
  }

  /** Position of the newest event, 0 in an empty log. */
  get end(): number {
    return this.lastPosition;
  }

  /** Runs the step in one transaction: all of it is on disk when this returns, or nothing is. */
  commit(step: () => void): void {
    const { db, path } = this.file;
    try {
      db.exec('BEGIN IMMEDIATE');
      step();
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      this.uncommitted = [];
      this.ids.drop();
      this.streams.forget();
      this.lastPosition = this.pages.end();
      throw unwritable(error, path) ?? error;
    }
    this.ids.keep();
    this.recent.add(this.uncommitted);
    this.uncommitted = [];
  }

  /** Notes that everything committed is about to be acknowledged. */
  acknowledge(): void {
    this.file.end.set(this.lastPosition);
  }

  /** Stores the events at the end of the stream; call inside `commit`. */
  write(name: string, events: readonly NewEvent[], flags = 0): Stream {
    const stream = this.streams.make(name);
    const created = this.clock();
    for (const { id, type, json, metadata, body } of events) {
      const position = this.lastPosition + 1;
      const kind = flags | (json ? JSON_FLAG : 0);
      const place = { position, stream: name, revision: stream.last + 1 };
      this.store(stream, { ...place, id, type, flags: kind, created, metadata, body });
    }
    const owner = name.startsWith('$$') ? this.streams.find(name.slice(2)) : undefined;
    if (owner) delete owner.limits;
    return stream;
  }

  /** Events of the whole log after a position that is before its end. */
  after(position: number, rows: number): Row[] {
    return this.recent.reaches(position)
      ? this.recent.after(position, rows)
      : this.pages.after(position, rows);
  }

  /** True when what follows the position is at hand without the disk. */
  isRecent(position: number): boolean {
    return this.recent.reaches(position);
  }

  /** How the stream's metadata limits reading it. */
  limitsOf(name: string): Limits {
    if (name.startsWith('$$')) return NEWEST_ONLY;
    const stream = this.streams.find(name);
    const found = stream?.limits ?? limits(this.metadataOf(name));
    if (stream) stream.limits = found;
    return found;
  }

  /** The document that is a stream's metadata now, empty without one. */
  metadataOf(name: string): string {
    const stream = this.streams.find(`$$${name}`);
    if (!stream || stream.last < 0) return '';
    const [row] = this.pages.down(stream, stream.last, 1);
    return row && (row.flags & JSON_FLAG) !== 0 ? Buffer.from(row.body).toString('utf8') : '';
  }

  /** First revision that a reader may see, by `$tb` and `$maxCount`. */
  firstReadable(stream: Stream, by: Limits): number {
    const counted = by.maxCount === undefined ? 0 : stream.last - by.maxCount + 1;
    return Math.max(0, counted, by.from);
  }

  /** Whether an event is young enough to be read. */
  isYoung({ created }: Row, { maxAge }: Limits): boolean {
    return maxAge === undefined || created >= this.clock() - maxAge * 1000;
  }

  /** The event of a stream at a revision, when a reader may see it. */
  readable(name: string, revision: number): Row | undefined {
    const stream = this.streams.find(name);
    if (!stream || this.isClosed(name)) return undefined;
    const by = this.limitsOf(name);
    if (by.deleted || revision < this.firstReadable(stream, by) || revision > stream.last) return undefined;
    const [row] = this.pages.up(stream, revision, 1);
    return row && this.isYoung(row, by) ? row : undefined;
  }

  /** True when nothing more may ever be written or read: the stream or, for `$$x`, the stream x is tombstoned. */
  isClosed(name: string): boolean {
    const owner = name.startsWith('$$') ? this.streams.find(name.slice(2)) : undefined;
    return (this.streams.find(name)?.closed ?? false) || (owner?.closed ?? false);
  }

  private store(stream: Stream, row: Row): void {
    const { position, revision, id, type, flags, created, metadata, body } = row;
    const keys = [position, stream.id, revision, stream.category];
    this.insert.run(...keys, id, type, flags, created, checksum(row), metadata, body);
    this.uncommitted.push(row);
    this.lastPosition = position;
    stream.last = revision;
    this.ids.add(stream.id, id, revision);
  }
}
