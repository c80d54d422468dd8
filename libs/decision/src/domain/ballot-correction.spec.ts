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

const at = on('2026-03-02');
const [lead, teller, scrutineer] = [
  { by: 'p1', at },
  { by: 'r35', at },
  { by: 'r36', at },
];
const close = { type: 'CloseBallot', data: { ballot: 1 } } as const;
const counts = (yes: number, no: number) => ({ yes, no, abstain: 0, spoiled: 0 });
const correct = (found: ReturnType<typeof counts> | null, voidVoteOf: string | null = null, ballot = 1) =>
  ({ type: 'CorrectBallot', data: { ballot, voidVoteOf, counts: found, reason: '录错' } }) as const;

function counted(yes: number, no: number): World {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal, 'hands'), lead);
  world.decide('d1', { type: 'RecordCounts', data: { ballot: 1, counts: counts(yes, no) } }, teller);
  world.decide('d1', { type: 'ConfirmCounts', data: { ballot: 1 } }, scrutineer);
  world.decide('d1', close, lead);
  return world;
}

test('asked by one of teller and scrutineer, made so by the other; the new verdict names the old one', () => {
  const world = counted(3, 1);
  expect(world.decision('d1')).toMatchObject({ phase: 'failed' });
  expect(world.decide('d1', correct(counts(4, 0)), teller)).toMatchObject([{ type: 'CorrectionAsked' }]);
  expect(world.decision('d1')).toMatchObject({ phase: 'failed' });
  expect(world.decide('d1', correct(counts(4, 0)), scrutineer)).toMatchObject([
    {
      type: 'VerdictRecounted',
      data: { was: false, by: ['r35', 'r36'], verdict: { carried: true, yes: 4 } },
    },
    { type: 'StepPassed', data: { next: 'consultation' } },
  ]);
  expect(world.decision('d1')).toMatchObject({ phase: 'deliberating', step: 'consultation' });
});

test('a recount that turns a pass takes the step back; one that turns nothing moves nothing', () => {
  const world = counted(4, 0);
  world.decide('d1', correct(counts(3, 1)), scrutineer);
  expect(world.decide('d1', correct(counts(3, 1)), teller)).toMatchObject([
    { type: 'VerdictRecounted', data: { was: true } },
    { type: 'StepFailed', data: { step: 'proposal' } },
  ]);
  expect(world.decision('d1')).toMatchObject({ phase: 'failed', step: 'proposal' });
  world.decide('d1', correct(counts(2, 2)), scrutineer);
  expect(world.decide('d1', correct(counts(2, 2)), teller)).toHaveLength(1);
});

test('a wrong paper entry of a named ballot is voided and recounted; a vote by phone is final', () => {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal), lead);
  voteAll(world, { ...f1.proposal, yes: 3 }, 1);
  const paper = { kind: 'yesNo', choice: 'yes' } as const;
  world.decide('d1', { type: 'EnterPaperVote', data: { ballot: 1, person: 'p4', paper } }, teller);
  world.decide('d1', close, lead);
  expect(world.refuses('d1', correct(null, 'p2'), teller).code).toBe('decision.noPaperVote');
  world.decide('d1', correct(null, 'p4'), teller);
  expect(world.decide('d1', correct(null, 'p4'), scrutineer)).toMatchObject([
    {
      type: 'VerdictRecounted',
      data: { voidedVoteOf: 'p4', counts: { yes: 3 }, verdict: { carried: false } },
    },
    { type: 'StepFailed' },
  ]);
});

test.each([
  ['by others', correct(counts(3, 1)), lead, 'decision.notCounter'],
  ['without saying what', correct(null), teller, 'decision.correctionUnclear'],
  ['with counts that cannot be', correct(counts(4, 1)), teller, 'procedure.tooManyBallots'],
])('refused: %s', (_, command, stamp, code) => {
  expect(counted(4, 0).refuses('d1', command, stamp).code).toBe(code);
});

test('the other one must ask for the same', () => {
  const world = counted(4, 0);
  world.decide('d1', correct(counts(3, 1)), teller);
  expect(world.refuses('d1', correct(counts(3, 0)), scrutineer).code).toBe('decision.correctionDiffers');
  expect(world.decide('d1', correct(counts(3, 0)), teller)).toMatchObject([{ type: 'CorrectionAsked' }]);
  expect(world.decide('d1', correct(counts(3, 0)), scrutineer)).toHaveLength(2);
});

test('R§3.6: once the minutes are confirmed the count stands', () => {
  const world = counted(4, 0);
  conclude(world, f1.proposal);
  expect(world.refuses('d1', correct(counts(3, 1)), teller).code).toBe('decision.minutesConfirmed');
});

test('an open ballot is not corrected but voided; a superseded one is not corrected at all', () => {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal, 'hands'), lead);
  expect(world.refuses('d1', correct(counts(3, 1)), teller).code).toBe('decision.ballotStillOpen');
  const failed = counted(3, 1);
  const money = { line: 'service', amountFen: 1, payeeRule: '比价', purpose: '护栏' };
  const data = { step: 'proposal', plan: '改', money, substantive: true, reason: '改' };
  failed.decide('d1', { type: 'ReenterDecision', data }, lead);
  expect(failed.refuses('d1', correct(counts(4, 0)), teller).code).toBe('decision.ballotSuperseded');
});

test('R§3.7: when step 1 of a merged sitting falls in a recount, step 2 cannot be corrected into a pass', () => {
  const world = new World(f1Community(true));
  world.decide('d1', openDecision(), lead);
  const items = ['proposal', 'consultation'].map((step) => ({ decision: 'd1', step }));
  const held = { by: 'p1', at: on('2026-03-03') };
  const call = {
    community: 'c1',
    items,
    heldOn: '2026-03-03',
    noticeOn: '2026-03-02',
    time: '09:30',
    place: '会议室',
  };
  world.meet('s', { type: 'ConveneSitting', data: call }, lead);
  world.meet('s', { type: 'OpenSitting', data: { heldOn: '2026-03-03' } }, held);
  const persons = f1.consultation.present;
  world.meet('s', { type: 'RecordArrival', data: { persons, means: 'sheet' } }, held);
  for (const [ballot, step, yes] of [
    [1, 'proposal', 4],
    [2, 'consultation', 6],
  ] as const) {
    world.decide('d1', openBallot({ ...f1[step], sitting: 's' }, 'hands'), held);
    world.decide('d1', { type: 'RecordCounts', data: { ballot, counts: counts(yes, 0) } }, teller);
    world.decide('d1', { type: 'ConfirmCounts', data: { ballot } }, scrutineer);
    world.decide('d1', { type: 'CloseBallot', data: { ballot } }, held);
  }
  for (const stamp of [teller, scrutineer]) world.decide('d1', correct(counts(3, 0)), stamp);
  expect(world.decision('d1')).toMatchObject({ phase: 'failed', step: 'proposal' });
  expect(world.refuses('d1', correct(counts(7, 0), null, 2), teller).code).toBe('decision.ballotSuperseded');
  for (const stamp of [teller, scrutineer]) world.decide('d1', correct(counts(4, 0)), stamp);
  expect(world.decision('d1')).toMatchObject({ phase: 'deliberating', step: 'consultation' });
  expect(world.refuses('d1', correct(counts(7, 0), null, 2), teller).code).toBe('decision.ballotSuperseded');
});
