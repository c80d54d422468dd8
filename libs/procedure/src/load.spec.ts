import { Rejection } from '#kernel';

import { loadRuleSet } from './load.js';
import { exampleOverlay } from './rule-sets/example-overlay.js';
import { city1990 } from './rule-sets/city-1990.js';
import { city2026 } from './rule-sets/city-2026.js';
import { practiceAidReview } from './rule-sets/practice-aid-review.js';

function refusalOf(json: unknown): Pick<Rejection, 'code' | 'article'> {
  try {
    loadRuleSet(json);
  } catch (error) {
    if (error instanceof Rejection) return { code: error.code, article: error.article };
    throw error;
  }
  throw new Error('was not refused');
}

const overlay = (...steps: readonly object[]) => ({ ...exampleOverlay, id: 'overlay', steps });
const cityWith = (key: string, change: object) => ({
  ...city2026,
  steps: city2026.steps.map((step) => (step.key === key ? { ...step, ...change } : step)),
});
const share = (num: number, den: number, strict: boolean, base: string) => ({
  fraction: { num, den },
  strict,
  base,
  source: '试',
});
const days = (value: number) => ({ value, source: '试' });
const notice = (days: number, more: object = {}) => ({
  days,
  counting: 'calendar',
  waivable: true,
  source: '试',
  ...more,
});

describe('a set below the statutory floor is refused with the article that it breaks', () => {
  test.each([
    ['§29', 'half of the representatives open', { key: 'resolution', quorum: share(1, 2, true, 'roll') }],
    ['§29', 'no quorum at all', { key: 'resolution', quorum: null }],
    ['§29', 'half of those present carry', { key: 'resolution', majority: share(1, 2, false, 'present') }],
    ['§30', 'no authorization', { key: 'resolution', needsAuthorization: false }],
    ['§28', 'only representatives vote', { key: 'resolution', seatBodies: ['representatives'] }],
    ['§28', 'another body decides', { key: 'resolution', body: 'committee' }],
    ['§34', 'posted 14 days', { key: 'resolutionPosting', minDays: days(14) }],
    ['§34', 'aid posted 7 days', { key: 'resolutionPosting', aidMinDays: days(7) }],
    ['§34', 'the result posted 7 days', { key: 'resultPosting', minDays: days(7) }],
    ['§34', 'posted on the web only', { key: 'resultPosting', requiredPlaces: ['web'] }],
    ['§36', 'posted unchecked', { key: 'resultPosting', supervisionCheck: false }],
  ])('居委会组织法(2025) %s: %s', (section, _, step) => {
    expect(refusalOf(overlay(step))).toEqual({
      code: 'procedure.belowFloor',
      article: `居委会组织法(2025) ${section}`,
    });
  });

  test.each([
    ['§11', { key: 'review', majority: share(1, 2, false, 'due') }],
    ['§11', { key: 'review', quorum: share(1, 3, false, 'roll') }],
    ['§12', { key: 'proposal', quorum: share(1, 3, false, 'roll') }],
  ])('支部工作条例(试行) %s', (section, step) => {
    expect(refusalOf(overlay(step))).toEqual({
      code: 'procedure.belowFloor',
      article: `支部工作条例(试行) ${section}`,
    });
  });

  test('居委会组织法(2025) §26: the residents’ meeting called 9 days ahead', () => {
    const residentsMeeting = { notice: notice(9) };
    expect(refusalOf({ ...overlay(), residentsMeeting })).toEqual({
      code: 'procedure.belowFloor',
      article: '居委会组织法(2025) §26',
    });
  });

  test('a majority on another base than the law’s, stricter in neither way, is refused', () => {
    expect(refusalOf(overlay({ key: 'review', majority: share(2, 3, false, 'present') })).code).toBe(
      'procedure.incomparable',
    );
  });

  test('before 2026 the law asks less: city-1990 with 5 days of posting is accepted', () => {
    const steps = city1990.steps.map((step) =>
      step.key === 'resolutionPosting' ? { ...step, minDays: days(5), aidMinDays: days(5) } : step,
    );
    expect(loadRuleSet({ ...city1990, id: 'old', steps }).id).toBe('old');
  });

  test('what is stricter than the law is accepted', () => {
    const set = loadRuleSet(
      overlay(
        { key: 'resolution', quorum: share(3, 4, false, 'roll'), majority: share(2, 3, true, 'roll') },
        { key: 'resolutionPosting', minDays: days(16), objectionDays: days(16) },
      ),
    );
    expect(set.steps.find(({ key }) => key === 'resolution')).toMatchObject({
      quorum: { fraction: { num: 3, den: 4 } },
    });
  });
});

