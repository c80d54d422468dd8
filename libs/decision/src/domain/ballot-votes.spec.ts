import type { BallotPaper } from '#procedure';
import { assemble, f1, f1After, on, openBallot, type World } from './testing.js';

const at = on('2026-03-02');
const lead = { by: 'p1', at };
const yes: BallotPaper = { kind: 'yesNo', choice: 'yes' };
const phone = (paper: BallotPaper = yes) => ({ type: 'CastVote', data: { ballot: 1, paper } }) as const;
const entered = (person: string, paper: BallotPaper = yes) =>
  ({ type: 'EnterPaperVote', data: { ballot: 1, person, paper } }) as const;
const voided = (person: string) =>
  ({ type: 'VoidPaperVote', data: { ballot: 1, person, reason: '录错' } }) as const;
function voting(): World {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal), lead);
  return world;
}
const [teller, scrutineer] = [
  { by: 'r35', at },
  { by: 'r36', at },
];

test('one’s own vote on one’s own phone, final once recorded', () => {
  const world = voting();
  expect(world.decide('d1', phone(), { by: 'p2', at })).toEqual([
    { type: 'VoteCast', data: { ballot: 1, person: 'p2', paper: yes, via: 'phone', enteredBy: null } },
  ]);
  expect(world.refuses('d1', phone({ kind: 'yesNo', choice: 'no' }), { by: 'p2', at }).code).toBe(
    'procedure.alreadyVoted',
  );
  expect(world.refuses('d1', voided('p2'), teller).code).toBe('decision.noPaperVote');
});

test('consuldemocracy#2007: on paper or on the phone, never both', () => {
  const world = voting();
  world.decide('d1', entered('p2'), teller);
  expect(world.refuses('d1', phone(), { by: 'p2', at }).code).toBe('procedure.alreadyVoted');
  world.decide('d1', phone(), { by: 'p3', at });
  expect(world.refuses('d1', entered('p3'), teller).code).toBe('procedure.alreadyVoted');
});

test('OpenSlides#6591, consuldemocracy#5317: a paper vote is entered for a named person by teller or scrutineer, and counts', () => {
  const world = voting();
  expect(world.refuses('d1', entered('p2'), lead).code).toBe('decision.notCounter');
  for (const person of ['p1', 'p2']) world.decide('d1', entered(person), teller);
  for (const person of ['p3', 'p4']) world.decide('d1', entered(person), scrutineer);
  const [closed] = world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, teller);
  expect(closed).toMatchObject({ data: { counts: { yes: 4, no: 0 }, verdict: { carried: true } } });
});

test.each([
  ['p5', 'on the roll, not present (居委会组织法 §29: no proxy)', 'procedure.notPresent'],
  ['r1', 'not on the roll (consuldemocracy#4576)', 'procedure.notOnRoll'],
  ['system:worker', 'not a person', 'procedure.notOnRoll'],
])('%s may not vote: %s', (by, _, code) => {
  expect(voting().refuses('d1', phone(), { by, at }).code).toBe(code);
});

test('who arrives after the ballot has opened votes on the next one', () => {
  const world = voting();
  world.meet('of proposal', { type: 'RecordArrival', data: { persons: ['p5'], means: 'tick' } }, lead);
  expect(world.refuses('d1', phone(), { by: 'p5', at }).code).toBe('procedure.notPresent');
});

test('a paper fits the ballot; a phone spoils none', () => {
  const world = voting();
  const option: BallotPaper = { kind: 'options', option: 'a' };
  expect(world.refuses('d1', phone(option), { by: 'p2', at }).code).toBe('procedure.paperOfOtherKind');
  expect(world.refuses('d1', phone({ kind: 'spoiled' }), { by: 'p2', at }).code).toBe(
    'decision.spoiledByPhone',
  );
  expect(world.decide('d1', entered('p2', { kind: 'spoiled' }), teller)).toHaveLength(1);
});

describe('a wrong paper entry is voided by teller and scrutineer together', () => {
  test('one asks, the other makes it so; then it is entered anew', () => {
    const world = voting();
    world.decide('d1', entered('p2', { kind: 'yesNo', choice: 'no' }), teller);
    expect(world.refuses('d1', voided('p2'), lead).code).toBe('decision.notCounter');
    expect(world.decide('d1', voided('p2'), teller)).toMatchObject([{ type: 'PaperVoteVoidAsked' }]);
    expect(world.decide('d1', voided('p2'), teller)).toEqual([]);
    expect(world.refuses('d1', entered('p2'), teller).code).toBe('procedure.alreadyVoted');
    expect(world.decide('d1', voided('p2'), scrutineer)).toMatchObject([
      { type: 'PaperVoteVoided', data: { person: 'p2', by: ['r35', 'r36'] } },
    ]);
    expect(world.decide('d1', entered('p2'), scrutineer)).toHaveLength(1);
  });

  test('not after the close', () => {
    const world = voting();
    world.decide('d1', entered('p2'), teller);
    world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
    expect(world.refuses('d1', voided('p2'), teller).code).toBe('decision.ballotClosed');
    expect(world.refuses('d1', phone(), { by: 'p3', at }).code).toBe('decision.ballotClosed');
  });
});

describe('leaving during a ballot ends the vote not yet cast, not the base (居委会组织法 §29)', () => {
  const left = (person: string) =>
    ({ type: 'NoteDeparture', data: { sitting: 'of proposal', person } }) as const;
  const reactor = { by: 'system:reactor', at };

  test('no vote after it; a vote cast before stands; the base stays', () => {
    const world = voting();
    world.decide('d1', phone(), { by: 'p2', at });
    world.decide('d1', left('p2'), reactor);
    expect(world.decide('d1', left('p3'), lead)).toEqual([
      { type: 'DepartureNoted', data: { ballot: 1, person: 'p3' } },
    ]);
    expect(world.refuses('d1', phone(), { by: 'p3', at }).code).toBe('procedure.departed');
    const [closed] = world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
    expect(closed).toMatchObject({ data: { tally: { present: 4, yes: 1 } } });
  });

  test('ignored for others, twice, of another sitting, and with no ballot open', () => {
    const world = voting();
    expect(world.decide('d1', left('r1'), reactor)).toEqual([]);
    expect(world.decide('d1', { ...left('p2'), data: { sitting: 'other', person: 'p2' } }, reactor)).toEqual(
      [],
    );
    world.decide('d1', left('p2'), reactor);
    expect(world.decide('d1', left('p2'), reactor)).toEqual([]);
    expect(f1After().decide('d1', left('p2'), reactor)).toEqual([]);
    expect(world.refuses('d1', left('p3'), { by: 'p4', at }).code).toBe('decision.notConvener');
  });
});

test('OpenSlides#6667: a ballot is closed by convener, teller or scrutineer, nobody else, and once', () => {
  const world = voting();
  const close = { type: 'CloseBallot', data: { ballot: 1 } } as const;
  expect(world.refuses('d1', close, { by: 'p2', at }).code).toBe('decision.notConvener');
  expect(world.refuses('d1', { ...close, data: { ballot: 2 } }, lead).code).toBe('decision.noBallot');
  world.decide('d1', close, scrutineer);
  expect(world.refuses('d1', close, lead).code).toBe('decision.ballotClosed');
});

test('when the decision is annulled during a vote, the vote ends', () => {
  const world = voting();
  const annulled = { by: 'court', documentHash: '', reason: '', article: '', reliedOnBy: [] } as const;
  world.happened('d1', { type: 'DecisionAnnulled', data: annulled });
  expect(world.refuses('d1', phone(), { by: 'p2', at }).code).toBe('decision.wrongPhase');
});
