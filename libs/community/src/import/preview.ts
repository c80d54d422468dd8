import type { By } from '#kernel';
import type { Words } from '#procedure';
import type { OfficeFacts } from '../domain/facts.js';
import type { CommunityCommand, CommunityState, PersonCommand, Seat } from '../events.js';
import type { Identity } from './identity.js';

/** What will happen to one row. */
export type ImportRow = Readonly<{
  line: number;
  action: 'register+seat' | 'seat' | 'skip' | 'refuse';
  name: string;
  person: string | null;
  seat: Omit<Seat, 'person'> | null;
  /** Why it is skipped or refused, or what is not taken over. */
  reason: Words | null;
  article: string | null;
}>;

/** A command of the import and its stream; `ifMatch` is the revision that the preview was made on. */
export type ImportCommand =
  | Readonly<{ category: 'person'; id: string; command: Extract<PersonCommand, { type: 'RegisterPerson' }> }>
  | Readonly<{
      category: 'community';
      id: string;
      command: Extract<CommunityCommand, { type: 'SeatMembers' }>;
      ifMatch: number;
    }>;

/** All that the import will do. `commands` is empty as long as anything is refused: all or nothing. */
export type Preview = Readonly<{
  rows: readonly ImportRow[];
  counts: Readonly<Record<ImportRow['action'], number>>;
  /** Refused as a whole: what the law says of the bodies as they would stand. */
  refusal:
    | (Words & Readonly<{ code: string; article: string | null; details: Readonly<Record<string, unknown>> }>)
    | null;
  commands: readonly ImportCommand[];
  /** Of rows, commands and the revision; the import names it. */
  hash: string;
}>;

/** What the preview is made on. Ids and the hash come from functions handed in: the domain holds no keys. */
export type PreviewOn = Readonly<{
  community: Readonly<{ id: string; revision: number; state: CommunityState }>;
  facts: OfficeFacts;
  by: By;
  at: string;
  /** Hash of the election's result on which the seats rest. */
  basisHash: string;
  personOf: (identity: Identity) => string;
  /** Which of `personsIn` are registered already. */
  registered: ReadonlySet<string>;
  idOf: (name: string) => string;
  /** Keyed, since it covers names. */
  digest: (text: string) => string;
}>;
