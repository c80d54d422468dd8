import { idOf } from '../../apps/cli/src/sample.js';
import { places } from '../stack/realm.js';
import { publicMark } from './canaries.js';
import { authorityOf, departmentOf } from './catalogs.js';
import { unreachedNotice } from './batches.js';
import type { matters } from './matters.js';

/** Ids of what there is to read, and of a community beside. */
export type There = Awaited<ReturnType<typeof matters>> & Readonly<{ named: string }>;

/** What is asked of each route. */
export function urlsOf(ids: There): Readonly<Record<string, readonly string[]>> {
  const { community, street } = places;
  const board = `communities/${community}/board`;
  const title = encodeURIComponent('事项');
  const catalog = `task-catalogs/${idOf('organization/district')}`;
  return {
    communities: ['communities?limit=3'],
    'communities/{id}': [`communities/${community}`],
    'communities/{id} of the neighbours': [`communities/${ids.named}`],
    'communities/{id}/board': [`${board}?limit=200`, `${board}?limit=2`],
    'communities/{id}/sittings': [1, 200].map((n) => `communities/${community}/sittings?limit=${n}`),
    'communities/{id}/persons': [1, 200].map((n) => `communities/${community}/persons?limit=${n}`),
    'communities/{id}/postings': ['?limit=200', '?past=true&limit=200', '?limit=1', '?past=true&limit=1'].map(
      (asked) => `communities/${community}/postings${asked}`,
    ),
    'communities/{id}/unreached': [1, 200].map((n) => `communities/${community}/unreached?limit=${n}`),
    search: [`search?q=${publicMark}`, `search?q=${title}&limit=200`, `search?q=${title}&limit=2`],
    'decisions/{id}': ids.decisions.map((id) => `decisions/${id}`),
    'decisions/{id}/history': [
      ...ids.decisions.map((id) => `decisions/${id}/history?limit=200`),
      `decisions/${ids.decisions[0]}/history?limit=1`,
    ],
    'decisions/{id}/why': ids.decisions.slice(0, 8).map((id) => `decisions/${id}/why`),
    'decisions/{id}/deviations': ids.decisions.map(
      (id) => `decisions/${id}/deviations?as=practice-household-vote`,
    ),
    // folded anew for each of twenty readers: a few matters stand for all
    'replays/{stream}': [
      ...ids.decisions.slice(0, 6).map((id) => `replays/decision-${id}?limit=200`),
      ...ids.sittings.slice(0, 3).map((id) => `replays/sitting-${id}?to=2026-06-29`),
      ...ids.admissions.map((id) => `replays/admissionRequest-${id}`),
      `replays/community-${community}?limit=1`,
      `replays/sealRegister-${community}`,
    ],
    'replays/{stream}/changes': ids.decisions
      .slice(0, 2)
      .map((id) => `replays/decision-${id}/changes?from=0`),
    'communities/{id}/state': [`communities/${community}/state?to=2026-06-29`],
    'sittings/{id}': ids.sittings.map((id) => `sittings/${id}`),
    'sittings/{id}/history': [
      ...ids.sittings.map((id) => `sittings/${id}/history`),
      `sittings/${ids.sittings[0]}/history?limit=1`,
    ],
    'sittings/{id}/room-code': [`sittings/${ids.sittings[0]}/room-code`],
    me: ['me'],
    'me/duties': ['me/duties'],
    'me/notices': ['me/notices?limit=200', 'me/notices?limit=1'],
    'me/seal-uses': [1, 200].map((n) => `me/seal-uses?limit=${n}`),
    'me/votes': ['me/votes', 'me/votes?limit=1'],
    organizations: ['organizations', `organizations?parent=${idOf('organization/district')}`],
    'organizations/{id}/overview': [`organizations/${street}/overview`],
    'admission-requests/{id}': ids.admissions.map((id) => `admission-requests/${id}`),
    'organizations/{id}/admissions': [1, 200].flatMap((n) =>
      [departmentOf, authorityOf].map(
        (whose) => `organizations/${whose(idOf('organization/district'))}/admissions?limit=${n}`,
      ),
    ),
    'communities/{id}/admissions': [1, 200].map((n) => `communities/${community}/admissions?limit=${n}`),
    'communities/{id}/refusals': [1, 200].map((n) => `communities/${community}/refusals?limit=${n}`),
    'organizations/{id}/refusals': [1, 200].map(
      (n) => `organizations/${authorityOf(idOf('organization/district'))}/refusals?limit=${n}`,
    ),
    'communities/{id}/ledger': ['', '?year=2027'].map((q) => `communities/${community}/ledger${q}`),
    'organizations/{id}/ledger': [departmentOf, authorityOf].map(
      (whose) => `organizations/${whose(idOf('organization/district'))}/ledger`,
    ),
    'seal-registers/{id}': [`seal-registers/${community}`],
    'seal-registers/{id}/uses': [1, 200].map((n) => `seal-registers/${community}/uses?limit=${n}`),
    'task-catalogs/{id}': [200, 1].map((n) => `${catalog}?limit=${n}`),
    'task-catalogs/{id}/answers': [
      ...['低保', '亲属关系证明', '第23种台账'].map((q) => `${catalog}/answers?q=${encodeURIComponent(q)}`),
    ],
    'rule-sets': ['rule-sets'],
    'rule-sets/{id}': ['rule-sets/city-2026'],
    'attachments/{hash}': [`attachments/${ids.files.file}`],
    'attachments/{hash} of an aid matter': [`attachments/${ids.files.aidFile}`],
    'sheets/{kind}/{id}': [
      ...['sign-in', 'minutes'].map((kind) => `sheets/${kind}/${ids.sittings[0]}`),
      `sheets/ballot/${ids.decisions[0]}?step=resolution&copies=2`,
      `sheets/notice/${unreachedNotice}`,
    ],
    'sheets/{kind}/{id} of the door': [`sheets/door-knock/${unreachedNotice}`],
    health: ['/health'],
    'health/live': ['/health/live'],
    'health/ready': ['/health/ready'],
  };
}
