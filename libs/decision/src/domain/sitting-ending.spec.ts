import { toSeal } from '#kernel';
import { assemble, conclude, f1, f1After, on, openBallot, type World } from './testing.js';

const lead = { by: 'p1', at: on('2026-03-02') };
const sitting = 'of proposal';
const close = { type: 'CloseSitting', data: {} } as const;
const adjourn = { type: 'AdjournSitting', data: { kind: 'noQuorum', reason: '人数不足' } } as const;
const minutes = { type: 'RecordMinutes', data: { text: toSeal('item:m', '记录') } } as const;
const confirm = { type: 'ConfirmMinutes', data: {} } as const;
function begun(present = f1.proposal.present): World {
  const world = f1After();
  assemble(world, { ...f1.proposal, present });
  return world;
}

test('adjourned without quorum is recorded, not hidden: who was there and how many were needed', () => {
  const world = begun(['p1', 'p2', 'p3']);
  expect(world.meet(sitting, adjourn, lead)).toMatchObject([
    {
      type: 'SittingAdjourned',
      data: { kind: 'noQuorum', present: [{ body: 'branch', present: 3, needed: 4 }] },
    },
  ]);
  expect(world.refuses('d1', openBallot(f1.proposal), lead).code).toBe('sitting.wrongPhase');
});

test.each([
  ['closed', close],
  ['adjourned', adjourn],
])('a sitting is not %s over an open ballot', (_, command) => {
  const world = begun();
  world.decide('d1', openBallot(f1.proposal), lead);
  expect(world.refusesToMeet(sitting, command, lead).code).toBe('decision.ballotOpen');
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
  expect(world.meet(sitting, command, lead)).toHaveLength(1);
});

test('a sitting is cancelled with a reason before it is opened, not after', () => {
  const cancel = { type: 'CancelSitting', data: { reason: '停电' } } as const;
  expect(begun().refusesToMeet(sitting, cancel, lead).code).toBe('sitting.wrongPhase');
  const world = f1After();
  const items = [{ decision: 'd1', step: 'proposal' }];
  const call = {
    community: 'c1',
    items,
    heldOn: '2026-03-03',
    time: '09:30',
    place: '会议室',
    noticeOn: '2026-03-02',
  };
  world.meet('s', { type: 'ConveneSitting', data: call }, lead);
  expect(world.refusesToMeet('s', cancel, { ...lead, by: 'p2' }).code).toBe('decision.notConvener');
  expect(world.meet('s', cancel, lead)).toHaveLength(1);
});

describe('R§3.4 minutes', () => {
  test('recorded after the close, confirmed by a second person, final from then on', () => {
    const world = begun();
    expect(world.refusesToMeet(sitting, minutes, lead).code).toBe('sitting.wrongPhase');
    world.meet(sitting, close, lead);
    expect(world.refusesToMeet(sitting, confirm, lead).code).toBe('sitting.minutesMissing');
    world.meet(sitting, minutes, { ...lead, by: 'p2' });
    expect(world.refusesToMeet(sitting, confirm, { ...lead, by: 'p2' }).code).toBe('sitting.minutesAlone');
    expect(world.refusesToMeet(sitting, confirm, { ...lead, by: 'r1' }).code).toBe('decision.notSeated');
    expect(world.meet(sitting, confirm, { ...lead, by: 'p3' })).toEqual([
      { type: 'MinutesConfirmed', data: { by: 'p3', items: [{ decision: 'd1', step: 'proposal' }] } },
    ]);
    expect(world.meet(sitting, confirm, lead)).toEqual([]);
    expect(world.refusesToMeet(sitting, minutes, lead).code).toBe('sitting.minutesConfirmed');
  });

  test('may be confirmed by any voter who was there; the representative need not lead anything', () => {
    const world = f1After('proposal', 'consultation', 'review');
    const { resolution } = f1;
    const stamp = { by: 'p8', at: on(resolution.heldOn) };
    assemble(world, resolution);
    world.meet(resolution.sitting, close, stamp);
    world.meet(resolution.sitting, minutes, stamp);
    expect(world.refusesToMeet(resolution.sitting, confirm, { ...stamp, by: 'r30' }).code).toBe(
      'decision.notSeated',
    );
    expect(world.meet(resolution.sitting, confirm, { ...stamp, by: 'r1' })).toHaveLength(1);
  });
});

test('no sitting, no command', () => {
  expect(f1After().refusesToMeet('s', close, lead).code).toBe('sitting.unknown');
  const world = begun();
  conclude(world, f1.proposal);
  expect(world.refusesToMeet(sitting, close, lead).code).toBe('sitting.wrongPhase');
});
