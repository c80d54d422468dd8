import type { CivilDate, CommunityKind, MeetingStep, NoticeRule, PostingStep, ShareRule } from './types.js';

type Unsourced<T> = Omit<T, 'source'>;

/** What one article asks of one step; `step: 'residentsMeeting'` is the residents' meeting, wherever it decides. */
export type Floor = Readonly<{
  step: string;
  article: string;
  from?: CivilDate;
  quorum?: Unsourced<ShareRule>;
  majority?: Unsourced<ShareRule>;
  notice?: Unsourced<NoticeRule>;
  minDays?: number;
}> &
  Partial<Pick<MeetingStep, 'body' | 'seatBodies' | 'recusal' | 'needsAuthorization'>> &
  Partial<Pick<PostingStep, 'requiredPlaces' | 'supervisionCheck'>>;

/** A law with the days on which it is in force, and the kind of community it is for; the shipped rule set of the same id is written for it. */
export type Statute = Readonly<{
  id: string;
  communityKind?: CommunityKind;
  from: CivilDate;
  until?: CivilDate;
  floors: readonly Floor[];
}>;

const half = { num: 1, den: 2 };

/** 中国共产党支部工作条例(试行) [S1]; the day on which it took effect is from general knowledge, not from the text read. */
const party: readonly Floor[] = [
  {
    step: 'proposal',
    article: '支部工作条例(试行) §12',
    from: '2018-10-28',
    quorum: { fraction: half, strict: false, base: 'roll' },
  },
  {
    step: 'review',
    article: '支部工作条例(试行) §11',
    from: '2018-10-28',
    quorum: { fraction: half, strict: false, base: 'roll' },
    majority: { fraction: half, strict: true, base: 'due' },
    recusal: 'staysInBase',
  },
];

/** What the law asks, by the day it is in force: no rule set with statutory force may ask less (R§1, R§3.2). */
export const statutes: readonly Statute[] = [
  {
    id: 'city-1990',
    from: '1990-01-01',
    until: '2025-12-31',
    floors: [
      ...party,
      {
        step: 'resolution',
        article: '居委会组织法(1989) §9',
        quorum: { fraction: half, strict: true, base: 'roll' },
        majority: { fraction: half, strict: true, base: 'present' },
        recusal: 'staysInBase',
      },
      {
        step: 'residentsMeeting',
        article: '居委会组织法(1989) §9',
        quorum: { fraction: half, strict: true, base: 'roll' },
        majority: { fraction: half, strict: true, base: 'present' },
        recusal: 'staysInBase',
      },
    ],
  },
  {
    id: 'city-2026',
    from: '2026-01-01',
    floors: [
      ...party,
      {
        step: 'resolution',
        article: '居委会组织法(2025) §28',
        body: 'representatives',
        seatBodies: ['committee', 'representatives'],
      },
      {
        step: 'resolution',
        article: '居委会组织法(2025) §29',
        quorum: { fraction: { num: 2, den: 3 }, strict: false, base: 'roll' },
        majority: { fraction: half, strict: true, base: 'present' },
        recusal: 'staysInBase',
      },
      { step: 'resolution', article: '居委会组织法(2025) §30', needsAuthorization: true },
      {
        step: 'residentsMeeting',
        article: '居委会组织法(2025) §26',
        notice: { days: 10, counting: 'calendar', waivable: true },
      },
      {
        step: 'residentsMeeting',
        article: '居委会组织法(2025) §27',
        quorum: { fraction: half, strict: true, base: 'roll' },
        majority: { fraction: half, strict: true, base: 'present' },
        recusal: 'staysInBase',
      },
      ...['resolutionPosting', 'resultPosting'].flatMap((step): readonly Floor[] => [
        { step, article: '居委会组织法(2025) §34', minDays: 15, requiredPlaces: ['board'] },
        { step, article: '居委会组织法(2025) §36', supervisionCheck: true },
      ]),
    ],
  },
  {
    // As amended by the decision of 2025-10-28, in force 2026-01-01 (主席令第五十九号).
    id: 'village-2025',
    communityKind: 'village',
    from: '2026-01-01',
    floors: [
      ...party,
      { step: 'resolution', article: '村民委员会组织法(2025) §28', needsAuthorization: true },
      {
        step: 'resolution',
        article: '村民委员会组织法(2025) §29',
        body: 'representatives',
        seatBodies: ['committee', 'representatives'],
      },
      {
        step: 'resolution',
        article: '村民委员会组织法(2025) §30',
        quorum: { fraction: { num: 2, den: 3 }, strict: false, base: 'roll' },
        majority: { fraction: half, strict: true, base: 'present' },
        recusal: 'staysInBase',
      },
      {
        step: 'residentsMeeting',
        article: '村民委员会组织法(2025) §25',
        notice: { days: 10, counting: 'calendar', waivable: true },
      },
      // §26 also lets more than half of the adults meet; here the roll is the households, of whom two thirds are asked for.
      {
        step: 'residentsMeeting',
        article: '村民委员会组织法(2025) §26',
        quorum: { fraction: { num: 2, den: 3 }, strict: false, base: 'roll' },
        majority: { fraction: half, strict: true, base: 'present' },
        recusal: 'staysInBase',
      },
      ...['resolutionPosting', 'resultPosting'].flatMap((step): readonly Floor[] => [
        { step, article: '村民委员会组织法(2025) §35', minDays: 15, requiredPlaces: ['board'] },
        { step, article: '村民委员会组织法(2025) §37', supervisionCheck: true },
      ]),
    ],
  },
];

/** The statute in force on a day for a kind of community; without a kind that of cities. */
export const statuteOn = (day: CivilDate, kind?: CommunityKind): Statute | undefined =>
  statutes.find(
    ({ communityKind, from, until }) =>
      communityKind === kind && from <= day && (until === undefined || day <= until),
  );

/** What the law asks of a step of such a community on a day. */
export const floorsOn = (day: CivilDate, step: string, kind?: CommunityKind): readonly Floor[] =>
  statuteOn(day, kind)?.floors.filter((floor) => floor.step === step && (floor.from ?? day) <= day) ?? [];
