import type { Message, Sealed } from '#kernel';
import type { BallotForm, BallotKind, BallotPaper } from '#procedure';
import type { InterpellationBasis, Photograph } from './disclosure-events.js';

export type Money = Readonly<{ line: string; amountFen: number; payeeRule: string; purpose: string }>;
export type Initiative = 'members' | 'residents' | 'cadres' | 'higherAuthority';
export type Counts = Readonly<{
  yes: number;
  no: number;
  abstain: number;
  spoiled: number;
  /** Per option, for the kinds `options` and `choose`. */
  options?: Readonly<Record<string, number>>;
}>;

export type DecisionCommand =
  | Message<
      'OpenDecision',
      {
        community: string;
        ruleSet: string;
        category: string;
        initiative: Initiative;
        title: string;
        plan: string;
        money: Money | null;
        attachments: readonly string[];
        reliesOn: readonly string[];
      }
    >
  | Message<'RevisePlan', { plan: string; money: Money | null; reason: string }>
  | Message<'DeclareRecusal', { step: string; person: string; reason: Sealed }>
  | Message<
      'OpenBallot',
      {
        sitting: string;
        step: string;
        form: BallotForm;
        kind: BallotKind;
        options: readonly string[];
        /** How many may be chosen (kind `choose`); 1 otherwise. */
        seats: number;
        teller: string;
        scrutineer: string;
      }
    >
  | Message<'CastVote', { ballot: number; paper: BallotPaper }>
  | Message<'EnterPaperVote', { ballot: number; person: string; paper: BallotPaper }>
  /** Said by teller and scrutineer, one after the other; the second makes it so. */
  | Message<'VoidPaperVote', { ballot: number; person: string; reason: string }>
  | Message<'RecordCounts', { ballot: number; counts: Counts; imageHash?: string }>
  | Message<'ConfirmCounts', { ballot: number }>
  | Message<'NoteDeparture', { sitting: string; person: string }>
  | Message<'CloseBallot', { ballot: number }>
  /** After the close and before the minutes are confirmed: a wrong entry is voided and recounted, by two persons. */
  | Message<
      'CorrectBallot',
      { ballot: number; voidVoteOf: string | null; counts: Counts | null; reason: string }
    >
  | Message<'WithdrawDecision', { reason: string }>
  | Message<
      'ReenterDecision',
      { step: string; plan: string; money: Money | null; substantive: boolean; reason: string }
    >
  | Message<'ReferToResidentsMeeting', { reason: string }>
  | Message<'CheckPosting', { step: string; opinion: 'agreed' | 'objected'; remark: Sealed | null }>
  | Message<'Post', { step: string; from: string; places: readonly string[]; contentHash: string }>
  | Message<'AttestHanging', { step: string; on: string; place: string }>
  | Message<
      'ReportInterruption',
      { step: string; place: string; from: string; until: string; reason: string }
    >
  | Message<'PhotographBoard', Photograph>
  | Message<'ProbePage', { step: string; on: string; found: boolean; reason: string | null }>
  | Message<'AttestTakingDown', { step: string; on: string; place: string }>
  | Message<'ClosePosting', { step: string }>
  | Message<'SettlePostingEnd', { step: string }>
  /** A written question by a body's members or a tenth of the adults; `documentHash`: the paper that all have signed; `voters`: how many adults. */
  | Message<
      'Interpellate',
      {
        step: string;
        text: Sealed;
        basis: InterpellationBasis;
        signers: readonly string[];
        voters: number | null;
        documentHash: string;
      }
    >
  | Message<'FileObjection', { step: string; text: Sealed; contact: Sealed | null }>
  | Message<
      'AnswerObjection',
      {
        objection: string;
        reply: Sealed;
        outcome: 'answered' | 'upheldToReview' | 'upheldToResolution';
        /** Spans of the text [from, to) that name third persons. */
        blackouts: readonly Readonly<{ from: number; to: number; reason: string }>[];
      }
    >
  | Message<'EscalateObjection', { objection: string; why: 'late' | 'notSatisfied' }>
  | Message<'StartImplementation', { startedOn: string }>
  | Message<'ReportProgress', { percent: number; note: string }>
  | Message<'RecordContract', { payee: string; amountFen: number; documentHash: string; signedOn: string }>
  | Message<
      'RecordSpending',
      { line: string; purpose: string; payee: string; amountFen: number; paidOn: string; voucherHash: string }
    >
  | Message<'CompleteImplementation', { completedOn: string }>
  | Message<'RecordOutsideFact', { title: string; from: string; until: string; documentHash: string }>
  | Message<'CloseFile', Record<never, never>>
  | Message<'Remark', { text: Sealed }>
  | Message<'AnnulDecision', { by: 'court' | 'higherMeeting'; documentHash: string; reason: string }>
  | Message<'NoteReliance', { decision: string }>
  | Message<'MarkRelianceLost', { on: string }>;
