import { uuidV5 } from '#eventing';
import { idOf } from '../../apps/cli/src/sample.js';
import { member, people } from '../stack/realm.js';

/** Everybody who reads, by what they are to the boundary community (R§8.1 F1). */
export const readers = {
  nobody: undefined,
  newcomer: uuidV5('reading/signed in, without any seat'),
  /** Files the objections. */
  resident: people.resident,
  /** His seat has ended; hers begins in July. */
  former: member('representative36'),
  coming: uuidV5('reading/seated from July on'),
  /** Stands aside. */
  representative: people.representative,
  /** Votes wherever there is a vote by name; the second card is his too. */
  voter: member('representative02'),
  secondCard: uuidV5('reading/second card of the voter'),
  partyMember: member('member40'),
  supervision: people.supervision,
  teller: people.teller,
  secretary: people.secretary,
  chair: people.chair,
  otherOrgan: people.stranger,
  registrar: people.registrar,
  inspector: idOf('person/street01/inspector'),
  auditor: idOf('person/street01/auditor'),
  districtAuditor: idOf('person/district/auditor'),
  otherStreet: idOf('person/street02/inspector'),
  otherAuditor: idOf('person/street02/auditor'),
  /** Of a department below the district: beside the community, not above it. */
  department: uuidV5('reading/officer of a department'),
} as const;
export type ReaderName = keyof typeof readers;
export const readerNames = Object.keys(readers) as readonly ReaderName[];

const organ = ['secretary', 'chair'] as const;
const above = ['registrar', 'inspector', 'auditor', 'districtAuditor'] as const;
const within = ['supervision', 'teller', ...organ, ...above] as const;
const own = ['voter', 'secondCard'] as const;

/** Who is meant where the law or the design says so (house §4). */
export const audiences = {
  everybody: readerNames,
  signedIn: readerNames.filter((name) => name !== 'nobody'),
  /** Sits in a body of the community today, or is within. */
  seated: ['representative', 'voter', 'partyMember', ...within],
  /** Organs, supervision committee, street and district with their auditors. */
  within,
  above,
  organ,
  objector: ['resident'],
  objectorAndOrgan: ['resident', ...organ],
  objectorAndWithin: ['resident', ...within],
  recusedAndWithin: ['representative', ...within],
  voter: own,
  voterAndOrgan: ['voter', ...organ],
  none: [],
} as const satisfies Readonly<Record<string, readonly ReaderName[]>>;
export type AudienceName = keyof typeof audiences;

/** Whether this reader is among them. */
export const isAmong = (reader: ReaderName, audience: AudienceName): boolean =>
  (audiences[audience] as readonly ReaderName[]).includes(reader);
