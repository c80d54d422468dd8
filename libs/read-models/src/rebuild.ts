import type { Log } from '#eventing';
import type { Recorded } from '#kernel';
import { take } from './apply.js';
import { batches } from './batches.js';
import { origin, type Checkpoint, type Failure } from './checkpoint.js';
import type { ReadModels } from './connect.js';
import { tableOf } from './definition.js';
import { takeLock } from './lock.js';
import { quoted, run, type Executor } from './query.js';
import type { ViewDefinition } from './view.js';

export type RebuildOptions = Readonly<{
  log: Log;
  db: ReadModels;
  view: ViewDefinition;
  decode?: (event: Recorded) => Recorded;
  batchSize?: number;
  onProgress?: (
    progress: Readonly<{ view: string; events: number; position: string; until: string }>,
  ) => void;
}>;

/** What was built and what stood there before; `same` when both hold the same rows. */
export type Rebuilt = Readonly<{
  view: string;
  position: string;
  events: number;
  rows: number;
  rowsBefore: number;
  same: boolean;
}>;

/** The view cannot take an event; the table that serves readers stays as it was. */
export class RebuildFailed extends Error {
  override readonly name = 'RebuildFailed';
  constructor(
    readonly view: string,
    readonly failure: Failure,
  ) {
    super(`${view} stops at ${failure.stream}@${failure.revision} (${failure.type}): ${failure.error}`);
  }
}

type Content = Readonly<{ rows: number; digest: string }>;

async function contentOf(db: Executor, table: string): Promise<Content> {
  const [content] = await run<Content>(
    db,
    `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as digest
      from read.${quoted(table)} t`,
  );
  if (!content) throw new Error(`read.${table} cannot be counted`);
  return content;
}

async function build(options: RebuildOptions): Promise<Rebuilt> {
  const { log, db: models, view, decode = (event) => event, batchSize: size = 500, onProgress } = options;
  const next = `${view.name}__new`;
  let [position, events] = [origin, 0];

  async function fill(db: Executor, until: string): Promise<void> {
    const { categories } = view;
    for await (const batch of batches({ log, categories, after: position, until, decode, size })) {
      const failure = await take(db, view, next, batch.events);
      if (failure) throw new RebuildFailed(view.name, failure);
      position = batch.to;
      events += batch.events.length;
      onProgress?.({ view: view.name, events, position, until });
    }
  }

  /** Where the serving table stands; a parked one is taken to the end of the log. */
  async function target(db: Executor, more = ''): Promise<string> {
    const text = `select position, parked from read.checkpoint where view = $1 ${more}`;
    const [found] = await run<Pick<Checkpoint, 'position' | 'parked'>>(db, text, [view.name]);
    if (!found) throw new Error(`${view.name} has no table yet; migrate first`);
    if (found.parked === null) return found.position;
    return BigInt(position) > BigInt(found.position) ? position : log.end();
  }

  try {
    await run(models.db, `drop table if exists read.${quoted(next)}`);
    for (const statement of tableOf(view, next)) await run(models.db, statement);
    await fill(models.db, await target(models.db));
    await fill(models.db, await target(models.db));
    return await models.db.transaction().execute(async (trx) => {
      // the runner waits at its checkpoint while the last events come in and the names change
      await fill(trx, await target(trx, 'for update'));
      const [built, before] = [await contentOf(trx, next), await contentOf(trx, view.name)];
      await run(trx, `drop table read.${quoted(view.name)}`);
      await run(trx, `alter table read.${quoted(next)} rename to ${quoted(view.name)}`);
      await run(
        trx,
        'update read.checkpoint set position = $2, parked = null, rebuilt_at = now() where view = $1',
        [view.name, position],
      );
      const same = built.rows === before.rows && built.digest === before.digest;
      return { view: view.name, position, events, rows: built.rows, rowsBefore: before.rows, same };
    });
  } catch (error) {
    await run(models.db, `drop table if exists read.${quoted(next)}`);
    throw error;
  }
}

/** Builds a view's table anew beside the one that serves, compares both and switches in one transaction. */
export async function rebuild(options: RebuildOptions): Promise<Rebuilt> {
  const once = new AbortController();
  const taken = `rebuild ${options.view.name}`;
  const lock = await takeLock(options.db, taken, once.signal, () => once.abort());
  if (!lock) throw new Error(`${options.view.name} is being rebuilt by another process`);
  try {
    return await build(options);
  } finally {
    await lock.release();
  }
}
