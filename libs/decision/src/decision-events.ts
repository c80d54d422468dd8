import type { Judged, Message, Sealed } from '#kernel';
import type {
  BallotForm,
  BallotKind,
  BallotPaper,
  CommunityKind,
  QuorumCheck,
  ShareRule,
  StepKind,
  Tally,
  Verdict,
} from '#procedure';
import type { Counts, Initiative, Money } from './decision-commands.js';
import type { DisclosingEvent } from './disclosure-events.js';
import type { Roll } from './sitting-events.js';

/** Joined person id → the id under which that human is listed. */
export type Aliases = Readonly<Record<string, string>>;

/** The rule that a ballot is judged by, written down when it opens. */
export type BallotRule = Readonly<{
  quorum: ShareRule | null;
  majority: ShareRule;
  recusal: 'staysInBase' | 'outOfBase';
  sources: readonly string[];
}>;

export type DecisionEvent =
  /** A member of the party branch has put a matter forward (动议). */
  | Message<
      'DecisionOpened',
      {
        /** Id of the command that opened it. */
        origin: string;
        community: string;
        ruleSet: string;
        /** Of the whole set as it was when the decision was opened: a set that was changed afterwards is noticed. */
        ruleSetHash: string;
        category: string;
        aid: boolean;
        initiative: Initiative;
        title: string;
        /** Sealed in a matter of aid. */
        plan: string | Sealed;
        planVersion: 1;
        /** SHA-256 of the plan; of a sealed one the name of its key. */
        planHash: string;
        money: Money | null;
        attachments: readonly string[];
        reliesOn: readonly string[];
        firstStep: string;
        openedOn: string;
        judged: readonly Judged[];
      }
    >
  /** The convener has put a new version of the text between two meetings. */
  | Message<
      'PlanRevised',
      { plan: string | Sealed; planVersion: number; planHash: string; money: Money | null; reason: string }
    >
  /** Somebody stands aside in one step, by his own word or entered by the convener. */
  | Message<'RecusalDeclared', { step: string; person: string; reason: Sealed }>
  /** The quorum was met and a vote on one version of the plan began; roll, presence and rule are fixed here. */
  | Message<
      'BallotOpened',
      {
        ballot: number;
        sitting: string;
        step: string;
        body: string;
        heldOn: string;
        form: BallotForm;
        kind: BallotKind;
        options: readonly string[];
        seats: number;
        teller: string;
        scrutineer: string;
        planVersion: number;
        planHash: string;
        roll: Roll;
        present: Roll;
        recused: readonly string[];
        quorum: QuorumCheck | null;
        /** Parts of the body that must be there besides, e.g. 2/3 of the residents' representatives. */
        alsoQuorum: readonly QuorumCheck[];
        rule: BallotRule;
        /** Who may close it, besides teller and scrutineer; recused ones are left out (R§3.3). */
        conveners: readonly string[];
        /** Other cards of the persons named here, as joined when the ballot opened. */
        aliases: Aliases;
        /** The authorization relied on at step 4 since 2026 (§30). */
        authorization: string | null;
        judged: readonly Judged[];
      }
    >
  /** A person on the roll has voted, by phone or on paper. */
  | Message<
      'VoteCast',
      { ballot: number; person: string; paper: BallotPaper; via: 'phone' | 'paper'; enteredBy: string | null }
    >
  /** Teller or scrutineer has found a paper entered wrongly and waits for the other one. */
  | Message<'PaperVoteVoidAsked', { ballot: number; person: string; reason: string; by: string }>
  /** Both have declared the paper entry void; the person may vote again. */
  | Message<
      'PaperVoteVoided',
      { ballot: number; person: string; reason: string; by: readonly [string, string] }
    >
  /** The teller has entered the counts of hands or of secret papers. */
  | Message<'CountsRecorded', { ballot: number; counts: Counts; imageHash: string | null; by: string }>
  /** The scrutineer has confirmed these counts. */
  | Message<'CountsConfirmed', { ballot: number; by: string }>
  /** Somebody left while the ballot was open: his vote ends, the base stays. */
  | Message<'DepartureNoted', { ballot: number; person: string }>
  /** The vote is over; the verdict with its arithmetic and article. */
  | Message<
      'BallotClosed',
      {
        ballot: number;
        step: string;
        tally: Tally;
        verdict: Verdict;
        elected: readonly string[] | null;
        tied: readonly string[] | null;
        counts: Counts;
      }
    >
  /** The step carried and the next one is due. */
  | Message<'StepPassed', { step: string; ballot: number; next: string | null; nextKind: StepKind | null }>
  /** The step fell: withdraw, re-enter revised, or refer. */
  | Message<'StepFailed', { step: string; ballot: number }>
  /** One of teller and scrutineer asks, before the minutes are confirmed, for a recount. */
  | Message<
      'CorrectionAsked',
      { ballot: number; voidVoteOf: string | null; counts: Counts | null; reason: string; by: string }
    >
  /** A recount: the new verdict stands for the one named; StepPassed or StepFailed follows when the result turns. */
  | Message<
      'VerdictRecounted',
      {
        ballot: number;
        step: string;
        voidedVoteOf: string | null;
        reason: string;
        by: readonly [string, string];
        tally: Tally;
        verdict: Verdict;
        counts: Counts;
        was: boolean;
        elected: readonly string[] | null;
        tied: readonly string[] | null;
      }
    >
  /** The party branch has taken the matter back before it was resolved. */
  | Message<'DecisionWithdrawn', { reason: string; step: string; reliedOnBy: readonly string[] }>
  /** A fallen matter starts again, revised, at step 1 or 2. */
  | Message<
      'DecisionReentered',
      {
        step: string;
        plan: string | Sealed;
        planVersion: number;
        planHash: string;
        money: Money | null;
        substantive: boolean;
        reason: string;
      }
    >
  /** The residents’ (villagers’) meeting is to decide instead of the representatives. */
  | Message<
      'DecisionReferred',
      { reason: string; step: string; body: 'residents'; article: string; communityKind?: CommunityKind }
    >
  /** A court (§40) or the residents’ meeting (§30) has annulled the resolution. */
  | Message<
      'DecisionAnnulled',
      {
        by: 'court' | 'higherMeeting';
        documentHash: string;
        reason: string;
        article: string;
        reliedOnBy: readonly string[];
      }
    >
  /** Another decision was opened on the strength of this one. */
  | Message<'RelianceNoted', { decision: string; lost: boolean }>
  /** A decision that this one relies on no longer stands. */
  | Message<'RelianceLost', { on: string }>
  | DisclosingEvent;
