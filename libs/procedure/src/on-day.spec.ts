import { Rejection } from '#kernel';

import { loadRuleSet } from './load.js';
import { meetingStepOn, postingStepOn, residentsMeetingOn } from './on-day.js';
import { floorOn, ruleSet } from './shipped.js';
import { asStrict } from './stricter.js';
import { city1990 } from './rule-sets/city-1990.js';

const old = ruleSet('city-1990');

describe('the law of the day lies over the pinned set', () => {
  test('floorOn changes with the year 2026 and knows nothing before 1990', () => {
    expect(floorOn('1989-12-31')).toBeUndefined();
    expect(floorOn('2025-12-31')?.id).toBe('city-1990');
    expect(floorOn('2026-01-01')?.id).toBe('city-2026');
  });

  test('opened 2025-12-20 under city-1990, the resolution of 2026-02-10 needs 2/3 (§29) and an authorization (§30)', () => {
    const before = meetingStepOn(old, 'resolution', '2025-12-31');
    expect(before.quorum).toMatchObject({ fraction: { num: 1, den: 2 }, strict: true });
    expect(before).toMatchObject({ needsAuthorization: false, seatBodies: ['representatives'] });

    const after = meetingStepOn(old, 'resolution', '2026-02-10');
    expect(after.quorum).toMatchObject({ fraction: { num: 2, den: 3 }, source: '居委会组织法(2025) §29' });
    expect(after).toMatchObject({ needsAuthorization: true, seatBodies: ['committee', 'representatives'] });
    expect(after.majority.source).toBe('居委会组织法(2025) §29');
    expect(after.sources).toEqual(
      expect.arrayContaining(['city-1990', 'city-2026', '居委会组织法(2025) §30']),
    );
  });

  test('a posting that starts in 2026 hangs 15 days (§34), aid matters too', () => {
    for (const aid of [false, true]) {
      expect(postingStepOn(old, 'resolutionPosting', '2025-12-31', aid).minDays.value).toBe(7);
      expect(postingStepOn(old, 'resolutionPosting', '2026-01-01', aid).minDays).toEqual({
        value: 15,
        source: '居委会组织法(2025) §34',
      });
    }
  });

  test('a stricter pinned number stands: the overlay keeps its 20 days and 2/3 of those present', () => {
    const overlay = ruleSet('example-overlay');
    expect(postingStepOn(overlay, 'resolutionPosting', '2026-05-01', false).minDays.value).toBe(20);
    expect(meetingStepOn(overlay, 'resolution', '2026-05-01').majority.fraction).toEqual({ num: 2, den: 3 });
    expect(meetingStepOn(overlay, 'resolution', '2026-05-01').quorum?.source).toBe('居委会组织法(2025) §29');
  });

  test('§28: a pinned set that does not know the representatives’ meeting is refused, with the way out', () => {
    const { representatives, ...bodies } = city1990.bodies;
    const groups = loadRuleSet({
      ...city1990,
      id: 'groups',
      bodies: { ...bodies, delegates: representatives },
      steps: city1990.steps.map((step) =>
        step.key === 'resolution' ? { ...step, body: 'delegates', seatBodies: ['delegates'] } : step,
      ),
    });
    expect(meetingStepOn(groups, 'resolution', '2025-12-31').body).toBe('delegates');
    let refusal: unknown;
    try {
      meetingStepOn(groups, 'resolution', '2026-01-01');
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Rejection);
    expect(refusal).toMatchObject({ code: 'procedure.bodyUnknown', article: '居委会组织法(2025) §28' });
    expect((refusal as Rejection).text.zh).toContain('重新立项');
  });

  test('the residents’ meeting of an old set is called 10 days ahead from 2026 (§26)', () => {
    expect(residentsMeetingOn(old, '2026-02-10').sources).toContain('居委会组织法(2025) §26');
    expect(residentsMeetingOn(old, '2026-02-10').quorum?.source).toBe('居委会组织法(2025) §27');
  });

  test('a set of practice stands outside the law of the day, and has no residents’ meeting', () => {
    const council = ruleSet('practice-council');
    expect(meetingStepOn(council, 'meeting', '2026-02-10').sources).not.toContain('city-2026');
    expect(postingStepOn(council, 'posting', '2026-02-10', false).minDays.value).toBe(5);
    expect(() => residentsMeetingOn(council, '2026-02-10')).toThrow('procedure.noResidentsMeeting');
  });

  test('asks for steps by name and kind', () => {
    expect(() => meetingStepOn(old, 'nothing', '2025-01-01')).toThrow('procedure.unknownStep');
    expect(() => meetingStepOn(old, 'implementation', '2025-01-01')).toThrow('procedure.otherKindOfStep');
    expect(() => ruleSet('city-3000')).toThrow('procedure.unknownRuleSet');
  });
});

describe('which of two shares is stricter', () => {
  const share = (num: number, den: number, strict: boolean, base: 'present' | 'roll') => ({
    fraction: { num, den },
    strict,
    base,
    source: '§',
  });

  test('a larger part, a larger base, 过半数 before 半数以上', () => {
    expect(asStrict(share(2, 3, false, 'present'), share(1, 2, true, 'present'))).toBe(true);
    expect(asStrict(share(1, 2, true, 'roll'), share(1, 2, true, 'present'))).toBe(true);
    expect(asStrict(share(1, 2, false, 'present'), share(1, 2, true, 'present'))).toBe(false);
  });

  test('2/3 of those present and 1/2 of all cannot be compared: neither is as strict as the other', () => {
    expect(asStrict(share(2, 3, false, 'present'), share(1, 2, true, 'roll'))).toBe(false);
    expect(asStrict(share(1, 2, true, 'roll'), share(2, 3, false, 'present'))).toBe(false);
  });
});
