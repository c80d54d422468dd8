import { conflict, invalid, type Sealed } from '#kernel';
import { humanOf, seatsOn, type CivilDate, type Seat } from '#procedure';
import type { CommunityState } from '../events.js';
import { mustName, mustSaySealed } from './checks.js';
import { mustBeComposed, type Standing } from './composition.js';
import { mustSitOnce } from './seating.js';
import { lastDayOf } from './terms.js';

type Formed = Extract<CommunityState, { status: 'formed' }>;

/** 配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女 (Civil Code §1045), in either language. */
const nearRelations: ReadonlySet<string> = new Set([
  ...['spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild'],
  ...['配偶', '父母', '父亲', '母亲', '父子', '父女', '母子', '母女', '子女', '儿子', '女儿'],
  ...['兄弟姐妹', '兄弟', '姐妹', '兄妹', '姐弟'],
  ...['祖父母', '外祖父母', '祖孙', '孙子女', '外孙子女'],
]);

/** The seats as the law sees them: each card replaced by the human who holds it. */
export const standingOf = ({ kind, seats, relatives, joined }: Formed): Standing => ({
  ...(kind === undefined ? {} : { kind }),
  seats: Object.fromEntries(
    Object.entries(seats).map(([id, seat]) => [
      id,
      { ...seat, person: humanOf({ seats, joined }, seat.person) },
    ]),
  ),
  relatives: relatives.map(
    ([a, b]) => [humanOf({ seats, joined }, a), humanOf({ seats, joined }, b)] as const,
  ),
});

function seatsStillOf(state: Formed, persons: readonly string[], today: CivilDate): readonly Seat[] {
  return Object.values(standingOf(state).seats).filter(
    (seat) => persons.includes(seat.person) && lastDayOf(seat) >= today,
  );
}

/** Refuses a relation that is not near, or one that the seated persons may not have. */
export function mustBeDeclarable(
  state: Formed,
  { persons: [a, b], relation }: Readonly<{ persons: readonly [string, string]; relation: Sealed }>,
  today: CivilDate,
): void {
  mustName('persons', a);
  mustName('persons', b);
  const [one, other] = [humanOf(state, a), humanOf(state, b)];
  if (one === other) invalid('community.sameRelative', '须为两个不同的人。', 'These must be two persons.');
  mustSaySealed('relation', relation, 50);
  if (relation.sealed === 'open' && !nearRelations.has(relation.text))
    invalid(
      'community.notNearRelative',
      '近亲属为配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女。',
      'Near relatives are spouse, parent, child, sibling, grandparent and grandchild.',
      { article: '民法典 §1045', details: { near: [...nearRelations] } },
    );
  const after: Formed = { ...state, relatives: [...state.relatives, [a, b]] };
  mustBeComposed(standingOf(after), seatsStillOf(after, [one, other], today), today);
}

/** The cards of one human after the joining, those joined before included. */
export function joinedWith(joined: Formed['joined'], from: string, into: string): Formed['joined'] {
  const human = joined[into] ?? into;
  const moved = Object.entries(joined).filter(([, to]) => to === from);
  return { ...joined, ...Object.fromEntries(moved.map(([card]) => [card, human])), [from]: human };
}

/** Refuses to join two cards while both sit in one body: no roll may hold one human twice. */
export function mustBeJoinable(
  state: Formed,
  { from, into, reason }: Readonly<{ from: string; into: string; reason: Sealed }>,
  today: CivilDate,
): void {
  mustName('from', from);
  mustName('into', into);
  mustSaySealed('reason', reason);
  if (Object.hasOwn(state.joined, from))
    conflict('community.alreadyJoined', '此证件已经合并。', 'This card is already joined to another.');
  if (humanOf(state, into) === from)
    invalid('community.joinedToItself', '不能与自身合并。', 'A person cannot be joined to itself.');
  const after: Formed = { ...state, joined: joinedWith(state.joined, from, into) };
  const touched = seatsStillOf(after, [humanOf(after, into)], today);
  const still = Object.values(after.seats).filter((seat) => lastDayOf(seat) >= today);
  mustSitOnce(Object.fromEntries(still.map((seat) => [seat.id, seat])), touched, (person) =>
    humanOf(after, person),
  );
  mustBeComposed(standingOf(after), touched, today);
}

/** Whether the person leads the branch or the committee on that day. */
export const leads = (state: Formed, person: string, today: CivilDate): boolean =>
  seatsOn(state, today, ['branch', 'committee']).some(
    (seat) =>
      (seat.role === 'secretary' || seat.role === 'chair') &&
      humanOf(state, seat.person) === humanOf(state, person),
  );
