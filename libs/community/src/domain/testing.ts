import { toSeal, type Fact } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityEvent, OrganizationState, Seat } from '../events.js';
import { community } from './community.js';
import type { OfficeFacts } from './facts.js';

/** A reason, sealed under a key of its own. */
export const why = toSeal('item:r', '本人申请');

/** A seat for a whole term. */
export const seat = (id: string, body: string, more: Partial<Seat> = {}): Seat => ({
  ...{ id, body, person: id, role: 'member', vote: true, from: '2024-01-01', until: '2028-12-31' },
  ...more,
});

/** Several seats `<body>1`, `<body>2` … */
export const seats = (body: string, count: number, more: Partial<Seat> = {}): readonly Seat[] =>
  Array.from({ length: count }, (_, n) => seat(`${body}${n + 1}`, body, more));

const office = (stream: string, state: OrganizationState): Fact<OrganizationState> => ({
  stream,
  revision: 3,
  state,
});

/** The street with its registrar, under the district with another. */
export const facts: OfficeFacts = {
  street: office('organization-street', {
    ...{ status: 'formed', kind: 'street', name: '第 1 街道', parent: 'district' },
    seats: { r1: seat('r1', 'registrar', { person: 'registrar', role: 'registrar' }) },
  }),
  district: office('organization-district', {
    ...{ status: 'formed', kind: 'district', name: '某区', parent: null },
    seats: { r2: seat('r2', 'registrar', { person: 'over-registrar', role: 'registrar' }) },
  }),
};

const formed: CommunityEvent = {
  type: 'CommunityFormed',
  data: {
    ...{ name: '第 1 社区', nameSource: null, parent: 'street', households: 1200, adults: 2600 },
    countsSource: 'assumed',
  },
};

/** As the street's registrar. */
export const byRegistrar = { by: 'registrar', facts };
/** As somebody without an office. */
export const byStranger = { by: 'stranger', facts };

/** A seat already recorded. */
export const seated = (one: Seat): CommunityEvent => ({
  type: 'MemberSeated',
  data: { seat: one, basisHash: 'h', judged: [] },
});

/** A community that stands, with these further events. */
export const inCommunity = (...events: readonly CommunityEvent[]) => given(community, formed, ...events);

/** The command that seats them. */
export const seating = (...batch: readonly Seat[]) =>
  ({ type: 'SeatMembers', data: { seats: batch, basisHash: 'h' } }) as const;
