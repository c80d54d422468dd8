import type { Judged, Message, Sealed } from '#kernel';
import type { CommunityKind, Seat } from '#procedure';

export type { CommunityKind, Seat } from '#procedure';
export type * from './account-events.js';

/** Streams: `person-<id>`, `account-<id>`, `item-<id>`, `organization-<id>`, `community-<id>`. All dates are civil dates (YYYY-MM-DD). */

export type OrganizationKind = 'district' | 'street' | 'town' | 'department' | 'authority';

// ---------------------------------------------------------------- person
/** A way over which a person is written to. */
export type Way = 'email' | 'sms';

/** `office`: the organization on whose registrar's seat the actor relies. */
export type PersonCommand =
  | Message<
      'RegisterPerson',
      { name: Sealed; contact?: Sealed; identity: 'document' | 'communityNumber'; office?: string }
    >
  | Message<'MintToken', { tokenId: string; audience: string; expires: string; purpose: string }>
  | Message<'JoinPersons', { into: string; reason: Sealed; office?: string }>
  /** How a person is reached from now on: the contact, null for none, and by which ways of it; none named: by any. */
  | Message<'SetContact', { contact: Sealed | null; ways: readonly Way[]; office?: string }>
  /** What only informs comes `daily`, all of a day together, or each at once; `follows`: communities whose postings the person wants to be told of. */
  | Message<'SetNoticePreferences', { daily: boolean; follows: readonly string[]; office?: string }>
  | Message<'ErasePerson', { reason: Sealed; office?: string }>;

export type PersonEvent =
  /** A human was entered under an opaque id, name and contact sealed. */
  | Message<
      'PersonRegistered',
      { name: Sealed; contact: Sealed | null; identity: 'document' | 'communityNumber' }
    >
  /** A token that proves this person was signed at the command line. */
  | Message<'TokenMinted', { tokenId: string; audience: string; expires: string; purpose: string }>
  /** Two ids were found to be one human. */
  | Message<'PersonsJoined', { into: string; reason: Sealed }>
  /** The person is reached otherwise from now on. */
  | Message<'ContactSet', { contact: Sealed | null; ways: readonly Way[] }>
  /** The person wants to be told so from now on. */
  | Message<'NoticePreferencesSet', { daily: boolean; follows: readonly string[] }>
  /** Name and contact became unreadable: their key is destroyed. */
  | Message<'PersonErased', { reason: Sealed; key: string }>;

export type PersonState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
      status: 'registered';
      name: Sealed;
      contact: Sealed | null;
      ways?: readonly Way[];
      daily?: boolean;
      joinedInto?: string;
    }>
  | Readonly<{ status: 'erased' }>;

// ---------------------------------------------------------------- item
/** One sealed text or file, known by its key `item:<id>`; `of`: the stream that holds it. */
export type ItemCommand = Message<'EraseItem', { key: string; of: string; reason: Sealed; office?: string }>;

export type ItemEvent =
  /** A text became unreadable wherever it stands: its key is destroyed. */
  Message<
    'ItemErased',
    { key: string; of: string; reason: Sealed; article: string; judged: readonly Judged[] }
  >;

export type ItemState =
  Readonly<{ status: 'none' }> | Readonly<{ status: 'erased'; of: string; reason: Sealed }>;

// ---------------------------------------------------------------- organization
/** Bodies of an organization are offices: `registrar` (seats people below), `inspector` (street officer), `auditor` (reads all in scope). */
export type OrganizationCommand =
  | Message<
      'FormOrganization',
      { kind: OrganizationKind; name: string; source: string; parent: string | null }
    >
  | Message<'SeatMembers', { seats: readonly Seat[]; basisHash: string }>
  | Message<'UnseatMember', { seat: string; on: string; reason: Sealed }>;

export type OrganizationEvent =
  /** A district, street, town, department or authority was entered. */
  | Message<
      'OrganizationFormed',
      { kind: OrganizationKind; name: string; source: string; parent: string | null }
    >
  /** Somebody took a seat, as an election or appointment says. */
  | Message<'MemberSeated', { seat: Seat; basisHash: string; judged: readonly Judged[] }>
  /** A seat ended before its term. */
  | Message<'MemberUnseated', { seat: string; on: string; reason: Sealed }>;

