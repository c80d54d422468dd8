import type { Sealed } from '#kernel';
import { defineView } from '#read-models';
import type { BodyRoll, ConvenedItem } from './events.js';
import { idOf, told, type Told, type ToldOf } from './told.js';

type Adjourned = ToldOf<'SittingAdjourned'>['data'];

/** One coming-together: who was called, who is on the roll, who is there. */
export type SittingRow = Readonly<{
  sitting: string;
  community: string;
  status: 'convened' | 'open' | 'adjourned' | 'closed' | 'cancelled';
  items: readonly ConvenedItem[];
  heldOn: string;
  time: string;
  place: string;
  noticeOn: string;
  noticeNeeded: number;
  noticeGiven: number;
  waived: string | null;
  sources: readonly string[];
  called: readonly BodyRoll[];
  supervision: readonly string[];
  convenerBodies: readonly string[];
  rolls: readonly BodyRoll[];
  seatedSince: readonly string[];
  enteredLateDays: number;
  secondPersonNeeded: boolean;
  present: readonly string[];
  departed: readonly string[];
  headcounts: Readonly<Record<string, number>>;
  adjourned: Adjourned | null;
  minutes: 'none' | 'recorded' | 'confirmed';
  minutesText: Sealed | null;
  movedAt: string;
}>;

function convened(key: string, { data, metadata }: ToldOf<'SittingConvened'>): SittingRow {
  const { judged: _judged, ...rest } = data;
  return {
    ...rest,
    sitting: key,
    status: 'convened',
    rolls: [],
    seatedSince: [],
    enteredLateDays: 0,
    secondPersonNeeded: false,
    present: [],
    departed: [],
    headcounts: {},
    adjourned: null,
    minutes: 'none',
    minutesText: null,
    movedAt: metadata.at,
  };
}

function changed(row: SittingRow, event: Told): SittingRow {
  switch (event.type) {
    case 'SittingCancelled':
      return { ...row, status: 'cancelled' };
    case 'SittingOpened': {
      const { heldOn, rolls, seatedSince, enteredLateDays, secondPersonNeeded } = event.data;
      return { ...row, status: 'open', heldOn, rolls, seatedSince, enteredLateDays, secondPersonNeeded };
    }
    case 'LateEntryConfirmed':
      return { ...row, secondPersonNeeded: false };
    case 'ArrivalRecorded': {
      const { persons } = event.data;
      const departed = row.departed.filter((person) => !persons.includes(person));
      return { ...row, present: [...new Set([...row.present, ...persons])], departed };
    }
    case 'HeadcountRecorded':
      return { ...row, headcounts: { ...row.headcounts, [event.data.body]: event.data.number } };
    case 'DepartureRecorded': {
      const { person } = event.data;
      const present = row.present.filter((one) => one !== person);
      return { ...row, present, departed: [...new Set([...row.departed, person])] };
    }
    case 'SittingAdjourned':
      return { ...row, status: 'adjourned', adjourned: event.data };
    case 'SittingClosed':
      return { ...row, status: 'closed' };
    case 'MinutesRecorded':
      return { ...row, minutes: 'recorded', minutesText: event.data.text };
    case 'MinutesConfirmed':
      return { ...row, minutes: 'confirmed' };
    default:
      return row;
  }
}

/** The page of a sitting; its ballots stand in `ballot_v1`. */
export const sittingPage = defineView<SittingRow>({
  name: 'sitting_page_v1',
  key: 'sitting',
  columns: {
    sitting: 'text',
    community: 'text',
    status: 'text',
    items: 'jsonb',
    heldOn: 'date',
    time: 'text',
    place: 'text',
    noticeOn: 'date',
    noticeNeeded: 'integer',
    noticeGiven: 'integer',
    waived: 'text',
    sources: 'jsonb',
    called: 'jsonb',
    supervision: 'jsonb',
    convenerBodies: 'jsonb',
    rolls: 'jsonb',
    seatedSince: 'jsonb',
    enteredLateDays: 'integer',
    secondPersonNeeded: 'boolean',
    present: 'jsonb',
    departed: 'jsonb',
    headcounts: 'jsonb',
    adjourned: 'jsonb',
    minutes: 'text',
    minutesText: 'jsonb',
    movedAt: 'text',
  },
  indexes: [{ columns: ['community', 'heldOn', 'sitting'] }],
  categories: ['sitting'],
  rows: (event) => [idOf(event)],
  evolve(row, recorded, key) {
    const event = told(recorded);
    if (event.type === 'SittingConvened') return convened(key, event);
    return row ? { ...changed(row, event), movedAt: event.metadata.at } : null;
  },
});
