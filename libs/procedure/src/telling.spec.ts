import { loadRuleSet } from './load.js';
import { ruleSet } from './shipped.js';
import { escalationOf, toldShare } from './telling.js';

const overlay = (id: string, more: object) =>
  loadRuleSet({
    ...{ id, extends: 'city-2026', effectiveFrom: '2026-01-01', statutory: true },
    ...{ title: { zh: '补充', en: 'overlay' }, ...more },
  });
const share = (num: number, den: number) => ({ value: { num, den }, source: '章程' });
const lenient = overlay('lenient', { told: { posted: share(3, 4) } });
const stricter = overlay('stricter', { told: { posted: share(9, 10) } });

it('of several rule sets the greatest share holds; one that names none asks for all', () => {
  expect(toldShare([lenient, stricter], 'posted')).toEqual(share(9, 10));
  expect(toldShare([stricter, lenient], 'posted')).toEqual(share(9, 10));
  expect(toldShare([lenient, ruleSet('city-2026')], 'posted')).toBeUndefined();
  expect(toldShare([lenient], 'meetingConvened')).toBeUndefined();
  expect(toldShare([], 'posted')).toBeUndefined();
});

it('a share needs a source and is no more than all', () => {
  expect(() => overlay('x', { told: { posted: { value: { num: 1, den: 2 } } } })).toThrow(/source/);
  expect(() => overlay('x', { told: { posted: share(3, 2) } })).toThrow(/fraction/);
});

it('the chain is the rule set’s own; else the street after ten days and the district after twenty', () => {
  const afterDays = { value: 5, source: '章程' };
  const own = overlay('own', { escalation: [{ to: 'district', afterDays }] });
  expect(escalationOf(own)).toEqual([{ to: 'district', afterDays }]);
  for (const set of [undefined, ruleSet('city-2026')])
    expect(escalationOf(set).map(({ to, afterDays: { value } }) => [to, value])).toEqual([
      ['street', 10],
      ['district', 20],
    ]);
  expect(() => overlay('x', { escalation: [{ to: 'mayor', afterDays }] })).toThrow(/street/);
  const late = { value: 30, source: '章程' };
  expect(() => overlay('x', { escalation: [{ to: 'street', afterDays: late }] })).toThrow(/29/);
});
