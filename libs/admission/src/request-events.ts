import type { Judged, Message } from '#kernel';
import type { QuorumCheck, Tally, Verdict, Words } from '#procedure';
import type { DistrictRules, RequestKind } from './catalog-events.js';

/** Stream: `admissionRequest-<id>`. Money is integer fen; dates are civil dates (YYYY-MM-DD). */

/** What a department pays to a community, and by when. */
export type DuePayment = Readonly<{ community: string; dueOn: string; amountFen: number }>;

/** What a department asks for (R§4.3). */
export type Application = Readonly<{
  district: string;
  department: string;
  kind: RequestKind;
  title: string;
  /** Law or notice on which it rests. */
  basis: string;
  content: string;
  /** Authority handed over with the task (权随责走). */
  powers: string;
  /** People, training and equipment that come with it. */
  people: string;
  from: string;
  until: string;
  /** Person-hours a month in each community. */
  hoursPerMonth: number;
  communities: readonly string[];
  /** How the department wants to check the communities; `null` where it does not. */
  ownAssessment: string | null;
  payments: readonly DuePayment[];
  /** Why it costs nothing, where there are no payments. */
  freeBecause: string | null;
  /** Why it cannot wait (life, property, public safety): it begins at once and lapses unless confirmed in time. */
  urgentBecause?: string | null;
  /** How many trainings or meetings a year; for that kind only. */
  timesPerYear?: number | null;
  /** The platform that an information system is part of; for that kind only. */
  platform?: string | null;
}>;

/** Requests of the same department for the same task that run or are under way in one of its communities within its term. */
export type Overlaps = readonly Readonly<{ request: string; from: string; until: string }>[];

/** What the target communities bear without the request and with it, as read from the log up to a position. */
export type LoadRead = Readonly<{
  position: string;
  communities: readonly Readonly<{ community: string; before: number; after: number }>[];
}>;

/** What the authority's sitting decided, as its minutes count it. */
export type AuthoritySitting = Readonly<{
  heldOn: string;
  present: number;
  yes: number;
  no: number;
  abstain: number;
  minutesHash: string;
}>;

/** Why an admission ends before its term (R§4.4). */
export type ExitGrounds = 'disapproval' | 'unpaid' | 'basisGone' | 'done';

/** A vote of the authority, with its arithmetic. */
export type Voted = Readonly<{
  sitting: AuthoritySitting;
  tally: Tally;
  quorum: QuorumCheck;
  verdict: Verdict;
  /** Members who also sit in the department that asks: they stand aside and are not in the roll. Events before 2026-11-26 lack it. */
  recused?: readonly string[];
  judged: readonly Judged[];
}>;

export type Opinion = 'for' | 'against' | 'conditions';

/** `authority`: the organization on whose seat the actor relies. */
export type AdmissionRequestCommand =
  | Message<'DraftAdmissionRequest', { application: Application }>
  | Message<'ReviseAdmissionRequest', { application: Application }>
  | Message<'FileAdmissionRequest', Record<never, never>>
  | Message<'AcceptAdmissionRequest', { authority: string }>
  | Message<'ReturnAdmissionRequest', { authority: string; reason: string }>
  | Message<'GiveOpinion', { community: string; opinion: Opinion; text: string }>
  | Message<'ReviewAdmissionRequest', { authority: string; opinion: string }>
  | Message<
      'DecideAdmissionRequest',
      {
        authority: string;
        sitting: AuthoritySitting;
        conditions: readonly string[];
        /** Why it is let in though a community then bears more than the cap. */
        overCapBecause?: string | null;
      }
    >
  | Message<'SignAgreement', { signedOn: string; documentHash: string }>
  | Message<'PublishAdmission', { authority: string; publishedOn: string; documentHash: string }>
  | Message<'RecordPayment', { community: string; paidOn: string; amountFen: number; voucherHash: string }>
  | Message<'WithdrawAdmissionRequest', { reason: string }>
  | Message<'SuspendAdmission', { community: string; reason: string }>
  | Message<'ResumeAdmission', { community: string }>
  | Message<
      'RenewAdmission',
      { authority: string; sitting: AuthoritySitting; until: string; payments: readonly DuePayment[] }
    >
  | Message<
      'ExitAdmission',
      { authority: string; sitting: AuthoritySitting; grounds: ExitGrounds; reason: string }
    >
  | Message<
      'RecordConditionMet',
      { authority: string; condition: number; metOn: string; documentHash: string }
    >
  | Message<'RateAdmission', { community: string; year: number; satisfied: boolean; text: string }>
  | Message<'PublishYearlyReview', { authority: string; year: number }>
  | Message<'ExpireAdmission', Record<never, never>>;

