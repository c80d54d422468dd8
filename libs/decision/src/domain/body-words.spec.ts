import { bodyWords } from './body-words.js';
import { f1Community } from './testing.js';
import { mustSit } from './who.js';

test('a refusal names each body once, as the rule set titles it, in both languages', () => {
  const bodies = ['branch', 'branch', 'committee'];
  const sit = () => mustSit(f1Community(), { person: 'r1' }, '2026-03-02', bodies);
  expect(sit).toThrow('Only a member of the party branch committee or residents’ committee may do this');
  expect(sit).toThrow(
    expect.objectContaining({
      text: expect.objectContaining({ zh: '只有党支部委员会、居民委员会的成员可以这样做:请由其办理。' }),
      details: { bodies: ['branch', 'committee'] },
    }),
  );
});

test.each([
  ['2025-12-31', '居民会议(居民小组代表)'],
  ['2026-01-01', '居民代表会议'],
])('under the law of %s the representatives are called %s', (day, zh) => {
  expect(bodyWords(['representatives'], day).zh).toBe(zh);
});

test('a body of a practice set has its title there; one that nobody titles keeps its key', () => {
  expect(bodyWords(['council', 'somewhere'], '2026-03-02')).toEqual({
    zh: '居民议事会、somewhere',
    en: 'residents’ council or somewhere',
    keys: ['council', 'somewhere'],
  });
});
