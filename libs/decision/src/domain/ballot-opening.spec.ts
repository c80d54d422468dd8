import type { DecisionCommand } from '../events.js';
import {
  assemble,
  conclude,
  f1,
  f1After,
  f1Community,
  on,
  openBallot,
  openDecision,
  seat,
  World,
} from './testing.js';

type Asked = Extract<DecisionCommand, { type: 'OpenBallot' }>['data'];
const lead = { by: 'p1', at: on('2026-03-02') };
const asked = (change: Partial<Asked>): DecisionCommand => {
  const { data } = openBallot(f1.proposal) as Extract<DecisionCommand, { type: 'OpenBallot' }>;
  return { type: 'OpenBallot', data: { ...data, ...change } };
};
function ready(): World {
  const world = f1After();
  assemble(world, f1.proposal);
  return world;
}

test('the ballot holds roll, presence, text, rule and what it was judged on, so the stream can be judged alone', () => {
  const [event] = ready().decide('d1', asked({}), lead);
  expect(event).toMatchObject({
    data: {
      ballot: 1,
      body: 'branch',
      roll: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'],
      present: ['p1', 'p2', 'p3', 'p4'],
      conveners: ['p1'],
      rule: {
        majority: { base: 'roll', strict: true, fraction: { num: 1, den: 2 } },
        recusal: 'staysInBase',
      },
      judged: [{ stream: 'sitting-of proposal', revision: 2 }, { stream: 'community-c1' }],
    },
  });
});

test.each([
  ['a member who does not convene', {}, 'p2', 'decision.notConvener'],
  ['teller and scrutineer in one person', { teller: 'r36' }, 'p1', 'decision.counterAlone'],
  ['a teller without a seat', { teller: 'stranger' }, 'p1', 'decision.counterUnknown'],
  [
    'several options at a step that says yes or no',
    { kind: 'options' as const, options: ['a', 'b'] },
    'p1',
    'decision.kindNotAllowed',
  ],
  ['options on a yes/no paper', { options: ['a', 'b'] }, 'p1', 'decision.optionsInvalid'],
  ['another sitting', { sitting: 'none' }, 'p1', 'sitting.unknown'],
  ['a step that is not due', { step: 'review' }, 'p1', 'decision.stepNotDue'],
  ['a posting', { step: 'resolutionPosting' }, 'p1', 'decision.notAMeetingStep'],
])('R§3.1, R§10: refused: %s', (_, change, by, code) => {
  expect(ready().refuses('d1', asked(change), { ...lead, by }).code).toBe(code);
});

test('R§3.3: a recused person neither counts nor watches the count', () => {
  const world = ready();
  const reason = { sealed: 'erased', key: 'item:x' } as const;
  world.decide('d1', { type: 'DeclareRecusal', data: { step: 'proposal', person: 'r35', reason } }, lead);
  expect(world.refuses('d1', asked({}), lead).code).toBe('decision.counterRecused');
});

test('one ballot at a time', () => {
  const world = ready();
  world.decide('d1', asked({}), lead);
  expect(world.refuses('d1', asked({}), lead).code).toBe('decision.ballotOpen');
});

test('a sitting votes only on its own agenda, even on a decision with the same text', () => {
  const world = ready();
  world.decide('d2', openDecision(), lead);
  expect(world.refuses('d2', asked({}), lead).code).toBe('decision.notOnAgenda');
});

test('R§3.1: the quorum is checked again for each ballot, on those in the room now', () => {
  const world = ready();
  world.meet('of proposal', { type: 'RecordDeparture', data: { person: 'p4' } }, lead);
  const refused = world.refuses('d1', asked({}), lead);
  expect(refused.code).toBe('decision.quorumNotMet');
  expect(refused.article).toBe('支部工作条例(试行) §12');
});

describe('R§3.3: a chair with an interest in the matter does not lead its vote', () => {
  const reason = { sealed: 'erased', key: 'item:x' } as const;
  const recusal = { type: 'DeclareRecusal', data: { step: 'proposal', person: 'p1', reason } } as const;
  const close = { type: 'CloseBallot', data: { ballot: 1 } } as const;
  function recused(): World {
    const world = ready();
    const deputy = { ...seat('branch', 'p2'), role: 'viceChair' as const };
    world.community = { ...world.community, seats: { ...world.community.seats, [deputy.id]: deputy } };
    world.decide('d1', recusal, lead);
    return world;
  }

  test('he may not open it; another convener, who is named, may', () => {
    const world = recused();
    const refused = world.refuses('d1', asked({}), lead);
    expect([refused.code, refused.kind, refused.details]).toEqual([
      'decision.chairRecused',
      'forbidden',
      { conveners: ['p2'] },
    ]);
    const [event] = world.decide('d1', asked({}), { ...lead, by: 'p2' });
    expect(event).toMatchObject({ data: { conveners: ['p2'], recused: ['p1'] } });
  });

  test('nor close it; the other convener, teller or scrutineer may', () => {
    const world = recused();
    world.decide('d1', asked({}), { ...lead, by: 'p2' });
    expect(world.refuses('d1', close, lead).code).toBe('decision.chairRecused');
    expect(world.decide('d1', close, { ...lead, by: 'p2' })).toHaveLength(2);
  });

  test('at another step he leads as before', () => {
    const world = ready();
    world.decide('d1', { ...recusal, data: { ...recusal.data, step: 'consultation' } }, lead);
    expect(world.decide('d1', asked({}), lead)).toHaveLength(1);
  });
});

