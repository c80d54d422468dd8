import { dayCodeOf } from '#print';
import { fileHash, type Course } from '../stack/course.js';
import { people, type Realm } from '../stack/realm.js';
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
