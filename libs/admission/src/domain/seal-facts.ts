import type { Fact, Issued } from '#kernel';
import { conflict, invalid } from '#kernel';
import { humanOf, isCivilDate, seatOf, type CivilDate, type Matter, type Seat } from '#procedure';
import type { CommunityState, OrganizationState } from '#community/events';
import type { SealRegisterCommand, SealRegisterState, TaskCatalogState } from '../events.js';
import { sealRules } from './rules.js';

/** What the use of a seal is judged on: the community, the street above it, the list of its district, the decision relied on. */
export type SealFacts = Readonly<{
  community?: Fact<CommunityState>;
  street?: Fact<OrganizationState>;
  catalog?: Fact<TaskCatalogState>;
  decision?: Fact<Matter>;
}>;

export type Given<T extends SealRegisterCommand['type']> = Issued<
  Extract<SealRegisterCommand, { type: T }>,
  SealFacts
>;

/** A seat that the person, as one human, holds in these bodies on that day. */
export function seatHere(
  fact: Fact<CommunityState> | undefined,
  person: string,
  day: CivilDate,
  bodies: readonly string[],
  roles?: readonly Seat['role'][],
): Seat | undefined {
  const community = fact?.state;
  if (community?.status !== 'formed') return undefined;
  return seatOf(community, humanOf(community, person), day, bodies, roles);
}

/** Ids that were found to be one human are one. */
export const same = (fact: Fact<CommunityState> | undefined, one: string, other: string | null): boolean => {
  const community = fact?.state;
  if (other === null || community?.status !== 'formed') return one === other;
  return humanOf(community, one) === humanOf(community, other);
};

export function mustBePast(day: CivilDate, today: CivilDate): void {
  if (isCivilDate(day) && day <= today) return;
  invalid('seal.inTheFuture', `日期 ${day} 不合或尚未到。`, `${day} is no day that has come.`, {
    article: sealRules.register.source,
  });
}

/** Refuses while the seal is void. */
export function mustBeThere({ lostUntil }: SealRegisterState): void {
  if (lostUntil !== null)
    conflict('seal.isLost', '印章已声明遗失作废,补刻前不得用印。', 'The seal is void since it was lost.', {
      ...{ article: sealRules.lost.source, details: { noticeUntil: lostUntil } },
    });
}
