import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { connectReadModels } from '#read-models';
import { sql } from 'kysely';
import type { Realm } from '../stack/realm.js';

/** Something that is kept, and its name; byte for byte, so that no encoding hides what is looked for. */
export type Kept = Readonly<{ where: string; text: string }>;

/** Every stored event with its metadata, and every stream's name. */
export async function eventsKept(realm: Realm): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for await (const event of realm.session.log.readAll())
    kept.push({ where: `event ${event.type}`, text: JSON.stringify(event) });
  return kept;
}

/** Every file of the data folder but PostgreSQL's: the log, keys, uploads, notices; with their paths. */
export function filesKept(realm: Realm): readonly Kept[] {
  const { root, postgres, identity } = realm.house.folder;
  const below = (folder: string): readonly string[] =>
    readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => path !== postgres && path !== identity)
      .flatMap((path) => (statSync(path).isDirectory() ? below(path) : [path]))
      .filter((path) => statSync(path).isFile());
  return below(root).map((path) => {
    const where = relative(root, path);
    return { where, text: `${where}\n${readFileSync(path, 'latin1')}` };
  });
}

/** Every row of every table, those of the queue among them; or of the tables of one schema. */
export async function rowsKept(realm: Realm, only?: string): Promise<readonly Kept[]> {
  const models = connectReadModels(realm.house.databaseUrl, { onError: () => undefined });
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select schemaname as schema, tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(models.db);
  const kept: Kept[] = [];
  for (const { schema, name } of tables.filter((one) => only === undefined || one.schema === only)) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(`${schema}.${name}`)} t`.execute(models.db);
    kept.push(...rows.map(({ row }) => ({ where: `${schema}.${name}`, text: row })));
  }
  await models.close();
  return kept;
}

/** What the processes have said. */
export const linesKept = (realm: Realm): readonly Kept[] =>
  Object.values(realm.house.roles).map(({ name, said }) => ({
    where: `lines of ${name}`,
    text: said,
  }));

/** Where one of these texts stands in clear; they hold letters and digits only. */
export function foundIn(kept: readonly Kept[], texts: readonly string[]): readonly string[] {
  const any = new RegExp(texts.join('|'), 'g');
  const found = kept.flatMap(({ where, text }) =>
    [...text.matchAll(any)].map(([one]) => `${one} in ${where}`),
  );
  return [...new Set(found)];
}
