import { conflict, forbidden } from '#kernel';
import { countsOf, judge, ruleSet } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { listedAs } from './cards.js';
import { openBallotOf, type Opened } from './phase.js';
import type { BallotRecord, Given } from './state.js';
import { stepAfter } from './steps.js';

/** What a step's verdict leads to: the next step, or the three ways out. */
export function outcome(state: Opened, ballot: BallotRecord, carried: boolean): DecisionEvent {
  const { step, number } = ballot;
  if (!carried) return { type: 'StepFailed', data: { step, ballot: number } };
  const next = stepAfter(ruleSet(state.ruleSet), step);
  const data = { step, ballot: number, next: next?.key ?? null, nextKind: next?.kind ?? null };
  return { type: 'StepPassed', data };
}

/** The result under the rule that was written down when the ballot opened, with counts and arithmetic. */
export function resultOf(ballot: BallotRecord, votes: BallotRecord['state']) {
  const { tally, verdict, elected, tied, carried } = judge(votes, ballot.rule);
  return {
    carried,
    data: { tally, verdict, elected: elected ?? null, tied: tied ?? null, counts: countsOf(votes) },
  };
}

/** Refuses a chair who stands aside for an interest: another one leads that vote. */
export function mustNotBeRecused(by: string, recused: readonly string[], others: readonly string[]): void {
  if (!recused.includes(by)) return;
  forbidden(
    'decision.chairRecused',
    '您已就此事回避,不得主持这次表决:请其他召集人办理;没有其他召集人的,由会议另行推选主持人,登记其席位后办理。',
    'You stand aside in this matter and may not lead its vote: ask another convener; where there is none, let the body choose another chair and have the seat recorded.',
    { article: 'R§3.3', details: { conveners: others } },
  );
}

/** CloseBallot: the verdict with its arithmetic and article; nobody has to work it out (OpenSlides#6667). */
export function closeBallot(command: Given<'CloseBallot'>, state: Opened): readonly DecisionEvent[] {
  const ballot = openBallotOf(state, command.data.ballot);
  const { number, step, teller, scrutineer, conveners } = ballot;
  const by = listedAs(ballot, command.by.person);
  mustNotBeRecused(by, ballot.state.recused, conveners);
  if (![teller, scrutineer, ...conveners].includes(by))
    forbidden(
      'decision.notConvener',
      '表决由召集人、计票人或监票人结束。',
      'A ballot is closed by the convener, the teller or the scrutineer.',
      { article: 'R§3.1' },
    );
  if (ballot.state.form !== 'named' && !ballot.entered?.confirmed)
    conflict(
      'decision.countsNotConfirmed',
      '票数须由计票人录入并由监票人确认后才能结束表决。',
      'The teller enters the counts and the scrutineer confirms them before the ballot is closed.',
      { article: 'R§12 监票人/计票人' },
    );
  const { carried, data } = resultOf(ballot, ballot.state);
  return [{ type: 'BallotClosed', data: { ballot: number, step, ...data } }, outcome(state, ballot, carried)];
}
