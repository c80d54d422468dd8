import fc from 'fast-check';

import { carries, elects, quorumMet } from './share.js';
import type { CountBase, ShareRule, Tally } from './types.js';

const rule = (num: number, den: number, strict: boolean, base: CountBase): ShareRule => ({
  fraction: { num, den },
  strict,
  base,
  source: '§',
});
const tally = (roll: number, present: number, yes: number, no = 0): Tally => ({
  roll,
  due: roll,
  present,
  yes,
  no,
  abstain: 0,
  spoiled: 0,
});

/**
 * The articles read person by person: everyone of the base who is not in favour takes `weight` persons in favour away
 * (one for a half, two for two thirds). 以上: the heap suffices. 过半数: somebody is left over.
 */
function heapSuffices(inFavour: number, base: number, weight: number, strict: boolean): boolean {
  const heap = Array.from({ length: inFavour }, (_, person) => person);
  for (let other = inFavour; other < base; other += 1) {
    for (let taken = 0; taken < weight; taken += 1) {
      if (heap.pop() === undefined) return false;
    }
  }
  return strict ? heap.length > 0 : base > 0;
}

/** Yes and no leave the room in pairs; a tie leaves nobody. */
function yesOutlasts(yes: number, no: number): boolean {
  const inFavour = Array.from({ length: yes });
  for (let one = 0; one < no; one += 1) inFavour.pop();
  return inFavour.length > 0;
}

const readings = [1, 2].flatMap((weight) =>
  [true, false].flatMap((strict) =>
    (['present', 'due', 'roll'] as const).map((base) => ({
      weight,
      strict,
      base,
      rule: rule(weight, weight + 1, strict, base),
    })),
  ),
);

