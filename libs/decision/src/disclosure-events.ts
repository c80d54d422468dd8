import type { Judged, Message, Sealed } from '#kernel';

export type PostedData = Readonly<{
  step: string;
  from: string;
  minDays: number;
  /** Last day of the period by Civil Code §201–203; `provisional` beyond the working-day table. */
  lastDay: string;
  provisional: boolean;
  objectionUntil: string;
  places: readonly string[];
  requiredPlaces: readonly string[];
  contentHash: string;
  sources: readonly string[];
  /** Aid matters are posted without private detail (R§6). */
  withoutPrivateDetail: boolean;
  postedLateDays: number;
  judged: readonly Judged[];
}>;

/** A photograph of the sheet where it hangs. `printedOn`: the day whose code `dayCode` is on a sheet of this matter; null: of none, or no code was given. */
export type Photograph = Readonly<{
  step: string;
  place: string;
  on: string;
  photoHash: string;
  dayCode: string | null;
  printedOn: string | null;
}>;

/** On whose right an interpellation rests. */
export type InterpellationBasis = 'supervision' | 'representatives' | 'voters';

/** Who signed: the persons of a body, or how many adults; `documentHash`: the paper. */
export type Interpellation = Readonly<{
  basis: InterpellationBasis;
  signers: readonly string[];
  voters: number | null;
  documentHash: string;
}>;

/** What happens in the two disclosures, in the work between them, and to the file. */
export type DisclosingEvent =
  /** The supervision committee has examined the sheet before it hangs. */
  | Message<
      'PostingChecked',
      { step: string; opinion: 'agreed' | 'objected'; remark: Sealed | null; by: string }
    >
  /** The resolution hangs from this day on (step 5). */
  | Message<'ResolutionPosted', PostedData>
  /** The result hangs from this day on, budget against actual (step 6). */
  | Message<'ResultPosted', PostedData & Readonly<{ budgetFen: number | null; spentFen: number }>>
  /** One of two witnesses saw the sheet hang on its first day. */
  | Message<'HangingAttested', { step: string; on: string; place: string; by: string; supervision: boolean }>
  /** The sheet was missing on these days; at a required place they are hung afterwards. */
  | Message<
      'InterruptionReported',
      { step: string; place: string; from: string; until: string; reason: string; lastDay: string }
    >
  /** One of two witnesses saw the sheet come down on or after the last day. */
  | Message<
      'TakingDownAttested',
      { step: string; on: string; place: string; by: string; supervision: boolean }
    >
  /** Somebody seated has photographed the board; `printedOn` is the day of the code that the photograph shows. */
  | Message<'BoardPhotographed', Photograph & Readonly<{ by: string }>>
  /** The public page was asked for the posting on a day; where the web is a required place, a day without it is made up. */
  | Message<
      'PageProbed',
      { step: string; on: string; found: boolean; reason: string | null; lastDay: string }
    >
  /** The holiday notice of that year is out and a provisional last day was set anew. */
  | Message<'PostingEndSettled', { step: string; lastDay: string; was: string }>
  /** The days of the posting are proven, place by place. */
  | Message<
      'PostingProven',
      {
        step: string;
        from: string;
        until: string;
        days: number;
        needed: number;
        places: readonly Readonly<{
          place: string;
          from: string;
          until: string;
          days: number;
          interruptedDays: number;
          /** Days of which there is a photograph; `dated`: one that shows the code of that very day. */
          photographs?: Readonly<{ days: readonly string[]; dated: readonly string[] }>;
          /** What asking for the public page found, day by day (place `web`). */
          page?: Readonly<{ foundDays: number; notFound: readonly string[] }>;
        }>[];
        article: string;
      }
    >
  /** A resident objects or asks; receipt and clock start at once. */
  | Message<
      'ObjectionFiled',
      {
        objection: string;
        step: string;
        /** After the window it is a query, with the same clock; an interpellation has its own. */
        kind: 'objection' | 'query' | 'interpellation';
        interpellation?: Interpellation;
        receipt: string;
        text: Sealed;
        contact: Sealed | null;
        by: string | null;
        filedOn: string;
        replyBy: string;
        provisional: boolean;
        source: string;
        /** Of an interpellation: on which seats its signers were judged. */
        judged?: readonly Judged[];
      }
    >
  /** The convener has replied, with the black-outs under which text and reply are public. */
  | Message<
      'ObjectionAnswered',
      {
        objection: string;
        step: string;
        reply: Sealed;
        outcome: 'answered' | 'upheldToReview' | 'upheldToResolution';
        blackouts: readonly Readonly<{ from: number; to: number; reason: string }>[];
        answeredOn: string;
        lateDays: number;
        by: string;
      }
    >
  /** The objection was right: the matter goes back to review or resolution. */
  | Message<'ObjectionUpheld', { objection: string; reenter: string; reason: 'review' | 'resolution' }>
  /** The reply is late or did not satisfy: the street office is told and has its own clock. */
  | Message<
      'ObjectionEscalated',
      {
        objection: string;
        why: 'late' | 'notSatisfied';
        escalatedOn: string;
        answerBy: string;
        source: string;
      }
    >
  /** The posting is proven and every objection answered: the work begins. */
  | Message<'ImplementationStarted', { startedOn: string; step: string }>
  /** How far the work is. */
  | Message<'ProgressReported', { percent: number; note: string }>
  /** A contract within the approval was signed. */
  | Message<'ContractRecorded', { payee: string; amountFen: number; documentHash: string; signedOn: string }>
  /** Money was paid on the approved line, for the approved purpose, within the approval. */
  | Message<
      'SpendingRecorded',
      {
        line: string;
        purpose: string;
        payee: string;
        amountFen: number;
        paidOn: string;
        voucherHash: string;
        spentFen: number;
        approvedFen: number;
      }
    >
  /** The work is done; the time to post the result runs. */
  | Message<
      'ImplementationCompleted',
      { completedOn: string; spentFen: number; resultPostingBy: string; next: string | null }
    >
  /** The street or county has posted something in its own aid procedure. */
  | Message<'OutsideFactRecorded', { title: string; from: string; until: string; documentHash: string }>
  /** 一事一档: the numbered list of everything in the file. */
  | Message<
      'FileClosed',
      {
        closedOn: string;
        entries: readonly Readonly<{ number: number; revision: number; type: string }>[];
        retention: string;
      }
    >
  /** A member of the supervision committee has said something (§36). */
  | Message<'RemarkMade', { text: Sealed; by: string }>;
