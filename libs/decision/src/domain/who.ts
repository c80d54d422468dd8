import type { By, Fact } from '#kernel';
import { forbidden, missing } from '#kernel';
import type { CommunityState } from '#community/events';
import { humanOf, seatOf, seatsOn, type Seat } from '#procedure';
import { bodyWords } from './body-words.js';

type Formed = Exclude<CommunityState, { status: 'none' }>;
const leads: readonly Seat['role'][] = ['secretary', 'chair', 'viceChair'];
/** 社区党组织 and 居委会. */
export const organs: readonly string[] = ['branch', 'committee'];

/** The community that a command relies on; refused when it was never formed. */
export function communityOf(facts: Readonly<{ community?: Fact<CommunityState> }>): Formed {
  const state = facts.community?.state;
  if (state?.status === 'formed') return state;
  return missing('community.unknown', '没有这个社区:请先建立社区。', 'No such community: form it first.');
}

/** Whether the person sits in one of these bodies on that day. */
export const sitsIn = (where: Formed, by: By, day: string, bodies: readonly string[]): boolean =>
  seatOf(where, humanOf(where, by.person), day, bodies) !== undefined;

/** Whether the person leads one of these bodies (secretary, chair, vice-chair) on that day. */
export const leadsOneOf = (where: Formed, by: By, day: string, bodies: readonly string[]): boolean =>
  seatOf(where, humanOf(where, by.person), day, bodies, leads) !== undefined;

/** The persons who lead one of these bodies on that day. */
export const leadersOn = (where: Formed, day: string, bodies: readonly string[]): readonly string[] => [
  ...new Set(
    seatsOn(where, day, bodies)
      .filter((seat) => leads.includes(seat.role))
      .map((seat) => humanOf(where, seat.person)),
  ),
];

/** Refuses unless the person leads one of these bodies: the convener. */
export function mustConvene(where: Formed, by: By, day: string, bodies: readonly string[]): void {
  if (leadsOneOf(where, by, day, bodies)) return;
  const { zh, en, keys } = bodyWords(bodies, day, where.kind);
  forbidden(
    'decision.notConvener',
    `只有召集人(${zh}的书记、主任或副主任)可以这样做:请由其办理。`,
    `Only a convener (secretary, chair or vice-chair of the ${en}) may do this: ask one of them.`,
    { article: 'R§3.1', details: { bodies: keys } },
  );
}

/** Refuses unless the person sits in one of these bodies. */
export function mustSit(where: Formed, by: By, day: string, bodies: readonly string[]): void {
  if (sitsIn(where, by, day, bodies)) return;
  const { zh, en, keys } = bodyWords(bodies, day, where.kind);
  forbidden(
    'decision.notSeated',
    `只有${zh}的成员可以这样做:请由其办理。`,
    `Only a member of the ${en} may do this: ask one of them.`,
    { article: 'R§3.1', details: { bodies: keys } },
  );
}

/** Refuses unless this very process speaks: reactors and timers act as `system:<role>`. */
export function mustBeSystem(by: By): void {
  if (by.person.startsWith('system:')) return;
  forbidden('decision.systemOnly', '此事由系统自动办理。', 'The system does this by itself; nobody has to.');
}