describe('carries against the articles read person by person, all bodies up to 40 members', () => {
  test.each(readings)(
    '$weight of $weight + 1, strict $strict, of $base',
    ({ weight, strict, base, rule }) => {
      const wrong: unknown[] = [];
      for (let roll = 0; roll <= 40; roll += 1) {
        for (let present = 0; present <= roll; present += 1) {
          for (let yes = 0; yes <= present; yes += 1) {
            for (const no of new Set([0, present - yes, Math.min(yes, present - yes)])) {
              const expected =
                heapSuffices(yes, base === 'present' ? present : roll, weight, strict) &&
                yesOutlasts(yes, no);
              const { carried } = carries(tally(roll, present, yes, no), rule);
              if (carried !== expected) wrong.push({ roll, present, yes, no, carried });
            }
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test.each(readings.filter(({ base }) => base === 'roll'))(
    'quorum: $weight of $weight + 1, strict $strict',
    ({ weight, strict, rule }) => {
      const wrong: unknown[] = [];
      for (let roll = 0; roll <= 40; roll += 1) {
        for (let present = 0; present <= roll; present += 1) {
          const expected = present > 0 && heapSuffices(present, roll, weight, strict);
          if (quorumMet(present, roll, rule).met !== expected) wrong.push({ roll, present });
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe('the arithmetic', () => {
  const half = rule(1, 2, true, 'present');

  test('过半数 excludes the half (民法典 §1259): 16 of 30 is carried, 15 is not, and the words say why', () => {
    expect(carries(tally(45, 30, 16, 9), half).arithmetic).toEqual({
      zh: '赞成 16 > 到会 30 × 1/2 = 15:通过',
      en: 'yes 16 > present 30 × 1/2 = 15: carried',
    });
    expect(carries(tally(45, 30, 15, 9), half).arithmetic.zh).toBe('赞成 15 ≤ 到会 30 × 1/2 = 15:不通过');
  });

  test('半数以上 includes the half (民法典 §1259), but a tie of yes and no fails', () => {
    const inclusive = rule(1, 2, false, 'due');
    expect(carries(tally(60, 40, 30, 5), inclusive).carried).toBe(true);
    const tied = carries(tally(60, 60, 30, 30), inclusive);
    expect(tied.carried).toBe(false);
    expect(tied.arithmetic.zh).toBe('赞成 30 ≥ 应到 60 × 1/2 = 30:与反对 30 相等,不通过');
  });

  test('a share that does not come out even is shown as a fraction: 11 of 16 for two thirds', () => {
    const check = quorumMet(11, 16, rule(2, 3, false, 'roll'));
    expect(check).toMatchObject({ met: true, needed: 11, base: 16, counted: 11 });
    expect(check.arithmetic.zh).toBe('到会 11 ≥ 全体 16 × 2/3 = 32/3:可以开会');
    expect(quorumMet(10, 16, rule(2, 3, false, 'roll')).met).toBe(false);
  });

  test('grantshares#38: abstentions and spoiled ballots stay in the one base that is counted (§29)', () => {
    const withAbstentions = { ...tally(45, 30, 15, 0), abstain: 10, spoiled: 5 };
    expect(carries(withAbstentions, half)).toMatchObject({ carried: false, base: 30, needed: 16 });
  });

  test.each([
    { ...tally(45, 30, 20), no: 11 },
    { ...tally(45, 46, 20) },
    { ...tally(45, 30, -1) },
    { ...tally(45, 30, 1.5) },
    { ...tally(45, 30, 1), due: 46 },
  ])('refuses counts that cannot be: %j', (impossible) => {
    expect(() => carries(impossible, half)).toThrow('procedure.tallyImpossible');
  });

  test('needed is the least count: one vote below fails, whatever the fraction and the base', () => {
    const rules = fc
      .tuple(fc.integer({ min: 2, max: 1000 }), fc.double({ min: 0.5, max: 1, noNaN: true }), fc.boolean())
      .map(([den, part, strict]) => rule(Math.min(den, Math.ceil(den * part)), den, strict, 'present'));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), rules, (present, share) => {
        const { needed } = carries(tally(present, present, 0), share);
        if (needed <= present) expect(carries(tally(present, present, needed), share).carried).toBe(true);
        expect(carries(tally(present, present, Math.min(needed - 1, present)), share).carried).toBe(false);
      }),
    );
  });

  test('one more yes never turns a passed motion into a failed one', () => {
    const shares = fc.constantFrom(...readings.map((reading) => reading.rule));
    const counts = fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500)).map((n) => n.sort((a, b) => a - b));
    fc.assert(
      fc.property(counts, shares, ([yes, present, roll], share) => {
        fc.pre(yes < present);
        const before = carries(tally(roll, present, yes), share).carried;
        expect(before && !carries(tally(roll, present, yes + 1), share).carried).toBe(false);
      }),
    );
  });
});

describe('choosing among options (D6, D8, D14)', () => {
  const half = rule(1, 2, true, 'present');

  test('the most votes first, as many as there are seats, each by the rule', () => {
    expect(elects({ a: 20, b: 16, c: 15, d: 30 }, 2, tally(30, 30, 30), half).elected).toEqual(['d', 'a']);
    expect(elects({ a: 20, b: 16, c: 15, d: 30 }, 4, tally(30, 30, 30), half).elected).toEqual([
      'd',
      'a',
      'b',
    ]);
  });

  test('whoever ties at the last place is not chosen', () => {
    const result = elects({ a: 20, b: 18, c: 18, d: 16 }, 2, tally(30, 30, 30), half);
    expect(result).toMatchObject({ elected: ['a'], tied: ['b', 'c'] });
    expect(result.arithmetic.zh).toContain('末位同票,不入选:b 18, c 18');
    expect(elects({ a: 20, b: 20, c: 18 }, 2, tally(30, 30, 30), half)).toMatchObject({
      elected: ['a', 'b'],
      tied: [],
    });
  });

  test('a tie below the rule does not matter', () => {
    expect(elects({ a: 20, b: 5, c: 5 }, 2, tally(30, 30, 30), half)).toMatchObject({
      elected: ['a'],
      tied: [],
    });
  });
});
