import { conflict, judgedOn } from '#kernel';
import { dayOf, daysBetween, humanOf, ruleSet, seatsOn, type MeetingStep } from '#procedure';
import type { ConvenedItem, DecisionEvent } from '../events.js';
import { authorizationFor } from './authorization.js';
import { mustNotBeRecused } from './ballot-closing.js';
import { checkCounters, checkPaper } from './ballot-rule.js';
import { aliasesOf, humansOf, humansOn } from './cards.js';
import { inPhase, type Opened } from './phase.js';
import { quorumNow, roomOf } from './quorum.js';
import { mustNotBeVoting } from './revising.js';
import type { DecisionFacts, Given } from './state.js';
import { meetingBefore, meetingOn } from './steps.js';
import { sittingInSession } from './sitting-session.js';
import { communityOf, leadersOn, mustConvene } from './who.js';

function mustBeDue(state: Opened, step: MeetingStep): void {
  inPhase(state, 'deliberating');
  if (state.step === step.key) return;
  conflict(
    'decision.stepNotDue',
    `现在应进行“${state.step}”,不能跳过步骤表决“${step.key}”。`,
    `The step due is "${state.step}"; steps never skip, so "${step.key}" cannot be voted on now.`,
    { article: 'R§3.7', details: { due: state.step, asked: step.key } },
  );
}

function itemOf(state: Opened, step: MeetingStep, items: readonly ConvenedItem[]): ConvenedItem {
  const item = items.find((one) => one.origin === state.origin && one.step === step.key);
  return (
    item ??
    conflict(
      'decision.notOnAgenda',
      '该事项的这一步骤不在本次会议议程上:请另行召集。',
      'This step of the decision is not on the agenda of the sitting: convene one for it.',
      { details: { step: step.key } },
    )
  );
}

function checkStepBefore(
  state: Opened,
  step: MeetingStep,
  sitting: string,
  heldOn: string,
  facts: DecisionFacts,
) {
  const set = ruleSet(state.ruleSet);
  const before = meetingBefore(set, step.key);
  const held = before && state.held[before.key];
  if (!before || !held) return;
  const merged = held.sitting === sitting && before.mayMergeWithNext;
  const previous = facts.previous?.state;
  const confirmed = previous !== undefined && 'minutes' in previous && previous.minutes === 'confirmed';
  if (!merged && (held.sitting === sitting || !confirmed))
    conflict(
      'decision.minutesNotConfirmed',
      `“${before.title.zh}”的会议记录尚未确认:确认后方可表决下一步。`,
      `The minutes of "${before.title.en}" are not confirmed yet: confirm them before the next step is voted on.`,
      { article: 'R§3.4', details: { step: before.key, sitting: held.sitting } },
    );
  const gap = merged ? 0 : set.gapMinDays.value;
  if (daysBetween(held.heldOn, heldOn) < gap)
    conflict(
      'decision.tooSoon',
      `距“${before.title.zh}”(${held.heldOn})须满 ${gap} 天。`,
      `At least ${gap} days must lie after "${before.title.en}" (${held.heldOn}).`,
      { article: set.gapMinDays.source, details: { before: held.heldOn, heldOn } },
    );
}

/** OpenBallot: fixes roll, presence, text and rule of one vote, and checks the quorum now. */
export function openBallot(command: Given<'OpenBallot'>, state: Opened): readonly DecisionEvent[] {
  const { data, facts, by } = command;
  const community = communityOf(facts);
  const sitting = sittingInSession(facts.sitting?.state);
  const { heldOn } = sitting;
  const step = meetingOn(state, data.step, heldOn);
  mustBeDue(state, step);
  mustNotBeVoting(state);
  mustConvene(community, by, heldOn, step.convenerBodies);
  const item = itemOf(state, step, sitting.items);
  if (item.planVersion !== state.planVersion || item.planHash !== state.planHash)
    conflict(
      'decision.textChanged',
      `会议按方案第 ${item.planVersion} 稿召集,现为第 ${state.planVersion} 稿:请按新稿重新召集。`,
      `The sitting was convened on version ${item.planVersion} of the plan; it is now version ${state.planVersion}: convene anew on the new text.`,
      { article: 'R§3.4', details: { convened: item.planHash, current: state.planHash } },
    );
  checkStepBefore(state, step, data.sitting, heldOn, facts);
  checkPaper(step, data, state.aid);
  const declared = state.recusals.filter((one) => one.step === step.key).map((one) => one.person);
  const recused = humansOf(community, declared);
  const leaders = leadersOn(community, dayOf(command.at), step.convenerBodies);
  const conveners = leaders.filter((person) => !recused.includes(person));
  mustNotBeRecused(humanOf(community, by.person), recused, conveners);
  const counters = {
    teller: humanOf(community, data.teller),
    scrutineer: humanOf(community, data.scrutineer),
  };
  const seated = new Set(seatsOn(community, heldOn).map((seat) => humanOf(community, seat.person)));
  checkCounters(counters, (person) => seated.has(person), recused);
  const authorization = authorizationFor(step, community, state.category, heldOn);
  const frozen = roomOf(sitting, step.body, community.kind);
  const room = { roll: humansOn(community, frozen.roll), present: humansOn(community, frozen.present) };
  const onRoll = 'number' in room.roll ? [] : room.roll;
  const named = [...onRoll, ...conveners, ...recused, ...Object.values(counters)];
  const { quorum, alsoQuorum } = quorumNow(step, room, recused, community, heldOn);
  const { quorum: quorumRule, majority, recusal, sources } = step;
  const event = {
    ballot: state.ballots.length + 1,
    sitting: data.sitting,
    step: step.key,
    body: step.body,
    heldOn,
    form: data.form,
    kind: data.kind,
    options: data.options,
    seats: data.seats,
    ...counters,
    planVersion: state.planVersion,
    planHash: state.planHash,
    ...room,
    recused,
    quorum,
    alsoQuorum,
    rule: { quorum: quorumRule, majority, recusal, sources },
    conveners,
    aliases: aliasesOf(community, named),
    authorization,
    judged: judgedOn(facts.sitting, facts.community, facts.previous),
  };
  return [{ type: 'BallotOpened', data: event }];
}
