import { defineView } from '#read-models';
import type { BallotPaper, QuorumCheck, Tally, Verdict, VoteVia } from '#procedure';
import type { Aliases, Counts, Roll } from './events.js';
import { idOf, told, type Told, type ToldOf } from './told.js';

/** A vote as its voter sees it; nobody else is shown the paper. */
export type VoteSeen = Readonly<{ paper: BallotPaper; via: VoteVia }>;

/** One ballot of one decision. */
export type BallotRow = Readonly<{
  ballot: string;
  decision: string;
  number: number;
  sitting: string;
  step: string;
  body: string;
  heldOn: string;
  form: string;
  kind: string;
  options: readonly string[];
  seats: number;
  teller: string;
  scrutineer: string;
  planVersion: number;
  planHash: string;
  roll: Roll;
  present: Roll;
  recused: readonly string[];
  departed: readonly string[];
  /** Other cards of those named, for their own eyes. */
  aliases: Aliases;
  quorum: QuorumCheck | null;
  alsoQuorum: readonly QuorumCheck[];
  authorization: string | null;
  votes: Readonly<Record<string, VoteSeen>>;
  countsEntered: boolean;
  open: boolean;
  counts: Counts | null;
  tally: Tally | null;
  verdict: Verdict | null;
  elected: readonly string[] | null;
  tied: readonly string[] | null;
  recounts: readonly Readonly<{ reason: string; by: readonly string[]; was: boolean; at: string }>[];
}>;

function opened(key: string, { data, stream }: ToldOf<'BallotOpened'>): BallotRow {
  const { ballot: number, rule: _rule, conveners: _conveners, judged: _judged, ...rest } = data;
  return {
    ...rest,
    ballot: key,
    decision: idOf({ stream }),
    number,
    departed: [],
    votes: {},
    countsEntered: false,
    open: true,
    counts: null,
    tally: null,
    verdict: null,
    elected: null,
    tied: null,
    recounts: [],
  };
}

const without = (votes: BallotRow['votes'], person: string): BallotRow['votes'] =>
  Object.fromEntries(Object.entries(votes).filter(([voter]) => voter !== person));

function changed(row: BallotRow, event: Told): BallotRow {
  switch (event.type) {
    case 'VoteCast': {
      const { person, paper, via } = event.data;
      return { ...row, votes: { ...row.votes, [person]: { paper, via } } };
    }
    case 'PaperVoteVoided':
      return { ...row, votes: without(row.votes, event.data.person) };
    case 'DepartureNoted':
      return { ...row, departed: [...row.departed, event.data.person] };
    case 'CountsRecorded':
      return { ...row, countsEntered: true };
    case 'BallotClosed': {
      const { counts, tally, verdict, elected, tied } = event.data;
      return { ...row, open: false, counts, tally, verdict, elected, tied };
    }
    case 'VerdictRecounted': {
      const { counts, tally, verdict, elected, tied, reason, by, was, voidedVoteOf } = event.data;
      const recounts = [...row.recounts, { reason, by, was, at: event.metadata.at }];
      const votes = voidedVoteOf === null ? row.votes : without(row.votes, voidedVoteOf);
      return { ...row, counts, tally, verdict, elected, tied, recounts, votes };
    }
    default:
      return row;
  }
}

const concerned: ReadonlySet<string> = new Set([
  'BallotOpened',
  'VoteCast',
  'PaperVoteVoided',
  'DepartureNoted',
  'CountsRecorded',
  'BallotClosed',
  'VerdictRecounted',
]);

/** Ballots, for the page of the decision and that of the sitting. */
export const ballots = defineView<BallotRow>({
  name: 'ballot_v1',
  key: 'ballot',
  columns: {
    ballot: 'text',
    decision: 'text',
    number: 'integer',
    sitting: 'text',
    step: 'text',
    body: 'text',
    heldOn: 'date',
    form: 'text',
    kind: 'text',
    options: 'jsonb',
    seats: 'integer',
    teller: 'text',
    scrutineer: 'text',
    planVersion: 'integer',
    planHash: 'text',
    roll: 'jsonb',
    present: 'jsonb',
    recused: 'jsonb',
    departed: 'jsonb',
    aliases: 'jsonb',
    quorum: 'jsonb',
    alsoQuorum: 'jsonb',
    authorization: 'text',
    votes: 'jsonb',
    countsEntered: 'boolean',
    open: 'boolean',
    counts: 'jsonb',
    tally: 'jsonb',
    verdict: 'jsonb',
    elected: 'jsonb',
    tied: 'jsonb',
    recounts: 'jsonb',
  },
  indexes: [{ columns: ['decision', 'number'] }, { columns: ['sitting'] }],
  categories: ['decision'],
  rows(recorded) {
    const event = told(recorded);
    if (!concerned.has(event.type) || !('ballot' in event.data)) return [];
    return [`${idOf(event)}:${event.data.ballot}`];
  },
  evolve(row, recorded, key) {
    const event = told(recorded);
    if (event.type === 'BallotOpened') return opened(key, event);
    return row ? changed(row, event) : null;
  },
});

/** Whose vote is missing in an open named ballot: present, not recused, not gone, not yet voted. */
export function missingVotes(row: BallotRow): readonly string[] {
  const { present } = row;
  if (!row.open || row.form !== 'named' || !('filter' in present)) return [];
  const done = new Set([...Object.keys(row.votes), ...row.recused, ...row.departed]);
  return present.filter((person) => !done.has(person));
}
