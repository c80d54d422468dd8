import { conflict, forbidden, invalid } from '#kernel';
import { whyMayNotVote, whyPaperUnfit, type BallotPaper, type VoteVia } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { listedAs } from './cards.js';
import { openBallotOf, type Opened } from './phase.js';
import { mustSay } from './plan.js';
import type { BallotRecord, Given } from './state.js';
import { lawOf } from './steps.js';

const counters = (ballot: BallotRecord): readonly string[] => [ballot.teller, ballot.scrutineer];

/** Refuses unless the person is teller or scrutineer of this ballot. */
export function mustCount(ballot: BallotRecord, person: string): void {
  if (counters(ballot).includes(person)) return;
  forbidden(
    'decision.notCounter',
    '只有本次表决的计票人或监票人可以这样做。',
    'Only the teller or the scrutineer of this ballot may do this.',
    { article: 'R§12 监票人/计票人' },
  );
}

function checkVote(
  state: Opened,
  ballot: BallotRecord,
  person: string,
  paper: BallotPaper,
  via: VoteVia,
): void {
  const mayNot = whyMayNotVote(ballot.state, person, via, lawOf(state));
  if (mayNot) conflict(mayNot.code, mayNot.zh, mayNot.en, refusal(mayNot.article, person));
  const unfit = whyPaperUnfit(ballot.state, paper);
  if (unfit) invalid(unfit.code, unfit.zh, unfit.en, refusal(unfit.article, person));
}

const refusal = (article: string | undefined, person: string) => ({
  ...(article === undefined ? {} : { article }),
  details: { person },
});

/** CastVote: one's own, on one's own phone, in the room; final once recorded. */
export function voteByPhone(command: Given<'CastVote'>, state: Opened): readonly DecisionEvent[] {
  const { ballot: number, paper } = command.data;
  const ballot = openBallotOf(state, number);
  const person = listedAs(ballot, command.by.person);
  checkVote(state, ballot, person, paper, 'phone');
  if (paper.kind === 'spoiled')
    invalid(
      'decision.spoiledByPhone',
      '手机不能投废票:可以弃权,或交纸票。',
      'A phone cannot spoil a paper: abstain, or hand in a paper ballot.',
    );
  return [{ type: 'VoteCast', data: { ballot: number, person, paper, via: 'phone', enteredBy: null } }];
}

/** EnterPaperVote: a named paper, entered by teller or scrutineer. */
export function enterPaperVote(command: Given<'EnterPaperVote'>, state: Opened): readonly DecisionEvent[] {
  const { ballot: number, paper } = command.data;
  const ballot = openBallotOf(state, number);
  const [person, enteredBy] = [listedAs(ballot, command.data.person), listedAs(ballot, command.by.person)];
  mustCount(ballot, enteredBy);
  checkVote(state, ballot, person, paper, 'paper');
  return [{ type: 'VoteCast', data: { ballot: number, person, paper, via: 'paper', enteredBy } }];
}

/** Refuses unless a paper vote of this person stands on the ballot; a vote by phone is final. */
export function mustBePaperVote(ballot: BallotRecord, person: string): void {
  const vote = ballot.state.votes[person];
  if (vote && !vote.voided && vote.via === 'paper') return;
  conflict(
    'decision.noPaperVote',
    '此人没有有效的纸票记录;手机投票一经确认不得更改。',
    'No paper vote of this person stands; a vote by phone is final once confirmed.',
    { details: { person } },
  );
}

/** VoidPaperVote: said by one of teller and scrutineer, made so by the other, before the close. */
export function voidPaperVote(command: Given<'VoidPaperVote'>, state: Opened): readonly DecisionEvent[] {
  const { ballot: number, reason } = command.data;
  const ballot = openBallotOf(state, number);
  const [person, by] = [listedAs(ballot, command.data.person), listedAs(ballot, command.by.person)];
  mustCount(ballot, by);
  mustBePaperVote(ballot, person);
  mustSay(reason, '作废理由', 'reason');
  const asked = ballot.voidAsked;
  if (asked && asked.person === person && asked.by !== by)
    return [
      { type: 'PaperVoteVoided', data: { ballot: number, person, reason: asked.reason, by: [asked.by, by] } },
    ];
  if (asked && asked.person === person) return [];
  return [{ type: 'PaperVoteVoidAsked', data: { ballot: number, person, reason, by } }];
}

/** NoteDeparture: who leaves during a ballot loses the vote he has not cast; he stays in the base. */
export function noteDeparture(command: Given<'NoteDeparture'>, state: Opened): readonly DecisionEvent[] {
  const { sitting } = command.data;
  const ballot = state.ballots.find((one) => !one.result && one.sitting === sitting);
  if (!ballot) return [];
  const [person, by] = [listedAs(ballot, command.data.person), listedAs(ballot, command.by.person)];
  if (!by.startsWith('system:') && !ballot.conveners.includes(by))
    forbidden(
      'decision.notConvener',
      '离场由会议登记后自动告知;也可由召集人登记。',
      'Departures are told by the sitting itself, or noted by a convener.',
    );
  const { roll, departed } = ballot.state;
  if (typeof roll === 'number' || !roll.includes(person) || departed.includes(person)) return [];
  return [{ type: 'DepartureNoted', data: { ballot: ballot.number, person } }];
}
