import { boundaryRoll, currentTerm, labels, organs, places, sixOfTheOrgans, villageRoll } from './rolls.js';
import type { Place, Roll, Term } from './rolls.js';

/** A community in which a case of R§8.1 is played: sized as the report prints it, the rest assumed. */
export type CaseCommunity = Readonly<{
  key: string;
  rolls: readonly Roll[];
  households?: number;
  adults?: number;
  /** A village stands under a town, lets its representatives decide less, and has another law. */
  village?: Readonly<{ town: string; matters: readonly string[] }>;
  /** Where its numbers come from. */
  source: string;
}>;

const to2018: Term = { from: '2014-01-01', until: '2018-12-31' };
const to2023: Term = { from: '2019-01-01', until: '2023-12-31' };

/** The case's own bodies in the term in which it was held, and the organs then and now. */
const played = (
  key: string,
  term: Term,
  own: readonly Place[],
  more: Partial<CaseCommunity> = {},
): CaseCommunity => ({
  key,
  source: `R§8.1 ${key};名册为示例`,
  rolls: [
    { term, places: [...organs, ...own] },
    ...(term === currentTerm ? [] : [{ term: currentTerm, places: organs }]),
  ],
  ...more,
});

const council = (count: number): readonly Place[] => places('council', labels('council', count));
const delegates = (count: number): readonly Place[] => places('delegates', labels('delegate', count));
const representatives = (count: number): readonly Place[] =>
  places('representatives', labels('representative', count));

/** A review group: residents, and others of whom the first may be persons of the two committees. */
const aidGroup = (
  others: number,
  residents: number,
  fromOrgans: readonly string[] = [],
): readonly Place[] => [
  ...places('aidGroup', [...fromOrgans, ...labels('reviewer', others - fromOrgans.length)]),
  ...places('aidResidents', labels('resident', residents)),
];

/** D3: 13 fixed and 13 temporary representatives, 8 others of whom 6 are of the two committees. */
const hearing: readonly Place[] = [
  ...places('hearingFixed', labels('fixed', 13)),
  ...places('hearingTemporary', labels('temporary', 13)),
  ...places('hearingOthers', [...sixOfTheOrgans, ...labels('other', 2)]),
];

/** F1 first, then D1 to D15, then the village; the numbers are printed except those of F1, D2, D13, D14, D15 and V1. */
export const cases: readonly CaseCommunity[] = [
  { key: 'F1', rolls: [boundaryRoll], households: 1200, adults: 2600, source: 'R§8.1 F1(假定)' },
  played('D1', to2018, council(16)),
  played('D2', to2023, council(12)),
  played('D3', to2018, hearing),
  played('D4', to2018, [], { households: 1062, source: 'R§8.1 D4 [S29]' }),
  played('D5', currentTerm, representatives(33)),
  played('D6', currentTerm, representatives(60)),
  played('D7', to2023, council(10)),
  played('D8', to2018, delegates(33)),
  played('D9', to2023, delegates(66)),
  played('D10', to2018, aidGroup(11, 4, sixOfTheOrgans)),
  played('D11', to2018, aidGroup(14, 6)),
  played('D12', to2018, aidGroup(7, 3)),
  played('D13', to2018, aidGroup(9, 6)),
  played('D14', to2018, [], { households: 84 }),
  played('D15', to2023, aidGroup(6, 4)),
  {
    key: 'V1',
    ...{ rolls: [villageRoll], households: 300, adults: 840, source: '示例(假定):村,三百户' },
    village: { town: 'town01', matters: ['workLossAllowance', 'collectiveIncome'] },
  },
];
