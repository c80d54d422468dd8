import { uuidV5 } from '#eventing';
import { toSeal } from '#kernel';
import { dayCodeOf } from '#print';
import { fileHash, type Course } from '../stack/course.js';
import { attending, people, type Realm } from '../stack/realm.js';
import { canary } from './canaries.js';
import type { Says } from './matters.js';

/** A photograph of the sheet, and two days on which the public page was asked for: found, and not found. */
export async function shown(realm: Realm, says: Says, matter: Course): Promise<void> {
  const { decision } = matter.spot;
  const { keys } = realm.session;
  const dayCode = dayCodeOf(keys.hmac.bind(keys), `decision-${decision}`, '2026-06-22');
  const photograph = { place: 'board', on: '2026-06-22', photoHash: fileHash, dayCode };
  await says(people.chair, `decisions/${decision}/postings/resolutionPosting/photographs`, photograph);
  const probe = (on: string, found: boolean): Promise<unknown> =>
    matter.act('system:probe', 'ProbePage', { step: 'resolutionPosting', on, found, reason: 'HTTP 502' }, on);
  await probe('2026-06-23', true);
  await probe('2026-06-24', false);
}

/** Two interpellations: of six representatives, none of them a reader, and of nine hundred adults. */
export async function askedInWriting(matter: Course): Promise<void> {
  const asked = { step: 'resolutionPosting', documentHash: fileHash };
  const [first = '', ...signers] = attending.resolution.slice(12, 18);
  const text = toSeal(`item:${uuidV5('reading/interpellation')}`, canary('openObjection'));
  const ask = (more: object): Promise<unknown> =>
    matter.act(first, 'Interpellate', { ...asked, text, ...more }, '2026-06-24');
  await ask({ basis: 'representatives', signers, voters: null });
  await ask({ basis: 'voters', signers: [], voters: 900 });
}
