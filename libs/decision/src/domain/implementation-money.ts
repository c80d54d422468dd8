import { conflict, invalid } from '#kernel';
import { dayOf } from '#procedure';
import type { DecisionEvent, Money } from '../events.js';
import { mustHaveHappened } from './disclosure-days.js';
import { workOf } from './implementation-work.js';
import { inPhase, type Opened } from './phase.js';
import { mustBeHash, mustSay } from './plan.js';
import { reportsResult } from './posting-step.js';
import type { Given, Implementation } from './state.js';
import { communityOf, mustConvene, organs } from './who.js';

/** Bills come in after the work is done: until the result is posted they belong to it. */
function workBeforeResult(state: Opened): Implementation {
  const work = state.implementation;
  if (state.phase !== 'posting' || !work?.completedOn) return workOf(state);
  if (!reportsResult(state, state.step) || state.postings[state.step]) inPhase(state, 'implementing');
  return work;
}

function approved(state: Opened): Money {
  return (
    state.money ??
    conflict(
      'decision.noMoney',
      '该决议未批准任何经费:如需经费,请另行提出事项。',
      'The decision approved no money: open a new one if money is needed.',
      { article: 'R§7' },
    )
  );
}

function mustBeWithin(approvedFen: number, usedFen: number, amountFen: number): void {
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0)
    invalid('decision.amountInvalid', '金额须为正整数(分)。', 'The amount is a positive integer, in fen.', {
      details: { amountFen },
    });
  if (usedFen + amountFen <= approvedFen) return;
  conflict(
    'decision.beyondApproval',
    `超出批准:批准 ${approvedFen} 分,已用 ${usedFen} 分,本次 ${amountFen} 分。须回到程序:就增加的部分另行提出事项,经四议通过后支出。`,
    `Beyond the approval: ${approvedFen} fen approved, ${usedFen} used, ${amountFen} asked. Back to the procedure: open a decision on the difference and spend when it is resolved.`,
    {
      article: 'R§7',
      details: { approvedFen, usedFen, amountFen, beyondFen: usedFen + amountFen - approvedFen },
    },
  );
}

/** RecordSpending: on the approved line, for the approved purpose, within the approved amount. */
export function recordSpending(command: Given<'RecordSpending'>, state: Opened): readonly DecisionEvent[] {
  const { data } = command;
  const work = workBeforeResult(state);
  const today = dayOf(command.at);
  mustConvene(communityOf(command.facts), command.by, today, organs);
  const money = approved(state);
  if (data.line !== money.line || data.purpose !== money.purpose)
    conflict(
      'decision.purposeChanged',
      `批准的是科目“${money.line}”、用途“${money.purpose}”:改变用途须回到程序,另行提出事项。`,
      `Line "${money.line}" and purpose "${money.purpose}" were approved: a change of purpose goes back to the procedure; open a new decision.`,
      { article: 'R§7', details: { line: money.line, purpose: money.purpose } },
    );
  mustSay(data.payee, '收款方', 'payee');
  mustBeHash(data.voucherHash);
  mustBeWithin(money.amountFen, work.spentFen, data.amountFen);
  mustHaveHappened(data.paidOn, { since: work.startedOn, today });
  const spent = { ...data, spentFen: work.spentFen + data.amountFen, approvedFen: money.amountFen };
  return [{ type: 'SpendingRecorded', data: spent }];
}

/** RecordContract: what was signed for may not exceed the approval in total either. */
export function recordContract(command: Given<'RecordContract'>, state: Opened): readonly DecisionEvent[] {
  const { data } = command;
  const work = workOf(state);
  const today = dayOf(command.at);
  mustConvene(communityOf(command.facts), command.by, today, organs);
  const money = approved(state);
  mustSay(data.payee, '相对方', 'other party');
  mustBeHash(data.documentHash);
  mustBeWithin(money.amountFen, work.contractedFen, data.amountFen);
  mustHaveHappened(data.signedOn, { since: work.startedOn, today });
  return [{ type: 'ContractRecorded', data }];
}
