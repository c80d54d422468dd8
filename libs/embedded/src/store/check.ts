import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { categoryOf } from './categories.js';
import { openFile, type StoreFile } from './file.js';
import type { Log } from './log.js';
import { PAGE_ROWS, Pages } from './pages.js';
import { missingFile, StoreError } from './store-error.js';
import { errorField } from '../error-field.js';

/** One thing that is wrong with a store file. */
export type Finding = Readonly<{ position?: number; stream?: string; revision?: number; problem: string }>;
/** What a full check looked at and what it found; no findings means that the log says what was written. */
export type CheckReport = Readonly<{ events: number; streams: number; findings: readonly Finding[] }>;

const NEWEST = 1000;
/** A badly damaged file must not fill the memory with its findings. */
const MOST = 1000;

/** Checks the newest events, as every start does; throws at the first damaged one. */
export function checkNewest({ end, pages }: Log): void {
  for (let at = end + 1; at > Math.max(1, end + 1 - NEWEST);) at -= pages.before(at, PAGE_ROWS).length;
}

/** SQLite's own look at pages, trees and free list, and at each index against its table. */
function* structure({ db }: StoreFile): Generator<Finding> {
  for (const line of db.prepare('PRAGMA integrity_check(100)').iterate()) {
    const problem = String(Object.values(line)[0]);
    if (problem !== 'ok') yield { problem };
  }
}

/** The mark beside the file: nothing that was acknowledged is missing at the end. */
function ending({ db, path, end }: StoreFile): Finding[] {
  end.check(new Pages(db, path).end());
  return [];
}

/** Each stream has its revisions from 0 on, and it and its events stand in the category of its name. */
function* streams({ db }: StoreFile): Generator<Finding> {
  const all = db.prepare(
    `SELECT s.name AS stream, c.name AS category, count(e.position) AS events, min(e.revision) AS first,
       max(e.revision) AS last, sum(e.category <> s.category) AS astray
     FROM streams s LEFT JOIN categories c ON c.id = s.category LEFT JOIN events e ON e.stream = s.id GROUP BY s.id`,
  );
  for (const { stream, category, events, first, last, astray } of all.iterate()) {
    const name = String(stream);
    if (events === 0 || first !== 0 || last !== Number(events) - 1)
      yield {
        stream: name,
        problem: `revisions are not whole: ${events} events, first ${first}, last ${last}`,
      };
    if (category !== categoryOf(name) || Number(astray) !== 0)
      yield { stream: name, problem: `stands in category ${category}, ${astray} of its events in another` };
  }
}

function placeOf(db: DatabaseSync, position: number): Finding {
  const found = db
    .prepare(
      'SELECT s.name, e.revision FROM events e LEFT JOIN streams s ON s.id = e.stream WHERE e.position = ?',
    )
    .get(position);
  const stream = found ? { stream: String(found.name), revision: Number(found.revision) } : {};
  return { position, ...stream, problem: '' };
}

/** Every event: there, whole and as it was written. */
function* rows({ db, path }: StoreFile): Generator<Finding> {
  const pages = new Pages(db, path);
  const end = pages.end();
  let one = 0;
  for (let at = 0; at < end;) {
    try {
      at += pages.after(at, at < one ? 1 : PAGE_ROWS).length;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // Somewhere in this page: it is gone through event by event.
      if (at >= one) one = at + PAGE_ROWS;
      else {
        at += 1;
        yield { ...placeOf(db, at), problem: error.en };
      }
    }
  }
}

/** What a part finds; where it cannot go on, that is its last finding. */
function* findings(part: (file: StoreFile) => Iterable<Finding>, file: StoreFile): Generator<Finding> {
  try {
    yield* part(file);
  } catch (error) {
    yield { problem: error instanceof StoreError ? error.en : String(errorField(error, 'message')) };
  }
}

function collect(file: StoreFile): CheckReport {
  const found: Finding[] = [];
  const total = { events: 0, streams: 0 };
  const counting = ({ db }: StoreFile): Finding[] => {
    const count = (table: string): number =>
      Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
    total.events = count('events');
    total.streams = count('streams');
    return [];
  };
  for (const part of [structure, ending, streams, rows, counting]) {
    for (const finding of findings(part, file)) if (found.length < MOST) found.push(finding);
  }
  return { ...total, findings: found };
}

/** Reads every event of a stopped store and says what is damaged or missing. */
export function checkStore(path: string): CheckReport {
  if (!existsSync(path)) throw missingFile(path);
  const file = openFile(path);
  try {
    return collect(file);
  } finally {
    file.close();
  }
}
