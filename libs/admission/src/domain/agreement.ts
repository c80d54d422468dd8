import { conflict, invalid, judgedOn, missing } from '#kernel';
import { dayOf, isCivilDate, type CivilDate } from '#procedure';
import type { AdmissionRequestEvent } from '../events.js';
import { mustBeOfTheAuthority, mustBeOfTheDepartment, type Begun, type Given } from './request-facts.js';
import { moneyArticle } from './rules.js';

function mustHaveCome(day: CivilDate, today: CivilDate): void {
  if (isCivilDate(day) && day <= today) return;
  invalid(
    'admission.inTheFuture',
    `${day} 尚未到:只登记已发生的事。`,
    `${day} has not come: only what has happened is recorded.`,
    {
      details: { day, today },
    },
  );
}

/** Who does what, with whose people and money, is signed before anything is published. */
export function sign(
  command: Given<'SignAgreement'>,
  { application }: Begun,
): readonly AdmissionRequestEvent[] {
  mustBeOfTheDepartment(command);
  const { signedOn, documentHash } = command.data;
  mustHaveCome(signedOn, dayOf(command.at));
  const { payments } = application;
  return [{ type: 'AgreementSigned', data: { signedOn, documentHash, payments, article: moneyArticle } }];
}

/** Only what is published is in force. */
export function publish(
  command: Given<'PublishAdmission'>,
  { application }: Begun,
): readonly AdmissionRequestEvent[] {
  mustBeOfTheAuthority(command, application);
  const { publishedOn, documentHash } = command.data;
  mustHaveCome(publishedOn, dayOf(command.at));
  if (publishedOn > application.until)
    conflict('admission.termOver', '期限已过。', 'Its term is over.', {
      details: { until: application.until },
    });
  const from = publishedOn > application.from ? publishedOn : application.from;
  return [
    { type: 'AdmissionPublished', data: { publishedOn, documentHash, from, until: application.until } },
  ];
}

/** What the agreement gives a community, in fen. */
export const agreedFor = ({ application }: Begun, community: string): number =>
  application.payments
    .filter((one) => one.community === community)
    .reduce((sum, one) => sum + one.amountFen, 0);

/** Under what a payment is known: a voucher pays a community once. */
export const voucherOf = ({
  community,
  voucherHash,
}: Readonly<{ community: string; voucherHash: string }>): string => `${community}/${voucherHash}`;

/** A payment against the agreement; nothing beyond it. */
export function pay(command: Given<'RecordPayment'>, state: Begun): readonly AdmissionRequestEvent[] {
  mustBeOfTheDepartment(command);
  const { community, paidOn, amountFen, voucherHash } = command.data;
  mustHaveCome(paidOn, dayOf(command.at));
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0)
    invalid('admission.amountInvalid', '金额须为正整数(分)。', 'An amount is a positive integer, in fen.', {
      details: { amountFen },
    });
  if (state.vouchers.includes(voucherOf(command.data)))
    conflict(
      'admission.voucherUsed',
      '该凭证对该社区已登记过一次付款。',
      'This voucher was recorded for this community already.',
      { article: moneyArticle, details: { community, voucherHash } },
    );
  const agreedFen = agreedFor(state, community);
  const paidFen = (state.paid[community] ?? 0) + amountFen;
  if (paidFen > agreedFen)
    conflict(
      'admission.beyondAgreement',
      `共付 ${paidFen} 分,超过协议的 ${agreedFen} 分。`,
      `${paidFen} fen in all is more than the agreed ${agreedFen}.`,
      { article: moneyArticle, details: { community, paidFen, agreedFen } },
    );
  return [
    { type: 'PaymentRecorded', data: { community, paidOn, amountFen, voucherHash, paidFen, agreedFen } },
  ];
}

/** The authority records that a condition is met; it is its word that counts, not the department's. */
export function meet(command: Given<'RecordConditionMet'>, state: Begun): readonly AdmissionRequestEvent[] {
  mustBeOfTheAuthority(command, state.application);
  const { condition, metOn, documentHash } = command.data;
  mustHaveCome(metOn, dayOf(command.at));
  const found = state.conditions[condition - 1];
  if (found === undefined)
    return missing(
      'admission.noSuchCondition',
      `没有第 ${condition} 项条件;共 ${state.conditions.length} 项。`,
      `There is no condition ${condition}; there are ${state.conditions.length}.`,
      { article: moneyArticle, details: { conditions: state.conditions.length } },
    );
  if (found.metOn !== null)
    conflict('admission.conditionMet', '该条件已登记为落实。', 'This condition is met already.', {
      article: moneyArticle,
    });
  const judged = judgedOn(command.facts.authority);
  return [{ type: 'ConditionMet', data: { condition, text: found.text, metOn, documentHash, judged } }];
}