describe('居委会组织法 §30: since 2026 the representatives decide only what they were authorized to', () => {
  const stamp = { by: 'p8', at: on(f1.resolution.heldOn) };
  function atStep4(change: object): World {
    const world = f1After('proposal', 'consultation', 'review');
    assemble(world, f1.resolution);
    const [first] = Object.values(world.community.authorizations);
    world.community = { ...world.community, authorizations: first ? { a1: { ...first, ...change } } : {} };
    return world;
  }
  test.each([
    ['for another category', { matters: ['charter'] }],
    ['that begins tomorrow', { from: '2026-03-14' }],
    ['that ended yesterday', { until: '2026-03-12' }],
    ['revoked on that day', { revokedOn: '2026-03-13' }],
  ])('an authorization %s is refused, naming the way out', (_, change) => {
    const refused = atStep4(change).refuses('d1', openBallot(f1.resolution), stamp);
    expect([refused.code, refused.article]).toEqual(['decision.notAuthorized', '居委会组织法(2025) §30']);
    expect(refused.details['wayOut']).toBe('ReferToResidentsMeeting');
  });
  test('one in force on its first and last day is named in the ballot', () => {
    const change = { matters: ['publicWelfare'], from: '2026-03-13', until: '2026-03-13' };
    const [event] = atStep4(change).decide('d1', openBallot(f1.resolution), stamp);
    expect(event).toMatchObject({ data: { authorization: 'a1' } });
  });
});

test('R§10: opened under city-1990, resolved in 2026: 2/3 of the body and an authorization, both sources named', () => {
  const world = new World(f1Community());
  const opening = { by: 'p1', at: on('2025-12-20') };
  world.decide('d1', openDecision({ ruleSet: 'city-1990' }), opening);
  for (const [step, day] of [
    ['proposal', '2025-12-22'],
    ['consultation', '2025-12-24'],
    ['review', '2025-12-29'],
  ] as const) {
    const meeting = { ...f1[step], heldOn: day, noticeOn: step === 'review' ? '2025-12-26' : noticeOf(day) };
    hold(world, meeting);
  }
  const resolution = { ...f1.resolution, heldOn: '2026-02-10', noticeOn: '2026-02-06' };
  assemble(world, { ...resolution, present: resolution.present.slice(0, 29) });
  const stamp = { by: 'p8', at: on('2026-02-10') };
  const short = world.refuses('d1', openBallot(resolution), stamp);
  expect([short.code, short.details['needed'], short.article]).toEqual([
    'decision.quorumNotMet',
    30,
    '居委会组织法(2025) §29',
  ]);
  const late = { persons: resolution.present.slice(29), means: 'sheet' as const };
  world.meet(resolution.sitting, { type: 'RecordArrival', data: late }, stamp);
  const [event] = world.decide('d1', openBallot(resolution), stamp);
  expect(event).toMatchObject({ data: { authorization: 'a1', quorum: { needed: 30 } } });
  expect(event?.type === 'BallotOpened' && event.data.rule.sources).toEqual(
    expect.arrayContaining(['city-1990', 'city-2026']),
  );
});

const noticeOf = (day: string): string =>
  `${day.slice(0, 8)}${String(Number(day.slice(8)) - 1).padStart(2, '0')}`;
function hold(world: World, meeting: Parameters<typeof assemble>[1]): void {
  const stamp = { by: meeting.convener, at: on(meeting.heldOn) };
  assemble(world, meeting);
  world.decide('d1', openBallot(meeting, 'hands'), stamp);
  const state = world.decision('d1');
  const ballot = state.phase === 'none' ? 0 : state.ballots.length;
  const { yes, no, abstain } = meeting;
  const counts = { yes, no, abstain, spoiled: 0 };
  world.decide('d1', { type: 'RecordCounts', data: { ballot, counts } }, { ...stamp, by: 'r35' });
  world.decide('d1', { type: 'ConfirmCounts', data: { ballot } }, { ...stamp, by: 'r36' });
  world.decide('d1', { type: 'CloseBallot', data: { ballot } }, stamp);
  conclude(world, meeting);
}

test('R§10 ballot.form: matters about people and aid are voted on in secret', () => {
  const world = new World(f1Community());
  world.decide('d1', openDecision({ category: 'allowance', money: null }), lead);
  assemble(world, f1.proposal);
  for (const form of ['named', 'hands'] as const)
    expect(world.refuses('d1', asked({ form }), lead).code).toBe('decision.secretAsked');
  expect(world.decide('d1', asked({ form: 'secretPaper' }), lead)).toHaveLength(1);
});
