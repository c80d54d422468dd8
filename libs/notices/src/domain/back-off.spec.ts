import fc from 'fast-check';
import { nextTry, tryAfterMending, type BackOff } from './back-off.js';

const first = '2026-03-02T00:00:00.000Z';
const hour = 3_600_000;
const later = (milliseconds: number) => new Date(Date.parse(first) + milliseconds).toISOString();
const asked = (more: Partial<BackOff> = {}): BackOff => ({
  ...{ first, at: first, tries: 1, retryAfter: null, hours: 72, seed: 'a1' },
  ...more,
});
const waits = (one: BackOff) => Date.parse(nextTry(one) ?? '') - Date.parse(one.at);

describe('the next try after a temporary failure', () => {
  it.each([
    [1, 1],
    [2, 2],
    [5, 16],
    [9, 240],
    [40, 240],
  ])('number %i waits about %i minutes', (tries, minutes) => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const wait = waits(asked({ tries, seed })) / 60_000;
      expect(wait).toBeGreaterThanOrEqual(0.75 * minutes);
      expect(wait).toBeLessThanOrEqual(1.25 * minutes + 0.001);
    }
  });

  it('is spread, and the same for the same attempt', () => {
    const all = Array.from({ length: 20 }, (_, n) => nextTry(asked({ seed: `attempt ${n}` })));
    expect(new Set(all).size).toBeGreaterThan(15);
    expect(nextTry(asked({ seed: 'x' }))).toBe(nextTry(asked({ seed: 'x' })));
  });

  it('is not before Retry-After', () => {
    expect(nextTry(asked({ retryAfter: 7_200 }))).toBe(later(2 * hour));
  });

  it('is made once more when the 72 hours end, and never after: failed for good', () => {
    expect(nextTry(asked({ at: later(71.9 * hour), tries: 20 }))).toBe(later(72 * hour));
    expect(nextTry(asked({ at: later(72 * hour), tries: 21 }))).toBeNull();
    expect(nextTry(asked({ retryAfter: 73 * 3_600 }))).toBeNull();
  });

  it('always ends: some 25 tries in the 72 hours, each later than the one before', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        let [at, tries]: [string | null, number] = [first, 0];
        for (; at !== null; tries += 1) {
          const next = nextTry(asked({ at, tries: tries + 1, seed: `${seed}${tries}` }));
          if (next !== null && next <= at) return false;
          at = next;
        }
        return tries > 20 && tries < 40;
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [0, 5],
    [1, 10],
    [3, 40],
    [4, 60],
    [99, 60],
  ])(
    'after a technical one, the %i before it in a row counted, it comes in about %i minutes',
    (times, minutes) => {
      const at = later(100 * hour);
      const wait = (Date.parse(tryAfterMending(at, times, 'x')) - Date.parse(at)) / 60_000;
      expect(wait).toBeGreaterThanOrEqual(0.75 * minutes);
      expect(wait).toBeLessThanOrEqual(1.25 * minutes + 0.001);
    },
  );
});
