type Fields = Readonly<Record<string, unknown>>;

const longest = 60;
const most = 12;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function short(value: unknown): string {
  if (isFields(value) && 'sealed' in value) return '(已封存 sealed)';
  const text = JSON.stringify(value) ?? '—';
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function* between(path: string, before: unknown, after: unknown): Generator<string> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isFields(before) && isFields(after) && !('sealed' in after)) {
    const at = path === '' ? '' : `${path}.`;
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* between(`${at}${name}`, before[name], after[name]);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    const same = before.length === after.length;
    for (const [n, one] of after.entries())
      if (n >= before.length) yield `${path} + ${short(one)}`;
      else yield* between(`${path}[${n}]`, before[n], one);
    if (!same && before.length > after.length) yield `${path} − ${before.length - after.length}`;
  } else if (before === undefined) yield `${path} = ${short(after)}`;
  else yield `${path}: ${short(before)} → ${short(after)}`;
}

/** Every difference between two states, field by field. */
export const allChangesIn = (before: unknown, after: unknown): readonly string[] => [
  ...between('', before ?? {}, after),
];

/** What differs between two states, in words, as much as fits a line or two; the first state differs from nothing in each of its fields. */
export function changesIn(before: unknown, after: unknown): readonly string[] {
  const all = allChangesIn(before, after);
  return all.length > most ? [...all.slice(0, most), `… ${all.length - most} 项 more`] : all;
}
