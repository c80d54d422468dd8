import { readFileSync } from 'node:fs';
import { ruleSetHash, ruleSets } from '#procedure';

const pinned = JSON.parse(readFileSync('test/golden/rule-sets.json', 'utf8')) as Readonly<
  Record<string, string>
>;

it('a rule set that decisions are pinned to never changes: another number is another set, under another id', () => {
  expect(Object.fromEntries(ruleSets.map((set) => [set.id, ruleSetHash(set)]))).toEqual(pinned);
});
