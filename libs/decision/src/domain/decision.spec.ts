import type { DecisionCommand } from '../events.js';
import { decision } from './decision.js';
import { decisionFacts } from './facts.js';
import { f1After, on, type World } from './testing.js';

const lead = { by: 'p1', at: on('2026-03-16') };
const plan = { plan: 'x', money: null, reason: 'x' };
const deliberations: readonly DecisionCommand[] = [
  { type: 'RevisePlan', data: plan },
  {
    type: 'DeclareRecusal',
    data: { step: 'proposal', person: 'p2', reason: { sealed: 'erased', key: 'k' } },
  },
  { type: 'WithdrawDecision', data: { reason: 'x' } },
  { type: 'ReenterDecision', data: { ...plan, step: 'proposal', substantive: true } },
  { type: 'ReferToResidentsMeeting', data: { reason: 'x' } },
];
const streamless: readonly DecisionCommand[] = [
  ...deliberations,
  { type: 'CastVote', data: { ballot: 1, paper: { kind: 'spoiled' } } },
  { type: 'CloseBallot', data: { ballot: 1 } },
  { type: 'NoteDeparture', data: { sitting: 's', person: 'p2' } },
  { type: 'NoteReliance', data: { decision: 'd2' } },
  { type: 'CloseFile', data: {} },
];

test.each(streamless.map((command) => [command.type, command] as const))(
  '%s asks for a decision that exists',
  (_, command) => {
    const refused = f1After().refuses('none', command, lead);
    expect([refused.code, refused.kind]).toEqual(['decision.unknown', 'missing']);
  },
);

const withdrawn = (): World => {
  const world = f1After();
  world.decide('d1', { type: 'WithdrawDecision', data: { reason: '不办' } }, lead);
  return world;
};
test.each(deliberations.map((command) => [command.type, command] as const))(
  '%s after the end is refused, saying where the matter stands and what to do',
  (_, command) => {
    const resolved = f1After('proposal', 'consultation', 'review', 'resolution');
    for (const [world, phase] of [
      [withdrawn(), 'withdrawn'],
      [resolved, 'posting'],
    ] as const) {
      const refused = world.refuses('d1', command, lead);
      expect([refused.code, refused.kind, refused.details['phase']]).toEqual([
        'decision.wrongPhase',
        'conflict',
        phase,
      ]);
      expect(refused.text.zh).toMatch(/请/);
      expect(refused.text.en.length).toBeGreaterThan(10);
    }
  },
);

test('一事一档: the file lists every event in order, one number each', () => {
  const world = f1After('proposal', 'consultation');
  const state = world.decision('d1');
  expect(state).toMatchObject({ file: world.eventsOf('d1').map(({ type }) => type) });
});

test('tomorrow’s law cannot change yesterday’s result: a history gives its state without any rule set', () => {
  const world = f1After('proposal');
  const abolished = world
    .eventsOf('d1')
    .map((event) =>
      event.type === 'DecisionOpened' ? { ...event, data: { ...event.data, ruleSet: 'abolished' } } : event,
    );
  expect(abolished.reduce(decision.evolve, decision.initialState)).toMatchObject({
    ruleSet: 'abolished',
    phase: 'deliberating',
    step: 'consultation',
    held: { proposal: { carried: true } },
  });
});

test('voting reads the decision’s own stream only: commands of an open ballot declare no facts', () => {
  const hot = [
    'CastVote',
    'EnterPaperVote',
    'VoidPaperVote',
    'RecordCounts',
    'ConfirmCounts',
    'CloseBallot',
  ] as const;
  expect(hot.map((type) => decisionFacts[type])).toEqual(hot.map(() => ({})));
});