export type OrganizationState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
      status: 'formed';
      kind: OrganizationKind;
      name: string;
      parent: string | null;
      seats: Readonly<Record<string, Seat>>;
    }>;

// ---------------------------------------------------------------- community
export type Authorization = Readonly<{
  id: string;
  /** Category keys of the rule set, or `*` for all that the law lets be handed on. */
  matters: readonly string[];
  from: string;
  until: string;
  resolutionHash: string;
  assumed: boolean;
  revokedOn?: string;
}>;

export type FundLine = Readonly<{
  id: string;
  title: string;
  purposes: readonly string[];
  forbidden: readonly string[];
  source: string;
}>;

/** `review`: the democratic review of the committee's members, chaired by the supervision committee; `supervision`: that committee's own report. */
export type YearlyReportKind = 'review' | 'supervision';

export type YearlyReport = Readonly<{
  report: YearlyReportKind;
  year: number;
  on: string;
  documentHash: string;
}>;

export type CommunityCommand =
  | Message<
      'FormCommunity',
      {
        name: string;
        nameSource: string | null;
        parent: string;
        households: number;
        adults: number;
        countsSource: string;
        kind?: CommunityKind;
      }
    >
  /** All or nothing; what the import's preview showed is what is seated. */
  | Message<'SeatMembers', { seats: readonly Seat[]; basisHash: string }>
  | Message<'UnseatMember', { seat: string; on: string; reason: Sealed }>
  | Message<'DeclareRelatives', { persons: readonly [string, string]; relation: Sealed }>
  | Message<'JoinPersons', { from: string; into: string; reason: Sealed }>
  | Message<'AuthorizeRepresentatives', { authorization: Authorization }>
  | Message<'RevokeAuthorization', { authorization: string; on: string; resolutionHash: string }>
  | Message<'OpenFundLine', { line: FundLine }>
  /** What the law has done each year was done on that day; `documentHash`: what was published of it. */
  | Message<'RecordYearlyReport', YearlyReport>;

export type CommunityEvent =
  /** A community was entered with its counts and their source. */
  | Message<
      'CommunityFormed',
      {
        name: string;
        nameSource: string | null;
        parent: string;
        households: number;
        adults: number;
        countsSource: string;
        kind?: CommunityKind;
      }
    >
  /** Somebody took a seat, as an election or appointment says. */
  | Message<'MemberSeated', { seat: Seat; basisHash: string; judged: readonly Judged[] }>
  /** A seat ended before its term. */
  | Message<'MemberUnseated', { seat: string; on: string; reason: Sealed }>
  /** Two persons are near relatives (民法典 §1045). */
  | Message<'RelativesDeclared', { persons: readonly [string, string]; relation: Sealed }>
  /** Two ids were found to be one human. */
  | Message<'PersonsJoined', { from: string; into: string; reason: Sealed }>
  /** The residents’ (villagers’) meeting lets the representatives decide named matters for a time. */
  | Message<'RepresentativesAuthorized', { authorization: Authorization; article: string }>
  /** It has taken that back. */
  | Message<
      'AuthorizationRevoked',
      { authorization: string; on: string; resolutionHash: string; article: string }
    >
  /** A line of money with what it may and may not be spent on. */
  | Message<'FundLineOpened', { line: FundLine }>
  /** The committee was reviewed, or the supervision committee reported, for that year. */
  | Message<'YearlyReportRecorded', YearlyReport & Readonly<{ by: string; article: string }>>;

export type CommunityState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
      status: 'formed';
      /** `village`: under 村民委员会组织法; without it a community of a city. */
      kind?: CommunityKind;
      name: string;
      parent: string;
      households: number;
      adults: number;
      countsSource: string;
      seats: Readonly<Record<string, Seat>>;
      relatives: readonly (readonly [string, string])[];
      /** Person id → the person id that it was found to be. */
      joined: Readonly<Record<string, string>>;
      authorizations: Readonly<Record<string, Authorization>>;
      fundLines: Readonly<Record<string, FundLine>>;
      /** Days of the yearly reports, by `kind/year`. */
      reports?: Readonly<Record<string, string>>;
    }>;
