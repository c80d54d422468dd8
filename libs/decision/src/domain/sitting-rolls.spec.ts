import { frozenRolls } from './sitting-rolls.js';
import { f1Community } from './testing.js';

const meets = (seatBodies: readonly string[]) => ({
  body: 'representatives',
  seatBodies,
  rollByNumber: false,
});
const day = '2026-03-13';

test('居委会组织法 §29: one body on the agenda twice has one roll', () => {
  const twice = [meets(['committee', 'representatives']), meets(['committee', 'representatives'])];
  const rolls = frozenRolls(f1Community(), twice, day, {});
  expect(rolls).toHaveLength(1);
  expect(rolls[0]?.roll).toHaveLength(45);
});

test('rule sets that compose a body differently do not share a sitting', () => {
  const differing = [meets(['committee', 'representatives']), meets(['representatives'])];
  expect(() => frozenRolls(f1Community(), differing, day, {})).toThrow('sitting.bodiesDiffer');
});
