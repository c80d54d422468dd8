import type { Recorded } from '#kernel';

/** A row as JavaScript holds it: `date` is `YYYY-MM-DD`, `bigint` a safe integer, an absent value `null`. */
export type Row = Readonly<Record<string, unknown>>;

/** Types a column may have. Positions are `text`; money in fen is `bigint`. */
export type ColumnType = 'text' | 'integer' | 'bigint' | 'boolean' | 'jsonb' | 'text[]' | 'date';

/** An index of a view's table; `gin` for `text[]` grams and jsonb. */
export type IndexDefinition = Readonly<{ columns: readonly string[]; gin?: boolean }>;

/** Rows named by the value of a column, where the event does not tell their keys. */
export type Matching = Readonly<{ column: string; value: string }>;

/** A read model: its table, the streams it listens to, and what becomes of each row. */
export type ViewDefinition<R extends Row = Row> = Readonly<{
  /** With its version, e.g. `decision_board_v3`; also the table's name in the schema `read`. */
  name: string;
  /** The primary key column. */
  key: string;
  columns: Readonly<Record<keyof R & string, ColumnType>>;
  indexes?: readonly IndexDefinition[];
  /** Categories of the streams that it listens to. */
  categories: readonly string[];
  /** Keys of the rows that an event touches. */
  rows(event: Recorded): readonly string[];
  /** Further rows that an event touches, named by a text column's value. */
  matching?(event: Recorded): readonly Matching[];
  /** Each event makes rows of its own, which no other touches: nothing is read before they are written. */
  ownRows?: boolean;
  /** Pure; `null` removes the row. */
  evolve(row: R | undefined, event: Recorded, key: string): R | null;
}>;

const named = /^[a-z][a-z0-9_]{0,40}_v[1-9][0-9]*$/;
const column = /^[a-zA-Z][a-zA-Z0-9_]{0,50}$/;

/** Checks a read model's definition and gives it back with its row type. */
export function defineView<R extends Row>(view: ViewDefinition<R>): ViewDefinition<R> {
  const columns = Object.keys(view.columns);
  const unknown = [view.key, ...(view.indexes ?? []).flatMap((index) => index.columns)].filter(
    (name) => !columns.includes(name),
  );
  if (!named.test(view.name)) throw new Error(`view ${view.name}: the name ends in a version, e.g. board_v1`);
  if (unknown.length > 0) throw new Error(`view ${view.name}: no column ${unknown.join(', ')}`);
  const odd = columns.filter((name) => !column.test(name));
  if (odd.length > 0) throw new Error(`view ${view.name}: ${odd.join(', ')} cannot name a column`);
  if (view.categories.length === 0) throw new Error(`view ${view.name} listens to no category`);
  return view;
}
