import type { Seat } from '../events.js';

/** A seat before its person has an id: `person` is a label that means somebody within one community. */
export type Place = Readonly<{
  body: string;
  person: string;
  role: Seat['role'];
  vote: boolean;
  woman?: boolean;
}>;
export type Term = Readonly<{ from: string; until: string }>;
/** Who sits for a term. */
export type Roll = Readonly<{ term: Term; places: readonly Place[] }>;

export const currentTerm: Term = { from: '2024-01-01', until: '2028-12-31' };

/** Labels `<prefix>01`, `<prefix>02` … */
export const labels = (prefix: string, count: number, first = 1): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${prefix}${String(first + n).padStart(2, '0')}`);

/** One place for each, the first ones with these roles. */
export const places = (
  body: string,
  persons: readonly string[],
  roles: readonly Seat['role'][] = [],
): readonly Place[] => persons.map((person, n) => ({ body, person, role: roles[n] ?? 'member', vote: true }));

/**
 * The rolls of F1 (R§8.1): branch 7, committee 9, four persons in both, so 12 in the two committees; 60 voting party
 * members and one on probation; 36 representatives, so 45 in their meeting; supervision 3.
 */
export const boundaryRoll: Roll = {
  term: currentTerm,
  places: [
    ...places('branch', labels('member', 7), ['secretary']),
    ...places('committee', [...labels('member', 4, 4), ...labels('committee', 5)], ['chair', 'viceChair']),
    ...places('members', labels('member', 60)),
    { body: 'members', person: 'probationary', role: 'member', vote: false },
    ...places('representatives', labels('representative', 36)),
    ...places('supervision', labels('supervision', 3), ['chair']),
  ],
};

/** Secretary, chair and a member of both, the smallest lawful committee, supervision: 10 persons. */
export const organs: readonly Place[] = [
  ...places('branch', [...labels('branch', 2), 'committee02'], ['secretary']),
  ...places('committee', labels('committee', 5), ['chair', 'viceChair']),
  ...places('supervision', labels('supervision', 3), ['chair']),
];

/** The first so many of these places are women's. */
const womenFirst = (women: number, all: readonly Place[]): readonly Place[] =>
  all.map((place, n) => (n < women ? { ...place, woman: true } : place));

/**
 * A village on its boundaries: committee 5, one of them a woman; 25 representatives, 10 of them women, a third of the
 * meeting of 30 (村民委员会组织法 2025 §8, §29); branch 5, two persons in both, so 8 in the two committees; 30 party members.
 */
export const villageRoll: Roll = {
  term: currentTerm,
  places: [
    ...places('branch', labels('member', 5), ['secretary']),
    ...womenFirst(
      1,
      places('committee', [...labels('member', 2, 4), ...labels('committee', 3)], ['chair', 'viceChair']),
    ),
    ...places('members', labels('member', 30)),
    ...womenFirst(10, places('representatives', labels('representative', 25))),
    ...places('supervision', labels('supervision', 3), ['chair']),
  ],
};

/** The six persons of the two committees who also sit elsewhere. */
export const sixOfTheOrgans: readonly string[] = ['branch01', ...labels('committee', 5)];

/** An ordinary community: its organs, 12 party members, 20 representatives (four for each committee member, §28). */
export const ordinaryRoll: Roll = {
  term: currentTerm,
  places: [
    ...organs,
    ...places('members', [...labels('branch', 2), 'committee02', ...labels('member', 9)]),
    ...places('representatives', labels('representative', 20)),
  ],
};
