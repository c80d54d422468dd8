import { assemble, deliberate, f1, f1After, on, openBallot, type F1Step, type World } from './testing.js';

const at = on('2026-03-16');
const lead = { by: 'p1', at };
const money = { line: 'service', amountFen: 3_000_000, payeeRule: '三家比价', purpose: '护栏' };
const reenter = (step: string, substantive: boolean) =>
  ({
    type: 'ReenterDecision',
    data: { step, plan: '修护栏 30 米。', money, substantive, reason: '缩短' },
  }) as const;
const withdraw = { type: 'WithdrawDecision', data: { reason: '不办了' } } as const;
const refer = { type: 'ReferToResidentsMeeting', data: { reason: '分歧较大' } } as const;
const before: Readonly<Record<F1Step, readonly F1Step[]>> = {
  proposal: [],
  consultation: ['proposal'],
  review: ['proposal', 'consultation'],
  resolution: ['proposal', 'consultation', 'review'],
};
function failedAt(step: F1Step): World {
  const world = f1After(...before[step]);
  deliberate(world, { ...f1[step], yes: 0, abstain: 0, no: 3 });
  return world;
}
const all = Object.keys(before) as readonly F1Step[];

describe.each(all)('R§3.6: after %s failed', (step) => {
  test('it may be withdrawn, and then only be looked at', () => {
    const world = failedAt(step);
    const note = { type: 'NoteReliance', data: { decision: 'd2' } } as const;
    world.decide('d1', note, { by: 'system:reactor', at });
    expect(world.decide('d1', withdraw, lead)).toEqual([
      { type: 'DecisionWithdrawn', data: { reason: '不办了', step, reliedOnBy: ['d2'] } },
    ]);
    expect(world.refuses('d1', reenter('proposal', true), lead).code).toBe('decision.wrongPhase');
  });

  test('a substantive revision re-enters at step 1 only, another one at step 1 or 2', () => {
    const world = failedAt(step);
    expect(world.refuses('d1', reenter('consultation', true), lead).code).toBe('decision.reentryStep');
    expect(world.refuses('d1', reenter('review', false), lead).code).toBe('decision.reentryStep');
    expect(world.refuses('d1', reenter('resolution', false), lead).code).toBe('decision.reentryStep');
    expect(world.decide('d1', reenter('consultation', false), lead)).toMatchObject([
      { data: { planVersion: 2 } },
    ]);
    expect(world.decision('d1')).toMatchObject({
      phase: 'deliberating',
      step: 'consultation',
      planVersion: 2,
    });
    expect(failedAt(step).decide('d1', reenter('proposal', true), lead)).toHaveLength(1);
  });

  test('only the resolution goes to the residents’ meeting', () => {
    if (step === 'resolution')
      expect(failedAt(step).decide('d1', refer, lead)).toMatchObject([{ data: { body: 'residents' } }]);
    else expect(failedAt(step).refuses('d1', refer, lead).code).toBe('decision.notReferable');
  });

  test('the branch leads: nobody else may decide on the way out', () => {
    for (const command of [withdraw, refer, reenter('proposal', true)])
      expect(failedAt(step).refuses('d1', command, { by: 'p8', at }).code).toBe('decision.notConvener');
  });
});

test('R§3.6: re-entered at step 1 every step is held anew', () => {
  const world = failedAt('resolution');
  world.decide('d1', reenter('proposal', true), lead);
  const again = { ...f1.proposal, sitting: 'again', heldOn: '2026-03-17', noticeOn: '2026-03-17' };
  deliberate(world, again);
  expect(world.decision('d1')).toMatchObject({ phase: 'deliberating', step: 'consultation' });
  const skip = openBallot({ ...f1.review, sitting: 'again' });
  expect(world.refuses('d1', skip, { by: 'p1', at: on('2026-03-17') }).code).toMatch(/stepNotDue|wrongPhase/);
});

test('R§3.6, §27: the residents’ meeting decides in the representatives’ place, by its own numbers, once', () => {
  const world = failedAt('resolution');
  world.decide('d1', refer, lead);
  const day = '2026-03-27';
  const held = { by: 'p8', at: on(day) };
  const items = [{ decision: 'd1', step: 'resolution' }];
  const call = { community: 'c1', items, heldOn: day, noticeOn: '2026-03-16', time: '09:30', place: '广场' };
  world.meet('s', { type: 'ConveneSitting', data: call }, { by: 'p8', at });
  const numbers = { residents: { number: 100, source: '户籍册' } };
  world.meet('s', { type: 'OpenSitting', data: { heldOn: day, numbers } }, held);
  world.meet(
    's',
    { type: 'RecordHeadcount', data: { body: 'residents', number: 60, scrutineer: 'r36' } },
    held,
  );
  world.decide('d1', openBallot({ ...f1.resolution, sitting: 's' }, 'hands'), held);
  const counts = { yes: 30, no: 20, abstain: 10, spoiled: 0 };
  const ballot = 5;
  world.decide('d1', { type: 'RecordCounts', data: { ballot, counts } }, { ...held, by: 'r35' });
  world.decide('d1', { type: 'ConfirmCounts', data: { ballot } }, { ...held, by: 'r36' });
  const [closed] = world.decide('d1', { type: 'CloseBallot', data: { ballot } }, held);
  expect(closed).toMatchObject({
    data: { verdict: { carried: false, base: 60, needed: 31, article: '居委会组织法(2025) §27' } },
  });
  expect(world.refuses('d1', refer, held).code).toBe('decision.notConvener');
  expect(world.refuses('d1', refer, { ...held, by: 'p1' }).code).toBe('decision.notReferable');
});

test('居委会组织法 §30: without an authorization step 4 goes to the residents’ meeting; with one it is held first', () => {
  const world = f1After('proposal', 'consultation', 'review');
  expect(world.refuses('d1', refer, lead).code).toBe('decision.referralNotNeeded');
  world.community = { ...world.community, authorizations: {} };
  expect(world.decide('d1', refer, lead)).toMatchObject([{ data: { article: '居委会组织法(2025) §30' } }]);
});

test.each(all)('R§3.6: before %s the branch may withdraw, but not over an open ballot', (step) => {
  const world = f1After(...before[step]);
  assemble(world, f1[step]);
  world.decide('d1', openBallot(f1[step]), { by: f1[step].convener, at });
  expect(world.refuses('d1', withdraw, lead).code).toBe('decision.ballotOpen');
  expect(f1After(...before[step]).decide('d1', withdraw, lead)).toHaveLength(1);
});

test('R§3.6: what is resolved is not withdrawn', () => {
  expect(f1After(...all).refuses('d1', withdraw, lead).code).toBe('decision.wrongPhase');
});

test('R§3.6: resolved once and sent back by an objection, it is not dropped by the branch alone', () => {
  const world = f1After(...all);
  const upheld = { objection: 'o1', reenter: 'review', reason: 'review' } as const;
  world.happened('d1', { type: 'ObjectionUpheld', data: upheld });
  expect(world.decision('d1')).toMatchObject({ phase: 'deliberating', step: 'review' });
  expect(world.refuses('d1', withdraw, lead).code).toBe('decision.alreadyResolved');
});

test('re-entered after the residents’ meeting said no, step 4 is the representatives’ again', () => {
  const world = failedAt('resolution');
  world.decide('d1', refer, lead);
  world.happened('d1', { type: 'StepFailed', data: { step: 'resolution', ballot: 4 } });
  world.decide('d1', reenter('consultation', false), lead);
  expect(world.decision('d1')).toMatchObject({ step: 'consultation', referred: false });
});
