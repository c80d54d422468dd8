import type { SittingCommand } from '../events.js';
import {
  assemble,
  conclude,
  f1,
  f1After,
  f1Community,
  on,
  openBallot,
  openDecision,
  voteAll,
  World,
} from './testing.js';

type Call = Extract<SittingCommand, { type: 'ConveneSitting' }>['data'];
const convene = (change: Partial<Call>): SittingCommand => ({
  type: 'ConveneSitting',
  data: {
    ...{ community: 'c1', items: [{ decision: 'd1', step: 'proposal' }], heldOn: '2026-03-02' },
    ...{ time: '09:30', place: '社区会议室', noticeOn: '2026-03-02', ...change },
  },
});
const lead = { by: 'p1', at: on('2026-03-02') };
const both = [
  { decision: 'd1', step: 'proposal' },
  { decision: 'd1', step: 'consultation' },
];

test('居委会组织法 §29: those seated on the day are called, each once, with the supervision committee beside (§36)', () => {
  const world = f1After('proposal');
  const items = [{ decision: 'd1', step: 'consultation' }];
  const [event] = world.meet('s', convene({ items, heldOn: '2026-03-04', noticeOn: '2026-03-03' }), {
    by: 'p1',
    at: on('2026-03-03'),
  });
  expect(event).toMatchObject({ type: 'SittingConvened', data: { supervision: ['s1', 's2', 's3'] } });
  const called = event?.type === 'SittingConvened' ? event.data.called : [];
  expect(called).toEqual([{ body: 'twoCommittees', roll: expect.any(Array) }]);
  expect(called[0]?.roll).toHaveLength(12);
});

describe('R§3.5, R§10 notice', () => {
  const review = [{ decision: 'd1', step: 'review' }];
  const at = on('2026-03-09');
  test.each([
    ['2026-03-06', true],
    ['2026-03-07', false],
  ])(
    'party members get the plan three days before: notice on %s for 03-09 is in time: %s',
    (noticeOn, inTime) => {
      const world = f1After('proposal', 'consultation');
      const command = convene({ items: review, heldOn: '2026-03-09', noticeOn, waiver: '紧急' });
      if (inTime)
        expect(world.meet('s', command, { by: 'p1', at })).toMatchObject([
          { data: { noticeGiven: 3, noticeNeeded: 3 } },
        ]);
      else expect(world.refusesToMeet('s', command, { by: 'p1', at }).code).toBe('sitting.noticeShort');
    },
  );

  test.each([
    ['2026-03-04', 'too short'],
    ['2026-02-24', 'earlier than the week before'],
  ])('the topic of the two committees is sent one to seven days before (R§10): %s is %s', (noticeOn) => {
    const world = f1After('proposal');
    const items = [{ decision: 'd1', step: 'consultation' }];
    const command = convene({ items, heldOn: '2026-03-04', noticeOn });
    const refused = world.refusesToMeet('s', command, { by: 'p1', at: on('2026-03-04') });
    expect([refused.code, refused.details['maxDays']]).toEqual(['sitting.noticeShort', 7]);
  });

  test('§26: the residents’ meeting may be called at short notice, but only with a reason', () => {
    const world = f1After('proposal', 'consultation', 'review');
    world.community = { ...world.community, authorizations: {} };
    world.decide('d1', { type: 'ReferToResidentsMeeting', data: { reason: '未授权' } }, { by: 'p1', at });
    const items = [{ decision: 'd1', step: 'resolution' }];
    const call = { items, heldOn: '2026-03-18', noticeOn: '2026-03-09' };
    expect(world.refusesToMeet('s', convene(call), { by: 'p8', at }).code).toBe('sitting.noticeShort');
    expect(world.meet('s', convene({ ...call, waiver: '防汛' }), { by: 'p8', at })).toMatchObject([
      { data: { noticeNeeded: 10, noticeGiven: 9, waived: '防汛' } },
    ]);
    const inTime = convene({ ...call, heldOn: '2026-03-19', waiver: '防汛' });
    expect(world.meet('t', inTime, { by: 'p8', at })).toMatchObject([{ data: { waived: null } }]);
  });

  test('two times: a notice cannot lie in the future', () => {
    const command = convene({ heldOn: '2026-03-09', noticeOn: '2026-03-03' });
    expect(f1After().refusesToMeet('s', command, lead).code).toBe('sitting.noticeInFuture');
  });
});

