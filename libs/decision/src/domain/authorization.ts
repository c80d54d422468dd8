import { conflict } from '#kernel';
import type { Authorization, CommunityState } from '#community/events';
import type { CivilDate, MeetingStep } from '#procedure';

type Formed = Exclude<CommunityState, { status: 'none' }>;

/** The authorization by the residents' meeting in force on that day for that category, if there is one (居委会组织法 §30). */
export function authorizationOn(
  community: Formed,
  category: string,
  day: CivilDate,
): Authorization | undefined {
  return Object.values(community.authorizations).find(
    (one) =>
      (one.matters.includes(category) || one.matters.includes('*')) &&
      one.from <= day &&
      day <= one.until &&
      (one.revokedOn === undefined || day < one.revokedOn),
  );
}

/** The authorization that the step asks for, or null where it asks for none; refused when it is not there. */
export function authorizationFor(
  step: MeetingStep,
  community: Formed,
  category: string,
  day: CivilDate,
): string | null {
  if (!step.needsAuthorization) return null;
  const found = authorizationOn(community, category, day);
  if (found) return found.id;
  return conflict(
    'decision.notAuthorized',
    `${day} 没有居民会议就此类事项对居民代表会议的授权:请提交居民会议决定,或由居民会议先行授权。`,
    `On ${day} no residents’ meeting has authorized the representatives for such matters: refer the decision to the residents’ meeting, or let it authorize them first.`,
    { article: '居委会组织法(2025) §30', details: { category, day, wayOut: 'ReferToResidentsMeeting' } },
  );
}
