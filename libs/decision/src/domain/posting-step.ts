import { conflict, invalid, missing } from '#kernel';
import { postingStepOn, ruleSet, type CivilDate, type OnDay, type PostingStep } from '#procedure';
import { inPhase, type Opened } from './phase.js';
import type { Posting } from './state.js';

/** The posting as it must be on that day: the pinned set under the floor of the day. */
export function postingOn(state: Opened, step: string, day: CivilDate): OnDay<PostingStep> {
  const set = ruleSet(state.ruleSet);
  const postings = set.steps.filter((one) => one.kind === 'posting').map((one) => one.key);
  if (!postings.includes(step))
    invalid(
      'decision.notAPostingStep',
      `规则集${set.id}没有公开步骤“${step}”;公开步骤:${postings.join('、') || '无'}。`,
      `Rule set ${set.id} has no posting "${step}"; its postings: ${postings.join(', ') || 'none'}.`,
      { details: { step, postings } },
    );
  return postingStepOn(set, step, day, state.aid);
}

/** Whether the posting discloses what came of the work, not the resolution. */
export function reportsResult(state: Opened, step: string): boolean {
  const { steps } = ruleSet(state.ruleSet);
  const at = steps.findIndex((one) => one.key === step);
  return steps.slice(0, Math.max(0, at)).some((one) => one.kind === 'implementation');
}

/** Refuses unless this posting is the step that is due. */
export function mustBeDue(state: Opened, step: string): void {
  inPhase(state, 'posting');
  if (state.step === step) return;
  conflict(
    'decision.notTheStepDue',
    `现在应办理的是“${state.step}”,不是“${step}”:步骤不得跳过。`,
    `The step due is "${state.step}", not "${step}": no step is skipped.`,
    { article: 'R§3.7', details: { due: state.step, step } },
  );
}

/** The posting of that step; refused when nothing was posted. */
export function postingOf(state: Opened, step: string): Posting {
  return (
    state.postings[step] ??
    missing(
      'decision.notPosted',
      `“${step}”尚未公开:请先公布。`,
      `"${step}" has not been posted: post it first.`,
      { details: { step } },
    )
  );
}

/** The posting of the step due, while its days are not proven. */
export function openPosting(state: Opened, step: string): Posting {
  mustBeDue(state, step);
  const posting = postingOf(state, step);
  if (posting.proven)
    conflict(
      'decision.postingClosed',
      `“${step}”的公开期已经证明完成,不能再改。`,
      `The days of "${step}" are proven; nothing can be added.`,
      { details: { step, lastDay: posting.lastDay } },
    );
  return posting;
}