describe('a set that contradicts the procedure is refused', () => {
  test.each(['review', 'resolution'])('R§3.3: recused persons taken out of the base at %s', (key) => {
    expect(refusalOf(overlay({ key, recusal: 'outOfBase' })).code).toBe('procedure.recusalBase');
  });

  test('居委会组织法(2025) §19: votes by proxy (OpenSlides#5745)', () => {
    const { code, article } = refusalOf(overlay({ key: 'resolution', proxy: true }));
    expect(code).toBe('procedure.proxy');
    expect(article).toContain('§19');
  });

  test.each(['proposal', 'consultation', 'review', 'resolution', 'resolutionPosting', 'resultPosting'])(
    'R§3.7: %s skipped',
    (key) => {
      const steps = city2026.steps.filter((step) => step.key !== key);
      expect(refusalOf({ ...city2026, steps })).toEqual({ code: 'procedure.stepSkipped', article: 'R§3.7' });
    },
  );

  test('R§3: steps out of order', () => {
    expect(refusalOf({ ...city2026, steps: city2026.steps.toReversed() }).code).toBe('procedure.stepOrder');
  });

  test('R§3.7: steps 3 and 4 merged', () => {
    expect(refusalOf(overlay({ key: 'review', mayMergeWithNext: true })).code).toBe(
      'procedure.mergeNotAllowed',
    );
  });

  test('a set of practice used for the six steps', () => {
    expect(refusalOf({ ...city2026, statutory: false }).code).toBe('procedure.practiceStep');
    const [meeting] = practiceAidReview.steps;
    expect(refusalOf({ ...practiceAidReview, steps: [{ ...meeting, key: 'resolution' }] }).code).toBe(
      'procedure.practiceStep',
    );
  });

  test.each([
    { body: 'nobody' },
    { seatBodies: ['committee', 'representatives', 'nobody'] },
    { convenerBodies: ['nobody'] },
  ])('an unknown body: %j', (change) => {
    expect(refusalOf(overlay({ key: 'resolution', ...change })).code).toBe('procedure.bodyUnknown');
  });

  test('a meeting whose roll is nobody', () => {
    expect(refusalOf(overlay({ key: 'review', seatBodies: [] })).code).toBe('procedure.bodyUnknown');
  });
});

describe('a document is read to the last field', () => {
  test.each([
    [{ num: 2.5, den: 3 }],
    [{ num: 4, den: 3 }],
    [{ num: 0, den: 3 }],
    [{ num: -1, den: 3 }],
    [{ num: 4, den: 6 }],
    [{ num: '2', den: '3' }],
    [{ num: 667, den: 1001 }],
    [{ num: 1, den: 0 }],
  ])('a fraction is a pair of integers in lowest terms: %j', (fraction) => {
    const quorum = { ...share(2, 3, false, 'roll'), fraction };
    expect(refusalOf(overlay({ key: 'resolution', quorum })).code).toBe('procedure.fraction');
  });

  test.each([
    { key: 'resolution', quorum: { ...share(2, 3, false, 'roll'), source: '' } },
    { key: 'resolution', notice: { days: 5, counting: 'calendar', waivable: false } },
    { key: 'resolutionPosting', minDays: { value: 20 } },
    { key: 'resolutionPosting', replyDays: { value: 1, source: ' ' } },
  ])('a number without its source is refused: %j', (step) => {
    expect(refusalOf(overlay(step)).code).toBe('procedure.sourceMissing');
  });

  test.each([
    [{ key: 'resolution', majority: share(1, 3, true, 'roll') }],
    [{ key: 'resolution', quorum: share(2, 3, false, 'present') }],
    [{ key: 'resolution', quorum: share(2, 3, false, 'everyone') }],
    [{ key: 'resolution', ballotForms: ['electronic'] }],
    [{ key: 'resolution', notice: notice(5, { maxDays: 4 }) }],
    [{ key: 'resolution', notice: notice(-1) }],
    [{ key: 'resolution', notice: notice(5, { counting: 'moons' }) }],
    [{ key: 'resolution', quorun: share(1, 2, true, 'roll') }],
    [{ key: 'resolutionPosting', minDays: days(20.5) }],
    [{ key: 'resolutionPosting', objectionDays: days(16) }],
    [{ key: 'resolutionPosting', requiredPlaces: ['chat'] }],
  ])('%j', (step) => {
    expect(refusalOf(overlay(step)).code).toBe('procedure.malformed');
  });

  test.each([
    null,
    [],
    'city-2026',
    {},
    { ...city2026, effectiveFrom: '2026-02-30' },
    { ...city2026, effectiveUntil: '2025-12-31' },
    { ...city2026, id: ' ' },
    { ...city2026, categories: [] },
    { ...city2026, steps: [...city2026.steps, ...city2026.steps] },
    { ...city2026, secret: true },
    cityWith('implementation', { minDays: days(1) }),
    cityWith('review', { kind: 'party' }),
  ])('refuses malformed document %#', (json) => {
    expect(refusalOf(json).code).toBe('procedure.malformed');
  });

  test('an overlay extends a set that exists, and patches steps that exist', () => {
    expect(refusalOf({ ...exampleOverlay, extends: 'city-3000' }).code).toBe('procedure.unknownRuleSet');
    expect(refusalOf({ ...exampleOverlay, extends: 'example-overlay' }).code).toBe(
      'procedure.unknownRuleSet',
    );
    expect(refusalOf({ ...exampleOverlay, extends: 'constructor' }).code).toBe('procedure.unknownRuleSet');
    expect(refusalOf(overlay({ key: 'emergency' })).code).toBe('procedure.unknownStep');
  });
});