describe('R§3.7 merging and skipping', () => {
  test('steps never skip: a step that is not due is not convened', () => {
    const command = convene({ items: [{ decision: 'd1', step: 'review' }] });
    expect(f1After().refusesToMeet('s', command, lead).code).toBe('sitting.stepNotDue');
  });

  test('steps 1 and 2 share a sitting only where the secretary is also the chair', () => {
    const command = convene({ items: both, heldOn: '2026-03-03' });
    expect(f1After().refusesToMeet('s', command, lead).code).toBe('sitting.stepNotDue');
    const world = new World(f1Community(true));
    world.decide('d1', openDecision(), lead);
    expect(world.meet('s', command, lead)).toHaveLength(1);
    const alone = convene({ items: both.slice(1), heldOn: '2026-03-03' });
    expect(world.refusesToMeet('t', alone, lead).code).toBe('sitting.stepNotDue');
  });

  test('even with one head nothing merges 3 with 4', () => {
    const world = f1After('proposal', 'consultation');
    world.community = f1Community(true);
    const items = both.map((item, at) => ({ ...item, step: at === 0 ? 'review' : 'resolution' }));
    const command = convene({ items, heldOn: '2026-03-09', noticeOn: '2026-03-06' });
    expect(world.refusesToMeet('s', command, { by: 'p1', at: on('2026-03-06') }).code).toBe(
      'sitting.stepNotDue',
    );
  });

  test('merged, they are two ballots with two rolls, the second without confirmed minutes between', () => {
    const world = new World(f1Community(true));
    const held = { by: 'p1', at: on('2026-03-03') };
    world.decide('d1', openDecision(), lead);
    world.meet('s', convene({ items: both, heldOn: '2026-03-03' }), lead);
    const [opened] = world.meet('s', { type: 'OpenSitting', data: { heldOn: '2026-03-03' } }, held);
    const rolls = opened?.type === 'SittingOpened' ? opened.data.rolls : [];
    expect(rolls.map(({ body, roll }) => [body, 'number' in roll ? roll.number : roll.length])).toEqual([
      ['branch', 7],
      ['twoCommittees', 12],
    ]);
    const persons = f1.consultation.present;
    world.meet('s', { type: 'RecordArrival', data: { persons, means: 'sheet' } }, held);
    const first = { ...f1.proposal, sitting: 's', heldOn: '2026-03-03' };
    const second = { ...f1.consultation, sitting: 's', heldOn: '2026-03-03' };
    expect(world.refuses('d1', openBallot(second), held).code).toBe('decision.stepNotDue');
    world.decide('d1', openBallot(first), held);
    voteAll(world, first, 1);
    world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, held);
    expect(world.decide('d1', openBallot(second), held)).toMatchObject([
      { data: { step: 'consultation', ballot: 2 } },
    ]);
  });
});

test.each([
  ['a member who is not the convener', {}, 'p2', 'decision.notConvener'],
  ['an empty agenda', { items: [] }, 'p1', 'sitting.agendaInvalid'],
  ['an item twice', { items: [both[0], both[0]] as Call['items'] }, 'p1', 'sitting.agendaInvalid'],
  ['an unknown decision', { items: [{ decision: 'd9', step: 'proposal' }] }, 'p1', 'decision.unknown'],
  ['a day that does not exist', { heldOn: '2026-02-30' }, 'p1', 'sitting.dateInvalid'],
  ['no place', { place: '' }, 'p1', 'decision.textMissing'],
])('R§3.1: refused: %s', (_, change, by, code) => {
  expect(f1After().refusesToMeet('s', convene(change), { ...lead, by }).code).toBe(code);
});

test('a failed step is not convened again; its ways out are named', () => {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal), lead);
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
  conclude(world, f1.proposal);
  const refused = world.refusesToMeet('s', convene({}), lead);
  expect([refused.code, refused.details['phase']]).toEqual(['decision.wrongPhase', 'failed']);
});
