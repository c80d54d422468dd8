import { readers } from './readers.js';

/** A value that says something: where it stands in the answer, and the place by which the sights name it. */
export type Value = Readonly<{ at: string; place: string; value: unknown }>;
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
/** Fields whose names are what people chose or counted. */
const keyed = ['byPhase', 'byStep', 'headcounts', 'options'];

/** What the audience of a list's entry depends on. */
function kindOf(list: string, entry: unknown, whole: Fields): string {
  if (list === 'plans' || list === 'attachments') return whole['aid'] === true ? 'aid' : '';
  if (!isFields(entry)) return '';
  if (list === 'persons') return entry['person'] === readers.voter ? 'voter' : '';
  if (list === 'ballots') return entry['open'] === true ? 'open' : 'closed';
  if (list === 'objections' && entry['kind'] === 'interpellation') return 'asked';
  if (list === 'objections') return entry['answeredOn'] === null ? 'open' : 'answered';
  if (list !== 'events') return '';
  if (/^Objection(Filed|Escalated)$/.test(String(entry['type']))) return 'objector';
  return /^(VoteCast|Arrival|Departure)/.test(String(entry['type'])) ? 'presence' : '';
}

/** Every value of an answer, recursively; null, empty texts and empty lists say nothing. */
export function valuesOf(answer: Fields): readonly Value[] {
  const walk = (value: unknown, { at, place, name }: Record<'at' | 'place' | 'name', string>): Value[] => {
    if (value === null || value === '') return [];
    if (Array.isArray(value))
      return value.flatMap((entry: unknown, n) =>
        walk(entry, { at: `${at}.${n}`, place: `${place}[${kindOf(name, entry, answer)}]`, name: '' }),
      );
    if (!isFields(value)) return [{ at, place, value }];
    const by = (field: string): string => (keyed.includes(name) ? '*' : field);
    return Object.entries(value).flatMap(([field, inner]) =>
      walk(inner, {
        at: at === '' ? field : `${at}.${field}`,
        place: place === '' ? field : `${place}.${by(field)}`,
        name: field,
      }),
    );
  };
  return walk(answer, { at: '', place: '', name: '' });
}
