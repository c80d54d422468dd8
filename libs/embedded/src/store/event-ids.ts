import type { DatabaseSync } from 'node:sqlite';
import { Generations } from './generations.js';

/** How many of the newest event ids are known at least; EventStoreDB's memory holds about as many. */
const REMEMBERED = 65_536;

const keyOf = (stream: number, id: Uint8Array): string =>
  `${stream}:${Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('latin1')}`;

/** Which event ids were written lately, and at which revision of their stream first. */
export class EventIds {
  private readonly known = new Generations<string, number>(REMEMBERED);
  private fresh = new Map<string, number>();

  constructor(db: DatabaseSync, end: number) {
    const newest = db.prepare('SELECT stream, id, revision FROM events WHERE position > ? ORDER BY position');
    for (const { stream, id, revision } of newest.iterate(end - REMEMBERED)) {
      if (id instanceof Uint8Array) this.add(Number(stream), id, Number(revision));
    }
    this.keep();
  }

  revisionOf(stream: number, id: Uint8Array): number | undefined {
    const key = keyOf(stream, id);
    return this.fresh.get(key) ?? this.known.get(key);
  }

  /** Notes an id of the transaction that is open. */
  add(stream: number, id: Uint8Array, revision: number): void {
    if (this.revisionOf(stream, id) === undefined) this.fresh.set(keyOf(stream, id), revision);
  }

  /** The transaction is committed. */
  keep(): void {
    for (const [key, revision] of this.fresh) this.known.set(key, revision);
    this.fresh.clear();
  }

  /** The transaction is rolled back. */
  drop(): void {
    this.fresh.clear();
  }
}
