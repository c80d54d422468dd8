import { conflict } from '#kernel';
import { dayOf, humanOf, ruleSet } from '#procedure';
import type { CommunityState } from '#community/events';
import type { DecisionEvent, Money } from '../events.js';
import { checkMoney } from './money.js';
import { inPhase, openNow, type Opened } from './phase.js';
import { mustSay, planOf } from './plan.js';
import type { Given, Live } from './state.js';
import { convenersOf, meetingOn } from './steps.js';
import { communityOf, mustConvene, mustSit } from './who.js';

type Formed = Exclude<CommunityState, { status: 'none' }>;

type Revision = Readonly<{ plan: string; money: Money | null; commandId: string }>;

/** A changed text is a new version with its own hash (decidim#1957). */
export function nextVersion(state: Live, community: Formed, { plan, money, commandId }: Revision) {
  const category = ruleSet(state.ruleSet).categories.find((one) => one.key === state.category);
  mustSay(plan, '方案', 'plan');
  if (category) checkMoney(community, category, money);
  const { aid } = state;
  return { ...planOf(plan, { aid, commandId }), planVersion: state.planVersion + 1, money };
}

/** Whether the deliberation that resolves has passed and still stands. */
export const isResolved = (state: Opened): boolean =>
  state.phase !== 'deliberating' && state.phase !== 'failed' && state.phase !== 'withdrawn';

/** Refuses while people are voting: nobody's vote may end up under another text. */
export function mustNotBeVoting(state: Live): void {
  const ballot = openNow(state);
  if (!ballot) return;
  conflict(
    'decision.ballotOpen',
    `第 ${ballot.number} 次表决正在进行:请先结束表决。`,
    `Ballot ${ballot.number} is open: close it first.`,
    { details: { ballot: ballot.number } },
  );
}

/** RevisePlan: between the meetings the convener puts a new version; what was convened on the old text must be convened anew. */
export function revisePlan(command: Given<'RevisePlan'>, state: Opened): readonly DecisionEvent[] {
  const { data } = command;
  inPhase(state, 'deliberating');
  mustNotBeVoting(state);
  const community = communityOf(command.facts);
  mustConvene(community, command.by, dayOf(command.at), convenersOf(state));
  mustSay(data.reason, '修改理由', 'reason');
  const version = nextVersion(state, community, { ...data, commandId: command.commandId });
  return [{ type: 'PlanRevised', data: { ...version, reason: data.reason } }];
}

/** DeclareRecusal: by the person himself, or entered by the convener, before the ballot opens (R§3.3). */
export function declareRecusal(command: Given<'DeclareRecusal'>, state: Opened): readonly DecisionEvent[] {
  const { step, reason } = command.data;
  inPhase(state, 'deliberating');
  const community = communityOf(command.facts);
  const person = humanOf(community, command.data.person);
  const day = dayOf(command.at);
  const { seatBodies } = meetingOn(state, step, day);
  if (humanOf(community, command.by.person) !== person)
    mustConvene(community, command.by, day, convenersOf(state));
  else mustSit(community, command.by, day, seatBodies);
  if (state.ballots.some((one) => one.step === step && !one.result))
    conflict(
      'decision.ballotOpen',
      '表决已开始:回避须在表决前申明;可不投票。',
      'The ballot is open: a recusal is declared before it; abstain from voting instead.',
      { article: 'R§3.3' },
    );
  if (state.recusals.some((one) => one.step === step && one.person === person)) return [];
  return [{ type: 'RecusalDeclared', data: { step, person, reason } }];
}
