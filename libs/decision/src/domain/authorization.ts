import { conflict } from '#kernel';
import type { Authorization, CommunityState } from '#community/events';
import { organicLaw, type CivilDate, type MeetingStep } from '#procedure';

type Formed = Exclude<CommunityState, { status: 'none' }>;

/**
 * The authorization by the residents' (villagers') meeting in force on that day for that category, if there is one
 * (居委会组织法 §30, 村民委员会组织法 §28); what the law keeps back from the representatives is in none, not in `*` either.
 */
export function authorizationOn(
  community: Formed,
  category: string,
  day: CivilDate,
): Authorization | undefined {
  if (Object.hasOwn(organicLaw(community.kind).keptBack, category)) return undefined;
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
  const { articles, keptBack, names } = organicLaw(community.kind);
  const { residents: all, representatives } = names;
  const kept = Object.hasOwn(keptBack, category) ? keptBack[category] : undefined;
  const details = { category, day, wayOut: 'ReferToResidentsMeeting' };
  if (kept !== undefined)
    return conflict(
      'decision.notAuthorized',
      `此类事项只能由${all.zh}决定,不能授权${representatives.zh}:请提交${all.zh}。`,
      `Such matters are for the ${all.en} alone and cannot be handed on to the ${representatives.en}: refer the decision to it.`,
      { article: kept, details },
    );
  return conflict(
    'decision.notAuthorized',
    `${day} 没有${all.zh}就此类事项对${representatives.zh}的授权:请提交${all.zh}决定,或由${all.zh}先行授权。`,
    `On ${day} no ${all.en} has authorized the representatives for such matters: refer the decision to the ${all.en}, or let it authorize them first.`,
    { article: articles.authorization, details },
  );
}
