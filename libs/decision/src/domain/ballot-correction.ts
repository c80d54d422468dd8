import { conflict, invalid } from '#kernel';
import { counted, voidVote } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { checkCounts } from './ballot-counts.js';
import { outcome, resultOf } from './ballot-closing.js';
import { listedAs } from './cards.js';
import { mustBePaperVote, mustCount } from './ballot-votes.js';
import { ballotOf, inPhase, type Opened } from './phase.js';
import { mustSay } from './plan.js';
import { mustNotBeVoting } from './revising.js';
import type { BallotRecord, Given } from './state.js';

type Command = Given<'CorrectBallot'>;
type Correction = Command['data'];
type Asked = NonNullable<BallotRecord['correctionAsked']>;

/** Something newer stands in its place: another text, another body, or an earlier step that fell in a recount. */
function isSuperseded(state: Opened, ballot: BallotRecord): boolean {
  if (ballot.planVersion !== state.planVersion || (state.referred && ballot.body !== 'residents'))
    return true;
  if (state.phase === 'deliberating') return state.step === ballot.step;
  return state.phase === 'failed' && ballot.number > (state.held[state.step]?.ballot ?? 0);
}

function mustBeCorrectable(command: Command, state: Opened, ballot: BallotRecord): void {
  inPhase(state, 'deliberating', 'failed', 'posting', 'concluded');
  mustNotBeVoting(state);
  const minutes = command.facts.sitting?.state;
  if (minutes && 'minutes' in minutes && minutes.minutes === 'confirmed')
    conflict(
      'decision.minutesConfirmed',
      '会议记录已确认,票数不能再改:只能由同类会议重新议决,或依法撤销。',
      'The minutes are confirmed and the count stands: only a new vote by the same kind of meeting, or annulment, changes it.',
      { article: 'R§3.6' },
    );
  if (isSuperseded(state, ballot))
    conflict(
      'decision.ballotSuperseded',
      '该次表决之后方案已修改、已提交居民会议或前一步已重计未通过,不能再更正。',
      'Since this ballot the plan was changed, referred to the residents’ meeting, or an earlier step fell in a recount: vote anew.',
      { details: { ballot: ballot.number } },
    );
}

const voidedIn = (ballot: BallotRecord, { data }: Command): string | null =>
  data.voidVoteOf === null ? null : listedAs(ballot, data.voidVoteOf);

function corrected(state: Opened, ballot: BallotRecord, data: Correction): BallotRecord['state'] {
  const { voidVoteOf, counts } = data;
  if ((voidVoteOf === null) === (counts === null))
    invalid(
      'decision.correctionUnclear',
      '请写明作废何人的纸票,或更正后的票数,二者择一。',
      'Say either whose paper vote is void or what the counts are, one of the two.',
    );
  if (voidVoteOf !== null) {
    mustBePaperVote(ballot, voidVoteOf);
    return voidVote(ballot.state, voidVoteOf);
  }
  if (counts === null) return ballot.state;
  checkCounts(state, ballot, counts);
  return counted(ballot.state, counts);
}

const same = (asked: Asked, data: Correction): boolean =>
  asked.voidVoteOf === data.voidVoteOf && countsKey(asked.counts) === countsKey(data.counts);

const countsKey = (counts: Asked['counts']): string =>
  counts === null
    ? ''
    : JSON.stringify([
        [counts.yes, counts.no, counts.abstain, counts.spoiled],
        Object.entries(counts.options ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ]);

/** CorrectBallot: between close and minutes, asked by one of teller and scrutineer, made so by the other; recounts. */
export function correctBallot(command: Command, state: Opened): readonly DecisionEvent[] {
  const ballot = ballotOf(state, command.data.ballot);
  const by = listedAs(ballot, command.by.person);
  const data = { ...command.data, voidVoteOf: voidedIn(ballot, command) };
  if (!ballot.result)
    return conflict(
      'decision.ballotStillOpen',
      '表决尚未结束:请在结束前作废错录的票。',
      'The ballot is still open: void the wrong entry before the close.',
    );
  mustCount(ballot, by);
  mustBeCorrectable(command, state, ballot);
  mustSay(data.reason, '更正理由', 'reason');
  const votes = corrected(state, ballot, data);
  const asked = ballot.correctionAsked;
  if (asked === null || asked.by === by) return [{ type: 'CorrectionAsked', data: { ...data, by } }];
  if (!same(asked, data))
    conflict(
      'decision.correctionDiffers',
      '与另一人提出的更正不一致:请两人核对后重新提出。',
      'This differs from what the other one asked for: check together and ask again.',
      { details: { asked: { voidVoteOf: asked.voidVoteOf, counts: asked.counts } } },
    );
  const was = ballot.result.carried;
  const result = resultOf(ballot, votes);
  const recounted = {
    ballot: ballot.number,
    step: ballot.step,
    voidedVoteOf: data.voidVoteOf,
    reason: asked.reason,
    by: [asked.by, by] as const,
    was,
    ...result.data,
  };
  const turned = result.carried === was ? [] : [outcome(state, ballot, result.carried)];
  return [{ type: 'VerdictRecounted', data: recounted }, ...turned];
}
