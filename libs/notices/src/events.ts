import type { Judged, Message } from '#kernel';
import type { Cited, Fraction } from '#procedure';

/** Streams: `notice-<id>` (why, what, to whom) and `noticeBatch-<id>` (at most 500 person ids, their attempts and outcomes). No addresses. */

export type NoticeKind =
  | 'meetingConvened'
  | 'meetingCancelled'
  | 'stepDecided'
  | 'posted'
  | 'objectionFiled'
  | 'objectionAnswered'
  | 'objectionLate'
  | 'replyDue'
  | 'admissionFiled'
  | 'admissionHearing'
  | 'admissionReturned'
  | 'admissionDecided'
  | 'admissionPublished'
  | 'admissionSuspended'
  | 'admissionBelow'
  | 'admissionEnded'
  | 'admissionLate'
  | 'admissionExpiring'
  | 'paymentLate'
  | 'taskRefused'
  | 'conditionsClaimed'
  | 'claimAnswered'
  | 'claimLate'
  | 'postingUnclosed'
  | 'resultUnposted'
  | 'stepOverdue'
  | 'minutesUnconfirmed'
  | 'termEnding'
  | 'authorizationEnding'
  | 'meetingOverdue'
  /** A posting, to those who asked to be told of the community's; the law asks for board and web alone. */
  | 'disclosed'
  /** What a person asked to have once a day together. */
  | 'digest'
  | 'progressUnreported'
  | 'interpellationFiled'
  | 'yearlyReportDue'
  | 'yearlyReportMissing';

/** What a notice is about: ids only. */
export type About = Readonly<{
  /** Null where it concerns a district: a request for admission. */
  community: string | null;
  decision: string | null;
  sitting: string | null;
  objection: string | null;
  /** The request for admission, or the refusal or claim; notices of decisions and sittings lack them. */
  admission?: string | null;
  refusal?: string | null;
  event: string;
  stream: string;
}>;

/**
 * Whom the rule names (procedures §6); the persons are found when the notice is addressed. `roll`: who was on the roll of
 * the ballot; `called`: who was called to the sitting; `conveners`: secretary and chair; `street`: inspectors of the street or town;
 * `department`, `authority`, `district`: who sits there; `targets`: secretaries and chairs of the communities concerned;
 * `subscribers`: who asked to be told, listed page by page after the notice is raised.
 */
export type Audience =
  | 'roll'
  | 'called'
  | 'conveners'
  | 'supervision'
  | 'street'
  | 'objector'
  | 'department'
  | 'authority'
  | 'district'
  | 'targets'
  | 'subscribers';

/** How many were told, failed and so on; `byHand` and `digest` stand for none where they are left out. */
export type Sums = Readonly<{
  sent: number;
  failed: number;
  lapsed: number;
  /** Among the sent. */
  possiblyTwice: number;
  byHand?: number;
  digest?: number;
}>;

type Frozen = readonly Readonly<{ batch: string; recipients: readonly string[] }>[];

type Terms = Readonly<{
  kind: NoticeKind;
  recipients: readonly string[];
  to: readonly Audience[];
  /** The ballot that `roll` means; the latest one when null. */
  ballot: number | null;
  latest: string | null;
  /** ISO instant after which telling makes no sense any more. */
  purposeEnds: string | null;
  text: Readonly<Record<string, string>>;
  /** Of a clock that ran out before: the level of the escalation chain, from 1. */
  level?: number;
  /** Of a digest: the notices that it holds. */
  holds?: readonly string[];
}>;

export type NoticeCommand =
  | Message<'RaiseNotice', Terms & Readonly<{ about: About }>>
  /** Finds the persons that the audiences stand for, on that day. */
  | Message<'AddressNotice', Record<never, never>>
  /** The next persons of a list that goes on, in the order of their ids; `after` is the last one listed before. */
  | Message<'ListRecipients', { after: string | null; recipients: readonly string[]; last: boolean }>
  /** A batch is done, or its sums are others; the notice is closed with the last of them. */
  | Message<'CountBatch', Sums & Readonly<{ batch: string }>>;

export type NoticeEvent =
  /** An event calls for a notice; the persons are still to be found. */
  | Message<'NoticeOwed', Terms & Readonly<{ about: About }>>
  /** The recipients are frozen in batches, under a template. */
  | Message<
      'NoticeRaised',
      {
        kind: NoticeKind;
        about: About;
        template: string;
        version: number;
        /** Fields of the template, none of them personal. */
        text: Readonly<Record<string, string>>;
        /** SHA-256 (hex) of subject, plain text and HTML as the template gives them. */
        hash?: string;
        batches: Frozen;
        /** Whether more persons will be listed. */
        more?: true;
        recipients: number;
        latest: string | null;
        purposeEnds: string | null;
        /** The share of the recipients with which the notice is told, where it is less than all, and who says so. */
        share?: Cited<Fraction>;
        judged: readonly Judged[];
      }
    >
  /** The list goes on; `number` says which batch of the notice its first one is. */
  | Message<
      'RecipientsListed',
      { batches: Frozen; number: number; more: boolean; purposeEnds: string | null }
    >
  /** What became of a batch; the last of its kind for a batch holds. */
  | Message<'BatchCounted', Sums & Readonly<{ batch: string }>>
  /** So many are told that the notice counts as told; the others are still tried. */
  | Message<'NoticeTold', { told: number; recipients: number; share: Fraction; source: string }>
  /** The last batch is done; what became of all recipients. */
  | Message<
      'NoticeClosed',
      {
        told: number;
        failed: number;
        lapsed: number;
        possiblyTwice: number;
        byHand?: number;
        digest?: number;
      }
    >;

