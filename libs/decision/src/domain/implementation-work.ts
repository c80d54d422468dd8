import { conflict, invalid } from '#kernel';
import { addDays, dayOf, periodEnd, ruleSet } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { mustHaveHappened } from './disclosure-days.js';
import { inPhase, type Opened } from './phase.js';
import { mustSay } from './plan.js';
import { postingOf, postingOn } from './posting-step.js';
import type { Given, Implementation } from './state.js';
import { stepAfter } from './steps.js';
import { communityOf, mustConvene, mustSit, organs } from './who.js';

/** The work as it stands; refused unless it is going on. */
export function workOf(state: Opened): Implementation {
  inPhase(state, 'implementing');
  if (state.implementation) return state.implementation;
  throw new Error('a decision that is being implemented has no implementation');
}

/** Refuses while an objection of the window waits for its answer. */
export function mustHaveAnswered(state: Opened): void {
  const open = state.objections.filter((one) => one.kind === 'objection' && one.answeredOn === null);
  if (open.length === 0) return;
  conflict(
    'decision.objectionsOpen',
    `公示期内的异议尚有 ${open.length} 件未答复:请先答复。`,
    `${open.length} objection(s) of the window have no answer yet: answer them first.`,
    { article: 'R§3.9', details: { objections: open.map((one) => one.id) } },
  );
}

/** StartImplementation: the posting's days are proven and every objection of the window is answered. */
export function startImplementation(
  command: Given<'StartImplementation'>,
  state: Opened,
): readonly DecisionEvent[] {
  inPhase(state, 'posting');
  const today = dayOf(command.at);
  const next = stepAfter(ruleSet(state.ruleSet), state.step);
  if (next?.kind !== 'implementation')
    return conflict(
      'decision.nothingToImplement',
      '本公开步骤之后没有实施:请结束公开并归档。',
      'No implementation follows this posting: close the posting and the file.',
      { details: { step: state.step } },
    );
  mustConvene(communityOf(command.facts), command.by, today, organs);
  const posting = postingOf(state, state.step);
  if (!posting.proven)
    conflict(
      'decision.postingNotProven',
      '公开天数尚未证明:请由两人证明撤下后结束公开。',
      'The days of the posting are not proven: have the taking-down attested and close the posting.',
      { article: postingOn(state, state.step, posting.from).minDays.source, details: { step: state.step } },
    );
  mustHaveAnswered(state);
  mustHaveHappened(command.data.startedOn, { since: addDays(posting.lastDay, 1), today });
  return [{ type: 'ImplementationStarted', data: { startedOn: command.data.startedOn, step: next.key } }];
}

/** ReportProgress: how far the work is, by a member of the branch or the committee. */
export function reportProgress(command: Given<'ReportProgress'>, state: Opened): readonly DecisionEvent[] {
  const { percent, note } = command.data;
  workOf(state);
  mustSit(communityOf(command.facts), command.by, dayOf(command.at), organs);
  mustSay(note, '进展说明', 'note on the progress');
  if (!Number.isSafeInteger(percent) || percent < 0 || percent > 100)
    invalid('decision.percentInvalid', '进度为 0 至 100 的整数。', 'Progress is an integer from 0 to 100.', {
      details: { percent },
    });
  return [{ type: 'ProgressReported', data: { percent, note } }];
}

/** CompleteImplementation: starts the time within which the result is to be posted. */
export function completeImplementation(
  command: Given<'CompleteImplementation'>,
  state: Opened,
): readonly DecisionEvent[] {
  const { completedOn } = command.data;
  const work = workOf(state);
  const today = dayOf(command.at);
  mustConvene(communityOf(command.facts), command.by, today, organs);
  mustHaveHappened(completedOn, { since: work.startedOn, today });
  const next = stepAfter(ruleSet(state.ruleSet), state.step);
  const within =
    next?.kind === 'posting' ? postingOn(state, next.key, completedOn).postWithinDays.value : undefined;
  const completed = {
    completedOn,
    spentFen: work.spentFen,
    resultPostingBy: within === undefined ? completedOn : periodEnd(completedOn, within).lastDay,
    next: next?.key ?? null,
  };
  return [{ type: 'ImplementationCompleted', data: completed }];
}
