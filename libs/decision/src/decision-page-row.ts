import type { Sealed } from '#kernel';
import type { DecisionEvent, Initiative, Money, PostedData } from './events.js';
import type { Progress } from './progress.js';

type DataOf<T extends DecisionEvent['type']> = Extract<DecisionEvent, { type: T }>['data'];

/** A version of the plan; what was voted on is the version that the ballot names. */
export type PlanSeen = Readonly<{
  version: number;
  hash: string;
  text: string | Sealed | null;
  money: Money | null;
  reason: string | null;
  at: string;
}>;

export type PostingSeen = Omit<PostedData, 'judged'> &
  Readonly<{
    kind: 'resolution' | 'result';
    budgetFen: number | null;
    spentFen: number | null;
    hung: readonly Omit<DataOf<'HangingAttested'>, 'step'>[];
    takenDown: readonly Omit<DataOf<'TakingDownAttested'>, 'step'>[];
    interruptions: readonly Omit<DataOf<'InterruptionReported'>, 'step' | 'lastDay'>[];
    photographs: readonly Omit<DataOf<'BoardPhotographed'>, 'step'>[];
    /** The latest answer of each day on which the public page was asked for. */
    probes: readonly Omit<DataOf<'PageProbed'>, 'step' | 'lastDay'>[];
    proven: DataOf<'PostingProven'> | null;
    /** An upheld objection or a new posting has put an end to it. */
    void: boolean;
  }>;

export type ObjectionSeen = Readonly<{
  objection: string;
  step: string;
  kind: 'objection' | 'query' | 'interpellation';
  /** By whom an interpellation was signed; null for the others. */
  interpellation: DataOf<'ObjectionFiled'>['interpellation'] | null;
  filedOn: string;
  replyBy: string;
  provisional: boolean;
  receipt: string | null;
  by: string | null;
  text: Sealed | null;
  contact: Sealed | null;
  reply: Sealed | null;
  blackouts: DataOf<'ObjectionAnswered'>['blackouts'];
  outcome: 'open' | DataOf<'ObjectionAnswered'>['outcome'];
  answeredOn: string | null;
  lateDays: number;
  escalations: readonly Omit<DataOf<'ObjectionEscalated'>, 'objection'>[];
}>;

export type WorkSeen = Readonly<{
  startedOn: string;
  completedOn: string | null;
  resultPostingBy: string | null;
  percent: number;
  notes: readonly Readonly<{ percent: number; note: string; at: string }>[];
  contracts: readonly DataOf<'ContractRecorded'>[];
  payments: readonly DataOf<'SpendingRecorded'>[];
  spentFen: number;
}>;

export type StepSeen = Readonly<{ step: string; ballot: number; carried: boolean; at: string }>;
export type MarkSeen = Readonly<{
  kind: 'withdrawn' | 'referred' | 'reentered' | 'annulled' | 'relianceLost' | 'upheld';
  at: string;
  reason: string | null;
  article: string | null;
}>;

/** Everything that the page of a decision shows, but its ballots. */
export type PageRow = Progress &
  Readonly<{
    decision: string;
    community: string;
    ruleSet: string;
    category: string;
    aid: boolean;
    initiative: Initiative;
    title: string;
    openedOn: string;
    movedAt: string;
    plans: readonly PlanSeen[];
    money: Money | null;
    attachments: readonly string[];
    reliesOn: readonly string[];
    reliedOnBy: readonly string[];
    recusals: readonly Readonly<{ step: string; person: string; reason: Sealed | null }>[];
    steps: readonly StepSeen[];
    checks: readonly Readonly<{
      step: string;
      opinion: 'agreed' | 'objected';
      remark: Sealed | null;
      by: string;
      at: string;
    }>[];
    postings: readonly PostingSeen[];
    objections: readonly ObjectionSeen[];
    work: WorkSeen | null;
    outsideFacts: readonly DataOf<'OutsideFactRecorded'>[];
    remarks: readonly Readonly<{ text: Sealed | null; by: string; at: string }>[];
    marks: readonly MarkSeen[];
    file: DataOf<'FileClosed'> | null;
  }>;
