import { defineView, grams } from '#read-models';
import type { CatalogEntry, DistrictRules, TaskCatalogEvent } from './events.js';
import { told } from './told.js';

/** A matter on one version of a district's list. */
export type TaskEntryRow = Omit<CatalogEntry, 'id'> &
  Readonly<{
    key: string;
    district: string;
    version: number;
    effectiveFrom: string;
    entry: string;
    /** Its place on the list. */
    place: number;
    /** Title and other names, one to a line: what is searched. */
    words: string;
    grams: readonly string[];
    /** What the district has set, on the first entry of a version; null on the others. */
    rules: DistrictRules | null;
  }>;

const keyOf = ({ district, version }: TaskCatalogEvent['data'], place: number): string =>
  `${district}:${version}:${place}`;

/** Every version of every list, entry by entry; what applies on a day is the last version that has begun. */
export const taskEntryView = defineView<TaskEntryRow>({
  name: 'task_entry_v2',
  key: 'key',
  columns: {
    ...{ key: 'text', district: 'text', version: 'integer', effectiveFrom: 'date', entry: 'text' },
    ...{ place: 'integer', title: 'text', names: 'text[]', class: 'text', kind: 'text', department: 'text' },
    ...{ basis: 'text', words: 'text', grams: 'text[]', rules: 'jsonb' },
  },
  indexes: [{ columns: ['district', 'version', 'place'] }, { columns: ['grams'], gin: true }],
  categories: ['taskCatalog'],
  ownRows: true,
  rows: (event) => told.catalog(event).data.entries.map((_, place) => keyOf(told.catalog(event).data, place)),
  evolve(_, event, key) {
    const { district, version, effectiveFrom, entries, rules = {} } = told.catalog(event).data;
    const place = Number(key.slice(key.lastIndexOf(':') + 1));
    const { id, ...entry } = entries[place] as CatalogEntry;
    const words = [entry.title, ...entry.names].join('\n');
    return {
      ...{ key, district, version, effectiveFrom, entry: id, place, ...entry },
      rules: place === 0 ? rules : null,
      ...{ words, grams: grams(entry.title, ...entry.names) },
    };
  },
});