export type AdmissionRequestEvent =
  /** A department began a request; nothing is asked of anybody yet. */
  | Message<'AdmissionRequestDrafted', { application: Application; judged: readonly Judged[] }>
  /** It wrote the draft, or what was returned, anew. */
  | Message<'AdmissionRequestRevised', { application: Application }>
  /** It was filed, complete and in time, under the list that then applied; the clock of the decision runs. */
  | Message<
      'AdmissionRequestFiled',
      {
        filedOn: string;
        decideBy: string;
        provisional: boolean;
        catalogVersion: number | null;
        /** How many of the target communities must answer. */
        hearingsNeeded: number;
        workingDaysAhead: number;
        article: string;
        /** What the district has set, kept for the life of the request; events before 2026-11-27 lack it. */
        rules?: DistrictRules;
        /** An urgent matter: it began at once, and lapses unless the authority lets it in by that day. */
        confirmBy?: string | null;
        /** The authority that published the list: it is told. */
        authority?: string | null;
        judged: readonly Judged[];
      }
    >
  /** The authority took it up; the target communities are heard. */
  | Message<'AdmissionRequestAccepted', { judged: readonly Judged[] }>
  /** It goes back to the department to be completed. */
  | Message<'AdmissionRequestReturned', { reason: string }>
  /** A target community said what it thinks of it. */
  | Message<'OpinionGiven', { community: string; opinion: Opinion; text: string; seat: string }>
  /** The authority’s office has reviewed it, after enough communities were heard. */
  | Message<'AdmissionRequestReviewed', { opinion: string; heard: number; hearingsNeeded: number }>
  /** The authority’s sitting let it in, perhaps on conditions. */
  | Message<
      'AdmissionGranted',
      Voted &
        Readonly<{
          conditions: readonly string[];
          lateDays: number;
          /** The department’s own checks of the communities are not part of it. */
          ownAssessmentBlocked: boolean;
          /** Load in person-hours a month against the cap; `over` names the communities beyond it. Events before 2026-11-27 lack it. */
          load?: LoadRead & Readonly<{ cap: number | null; over: readonly string[]; because: string | null }>;
        }>
    >
  /** The authority’s sitting did not let it in. */
  | Message<'AdmissionRejected', Voted & Readonly<{ lateDays: number }>>
  /** Department and communities signed who does what, with whose people and money. */
  | Message<
      'AgreementSigned',
      { signedOn: string; documentHash: string; payments: readonly DuePayment[]; article: string }
    >
  /** It was published, and is in force from its first day to its last. */
  | Message<'AdmissionPublished', { publishedOn: string; documentHash: string; from: string; until: string }>
  /** The department paid a community. */
  | Message<
      'PaymentRecorded',
      {
        community: string;
        paidOn: string;
        amountFen: number;
        voucherHash: string;
        paidFen: number;
        agreedFen: number;
      }
    >
  /** The department took its request back. */
  | Message<'AdmissionRequestWithdrawn', { reason: string }>
  /** A community stopped the work: what was due to it has not been paid within the grace (费随事转). */
  | Message<
      'AdmissionSuspended',
      { community: string; reason: string; owedFen: number; dueOn: string; article: string; seat: string }
    >
  /** It took the work up again. */
  | Message<'AdmissionResumed', { community: string; seat: string }>
  /** The authority’s sitting prolonged it, with money for the new term. */
  | Message<'AdmissionRenewed', Voted & Readonly<{ until: string; payments: readonly DuePayment[] }>>
  /** The authority’s sitting did not prolong it; it ends with its term. */
  | Message<'RenewalDeclined', Voted & Readonly<{ until: string }>>
  /** The authority’s sitting ended it before its term. */
  | Message<'AdmissionExited', Voted & Readonly<{ grounds: ExitGrounds; reason: string }>>
  /** The authority’s sitting did not end it. */
  | Message<'ExitDeclined', Voted & Readonly<{ grounds: ExitGrounds; reason: string }>>
  /** A condition of the admission is met, as a document shows; `condition` counts from 1. */
  | Message<
      'ConditionMet',
      { condition: number; text: string; metOn: string; documentHash: string; judged: readonly Judged[] }
    >
  /** A community, or one of its representatives, said whether a year of it was good. */
  | Message<
      'AdmissionRated',
      {
        community: string;
        year: number;
        as: 'community' | 'representative';
        satisfied: boolean;
        text: string;
        seat: string;
      }
    >
  /** What the ratings of a year came to, published; below the threshold the authority decides on its exit. */
  | Message<
      'YearlyReviewPublished',
      {
        year: number;
        /** How many communities spoke by their heads. */
        communities: number;
        ratings: number;
        satisfied: number;
        below: boolean;
        arithmetic: Words;
        article: string;
        judged: readonly Judged[];
      }
    >
  /** Its term is over. */
  | Message<'AdmissionExpired', { until: string }>;

export type AdmissionStatus =
  | 'draft'
  | 'returned'
  | 'filed'
  | 'accepted'
  | 'reviewed'
  | 'granted'
  | 'rejected'
  | 'agreed'
  | 'published'
  | 'withdrawn'
  | 'exited'
  | 'expired';

export type AdmissionRequestState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
      status: AdmissionStatus;
      application: Application;
      filedOn: string | null;
      decideBy: string | null;
      hearingsNeeded: number;
      /** What the district had set when it was filed. */
      rules: DistrictRules;
      /** An urgent matter runs from its filing to that day, and on once it is confirmed. */
      confirmBy: string | null;
      /** Who decides, as far as the list or a later event says. */
      authority: string | null;
      opinions: Readonly<Record<string, Opinion>>;
      /** Fen paid so far, by community. */
      paid: Readonly<Record<string, number>>;
      /** Vouchers that were recorded, each with its community. */
      vouchers: readonly string[];
      /** Communities that have stopped the work. */
      suspended: readonly string[];
      /** On what it was admitted, and on which day each was met. */
      conditions: readonly Readonly<{ text: string; metOn: string | null }>[];
      /** Who has rated which year that is not published yet. */
      rated: readonly string[];
      ratings: Readonly<
        Record<number, Readonly<{ communities: number; ratings: number; satisfied: number }>>
      >;
      /** Years whose review is published, and whether the last one fell below the threshold. */
      reviewed: Readonly<{ years: readonly number[]; below: boolean }> | null;
    }>;
