import { missingVotes, type BallotRow, type VoteSeen } from './ballot.view.js';
import type { ObjectionSeen } from './decision-page-row.js';

/** Who reads: `person` is null for the public; the rest follows from the seats of the day. */
export type Reader = Readonly<{
  person: string | null;
  /** Secretary, chair, vice-chair or member of 社区党组织 or 居委会. */
  organ: boolean;
  supervision: boolean;
  /** Any seat of the community. */
  member: boolean;
  /** The street or town above, or an auditor in whose scope the community lies. */
  above: boolean;
}>;

/** Nobody in particular. */
export const thePublic: Reader = {
  person: null,
  organ: false,
  supervision: false,
  member: false,
  above: false,
};

/** The text with the spans that name third persons blacked out, each character for one. */
export function blackedOut(text: string, blackouts: ObjectionSeen['blackouts']): string {
  return [...text]
    .map((letter, at) => (blackouts.some(({ from, to }) => from <= at && at < to) ? '█' : letter))
    .join('');
}

/** A ballot as it is shown: who has voted, whose vote is missing, the reader's own vote; counts after the close. */
export type BallotShown = Omit<BallotRow, 'votes' | 'aliases'> &
  Readonly<{ voted: readonly string[]; missing: readonly string[]; own: VoteSeen | null }>;

/** A ballot for one person: nobody's paper leaves the row but one's own. */
export function ballotFor(row: BallotRow, person: string | null): BallotShown {
  const { votes, aliases, ...rest } = row;
  return {
    ...rest,
    voted: Object.keys(votes).sort(),
    missing: missingVotes(row),
    own: (person !== null ? votes[aliases[person] ?? person] : undefined) ?? null,
  };
}
