import { toSeal } from '#kernel';
import { assemble, f1, f1After, on, openBallot } from './testing.js';

const lead = { by: 'p1', at: on('2026-03-02') };
const money = { line: 'service', amountFen: 4_000_000, payeeRule: '三家比价', purpose: '护栏' };
const revise = { type: 'RevisePlan', data: { plan: '修护栏 50 米。', money, reason: '加长' } } as const;
const reason = toSeal('item:x', '邻居');

test('decidim#1957: a revised plan is a new version, and a sitting called on the old text takes no vote on it', () => {
  const world = f1After();
  assemble(world, f1.proposal);
  expect(world.decide('d1', revise, lead)).toMatchObject([{ type: 'PlanRevised', data: { planVersion: 2 } }]);
  const refused = world.refuses('d1', openBallot(f1.proposal), lead);
  expect(refused.code).toBe('decision.textChanged');
  assemble(world, { ...f1.proposal, sitting: 'again' });
  const again = openBallot({ ...f1.proposal, sitting: 'again' });
  expect(world.decide('d1', again, lead)).toMatchObject([{ data: { planVersion: 2 } }]);
});

test('decidim#1567: while a ballot is open nobody changes the text', () => {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal), lead);
  expect(world.refuses('d1', revise, lead).code).toBe('decision.ballotOpen');
});

test('R§3.6: once resolved the text stands', () => {
  const world = f1After('proposal', 'consultation', 'review', 'resolution');
  const refused = world.refuses('d1', revise, { by: 'p1', at: on('2026-03-14') });
  expect(refused.code).toBe('decision.wrongPhase');
});

test('R§3.1: only the convener revises; money is checked as at the opening (R§7)', () => {
  const world = f1After();
  expect(world.refuses('d1', revise, { ...lead, by: 'p2' }).code).toBe('decision.notConvener');
  const entertaining = { ...revise, data: { ...revise.data, money: { ...money, purpose: '招待' } } };
  expect(world.refuses('d1', entertaining, lead).code).toBe('decision.purposeNotAllowed');
});

describe('R§3.3 recusal', () => {
  const recusal = (person: string) =>
    ({ type: 'DeclareRecusal', data: { step: 'proposal', person, reason } }) as const;

  test('declared by the person himself or entered by the convener, once', () => {
    const world = f1After();
    expect(world.decide('d1', recusal('p2'), { ...lead, by: 'p2' })).toHaveLength(1);
    expect(world.decide('d1', recusal('p3'), lead)).toHaveLength(1);
    expect(world.decide('d1', recusal('p3'), lead)).toEqual([]);
    expect(world.refuses('d1', recusal('p4'), { ...lead, by: 'p2' }).code).toBe('decision.notConvener');
    expect(world.refuses('d1', recusal('r1'), { ...lead, by: 'r1' }).code).toBe('decision.notSeated');
  });

  test('居委会组织法 §29, R§10: in the room one stays in quorum and base, but does not vote', () => {
    const world = f1After();
    world.decide('d1', recusal('p2'), { ...lead, by: 'p2' });
    assemble(world, f1.proposal);
    const [ballot] = world.decide('d1', openBallot(f1.proposal), lead);
    expect(ballot).toMatchObject({ data: { recused: ['p2'], quorum: { counted: 4, base: 7 } } });
    const vote = { type: 'CastVote', data: { ballot: 1, paper: { kind: 'yesNo', choice: 'yes' } } } as const;
    expect(world.refuses('d1', vote, { ...lead, by: 'p2' }).code).toBe('procedure.recused');
    for (const by of ['p1', 'p3', 'p4']) world.decide('d1', vote, { ...lead, by });
    const [closed] = world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
    expect(closed).toMatchObject({
      data: { tally: { roll: 7, present: 4, yes: 3 }, verdict: { carried: false } },
    });
  });

  test('one who leaves the room is not present, for both', () => {
    const world = f1After();
    world.decide('d1', recusal('p2'), { ...lead, by: 'p2' });
    assemble(world, f1.proposal);
    world.meet('of proposal', { type: 'RecordDeparture', data: { person: 'p2' } }, lead);
    const refused = world.refuses('d1', openBallot(f1.proposal), lead);
    expect([refused.code, refused.details['counted']]).toEqual(['decision.quorumNotMet', 3]);
  });

  test('after the ballot has opened it comes too late', () => {
    const world = f1After();
    assemble(world, f1.proposal);
    world.decide('d1', openBallot(f1.proposal), lead);
    expect(world.refuses('d1', recusal('p2'), { ...lead, by: 'p2' }).code).toBe('decision.ballotOpen');
  });
});
