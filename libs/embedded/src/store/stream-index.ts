import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { categoryOf } from './categories.js';
import { Generations } from './generations.js';
import type { Pages } from './pages.js';
import { TOMBSTONE_FLAG } from './row.js';
import type { Limits } from './stream-metadata.js';

/** What the node knows of one stream: `last` is its newest revision, -1 without events. */
export type Stream = {
  readonly id: number;
  readonly name: string;
  readonly category: number;
  last: number;
  closed: boolean;
  /** How its metadata limits reading it, once somebody asked. */
  limits?: Limits;
};

const CACHED = 25_000;

/** Streams by name, cached; those used lately stay. */
export class StreamIndex {
  private readonly cache = new Generations<string, Stream>(CACHED);
  private readonly byName: StatementSync;
  private readonly insertStream: StatementSync;
  private readonly insertCategory: StatementSync;
  private readonly findCategory: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly pages: Pages,
  ) {
    this.byName = db.prepare('SELECT id, category FROM streams WHERE name = ?');
    this.insertStream = db.prepare('INSERT INTO streams (name, category) VALUES (?, ?)');
    this.insertCategory = db.prepare('INSERT OR IGNORE INTO categories (name) VALUES (?)');
    this.findCategory = db.prepare('SELECT id FROM categories WHERE name = ?');
  }

  /** The stream, or undefined when nothing was ever written to that name. */
  find(name: string): Stream | undefined {
    const cached = this.cache.get(name);
    if (cached) return cached;
    const found = this.byName.get(name);
    if (!found) return undefined;
    const id = Number(found.id);
    const newest = this.pages.newest({ id, name });
    const closed = ((newest?.flags ?? 0) & TOMBSTONE_FLAG) !== 0;
    const last = (newest?.revision ?? -1) - (closed ? 1 : 0);
    return this.keep({ id, name, category: Number(found.category), last, closed });
  }

  /** The stream, made when it is new; only inside a transaction. */
  make(name: string): Stream {
    const found = this.find(name);
    if (found) return found;
    this.insertCategory.run(categoryOf(name));
    const category = Number(this.findCategory.get(categoryOf(name))?.id);
    const id = Number(this.insertStream.run(name, category).lastInsertRowid);
    return this.keep({ id, name, category, last: -1, closed: false });
  }

  /** Drops everything remembered; what is on disk counts again. */
  forget(): void {
    this.cache.clear();
  }

  private keep(stream: Stream): Stream {
    this.cache.set(stream.name, stream);
    return stream;
  }
}
