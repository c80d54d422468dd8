import { Rejection } from '#kernel';

import { documents } from './documents.js';
import { loadRuleSet } from './load.js';
import { meetingStepOn, postingStepOn, residentsMeetingOn } from './on-day.js';
import { organicLaw } from './organic-law.js';
import { carries, quorumMet } from './share.js';
import { floorOn, ruleSet } from './shipped.js';
import { village2025 } from './rule-sets/village-2025.js';

const law = '村民委员会组织法(2025)';
const day = '2026-05-20';

function refusalOf(json: unknown): Pick<Rejection, 'code' | 'article'> {
  try {
    loadRuleSet(json);
  } catch (error) {
    if (error instanceof Rejection) return { code: error.code, article: error.article };
    throw error;
  }
  throw new Error('was not refused');
}

const overlay = (...steps: readonly object[]) => ({
  ...{ id: 'village-overlay', title: { zh: '试', en: 'trial' }, statutory: true, extends: 'village-2025' },
  ...{ effectiveFrom: '2026-01-01', steps },
});
const share = (num: number, den: number, strict: boolean, base: string) => ({
  fraction: { num, den },
  ...{ strict, base, source: '试' },
});
const cited = (value: number) => ({ value, source: '试' });

/** All sources of a document with the numbers beside them. */
function sources(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'source' ? [String(inner)] : sources(inner),
  );
}

describe('village-2025 (村民委员会组织法 as amended 2025-10-28, in force 2026-01-01)', () => {
  const set = ruleSet('village-2025');
  const numbers = (quorum: Parameters<typeof quorumMet>[2] | null, roll: number, ...present: number[]) =>
    present.map((count) => quorum !== null && quorumMet(count, roll, quorum).met);

  test('is the floor for villages from 2026, and for villages only', () => {
    expect(set).toMatchObject({ statutory: true, communityKind: 'village', effectiveFrom: '2026-01-01' });
    expect(floorOn(day, 'village')?.id).toBe('village-2025');
    expect(floorOn('2025-12-31', 'village')).toBeUndefined();
    expect(floorOn(day)?.id).toBe('city-2026');
  });

  test('§26: of 300 households 200 delegates open the meeting, 199 do not; more than half of those there carry', () => {
    const meeting = residentsMeetingOn(set, day);
    expect(numbers(meeting.quorum, 300, 199, 200)).toEqual([false, true]);
    expect(meeting).toMatchObject({ body: 'residents', rollByNumber: true });
    const tally = { ...{ roll: 300, due: 300, present: 200, no: 0, spoiled: 0 }, yes: 101, abstain: 99 };
    expect(carries(tally, meeting.majority)).toMatchObject({ carried: true, article: `${law} §26` });
    expect(carries({ ...tally, yes: 100, abstain: 100 }, meeting.majority).carried).toBe(false);
  });

  test('§25: the villagers’ meeting is called ten days ahead, at short notice in special circumstances', () => {
    expect(residentsMeetingOn(set, day).notice).toMatchObject({
      ...{ days: 10, waivable: true, source: `${law} §25` },
    });
  });

  test('§28–30: the representatives need an authorization and two thirds of the composition', () => {
    const meeting = meetingStepOn(set, 'resolution', day);
    expect(numbers(meeting.quorum, 30, 19, 20)).toEqual([false, true]);
    expect(meeting).toMatchObject({
      needsAuthorization: true,
      seatBodies: ['committee', 'representatives'],
      quorum: { source: `${law} §30` },
    });
    expect(meeting.sources).toEqual(expect.arrayContaining(['village-2025', `${law} §28`, `${law} §29`]));
    expect(meeting.sources.join()).not.toContain('居委会组织法');
  });

  test('§35: posted 15 days on the board', () => {
    for (const key of ['resolutionPosting', 'resultPosting'])
      expect(postingStepOn(set, key, day, true)).toMatchObject({
        minDays: { value: 15, source: `${law} §35` },
        requiredPlaces: ['board'],
      });
  });

  test('every number cites the village’s law or the party’s, or says that it is assumed', () => {
    const { categories: _listed, ...numbered } = village2025;
    const other = sources(numbered).filter((one) => !/^(村民委员会组织法|支部工作条例|假定:)/.test(one));
    expect(other).toEqual([]);
    expect(JSON.stringify(documents['village-2025'])).not.toContain('居委会组织法(');
  });

  test('calls its bodies as the law of villages does', () => {
    const { committee, representatives } = organicLaw('village').names;
    expect(set.bodies).toMatchObject({ committee, representatives: { zh: representatives.zh } });
    expect(organicLaw().names.committee.zh).toBe('居民委员会');
  });
});

describe('an overlay below the law of villages is refused with the article that it breaks', () => {
  test.each([
    ['§28', 'no authorization', { key: 'resolution', needsAuthorization: false }],
    ['§29', 'only representatives vote', { key: 'resolution', seatBodies: ['representatives'] }],
    ['§30', 'half of the representatives open', { key: 'resolution', quorum: share(1, 2, true, 'roll') }],
    ['§30', 'half of those present carry', { key: 'resolution', majority: share(1, 2, false, 'present') }],
    ['§35', 'posted 14 days', { key: 'resolutionPosting', minDays: cited(14) }],
    ['§35', 'the result posted on the web only', { key: 'resultPosting', requiredPlaces: ['web'] }],
    ['§37', 'posted unchecked', { key: 'resultPosting', supervisionCheck: false }],
  ])('%s: %s', (section, _, step) => {
    expect(refusalOf(overlay(step))).toEqual({
      code: 'procedure.belowFloor',
      article: `${law} ${section}`,
    });
  });

  test.each([
    ['§25', { notice: { days: 9, counting: 'calendar', waivable: true, source: '试' } }],
    ['§26', { quorum: share(1, 2, true, 'roll') }],
  ])('%s: the villagers’ meeting', (section, residentsMeeting) => {
    expect(refusalOf({ ...overlay(), residentsMeeting })).toEqual({
      code: 'procedure.belowFloor',
      article: `${law} ${section}`,
    });
  });

  test('§30: recused persons taken out of the base', () => {
    expect(refusalOf(overlay({ key: 'resolution', recusal: 'outOfBase' }))).toEqual({
      ...{ code: 'procedure.recusalBase', article: `${law} §30` },
    });
  });

  test('no overlay leaves the law under which its parent stands', () => {
    const cityOverlay = { ...overlay(), extends: 'city-2026', communityKind: 'village' };
    expect(refusalOf(cityOverlay).code).toBe('procedure.otherKindOfCommunity');
    expect(refusalOf({ ...overlay(), communityKind: 'city' }).code).toBe('procedure.otherKindOfCommunity');
    expect(refusalOf({ ...village2025, communityKind: 'town' }).code).toBe('procedure.malformed');
  });

  test('what is stricter is accepted: notice of five days as in 山东 [L19 §24], of seven as in 河北 [L20 §20]', () => {
    for (const days of [5, 7]) {
      const notice = { days, counting: 'calendar', waivable: false, source: '试' };
      const set = loadRuleSet(overlay({ key: 'resolution', notice }));
      expect(meetingStepOn(set, 'resolution', day).notice.days).toBe(days);
      expect(set.communityKind).toBe('village');
    }
  });
});
