import { ruleSet, ruleSetHash } from '#procedure';
import { f1After, f1Community, on, openDecision, World } from './testing.js';

const stamp = { by: 'p2', at: on('2026-03-02') };
const fresh = () => new World(f1Community());

test('R§3.1 step 0: a member of the party branch opens a matter; text, hash and rule set are pinned', () => {
  const [event] = fresh().decide('d1', openDecision(), stamp);
  expect(event).toMatchObject({
    type: 'DecisionOpened',
    data: { ruleSet: 'city-2026', firstStep: 'proposal', planVersion: 1, openedOn: '2026-03-02', aid: false },
  });
  expect(event).toMatchObject({ data: { judged: [{ stream: 'community-c1', revision: 88 }] } });
  expect(event?.type === 'DecisionOpened' && event.data.planHash).toMatch(/^[0-9a-f]{64}$/);
  expect(event).toMatchObject({ data: { ruleSetHash: ruleSetHash(ruleSet('city-2026')) } });
});

test('PIPL §51: an aid matter’s plan names who is in need: it is sealed, and no hash of it can be guessed', () => {
  const text = '低保申请人:张三';
  const aid = openDecision({ category: 'allowance', money: null, plan: text });
  const [event] = fresh().decide('d1', aid, stamp);
  const key = expect.stringMatching(/^item:/) as unknown;
  expect(event).toMatchObject({ data: { aid: true, plan: { sealed: 'open', key, text }, planHash: key } });
});

test('R§3.1: the day of opening is the day in Shanghai', () => {
  const [event] = fresh().decide('d1', openDecision(), { ...stamp, at: '2026-03-01T16:30:00.000Z' });
  expect(event).toMatchObject({ data: { openedOn: '2026-03-02' } });
});

test.each(['p8', 'r1', 'p20', 's1', 'nobody', 'system:reactor'])(
  'R§3.1: %s has no seat in the branch and may not open',
  (by) => {
    const refused = fresh().refuses('d1', openDecision(), { ...stamp, by });
    expect([refused.code, refused.kind]).toEqual(['decision.notSeated', 'forbidden']);
  },
);

test('R§10: a rule set is pinned only while it is in force: city-1990 ends on 2025-12-31, city-2026 begins the day after', () => {
  const world = fresh();
  const old = openDecision({ ruleSet: 'city-1990' });
  expect(world.refuses('d1', old, { ...stamp, at: on('2026-01-01') }).code).toBe(
    'decision.ruleSetNotInForce',
  );
  const early = { ...stamp, at: on('2025-12-31') };
  expect(world.refuses('d1', openDecision(), early).code).toBe('decision.ruleSetNotInForce');
  expect(world.decide('d1', old, early)).toHaveLength(1);
});

describe('R§7: money', () => {
  const money = { line: 'service', amountFen: 100, payeeRule: '三家比价', purpose: '护栏' };
  test.each([
    ['a money matter without money', { money: null }, 'decision.moneyMissing'],
    ['money on a matter without', { category: 'plans', money }, 'decision.moneyNotAsked'],
    ['an unknown fund line', { money: { ...money, line: 'none' } }, 'decision.fundLineUnknown'],
    ['a forbidden purpose', { money: { ...money, purpose: '招待' } }, 'decision.purposeNotAllowed'],
    [
      'a purpose that the line does not name',
      { money: { ...money, purpose: '旅游' } },
      'decision.purposeNotAllowed',
    ],
    ['parts of a fen', { money: { ...money, amountFen: 0.5 } }, 'decision.amountInvalid'],
    ['nothing', { money: { ...money, amountFen: 0 } }, 'decision.amountInvalid'],
    ['no rule for the payee', { money: { ...money, payeeRule: ' ' } }, 'decision.textMissing'],
  ])('%s is refused', (_, change, code) => {
    expect(fresh().refuses('d1', openDecision(change), stamp).code).toBe(code);
  });
});

test('R§7: what a fund line forbids is forbidden even where its purposes list it', () => {
  const world = fresh();
  const line = world.community.fundLines['service'];
  world.community = {
    ...world.community,
    fundLines: line ? { service: { ...line, forbidden: ['护栏'] } } : {},
  };
  expect(world.refuses('d1', openDecision(), stamp).code).toBe('decision.purposeNotAllowed');
});

test.each([
  ['an unknown category', { category: 'none' }, 'decision.categoryUnknown'],
  ['an unknown rule set', { ruleSet: 'none' }, 'procedure.unknownRuleSet'],
  ['an unknown community', { community: 'c2' }, 'community.unknown'],
  ['an empty plan', { plan: '' }, 'decision.textMissing'],
  ['an attachment that is no hash', { attachments: ['x.pdf'] }, 'decision.notAHash'],
])('R§3.11: %s is refused', (_, change, code) => {
  expect(fresh().refuses('d1', openDecision(change), stamp).code).toBe(code);
});

test('个人信息保护法 §51: the files of an aid matter were sealed when they were uploaded; others may be', () => {
  const [open, sealed] = ['a'.repeat(64), `sealed-${'b'.repeat(64)}`];
  const aid = { category: 'allowance', money: null };
  expect(fresh().refuses('d1', openDecision({ ...aid, attachments: [open] }), stamp)).toMatchObject({
    code: 'decision.fileNotSealed',
    article: '个人信息保护法 §51',
  });
  expect(fresh().decide('d1', openDecision({ ...aid, attachments: [sealed] }), stamp)).toHaveLength(1);
  expect(fresh().decide('d1', openDecision({ attachments: [open, sealed] }), stamp)).toHaveLength(1);
});

test('R§3.6: one may rely only on decisions that exist and still stand', () => {
  const world = f1After();
  const relying = openDecision({ reliesOn: ['d1'] });
  expect(world.refuses('d2', openDecision({ reliesOn: ['d9'] }), stamp).code).toBe(
    'decision.reliedOnUnknown',
  );
  expect(world.decide('d2', relying, stamp)).toMatchObject([
    {
      data: {
        reliesOn: ['d1'],
        judged: [{ stream: 'community-c1' }, { stream: 'decision-d1', revision: 0 }],
      },
    },
  ]);
  world.decide('d1', { type: 'WithdrawDecision', data: { reason: '不办' } }, { ...stamp, by: 'p1' });
  expect(world.refuses('d3', relying, stamp).code).toBe('decision.reliedOnLost');
});

test('a second OpenDecision on the same stream is refused', () => {
  expect(f1After().refuses('d1', openDecision(), stamp).code).toBe('decision.exists');
});

test('R§8.1 D1: a set of practice is opened by any seat of a body that convenes', () => {
  const council = openDecision({ ruleSet: 'practice-council' });
  expect(fresh().decide('d1', council, { ...stamp, by: 'p9' })).toMatchObject([
    { data: { firstStep: 'meeting' } },
  ]);
  expect(fresh().refuses('d1', council, { ...stamp, by: 'r1' }).code).toBe('decision.notSeated');
});
