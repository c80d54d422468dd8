import { origin } from './checkpoint.js';
import type { ReadModels } from './connect.js';
import { digestOf, familyOf, tableOf } from './definition.js';
import { quoted, run, type Executor } from './query.js';
import type { ViewDefinition } from './view.js';

/** What the bookkeeping tables look like; raised with every change to them. */
const layout = 1;

const bookkeeping = [
  'create schema if not exists read',
  'create table if not exists read.layout (version integer primary key)',
  `create table if not exists read.checkpoint (view text primary key, position text not null, at text,
    definition text not null, parked jsonb, rebuilt_at timestamptz)`,
  `create table if not exists read.reactor (name text primary key, position text not null,
    skipped integer not null default 0, last_skipped jsonb, parked jsonb)`,
];

/** What a migration did; `obsolete` are views that stand there and that nobody declares any more. */
export type Migrated = Readonly<{ created: readonly string[]; obsolete: readonly string[] }>;

/** The read models were made by a newer program, or by another definition under the same name. */
export class SchemaRefused extends Error {
  override readonly name = 'SchemaRefused';
}

type Known = Readonly<{ view: string; definition: string }>;

function refuseNewer(known: readonly Known[], views: readonly ViewDefinition[]): void {
  for (const { view } of known) {
    const there = familyOf(view);
    const ours = views.map(({ name }) => familyOf(name)).filter(({ family }) => family === there.family);
    const newest = Math.max(0, ...ours.map((each) => each.version));
    if (ours.length > 0 && newest < there.version)
      throw new SchemaRefused(
        `read.${view} was made by a newer version of this program; this one knows ${there.family} only up to v${newest}. Start the newer program.`,
      );
  }
}

async function prepare(db: Executor): Promise<void> {
  await run(db, `select pg_advisory_xact_lock(hashtext('siyi read migrate'))`);
  for (const statement of bookkeeping) await run(db, statement);
  await run(db, 'insert into read.layout select $1 where not exists (select from read.layout)', [layout]);
  const [there] = await run<{ version: number }>(db, 'select max(version) as version from read.layout');
  if (there && there.version > layout)
    throw new SchemaRefused(
      `the read models have layout ${there.version}; this program knows up to ${layout}. Start the newer program.`,
    );
}

async function exists(db: Executor, table: string): Promise<boolean> {
  const [found] = await run<{ there: boolean }>(db, 'select to_regclass($1) is not null as there', [
    `read.${quoted(table)}`,
  ]);
  return found?.there ?? false;
}

/** Makes what a view lacks; rows without a checkpoint, or the reverse, begin anew. */
async function make(db: Executor, view: ViewDefinition, known: Known | undefined): Promise<boolean> {
  const digest = digestOf(view);
  const there = await exists(db, view.name);
  if (known && known.definition !== digest)
    throw new SchemaRefused(
      `the table of ${view.name} is declared otherwise than it stands there; give the changed view a new version`,
    );
  if (there && known) return false;
  await run(db, `drop table if exists read.${quoted(view.name)}`);
  for (const statement of tableOf(view)) await run(db, statement);
  await run(
    db,
    `insert into read.checkpoint (view, position, definition) values ($1, $2, $3)
      on conflict (view) do update set position = excluded.position, at = null, parked = null`,
    [view.name, origin, digest],
  );
  return true;
}

/** Makes the schema `read` and the tables of the views; refuses what a newer program left there. */
export async function migrate(models: ReadModels, views: readonly ViewDefinition[]): Promise<Migrated> {
  return models.db.transaction().execute(async (trx) => {
    await prepare(trx);
    const known = await run<Known>(trx, 'select view, definition from read.checkpoint');
    refuseNewer(known, views);
    const created: string[] = [];
    for (const view of views) {
      const found = known.find((each) => each.view === view.name);
      if (await make(trx, view, found)) created.push(view.name);
    }
    const obsolete = known
      .map(({ view }) => view)
      .filter((name) => !views.some((view) => view.name === name));
    return { created, obsolete };
  });
}
