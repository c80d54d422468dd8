import { never } from '#kernel';
import { addDays, type EscalationLevel } from '#procedure';
import type { CommunityState } from '#community/events';
import type { NoticeKind } from '../events.js';
import type { DecisionFact, NoticeFacts } from './facts.js';

const clockKinds = [
  ...(['admissionLate', 'admissionExpiring', 'paymentLate', 'claimLate'] as const),
  ...(['postingUnclosed', 'resultUnposted', 'stepOverdue', 'progressUnreported'] as const),
  ...(['minutesUnconfirmed', 'termEnding', 'authorizationEnding', 'meetingOverdue'] as const),
  ...(['yearlyReportDue', 'yearlyReportMissing'] as const),
];

/** The kinds of notices that tell of a clock. */
export type ClockKind = (typeof clockKinds)[number];

/** Whether a notice tells of a clock. */
export const isClock = (kind: NoticeKind): kind is ClockKind =>
  (clockKinds as readonly NoticeKind[]).includes(kind);

type Asked = Readonly<{ on: string; day: string; step: string; report: string }>;

/** Whether so many days have passed since the day as a level of the chain waits; true of the first notice. */
export function isLevelDue(
  chain: readonly EscalationLevel[],
  level: number | undefined,
  { on, day }: Pick<Asked, 'on' | 'day'>,
) {
  if (level === undefined) return true;
  const rule = chain[level - 1];
  return rule !== undefined && day > addDays(on, rule.afterDays.value);
}

/** The clock as the stream itself says: a read model may be behind, and nobody is told of what was done meanwhile. */
export function hasRunOut(kind: ClockKind, facts: NoticeFacts, asked: Asked): boolean {
  const { on, day } = asked;
  switch (kind) {
    case 'claimLate': {
      const claim = facts.refusal?.state;
      return claim?.status === 'claimed' && claim.answerBy === on && day > on;
    }
    case 'admissionLate':
    case 'admissionExpiring':
    case 'paymentLate':
      return admissionRunOut(kind, facts, asked);
    case 'postingUnclosed':
    case 'resultUnposted':
    case 'stepOverdue':
    case 'progressUnreported':
      return day > on && decisionWaits(kind, facts.decision?.state, asked);
    case 'minutesUnconfirmed': {
      const state = facts.sitting?.state;
      return day > on && state?.phase === 'closed' && state.minutes !== 'confirmed';
    }
    case 'termEnding':
    case 'authorizationEnding':
      return day <= on && ends(kind, facts.community?.state, on);
    case 'yearlyReportDue':
    case 'yearlyReportMissing': {
      const state = facts.community?.state;
      const over = kind === 'yearlyReportMissing' ? day > on : day <= on;
      const key = `${asked.report}/${on.slice(0, 4)}`;
      return over && state?.status === 'formed' && state.reports?.[key] === undefined;
    }
    case 'meetingOverdue':
      // No stream of its own says when they met last; half a year is longer than any read model is behind.
      return day > on;
    default:
      return never(kind);
  }
}

function admissionRunOut(
  kind: 'admissionLate' | 'admissionExpiring' | 'paymentLate',
  { admission }: NoticeFacts,
  { on, day }: Asked,
): boolean {
  const request = admission?.state;
  if (request === undefined || request.status === 'none') return false;
  const { status, application, decideBy, paid } = request;
  if (kind === 'admissionLate')
    return ['filed', 'accepted', 'reviewed'].includes(status) && decideBy === on && day > on;
  if (kind === 'admissionExpiring')
    return status === 'published' && application.until === on && day >= addDays(on, -30) && day <= on;
  const dues = application.payments.filter(({ dueOn }) => dueOn <= on && dueOn < day);
  return application.communities.some((community) => {
    const own = dues.filter((one) => one.community === community);
    return own.reduce((sum, { amountFen }) => sum + amountFen, 0) > (paid[community] ?? 0);
  });
}

function decisionWaits(
  kind: 'postingUnclosed' | 'resultUnposted' | 'stepOverdue' | 'progressUnreported',
  decision: DecisionFact | undefined,
  { on, step }: Asked,
): boolean {
  if (decision === undefined || !('step' in decision)) return false;
  if (kind === 'progressUnreported') return decision.phase === 'implementing';
  if (decision.step !== step) return false;
  if (kind === 'stepOverdue') return decision.phase === 'deliberating';
  const posting = decision.postings[step];
  if (decision.phase !== 'posting') return false;
  return kind === 'resultUnposted' ? posting === undefined : posting?.lastDay === on && !posting.proven;
}

/** Whether a term or an authorization of that last day stands, and nothing follows it. */
function ends(
  kind: 'termEnding' | 'authorizationEnding',
  state: CommunityState | undefined,
  on: string,
): boolean {
  if (state === undefined || state.status === 'none') return false;
  if (kind === 'authorizationEnding') {
    const given = Object.values(state.authorizations).filter(({ revokedOn }) => revokedOn === undefined);
    return given.some(({ until }) => until === on) && !given.some(({ until }) => until > on);
  }
  const seats = Object.values(state.seats);
  return seats.some(
    ({ until, endedOn, body }) =>
      until === on && endedOn === undefined && !seats.some((next) => next.body === body && next.from > on),
  );
}
