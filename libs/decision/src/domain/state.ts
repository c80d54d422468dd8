import type { Fact, Issued } from '#kernel';
import type { CommunityState, OrganizationState } from '#community/events';
import type { BallotState, QuorumCheck, Tally, Verdict } from '#procedure';
import type {
  AgendaItem,
  Aliases,
  BallotRule,
  BodyRoll,
  ConvenedItem,
  Counts,
  DecisionCommand,
  Money,
  Roll,
  SittingCommand,
} from '../events.js';

// ---------------------------------------------------------------- sitting
type Convened = Readonly<{
  community: string;
  items: readonly ConvenedItem[];
  heldOn: string;
  called: readonly BodyRoll[];
  convenerBodies: readonly string[];
}>;
export type Minutes = 'none' | 'recorded' | 'confirmed';

type Held = Convened &
  Readonly<{
    rolls: readonly BodyRoll[];
    /** In the room now; left ones are gone from here. */
    present: readonly string[];
    departed: readonly string[];
    headcounts: Readonly<Record<string, number>>;
    secondPersonNeeded: boolean;
    openedBy: string;
    minutes: Minutes;
    minutesBy: string | null;
  }>;

export type SittingState =
  | Readonly<{ phase: 'none' }>
  | (Convened & Readonly<{ phase: 'convened' }>)
  | (Held & Readonly<{ phase: 'open' }>)
  | (Held & Readonly<{ phase: 'adjourned' }>)
  | (Held & Readonly<{ phase: 'closed' }>)
  | (Convened & Readonly<{ phase: 'cancelled' }>);

/** Facts of a sitting's command: the community, its street or town, and `decision:<id>` for each item. */
export type SittingFacts = Readonly<
  {
    community?: Fact<CommunityState>;
    street?: Fact<OrganizationState>;
    roomCodes?: Fact<readonly string[]>;
  } & {
    [decision: `decision:${string}`]: Fact<DecisionState> | undefined;
  }
>;

// ---------------------------------------------------------------- decision
export type BallotRecord = Readonly<{
  number: number;
  sitting: string;
  step: string;
  body: string;
  heldOn: string;
  teller: string;
  scrutineer: string;
  planVersion: number;
  rule: BallotRule;
  conveners: readonly string[];
  aliases: Aliases;
  quorum: QuorumCheck | null;
  state: BallotState;
  /** Counts entered by the teller, waiting for the scrutineer. */
  entered: Readonly<{ counts: Counts; by: string; confirmed: boolean }> | null;
  voidAsked: Readonly<{ person: string; by: string; reason: string }> | null;
  correctionAsked: Readonly<{
    voidVoteOf: string | null;
    counts: Counts | null;
    by: string;
    reason: string;
  }> | null;
  result: Readonly<{ carried: boolean; tally: Tally; verdict: Verdict; counts: Counts }> | null;
}>;

export type Objection = Readonly<{
  id: string;
  step: string;
  kind: 'objection' | 'query' | 'interpellation';
  filedOn: string;
  replyBy: string;
  by: string | null;
  textKey: string;
  answeredOn: string | null;
  outcome: 'open' | 'answered' | 'upheldToReview' | 'upheldToResolution';
  escalated: boolean;
  /** The objector has turned to the street office after the answer. */
  unsatisfied: boolean;
}>;

export type Attestation = Readonly<{ on: string; place: string; by: string; supervision: boolean }>;

export type Posting = Readonly<{
  step: string;
  from: string;
  minDays: number;
  lastDay: string;
  provisional: boolean;
  objectionUntil: string;
  places: readonly string[];
  requiredPlaces: readonly string[];
  hung: readonly Attestation[];
  takenDown: readonly Attestation[];
  interruptions: readonly Readonly<{ place: string; from: string; until: string }>[];
  photographs: readonly Readonly<{ place: string; on: string; photoHash: string; dated: boolean }>[];
  /** The days on which the public page was asked for, and whether it showed the posting. */
  probes: Readonly<Record<string, boolean>>;
  proven: boolean;
}>;

export type Implementation = Readonly<{
  startedOn: string;
  completedOn: string | null;
  percent: number;
  contractedFen: number;
  spentFen: number;
}>;

export type Live = Readonly<{
  origin: string;
  community: string;
  ruleSet: string;
  category: string;
  aid: boolean;
  title: string;
  openedOn: string;
  planVersion: number;
  planHash: string;
  money: Money | null;
  reliesOn: readonly string[];
  reliedOnBy: readonly string[];
  relianceLost: readonly string[];
  /** The step that is due now; `body` differs from the rule set's only after a referral to the residents' meeting. */
  step: string;
  referred: boolean;
  /** Verdict of each step that was held, the latest one, with the sitting in which it fell. */
  held: Readonly<
    Record<string, Readonly<{ ballot: number; sitting: string; carried: boolean; heldOn: string }>>
  >;
  ballots: readonly BallotRecord[];
  recusals: readonly Readonly<{ step: string; person: string }>[];
  checks: Readonly<Record<string, Readonly<{ opinion: 'agreed' | 'objected'; by: string }>>>;
  postings: Readonly<Record<string, Posting>>;
  objections: readonly Objection[];
  implementation: Implementation | null;
  /** Types of all events so far, in order: the numbered list of the file (一事一档). */
  file: readonly string[];
}>;

/**
 * `deliberating`: a meeting step is due. `failed`: it fell and waits for one of the three ways out. `posting`: the step
 * is a posting, up or not yet. `implementing`, `concluded`: no step is left and only the file is to be closed (a
 * practice set that ends with its meeting); then the end states.
 */
export type DecisionState =
  | Readonly<{ phase: 'none' }>
  | (Live & Readonly<{ phase: 'deliberating' | 'failed' | 'posting' | 'implementing' | 'concluded' }>)
  | (Live & Readonly<{ phase: 'filed' | 'withdrawn' | 'annulled' }>);

/** Facts of a decision's command. `street` is the community's street or town; `previous` the sitting of the step before. */
export type DecisionFacts = Readonly<
  {
    community?: Fact<CommunityState>;
    street?: Fact<OrganizationState>;
    sitting?: Fact<SittingState>;
    previous?: Fact<SittingState>;
  } & { [decision: `decision:${string}`]: Fact<DecisionState> | undefined }
>;

type OfType<C, T> = Extract<C, { type: T }>;
/** A decision's command of one type, issued. */
export type Given<T extends DecisionCommand['type']> = Issued<OfType<DecisionCommand, T>, DecisionFacts>;
/** A sitting's command of one type, issued. */
export type GivenSitting<T extends SittingCommand['type']> = Issued<OfType<SittingCommand, T>, SittingFacts>;

export type { AgendaItem, Roll };
