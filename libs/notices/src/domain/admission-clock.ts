import { addDays } from '#procedure';
import type { NoticeKind } from '../events.js';
import type { NoticeFacts } from './facts.js';

type Clock = 'admissionLate' | 'admissionExpiring' | 'paymentLate' | 'claimLate';

/** Whether a notice tells of a clock of an admission. */
export const isClock = (kind: NoticeKind): kind is Clock =>
  kind === 'admissionLate' || kind === 'admissionExpiring' || kind === 'paymentLate' || kind === 'claimLate';

/** The clock as the stream itself says: a read model may be behind, and nobody is told of what was done meanwhile. */
export function hasRunOut(
  kind: Clock,
  { admission, refusal }: NoticeFacts,
  { on, day }: Readonly<{ on: string; day: string }>,
): boolean {
  if (kind === 'claimLate') {
    const claim = refusal?.state;
    return claim?.status === 'claimed' && claim.answerBy === on && day > on;
  }
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
