import type { DecisionEvent } from '../events.js';
import { answered, f1Proven, f1Resolved, objected, playedOn, started, tried } from './disclosure-testing.js';
import { assemble, conclude, f1, f1After, on, openBallot, type World } from './testing.js';

const at = on('2026-03-02');
const lead = { by: 'p1', at };
const [teller, scrutineer] = [
  { by: 'r35', at },
  { by: 'r36', at },
];
const counts = { yes: 3, no: 1, abstain: 0, spoiled: 0 };

function secretly(): World {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal, 'secretPaper'), lead);
  return world;
}
const openingOf = (world: World) =>
  world
    .eventsOf('d1')
    .find(
      (event): event is Extract<DecisionEvent, { type: 'BallotOpened' }> => event.type === 'BallotOpened',
    )!;

test('snapshot-v1#3234: the quorum is computed and written when the ballot opens, before any vote, secret or not', () => {
  const world = secretly();
  expect(openingOf(world).data.quorum).toMatchObject({ met: true, counted: 4, base: 7, needed: 4 });
  expect(world.eventsOf('d1').some(({ type }) => type === 'CountsRecorded')).toBe(false);
  const [person] = openingOf(world).data.present as readonly string[];
  expect(person).toBe('p1');
});

test('helios-server#170: of a secret ballot no event holds whose vote was what, and none can be entered by name', () => {
  const world = secretly();
  const paper = { kind: 'yesNo', choice: 'yes' } as const;
  const named = { type: 'EnterPaperVote', data: { ballot: 1, person: 'p2', paper } } as const;
  expect(world.refuses('d1', named, teller).code).toBe('procedure.ballotNotNamed');
  const phone = { type: 'CastVote', data: { ballot: 1, paper } } as const;
  expect(world.refuses('d1', phone, { by: 'p2', at }).code).toBe('procedure.ballotNotNamed');
  world.decide('d1', { type: 'RecordCounts', data: { ballot: 1, counts } }, teller);
  world.decide('d1', { type: 'ConfirmCounts', data: { ballot: 1 } }, scrutineer);
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
  const said = JSON.stringify(world.eventsOf('d1'));
  expect(said).toContain('"yes":3');
  expect(said).not.toMatch(/"choice"|"paper":/);
});

test('OpenSlides poll.reset: what was voted is neither reset nor voted again; only a recount by two follows', () => {
  const world = secretly();
  world.decide('d1', { type: 'RecordCounts', data: { ballot: 1, counts } }, teller);
  world.decide('d1', { type: 'ConfirmCounts', data: { ballot: 1 } }, scrutineer);
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
  const before = world.eventsOf('d1').length;
  const close = { type: 'CloseBallot', data: { ballot: 1 } } as const;
  world.refuses('d1', close, lead);
  world.refuses('d1', openBallot(f1.proposal), lead);
  world.refuses('d1', { type: 'RecordCounts', data: { ballot: 1, counts } }, teller);
  conclude(world, f1.proposal);
  const correct = {
    type: 'CorrectBallot',
    data: { ballot: 1, voidVoteOf: null, counts: { ...counts, yes: 4, no: 0 }, reason: '错' },
  } as const;
  expect(world.refuses('d1', correct, teller).code).toBe('decision.minutesConfirmed');
  expect(world.eventsOf('d1')).toHaveLength(before);
});

test('"all completed" written with .some: implementation waits for the answer to every objection, not to one', () => {
  const [check, post, ...rest] = f1Proven;
  const two = [objected('2026-03-18', 'o1'), objected('2026-03-18', 'o2')];
  const history = [check!, post!, ...two];
  const one = playedOn(f1Resolved(), ...history, ...rest, answered('2026-03-31', 'answered', 'o1'));
  tried(one, started('2026-03-31')).refused('decision.objectionsOpen');
  const both = playedOn(
    f1Resolved(),
    ...[
      ...history,
      ...rest,
      answered('2026-03-31', 'answered', 'o1'),
      answered('2026-03-31', 'answered', 'o2'),
    ],
  );
  expect(tried(both, started('2026-03-31')).events()).toHaveLength(1);
});
