import { conflict } from '#kernel';
import { dayOf, humanOf, type OnDay, type PostingStep } from '#procedure';
import type { DecisionEvent } from '../events.js';
import type { Opened } from './phase.js';
import { mustBeDue, postingOn } from './posting-step.js';
import type { Given } from './state.js';
import { disclosureArticles, lawOf } from './steps.js';
import { communityOf, mustSit } from './who.js';

/** CheckPosting: 居务监督委员会 examines the sheet before it hangs; a later opinion replaces the one before. */
export function checkPosting(command: Given<'CheckPosting'>, state: Opened): readonly DecisionEvent[] {
  const { step, opinion, remark } = command.data;
  const day = dayOf(command.at);
  mustBeDue(state, step);
  postingOn(state, step, day);
  if (state.postings[step])
    conflict(
      'decision.postedAlready',
      `“${step}”已经公布,审核须在公布之前;现在可以提出监督意见。`,
      `"${step}" is up already and the check comes before; make a remark instead.`,
      { article: disclosureArticles(state), details: { step } },
    );
  const community = communityOf(command.facts);
  mustSit(community, command.by, day, ['supervision']);
  const by = humanOf(community, command.by.person);
  return [{ type: 'PostingChecked', data: { step, opinion, remark, by } }];
}

/** Refuses a posting that the supervision committee has not examined, or has objected to. */
export function mustBeChecked(state: Opened, step: OnDay<PostingStep>): void {
  if (!step.supervisionCheck) return;
  const check = state.checks[step.key];
  if (!check)
    conflict(
      'decision.notChecked',
      `公布前须经${lawOf(state).names.supervision.zh}审核:请其先审核。`,
      'The supervision committee examines a posting first: ask it to.',
      { article: disclosureArticles(state), details: { step: step.key } },
    );
  if (check.opinion === 'objected')
    conflict(
      'decision.checkObjected',
      `${lawOf(state).names.supervision.zh}有异议:请改正后请其重新审核。`,
      'The supervision committee objected: correct the sheet and have it examined again.',
      { article: disclosureArticles(state), details: { step: step.key } },
    );
}
