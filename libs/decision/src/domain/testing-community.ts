import type { CommunityState, OrganizationState, Seat } from '#community/events';

export type Formed = Extract<CommunityState, { status: 'formed' }>;
/** A seat for the term 2024–2028. */
export const seat = (body: string, person: string, role: Seat['role'] = 'member', vote = true): Seat => ({
  id: `${body}/${person}`,
  ...{ body, person, role, vote, from: '2024-01-01', until: '2028-12-31' },
});
/** p1, p2, … */
export const range = (letter: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${letter}${from + at}`);

/** p1 is secretary; p8 chairs the committee, or p1 does too (一肩挑). Branch 7, committee 9 with 4 in both (12 in all), 60 party members, 36 representatives (45 with the committee). */
export function f1Community(oneHead = false): Formed {
  const chair = oneHead ? 'p1' : 'p8';
  const committee = oneHead ? ['p1', ...range('p', 5, 12)] : range('p', 4, 12);
  const seats = [
    ...range('p', 1, 7).map((person) => seat('branch', person, person === 'p1' ? 'secretary' : 'member')),
    ...committee.map((person) => seat('committee', person, person === chair ? 'chair' : 'member')),
    ...range('p', 1, 60).map((person) => seat('members', person)),
    seat('members', 'probationer', 'member', false),
    ...range('r', 1, 36).map((person) => seat('representatives', person)),
    ...range('s', 1, 3).map((person) => seat('supervision', person)),
  ];
  return {
    status: 'formed',
    name: '样例社区',
    parent: 'street1',
    households: 1200,
    adults: 2600,
    countsSource: 'assumed',
    seats: Object.fromEntries(seats.map((one) => [one.id, one])),
    relatives: [],
    joined: {},
    authorizations: {
      a1: {
        id: 'a1',
        ...{ matters: ['*'], from: '2026-01-20', until: '2030-12-31' },
        ...{ resolutionHash: '0'.repeat(64), assumed: true },
      },
    },
    fundLines: {
      service: {
        id: 'service',
        ...{ title: '服务群众专项经费', purposes: ['护栏'], forbidden: ['招待'], source: 'R§7' },
      },
    },
  };
}

/** A street with registrar `registrar1` and auditor `auditor1`. */
export const street: OrganizationState = {
  status: 'formed',
  ...{ kind: 'street', name: '样例街道', parent: null },
  seats: {
    r: { ...seat('registrar', 'registrar1'), role: 'registrar' },
    a: { ...seat('auditor', 'auditor1'), role: 'auditor' },
  },
};
