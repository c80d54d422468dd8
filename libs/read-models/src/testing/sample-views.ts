import { defineView, type ViewDefinition } from '../view.js';

type MatterRow = Readonly<{
  id: string;
  community: string;
  title: string;
  votes: number;
  openedOn: string | null;
  tags: readonly string[];
  more: Readonly<Record<string, unknown>> | null;
}>;

const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
const field = (data: unknown, name: string): string => String((data as Record<string, unknown>)[name] ?? '');

/** Matters with their votes; a closed one leaves the table, a renamed community touches all of its rows. */
export const matters = defineView<MatterRow>({
  name: 'matter_v1',
  key: 'id',
  columns: {
    id: 'text',
    community: 'text',
    title: 'text',
    votes: 'bigint',
    openedOn: 'date',
    tags: 'text[]',
    more: 'jsonb',
  },
  indexes: [{ columns: ['community'] }, { columns: ['tags'], gin: true }],
  categories: ['matter', 'place'],
  rows: ({ stream, type }) => (type === 'PlaceRenamed' ? [] : [idOf(stream)]),
  matching: ({ stream, type }) =>
    type === 'PlaceRenamed' ? [{ column: 'community', value: idOf(stream) }] : [],
  evolve(row, { type, data }, key) {
    if (type === 'MatterOpened')
      return {
        ...{ id: key, community: field(data, 'community'), title: field(data, 'title'), votes: 0 },
        ...{ openedOn: '2026-11-24', tags: ['甲', '乙,"丙"'], more: { 字: [1, null, '二'] } },
      };
    if (row === undefined) return null;
    if (type === 'VoteCast') return { ...row, votes: row.votes + 1 };
    if (type === 'PlaceRenamed') return { ...row, title: `${field(data, 'name')}:${row.title}` };
    return type === 'MatterClosed' ? null : row;
  },
});

type TallyRow = Readonly<{ community: string; opened: number; last: string | null }>;

/** How many matters each community opened. */
export const tally = defineView<TallyRow>({
  name: 'tally_v1',
  key: 'community',
  columns: { community: 'text', opened: 'integer', last: 'text' },
  categories: ['matter'],
  rows: ({ type, data }) => (type === 'MatterOpened' ? [field(data, 'community')] : []),
  evolve: (row, event, key) => ({
    community: key,
    opened: (row?.opened ?? 0) + 1,
    last: field(event.data, 'title'),
  }),
});

/** A view that throws at events of one type until it is mended. */
export function fragile(): ViewDefinition & { mended: boolean } {
  const view = defineView<Readonly<{ id: string; seen: number }>>({
    name: 'fragile_v1',
    key: 'id',
    columns: { id: 'text', seen: 'integer' },
    categories: ['matter'],
    rows: ({ stream }) => [idOf(stream)],
    evolve(row, { type }, key) {
      if (type === 'VoteCast' && !made.mended) throw new Error('it cannot count votes yet');
      return { id: key, seen: (row?.seen ?? 0) + 1 };
    },
  });
  const made = Object.assign({ ...view }, { mended: false }) as unknown as ViewDefinition & {
    mended: boolean;
  };
  return made;
}
