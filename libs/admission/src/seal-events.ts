import type { Judged, Message } from '#kernel';

/** Stream: `sealRegister-<community>`: the seal of a residents' committee, and every use of it. */

/** What the seal is asked for (R§5.1 [T19]). */
export type SealUseKind =
  'certificate' | 'resolution' | 'report' | 'disclosure' | 'notice' | 'statistics' | 'agreement';

/** One document to be stamped. */
export type SealUse = Readonly<{
  district: string;
  kind: SealUseKind;
  /** What it is about; of a certificate its title, as the list has it. */
  matter: string;
  addressee: string;
  applicant: string;
  documentHash: string;
  copies: number;
  /** It touches what is common to the residents: they deliberate first (甘民发〔2020〕99号). */
  publicInterest: boolean;
  /** The decision on which it rests. */
  decision: string | null;
}>;

/** What the lists say of a document: stamp it, refuse it, let the competent authority be asked, or deliberate first. */
export type SealAnswer = 'issue' | 'refuse' | 'askAuthority' | 'deliberate';

/** On what a document is stamped or not; `item` of the list, where one knows it. */
export type SealBasis = Readonly<{
  answer: SealAnswer;
  list: 'national' | 'district' | null;
  item: string | null;
  catalogVersion: number | null;
  article: string;
}>;

/** Why a document was not stamped although no list forbids it. */
export type DeclineGrounds = 'notTrue' | 'incomplete' | 'blankPaper' | 'notOurs';

export type SealRegisterCommand =
  | Message<'EntrustSeal', { community: string; custodian: string; on: string; basisHash: string }>
  | Message<'ApplyForSeal', { community: string; use: SealUse }>
  | Message<'ApproveSealUse', { community: string; number: number }>
  | Message<'DeclineSealUse', { community: string; number: number; grounds: DeclineGrounds }>
  | Message<'StampDocument', { community: string; number: number; documentHash: string; copies: number }>
  | Message<'ReportSealLost', { community: string; lostOn: string; reportHash: string }>
  | Message<'ReplaceSeal', { community: string; imprintHash: string; cutOn: string; basisHash: string }>;

export type SealRegisterEvent =
  /** The seal was put into somebody's keeping, by the one before where there was one. */
  | Message<
      'SealEntrusted',
      {
        custodian: string;
        previous: string | null;
        on: string;
        basisHash: string;
        /** Days beyond the ten within which a new committee takes it over. */
        lateDays: number;
        article: string;
        seat: string;
        judged: readonly Judged[];
      }
    >
  /** A document was entered in the register; it waits for approval. */
  | Message<
      'SealUseRequested',
      { number: number; use: SealUse; basis: SealBasis; by: string; judged: readonly Judged[] }
    >
  /** A certificate was entered that is not this committee's to give, as the list or the lack of one says. */
  | Message<
      'SealUseRefused',
      { number: number; use: SealUse; basis: SealBasis; by: string; judged: readonly Judged[] }
    >
  /** Secretary or chair signed that it be stamped. */
  | Message<'SealUseApproved', { number: number; by: string; seat: string; judged: readonly Judged[] }>
  /** Head or custodian would not have it stamped. */
  | Message<'SealUseDeclined', { number: number; grounds: DeclineGrounds; by: string; article: string }>
  /** The custodian stamped the document that was approved. */
  | Message<
      'DocumentStamped',
      { number: number; documentHash: string; copies: number; by: string; judged: readonly Judged[] }
    >
  /** It was lost: reported to the street, void from then on, publicly announced. */
  | Message<
      'SealLost',
      { lostOn: string; reportedOn: string; noticeUntil: string; reportHash: string; article: string }
    >
  /** A new one was cut after the announcement. */
  | Message<'SealReplaced', { imprintHash: string; cutOn: string; basisHash: string; article: string }>;

/** A use that is not over yet; `approver` once it is approved. */
export type OpenUse = Readonly<{
  applicant: string;
  /** Who entered it, for himself or for the applicant. */
  enteredBy: string;
  documentHash: string;
  copies: number;
  decision: string | null;
  approver: string | null;
}>;

export type SealRegisterState = Readonly<{
  custodian: string | null;
  /** Until when the loss is announced; `null` while there is a seal. */
  lostUntil: string | null;
  /** Number of the last entry. */
  last: number;
  open: Readonly<Record<number, OpenUse>>;
}>;
