import { createHash } from 'node:crypto';
import { quoted } from './query.js';
import type { ViewDefinition } from './view.js';

/** Digest of a view's table: another table needs another version in the name. */
export function digestOf({ key, columns, indexes = [] }: ViewDefinition): string {
  const text = JSON.stringify([key, Object.entries(columns), indexes]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Statements that make a view's table and its indexes under a name. */
export function tableOf(view: ViewDefinition, name: string = view.name): readonly string[] {
  const table = `read.${quoted(name)}`;
  const columns = Object.entries(view.columns).map(([column, type]) =>
    column === view.key ? `${quoted(column)} ${type} primary key` : `${quoted(column)} ${type}`,
  );
  // without names of their own: PostgreSQL finds free ones, also for the table that a rebuild builds beside
  const indexes = (view.indexes ?? []).map(
    (index) =>
      `create index on ${table} ${index.gin ? 'using gin ' : ''}(${index.columns.map(quoted).join(', ')})`,
  );
  return [`create table ${table} (${columns.join(', ')})`, ...indexes];
}

const version = /_v([1-9][0-9]*)$/;

/** A view's name without its version, and the version. */
export function familyOf(name: string): Readonly<{ family: string; version: number }> {
  return { family: name.replace(version, ''), version: Number(version.exec(name)?.[1] ?? 0) };
}
