import { places } from '../stack/realm.js';

const uuid = '6f1c1d0e-6f43-5f0a-9a59-3f2f8d1c9b10';
const days = ['2026-02-30', '9999-99-99', '0000-01-01'].map((day) => `${day}~${uuid}`);

/** Cursors that no page gave, by the route that takes such ones. */
export const forged: readonly (readonly [path: string, after: string])[] = Object.entries({
  [`communities/${places.community}/board`]: [
    'x',
    '-1',
    '1.5',
    uuid,
    `2026-01-01~${uuid}`,
    "1'--",
    '9'.repeat(21),
  ],
  [`communities/${places.community}/sittings`]: ['x', ...days],
  [`communities/${places.community}/persons`]: ['x', `${uuid}0`],
  [`communities/${places.community}/postings`]: ['x', ...days],
  [`communities/${places.community}/unreached`]: ['x', ...days],
  communities: ['x', `${uuid}0`, '\u0000', "' or '1'='1"],
  [`decisions/${uuid}/history`]: ['-1', '1e3', '99999999999', 'x'],
  [`sittings/${uuid}/history`]: ['x'],
  'me/notices': ['abc', '1.5', '9'.repeat(21)],
  'me/votes': ['x', `2026-06-31~${uuid}:1`],
  'search?q=a': ['x', uuid],
}).flatMap(([path, cursors]) => cursors.map((after) => [path, after] as const));

/** Questions that no text can answer. */
export const unfit: readonly (readonly [what: string, path: string])[] = [
  ['an address that is not well encoded', 'search%zz?q=a'],
  ['nothing', 'search'],
  ['an empty question', 'search?q='],
  ['blanks', 'search?q=%20%E3%80%80'],
  ['101 characters', `search?q=${encodeURIComponent('低'.repeat(101))}`],
  ['10,000 letters', `search?q=${'a'.repeat(10_000)}`],
  ['a control character', 'search?q=%E4%BD%8E%00'],
  ['two questions', 'search?q=a&q=b'],
  ['an object', 'search?q[a]=b'],
  ['a community that is none', 'search?q=a&community=x'],
  ...['0', '-1', '201', '1.5', 'x', '', '1e9', '9'.repeat(30)].map(
    (limit) => [`a limit of ${limit}`, `communities?limit=${limit}`] as const,
  ),
  ...['x', '-1', '1.5', '', '9'.repeat(21), '0x10'].map(
    (position) => [`the position ${position}`, `communities?atLeast=${position}`] as const,
  ),
  ...['x', '2026-02-30', '0000-01-01'].map(
    (day) => [`the day ${day}`, `communities/${places.community}/sittings?from=${day}`] as const,
  ),
  ...['yesterday', '2026-02-30', '2026-03-13T10:00:00', '9'.repeat(10)].map(
    (to) => [`the point ${to}`, `replays/decision-${uuid}?to=${to}`] as const,
  ),
  ['no point to begin at', `replays/decision-${uuid}/changes?to=1`],
  ['a rule set in capitals', `decisions/${uuid}/deviations?as=X`],
  ['a list’s version in words', `task-catalogs/${uuid}?version=x`],
  ...['x', '0', '1999', '10000', '999999'].map(
    (year) => [`the year ${year}`, `communities/${places.community}/ledger?year=${year}`] as const,
  ),
  ['nothing asked of a list', `task-catalogs/${uuid}/answers`],
];

/** What is where nothing is. */
export const nowhere: readonly string[] = [
  ...['', '/board', '/sittings', '/persons'].map((below) => `communities/${uuid}${below}`),
  ...[
    `organizations/${uuid}/overview`,
    `task-catalogs/${uuid}`,
    `admission-requests/${uuid}`,
    `organizations/${uuid}/admissions`,
    `communities/${uuid}/admissions`,
    `organizations/${uuid}/refusals`,
    `communities/${uuid}/refusals`,
    `seal-registers/${uuid}`,
    `communities/${uuid}/ledger`,
    `organizations/${uuid}/ledger`,
    `decisions/${uuid}`,
    `decisions/${uuid}/history`,
    `decisions/${uuid}/why`,
  ],
  ...[`sittings/${uuid}`, `sittings/${uuid}/history`, `sittings/${uuid}/room-code`],
  ...[`sheets/posting/${uuid}`, `sheets/poster/${uuid}`, `sheets/__proto__/${uuid}`],
  ...['rule-sets/none', 'rule-sets/__proto__', `attachments/${'0'.repeat(64)}`, 'nothing/here'],
];
