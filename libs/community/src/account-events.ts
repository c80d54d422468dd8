import type { Judged, Message, Sealed } from '#kernel';

/** Streams: `account-<id of the person>`. Instants of sessions and locks are the real clock's, ISO 8601. */

/** Where a person sits, for whose seat a registrar opens the account. */
export type SeatPlace = Readonly<{ kind: 'community' | 'organization'; id: string }>;

/** A browser that is signed in. `tokenHash`: SHA-256 of the secret in its cookie, which stands nowhere else. */
export type AccountSession = Readonly<{
  id: string;
  tokenHash: string;
  until: string;
  proof: 'password' | 'enrolment' | 'provider';
}>;

export type AccountCommand =
  /** A slip with a one-time code for somebody who sits below the registrar's office, or by the command line (`place` null). */
  | Message<'IssueEnrolment', { person: string; place: SeatPlace | null; codeHash: string }>
  /** The code was brought back with the first password, or a new one. */
  | Message<'Enrol', { codeHash: string; secret: Sealed; session: AccountSession }>
  /** Somebody asked to be let in; `matches`: whether the password, checked at the edge, was right. `now`: the real clock. */
  | Message<'SignIn', { matches: boolean; session: AccountSession; now: string }>
  /** A new password in a session, the old one proven again; other sessions end. */
  | Message<'SetPassword', { matches: boolean; secret: Sealed; session: string; now: string }>
  | Message<'SignOut', { session: string }>
  | Message<'SignOutEverywhere', Record<string, never>>;

export type AccountEvent =
  /** A slip with a one-time code was handed out; the one before it is void. `until`: its last day. */
  | Message<
      'EnrolmentIssued',
      { place: SeatPlace | null; codeHash: string; until: string; judged: readonly Judged[] }
    >
  /** The person chose a password by the slip; every session before it ended. */
  | Message<'AccountEnrolled', { secret: Sealed; session: AccountSession }>
  /** A browser was let in. */
  | Message<'SignedIn', { session: AccountSession }>
  /** A browser was not let in; after some failures in a row nobody is, until `lockedUntil`. */
  | Message<'SignInRefused', { why: 'password' | 'locked'; failures: number; lockedUntil: string | null }>
  /** The person chose another password; of the sessions only this one goes on. */
  | Message<'PasswordSet', { secret: Sealed; session: string }>
  /** A browser signed out. */
  | Message<'SignedOut', { session: string }>
  /** All browsers of the person were signed out. */
  | Message<'SignedOutEverywhere', Record<string, never>>;

export type AccountState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
      status: 'known';
      /** The slip that is out, if any. */
      slip: Readonly<{ codeHash: string; until: string; place: SeatPlace | null }> | null;
      /** Where the person sat when the password was chosen; null for a slip of the command line. */
      place: SeatPlace | null;
      /** The password as argon2id gives it, sealed; null before the first. */
      secret: Sealed | null;
      failures: number;
      lockedUntil: string | null;
      /** Whether a refusal of the present lock stands in the log. */
      lockNoted: boolean;
      sessions: readonly AccountSession[];
    }>;
