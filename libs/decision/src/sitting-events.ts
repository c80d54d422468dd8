import type { Judged, Message, Sealed } from '#kernel';
import type { CommunityKind } from '#procedure';

/** A roll: person ids, or for households and the residents' meeting a number with its source. */
export type Roll = readonly string[] | Readonly<{ number: number; source: string }>;

export type AgendaItem = Readonly<{ decision: string; step: string }>;
/** `origin` is the id of the command that opened the decision: by it agenda and decision know one another. */
export type ConvenedItem = AgendaItem &
  Readonly<{ body: string; planVersion: number; planHash: string; origin: string }>;
export type BodyRoll = Readonly<{ body: string; roll: Roll }>;

export type SittingCommand =
  | Message<
      'ConveneSitting',
      {
        community: string;
        items: readonly AgendaItem[];
        heldOn: string;
        time: string;
        place: string;
        /** The day on which notice and materials reached those called. */
        noticeOn: string;
        waiver?: string;
      }
    >
  | Message<'CancelSitting', { reason: string }>
  /** Freezes the rolls of that day. `numbers` gives the roll of bodies that are counted, not listed. */
  | Message<
      'OpenSitting',
      { heldOn: string; numbers?: Readonly<Record<string, { number: number; source: string }>> }
    >
  /** Needed when the entry comes later than the rule set allows one person to enter it alone. */
  | Message<'ConfirmLateEntry', Record<never, never>>
  /** `code`: own phone, with the code shown in the room; `tick` by the teller; `sheet` from the signed sheet. */
  | Message<'RecordArrival', { persons: readonly string[]; means: 'sheet' | 'tick' | 'code'; code?: string }>
  | Message<'RecordHeadcount', { body: string; number: number; scrutineer: string }>
  | Message<'RecordDeparture', { person: string }>
  | Message<'AdjournSitting', { kind: 'noQuorum' | 'other'; reason: string }>
  | Message<'CloseSitting', Record<never, never>>
  | Message<'RecordMinutes', { text: Sealed; documentHash?: string }>
  | Message<'ConfirmMinutes', Record<never, never>>;

export type SittingEvent =
  /** The bodies are called, with agenda, text, day and notice in time. */
  | Message<
      'SittingConvened',
      {
        community: string;
        items: readonly ConvenedItem[];
        heldOn: string;
        time: string;
        place: string;
        noticeOn: string;
        called: readonly BodyRoll[];
        supervision: readonly string[];
        /** Bodies whose secretary, chair or vice-chair may lead this sitting. */
        convenerBodies: readonly string[];
        noticeNeeded: number;
        noticeGiven: number;
        waived: string | null;
        sources: readonly string[];
        judged: readonly Judged[];
      }
    >
  /** The convener has called the meeting off before it was opened. */
  | Message<'SittingCancelled', { reason: string }>
  /** The meeting began; the rolls of the day are frozen. */
  | Message<
      'SittingOpened',
      {
        heldOn: string;
        rolls: readonly BodyRoll[];
        /** Seated since the convening: told at once, may attend. */
        seatedSince: readonly string[];
        enteredLateDays: number;
        secondPersonNeeded: boolean;
        by: string;
        judged: readonly Judged[];
        /** Where it is no city's community: its bodies have other names. */
        communityKind?: CommunityKind;
      }
    >
  /** A second person stands for what was entered long after the day. */
  | Message<'LateEntryConfirmed', { by: string }>
  /** Persons have signed in, were ticked, or used the code in the room. */
  | Message<'ArrivalRecorded', { persons: readonly string[]; means: 'sheet' | 'tick' | 'code' }>
  /** Heads were counted in a body whose roll is a number. */
  | Message<'HeadcountRecorded', { body: string; number: number; teller: string; scrutineer: string }>
  /** Somebody has left the room. */
  | Message<'DepartureRecorded', { person: string; decisions: readonly string[] }>
  /** The meeting broke off, for want of a quorum or otherwise; who was there and how many were needed. */
  | Message<
      'SittingAdjourned',
      {
        kind: 'noQuorum' | 'other';
        reason: string;
        present: readonly Readonly<{ body: string; present: number; needed: number | null }>[];
      }
    >
  /** The meeting is over; all its ballots are closed. */
  | Message<'SittingClosed', Record<never, never>>
  /** The minutes are written; they may be written anew until confirmed. */
  | Message<'MinutesRecorded', { text: Sealed; documentHash: string | null; by: string }>
  /** A second person has confirmed the minutes: the verdicts are final. */
  | Message<'MinutesConfirmed', { by: string; items: readonly AgendaItem[] }>;
