import { conflict, invalid } from '#kernel';
import { dayOf, ruleSet } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { authorizationOn } from './authorization.js';
import { inPhase, type Opened } from './phase.js';
import { mustSay } from './plan.js';
import { mustNotBeVoting, nextVersion } from './revising.js';
import type { Given } from './state.js';
import { convenersOf, lawOf, meetingOn, resolvingStep } from './steps.js';
import { communityOf, mustConvene } from './who.js';

type WayOut = Given<'WithdrawDecision'> | Given<'ReenterDecision'> | Given<'ReferToResidentsMeeting'>;

/** The party branch leads the run (§30 «应当先经社区党组织研究讨论»); a set of practice is led by its conveners. */
function mustLead(command: WayOut, state: Opened) {
  const community = communityOf(command.facts);
  const bodies = ruleSet(state.ruleSet).statutory ? ['branch'] : convenersOf(state);
  mustConvene(community, command.by, dayOf(command.at), bodies);
  mustSay(command.data.reason, '理由', 'reason');
  return community;
}

/** WithdrawDecision: as long as the resolution has not passed; a passed one is changed only by the same kind of meeting. */
export function withdrawDecision(
  command: Given<'WithdrawDecision'>,
  state: Opened,
): readonly DecisionEvent[] {
  inPhase(state, 'deliberating', 'failed');
  mustNotBeVoting(state);
  mustLead(command, state);
  const resolving = resolvingStep(ruleSet(state.ruleSet));
  const resolvedOnce = state.ballots.some((one) => one.step === resolving?.key && one.result?.carried);
  if (state.phase === 'deliberating' && resolvedOnce)
    conflict(
      'decision.alreadyResolved',
      '该事项曾经决议通过:只能由同类会议重新议决。',
      'This matter was resolved once: only the same kind of meeting may change or drop it.',
      { article: 'R§3.6' },
    );
  const { step, reliedOnBy } = state;
  return [{ type: 'DecisionWithdrawn', data: { reason: command.data.reason, step, reliedOnBy } }];
}

/** ReenterDecision: a revised plan starts again at step 1 or 2; a substantive revision at step 1 (R§3.6). */
export function reenterDecision(command: Given<'ReenterDecision'>, state: Opened): readonly DecisionEvent[] {
  const { step, plan, money, substantive, reason } = command.data;
  inPhase(state, 'failed');
  const community = mustLead(command, state);
  const resolving = resolvingStep(ruleSet(state.ruleSet));
  const meetings = ruleSet(state.ruleSet).steps.filter((one) => one.kind === 'meeting');
  const doors = meetings
    .filter((one, at) => at < 2 && (at === 0 || one.key !== resolving?.key))
    .map((one) => one.key);
  const allowed = substantive ? doors.slice(0, 1) : doors;
  if (!allowed.includes(step))
    invalid(
      'decision.reentryStep',
      `修改后须从“${allowed.join('”或“')}”重新进入;实质性修改须从第一步开始。`,
      `A revised plan re-enters at ${allowed.join(' or ')}; a substantive revision at the first step.`,
      { article: 'R§3.6', details: { asked: step, allowed } },
    );
  const version = nextVersion(state, community, { plan, money, commandId: command.commandId });
  return [{ type: 'DecisionReentered', data: { step, ...version, substantive, reason } }];
}

/** ReferToResidentsMeeting: when the representatives could not agree, or were never authorized to decide (§30). */
export function referToResidentsMeeting(
  command: Given<'ReferToResidentsMeeting'>,
  state: Opened,
): readonly DecisionEvent[] {
  inPhase(state, 'failed', 'deliberating');
  mustNotBeVoting(state);
  const community = mustLead(command, state);
  const set = ruleSet(state.ruleSet);
  const { articles, names } = lawOf(state);
  const { representatives, residents } = names;
  const day = dayOf(command.at);
  if (!set.statutory || state.step !== resolvingStep(set)?.key || state.referred)
    conflict(
      'decision.notReferable',
      `只有${representatives.zh}决议这一步,且尚未提交过的,可以提交${residents.zh}。`,
      `Only the resolution of the ${representatives.en} can be referred to the ${residents.en}, and once.`,
      { article: 'R§3.6', details: { step: state.step, referred: state.referred } },
    );
  const { needsAuthorization } = meetingOn(state, state.step, day);
  if (
    state.phase === 'deliberating' &&
    (!needsAuthorization || authorizationOn(community, state.category, day))
  )
    conflict(
      'decision.referralNotNeeded',
      `${representatives.zh}有权就此决议:请先召开${representatives.zh}。`,
      `The ${representatives.en} may decide this: hold it first.`,
      { article: articles.authorization },
    );
  const article = state.phase === 'failed' ? 'R§3.6' : articles.authorization;
  const { reason } = command.data;
  const kind = set.communityKind === undefined ? {} : { communityKind: set.communityKind };
  return [
    { type: 'DecisionReferred', data: { reason, step: state.step, body: 'residents', article, ...kind } },
  ];
}
