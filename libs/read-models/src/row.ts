import type { ColumnType, Row, ViewDefinition } from './view.js';

const day = /^\d{4}-\d{2}-\d{2}$/;
const largest = 2 ** 31;

const fits: Readonly<Record<ColumnType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) < largest,
  bigint: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  jsonb: (value) => typeof value !== 'function',
  'text[]': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  date: (value) => typeof value === 'string' && day.test(value),
};

/** A row as it will be read again, or an error that names the column which does not hold what it declares. */
export function rowOf(view: ViewDefinition, key: string, row: Row): Row {
  const odd = Object.keys(row).filter((name) => !(name in view.columns));
  if (odd.length > 0) throw new Error(`${view.name}: no column ${odd.join(', ')}`);
  const whole: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(view.columns)) {
    const value = row[name] ?? null;
    if (value !== null && !fits[type](value))
      throw new Error(`${view.name}.${name} takes ${type}, not ${typeof value}`);
    whole[name] = value;
  }
  if (whole[view.key] !== key)
    throw new Error(`${view.name}: row ${key} calls itself ${String(whole[view.key])}`);
  return whole;
}
