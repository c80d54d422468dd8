import type { Touch } from './fold.js';
import { quoted, run, type Executor } from './query.js';
import type { Row, ViewDefinition } from './view.js';

const group = <T, K, V>(items: Iterable<T>, of: (item: T) => readonly [K, V]): Map<K, V[]> => {
  const groups = new Map<K, V[]>();
  for (const [key, value] of Array.from(items, of)) {
    const values = groups.get(key);
    if (values) values.push(value);
    else groups.set(key, [value]);
  }
  return groups;
};

/** The rows that a batch touches, in one query. */
export async function readRows(
  db: Executor,
  view: ViewDefinition,
  table: string,
  touches: readonly Touch[],
): Promise<Map<string, Row>> {
  const keys = [...new Set(touches.flatMap((touch) => touch.keys))];
  const columns = group(
    touches.flatMap((touch) => touch.matching),
    ({ column, value }) => [column, value] as const,
  );
  if (keys.length === 0 && columns.size === 0) return new Map();
  const named: [string, string[]][] = [[view.key, keys], ...columns];
  const where = named.map(([column], index) => `${quoted(column)} = any($${index + 1})`).join(' or ');
  const values = named.map(([, wanted]) => [...new Set(wanted)]);
  const rows = await run<Row>(db, `select * from read.${quoted(table)} where ${where}`, values);
  return new Map(rows.map((row) => [String(row[view.key]), row]));
}

const typed = (view: ViewDefinition, columns: readonly string[]): string =>
  columns.map((name) => `${quoted(name)} ${view.columns[name]}`).join(', ');

const insertion = (view: ViewDefinition, table: string): string => {
  const columns = Object.keys(view.columns);
  const names = columns.map(quoted).join(', ');
  return `insert into read.${quoted(table)} (${names})
    select ${names} from json_to_recordset($1::json) as r(${typed(view, columns)})`;
};

/** Of long rows only what changed is sent, parsed and written: the rest stays where it lies. */
const update = (view: ViewDefinition, table: string, columns: readonly string[]): string => {
  const set = columns.map((name) => `${quoted(name)} = r.${quoted(name)}`).join(', ');
  const key = quoted(view.key);
  return `update read.${quoted(table)} as t set ${set}
    from json_to_recordset($1::json) as r(${typed(view, [view.key, ...columns])}) where t.${key} = r.${key}`;
};

/** Writes the rows that a batch changed: one insertion, one update for each set of columns, one deletion. */
export async function writeRows(
  db: Executor,
  view: ViewDefinition,
  table: string,
  changed: ReadonlyMap<string, Row | null>,
  read: ReadonlyMap<string, Row>,
): Promise<void> {
  const fresh: Row[] = [];
  const gone: string[] = [];
  const moved: [columns: string, row: Row][] = [];
  for (const [key, row] of changed) {
    const before = read.get(key);
    if (row && !before) fresh.push(row);
    else if (row)
      moved.push([
        Object.keys(row)
          .filter((name) => row[name] !== before?.[name])
          .join(),
        row,
      ]);
    else if (before) gone.push(key);
  }
  if (gone.length > 0)
    await run(db, `delete from read.${quoted(table)} where ${quoted(view.key)} = any($1)`, [gone]);
  for (const [names, rows] of group(moved, (each) => each)) {
    const columns = names.split(',').filter((name) => name !== '');
    const parts = rows.map((row) =>
      Object.fromEntries([view.key, ...columns].map((name) => [name, row[name]])),
    );
    if (columns.length > 0) await run(db, update(view, table, columns), [JSON.stringify(parts)]);
  }
  if (fresh.length > 0) await run(db, insertion(view, table), [JSON.stringify(fresh)]);
}
