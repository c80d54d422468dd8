import { conflict, invalid } from '#kernel';
import { addDays, dayOf, isCivilDate, type CivilDate } from '#procedure';
import type { AdmissionRequestEvent } from '../events.js';
import { voted } from './deciding.js';
import { mustBePayable } from './filing.js';
import { mustConcern, mustLeadTheCommunity, type Begun, type Given } from './request-facts.js';
import { moneyArticle, rulesOf } from './rules.js';

/** What has not been paid to a community within the grace, and since when it was due; undefined where nothing is late. */
export function lateFor(
  { application, paid, rules }: Begun,
  community: string,
  today: CivilDate,
): Readonly<{ owedFen: number; dueOn: CivilDate }> | undefined {
  const { grace } = rulesOf(rules);
  const due = application.payments
    .filter((one) => one.community === community && addDays(one.dueOn, grace.value) < today)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  let left = paid[community] ?? 0;
  for (const { dueOn, amountFen } of due) {
    if (left < amountFen) {
      const all = due.reduce((sum, one) => sum + one.amountFen, 0);
      return { owedFen: all - (paid[community] ?? 0), dueOn };
    }
    left -= amountFen;
  }
  return undefined;
}

/** A community whose money is late beyond the grace may stop the work. */
export function suspend(command: Given<'SuspendAdmission'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { community, reason } = command.data;
  mustConcern(state, community);
  const { id: seat } = mustLeadTheCommunity(command);
  if (state.suspended.includes(community))
    conflict('admission.suspended', '该社区已暂停承接。', 'This community has stopped the work already.');
  const { value: graceDays } = rulesOf(state.rules).grace;
  const late = lateFor(state, community, dayOf(command.at));
  if (late === undefined)
    return conflict(
      'admission.nothingLate',
      `没有逾期超过 ${graceDays} 天的应付款,不得暂停。`,
      `No payment is late beyond ${graceDays} days; the work may not be stopped.`,
      { article: moneyArticle, details: { community, graceDays } },
    );
  return [{ type: 'AdmissionSuspended', data: { community, reason, ...late, article: moneyArticle, seat } }];
}

/** It takes the work up again, when it wants to. */
export function resume(command: Given<'ResumeAdmission'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { community } = command.data;
  mustConcern(state, community);
  const { id: seat } = mustLeadTheCommunity(command);
  if (!state.suspended.includes(community))
    conflict('admission.notSuspended', '该社区没有暂停。', 'This community has not stopped the work.');
  return [{ type: 'AdmissionResumed', data: { community, seat } }];
}

function mustStillRun({ application }: Begun, today: CivilDate): void {
  if (today > application.until)
    conflict('admission.termOver', '期限已过,请另行申请。', 'Its term is over: file another request.', {
      details: { until: application.until },
    });
}

/** The authority prolongs it before its term is over, with money for the new term or as free as before. */
export function renew(command: Given<'RenewAdmission'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { until, payments } = command.data;
  const { application } = state;
  const vote = voted(command, state);
  mustStillRun(state, dayOf(command.at));
  if (!isCivilDate(until) || until <= application.until)
    invalid(
      'admission.notLonger',
      `续期须晚于 ${application.until}。`,
      `A new term ends after ${application.until}.`,
    );
  if (payments.length === 0 && application.freeBecause === null)
    invalid('admission.fieldMissing', '续期须写明经费。', 'A renewal names the money of the new term.', {
      ...{ article: moneyArticle, details: { field: 'payments' } },
    });
  mustBePayable({ ...application, from: addDays(application.until, 1), until, payments });
  if (!vote.verdict.carried) return [{ type: 'RenewalDeclined', data: { ...vote, until } }];
  return [{ type: 'AdmissionRenewed', data: { ...vote, until, payments } }];
}

/** The authority ends it: residents disapprove, money is not paid, the legal basis is gone, or the task is done. */
export function exit(command: Given<'ExitAdmission'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { grounds, reason } = command.data;
  const vote = voted(command, state);
  const today = dayOf(command.at);
  const unpaid = state.application.communities.some((one) => lateFor(state, one, today) !== undefined);
  if (grounds === 'unpaid' && !unpaid)
    conflict('admission.nothingLate', '没有逾期未付的款项。', 'No payment is late.', {
      article: moneyArticle,
      details: { graceDays: rulesOf(state.rules).grace.value },
    });
  if (grounds === 'disapproval' && !state.reviewed?.below)
    conflict(
      'admission.notDisapproved',
      '没有低于标准的年度评议:居民普遍不认可须由评议说明。',
      'No yearly review fell below the threshold: a review shows that residents disapprove.',
      { article: rulesOf(state.rules).review.source },
    );
  const data = { ...vote, grounds, reason };
  return [vote.verdict.carried ? { type: 'AdmissionExited', data } : { type: 'ExitDeclined', data }];
}

/** Its last day is over, or the one on which an urgent matter had to be confirmed; the recorded days and the clock say so. */
export function expire(
  { at }: Given<'ExpireAdmission'>,
  { status, application, confirmBy }: Begun,
): readonly AdmissionRequestEvent[] {
  const until = status === 'published' ? application.until : confirmBy;
  if (until === null)
    return conflict(
      'admission.notBegun',
      '尚未准入,没有期限。',
      'It has not begun: there is no term to end.',
    );
  if (dayOf(at) <= until)
    conflict('admission.notOver', `期限到 ${until} 为止。`, `Its term lasts until ${until}.`, {
      details: { until },
    });
  return [{ type: 'AdmissionExpired', data: { until } }];
}
