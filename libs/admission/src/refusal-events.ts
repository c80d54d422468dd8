import type { Judged, Message } from '#kernel';
import type { RequestKind } from './catalog-events.js';

/** Stream: `taskRefusal-<id>`: what a community answers to a task that was pushed on it. */

/** What was asked of a community outside of any admission. */
export type AskedTask = Readonly<{
  community: string;
  district: string;
  department: string;
  title: string;
  kind: RequestKind;
  askedOn: string;
}>;

/** Why it may be refused: a list says that it is not the community's, or no list and no admission lets it in. */
export type RefusalGrounds = 'nationalList' | 'negativeList' | 'notAdmitted';

/** `admission`: the request on which the department relies, where it names one; `authority`: on whose seat the actor relies. */
export type TaskRefusalCommand =
  | Message<'RefuseTask', { task: AskedTask; admission: string | null; reason: string }>
  | Message<'ClaimConditions', { task: AskedTask; claim: string }>
  | Message<'AnswerClaim', { authority: string; outcome: 'provided' | 'notOwed'; answer: string }>;

export type TaskRefusalEvent =
  /** A community refused a task that is neither its duty nor admitted; the authority finds it on its desk. */
  | Message<
      'UnadmittedTaskReported',
      {
        task: AskedTask;
        grounds: RefusalGrounds;
        reason: string;
        /** The item of the list that says so; `null` where no list knows it. */
        item: string | null;
        catalogVersion: number | null;
        article: string;
        /** A check of communities on a task that nobody admitted. */
        assessmentFlagged: boolean;
        /** The authority that published the list: it is told. Events before 2026-11-27 lack it. */
        authority?: string | null;
        seat: string;
        judged: readonly Judged[];
      }
    >
  /** A community claimed the money and conditions without which it cannot assist; the clock of the answer runs. */
  | Message<
      'ConditionsClaimed',
      {
        task: AskedTask;
        claim: string;
        item: string;
        catalogVersion: number;
        answerBy: string;
        provisional: boolean;
        authority?: string | null;
        article: string;
        seat: string;
        judged: readonly Judged[];
      }
    >
  /** The authority said what will be provided, or why nothing is owed. */
  | Message<
      'ClaimAnswered',
      { outcome: 'provided' | 'notOwed'; answer: string; lateDays: number; judged: readonly Judged[] }
    >;

export type TaskRefusalState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
      status: 'refused' | 'claimed' | 'answered';
      task: AskedTask;
      answerBy: string | null;
      authority: string | null;
    }>;
