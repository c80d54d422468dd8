import { never } from '#kernel';
import { castVote, counted, departed, openedBallot, voidVote } from '#procedure';
import type { DecisionEvent, Roll } from '../events.js';
import type { BallotRecord, Live } from './state.js';

type BallotEventType =
  | 'VoteCast'
  | 'PaperVoteVoidAsked'
  | 'PaperVoteVoided'
  | 'CountsRecorded'
  | 'CountsConfirmed'
  | 'DepartureNoted'
  | 'BallotClosed'
  | 'CorrectionAsked'
  | 'VerdictRecounted';
export type BallotEvent = Extract<DecisionEvent, { type: BallotEventType }>;
type Closing = Extract<DecisionEvent, { type: 'BallotClosed' }>['data'];
type Opening = Extract<DecisionEvent, { type: 'BallotOpened' }>['data'];

const counts = (roll: Roll): readonly string[] | number => ('number' in roll ? roll.number : roll);

/** The record of a ballot at its opening. */
export function recordOf(opening: Opening): BallotRecord {
  const { ballot: number, sitting, step, body, heldOn, teller, scrutineer, planVersion } = opening;
  const { form, kind, options, seats, recused, rule, conveners, quorum, aliases } = opening;
  const [roll, present] = [counts(opening.roll), counts(opening.present)];
  return {
    ...{ number, sitting, step, body, heldOn, teller, scrutineer, planVersion, rule, conveners, quorum },
    aliases,
    state: openedBallot({ form, kind, options, seats, roll, present, recused }),
    entered: null,
    voidAsked: null,
    correctionAsked: null,
    result: null,
  };
}

type Counted = Pick<Closing, 'tally' | 'verdict' | 'counts'>;

function resultOf({ tally, verdict, counts: found }: Counted): NonNullable<BallotRecord['result']> {
  return { carried: verdict.carried, tally, verdict, counts: found };
}

function after(ballot: BallotRecord, event: BallotEvent): BallotRecord {
  const { state } = ballot;
  switch (event.type) {
    case 'VoteCast':
      return { ...ballot, state: castVote(state, event.data.person, event.data.paper, event.data.via) };
    case 'PaperVoteVoidAsked':
      return { ...ballot, voidAsked: event.data };
    case 'PaperVoteVoided':
      return { ...ballot, voidAsked: null, state: voidVote(state, event.data.person) };
    case 'CountsRecorded':
      return { ...ballot, entered: { counts: event.data.counts, by: event.data.by, confirmed: false } };
    case 'CountsConfirmed':
      return ballot.entered
        ? {
            ...ballot,
            entered: { ...ballot.entered, confirmed: true },
            state: counted(state, ballot.entered.counts),
          }
        : ballot;
    case 'DepartureNoted':
      return { ...ballot, state: departed(state, event.data.person) };
    case 'BallotClosed':
      return { ...ballot, result: resultOf(event.data) };
    case 'CorrectionAsked':
      return { ...ballot, correctionAsked: event.data };
    case 'VerdictRecounted': {
      const { voidedVoteOf } = event.data;
      const recounted =
        voidedVoteOf === null ? counted(state, event.data.counts) : voidVote(state, voidedVoteOf);
      const result = resultOf(event.data);
      return { ...ballot, correctionAsked: null, state: recounted, result };
    }
    default:
      return never(event);
  }
}

/** The decision after an event of one of its ballots; looks at nothing but that ballot (hot path of voting). */
export function evolveBallot(state: Live, event: BallotEvent): Pick<Live, 'ballots'> {
  const { ballot: number } = event.data;
  return { ballots: state.ballots.map((one) => (one.number === number ? after(one, event) : one)) };
}