export type Outcome = 'sent' | 'failedForNow' | 'failedForGood';

/**
 * Whose fault a failure is. `temporary`: it may go through later; `permanent`: this address never will; `technical`: the
 * operator must mend something, and it does not use up the person's attempts.
 */
export type FailureClass = 'temporary' | 'permanent' | 'technical';

/** What became of some of a group. `retryAfter`: seconds that the provider asked to wait; provider ids by person. */
export type Part = Readonly<{
  recipients: readonly string[];
  outcome: 'sent' | FailureClass;
  reason: string | null;
  retryAfter: number | null;
  providerIds?: Readonly<Record<string, string>>;
}>;

/** What a provider reports later. */
export type ReceiptState = 'delivered' | 'bounced' | 'complained';

export type BatchTerms = Readonly<{
  notice: string;
  channel: string;
  recipients: readonly string[];
  purposeEnds: string | null;
  groupSize: number;
  /** Hours from a person's first attempt in which a temporary failure is tried again; without it five tries. */
  retryFor?: number;
  /** False for a robot that writes to a group of people: nobody is told by it. */
  personal?: false;
  /** Whether the provider reports later what came of each attempt. */
  receipts?: true;
  /** Which batch of its notice it is, from 0: the first of every notice go before the second of any. */
  number?: number;
}>;

/** Who was told by a person, by whom, on which day and how. */
export type ByHand = Readonly<{
  recipients: readonly string[];
  teller: string;
  toldOn: string;
  how: 'visit' | 'call' | 'letter';
}>;

export type NoticeBatchCommand =
  | Message<'OpenBatch', BatchTerms>
  /**
   * Before the sending: who is in this group. Answered by nothing to do when none is open. `takesUp` names the attempt
   * without outcome that a worker left behind and this one repeats.
   */
  | Message<
      'RecordAttempt',
      { attempt: string; recipients: readonly string[]; worker: string; takesUp: string | null }
    >
  | Message<
      'RecordOutcome',
      { attempt: string; outcome: Outcome; reason: string | null; hash: string | null }
    >
  /** As RecordOutcome, for a channel that answers for each person; who is in no part stays unknown. */
  | Message<'RecordOutcomes', { attempt: string; hash: string; parts: readonly Part[] }>
  /** By the worker: these asked to have such notices once a day together. */
  | Message<'LeaveToDigest', { recipients: readonly string[] }>
  | Message<'LapseBatch', { reason: string }>
  /** By a head of the community: whom no channel reached was told at the door, on the phone or by a letter. */
  | Message<'RecordToldByHand', ByHand>
  /** By the edge, for a provider whose signature it has checked: `attempt` is the first of its repeats. */
  | Message<'RecordReceipts', { receipts: readonly Readonly<{ attempt: string; state: ReceiptState }>[] }>
  /** By a head of the community: those whom the channel failed for good are tried once more, nobody else. */
  | Message<'RetryUnreached', { recipients: readonly string[] }>;

export type NoticeBatchEvent =
  /** At most 500 persons are to be told over one channel. */
  | Message<'BatchOpened', BatchTerms>
  /** Before the sending: a worker is about to tell this group. */
  | Message<
      'AttemptMade',
      {
        attempt: string;
        number: number;
        recipients: readonly string[];
        worker: string;
        takesUp: string | null;
        possiblyTwice: boolean;
        /** When it was made, where failures are tried again by the hour. */
        at?: string;
      }
    >
  /** After the sending: what became of the group, or of those of it who are named. */
  | Message<
      'OutcomeRecorded',
      {
        attempt: string;
        recipients: readonly string[];
        outcome: Outcome;
        reason: string | null;
        hash: string | null;
        possiblyTwice: boolean;
        class?: FailureClass;
        /** When the next try is due. */
        retryAt?: string;
        /** What the provider calls the message, by person. */
        providerIds?: Readonly<Record<string, string>>;
      }
    >
  /** These asked to have it once a day together with others; the day's digest tells them. */
  | Message<'LeftToDigest', { notice: string; recipients: readonly string[] }>
  /** `unknown`: those among them who may have been told by an attempt without outcome. */
  | Message<'BatchLapsed', { reason: string; recipients: readonly string[]; unknown: readonly string[] }>
  /** Those whom no channel reached were told by a person; also after the batch is done. */
  | Message<'ToldByHand', ByHand & { judged: readonly Judged[] }>
  /** The provider says what came of an attempt; whoever it bounced for was not reached after all. */
  | Message<'ReceiptRecorded', { attempt: string; recipients: readonly string[]; state: ReceiptState }>
  /** Those whom no channel reached are tried anew; a batch that was done is open again. */
  | Message<'RetryAsked', { recipients: readonly string[]; judged: readonly Judged[] }>
  /** Nobody in the batch waits any more; written again when its sums are others. */
  | Message<'BatchDone', Sums & Readonly<{ notice: string }>>;
