import { toSeal } from '#kernel';
import type { Counts } from '../events.js';
import { assemble, f1, f1After, on, openBallot, type World } from './testing.js';

const at = on('2026-03-02');
const counts = (yes: number, no = 0, more: Partial<Counts> = {}): Counts => ({
  yes,
  no,
  abstain: 0,
  spoiled: 0,
  ...more,
});
const record = (found: Counts) => ({ type: 'RecordCounts', data: { ballot: 1, counts: found } }) as const;
const confirm = { type: 'ConfirmCounts', data: { ballot: 1 } } as const;
const close = { type: 'CloseBallot', data: { ballot: 1 } } as const;
const [lead, teller, scrutineer] = ['p1', 'r35', 'r36'].map((by) => ({ by, at })) as [Stamp, Stamp, Stamp];
type Stamp = Readonly<{ by: string; at: string }>;
function counting(form: 'hands' | 'secretPaper' | 'named' = 'hands'): World {
  const world = f1After();
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal, form), lead);
  return world;
}

test.each(['hands', 'secretPaper'] as const)(
  '%s: the teller counts, the scrutineer confirms, then it is closed',
  (form) => {
    const world = counting(form);
    expect(world.refuses('d1', close, lead).code).toBe('decision.countsNotConfirmed');
    expect(world.refuses('d1', confirm, scrutineer).code).toBe('decision.countsMissing');
    expect(world.refuses('d1', record(counts(4)), scrutineer).code).toBe('decision.notTeller');
    world.decide('d1', record(counts(4)), teller);
    expect(world.refuses('d1', close, lead).code).toBe('decision.countsNotConfirmed');
    expect(world.refuses('d1', confirm, teller).code).toBe('decision.notScrutineer');
    world.decide('d1', confirm, scrutineer);
    expect(world.decide('d1', confirm, scrutineer)).toEqual([]);
    expect(world.decide('d1', close, lead)).toMatchObject([
      { data: { counts: counts(4), verdict: { carried: true } } },
      { type: 'StepPassed' },
    ]);
  },
);

test('counts entered anew wait for a new confirmation', () => {
  const world = counting();
  world.decide('d1', record(counts(3)), teller);
  world.decide('d1', confirm, scrutineer);
  world.decide('d1', record(counts(4)), teller);
  expect(world.refuses('d1', close, lead).code).toBe('decision.countsNotConfirmed');
});

test.each([
  ['more than are present', counts(4, 1), 'procedure.tooManyBallots'],
  ['parts of a vote', counts(1.5), 'procedure.notACount'],
  ['less than nothing', counts(-1), 'procedure.notACount'],
  ['options on a yes/no ballot', counts(1, 0, { options: { a: 1 } }), 'procedure.unknownOption'],
])('居委会组织法 §29: refused: %s', (_, found, code) => {
  expect(counting().refuses('d1', record(found), teller).code).toBe(code);
});

test('R§3.3: whoever is recused has no hand to raise', () => {
  const world = f1After();
  const data = { step: 'proposal', person: 'p2', reason: toSeal('item:x', '邻居') };
  world.decide('d1', { type: 'DeclareRecusal', data }, { by: 'p2', at });
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal, 'hands'), lead);
  expect(world.refuses('d1', record(counts(4)), teller).code).toBe('decision.recusedCounted');
  expect(world.decide('d1', record(counts(3)), teller)).toHaveLength(1);
});

test('a named ballot is added up from the votes; no counts are entered, and no single votes where hands are counted', () => {
  expect(counting('named').refuses('d1', record(counts(4)), teller).code).toBe('decision.namedNotCounted');
  const vote = { type: 'CastVote', data: { ballot: 1, paper: { kind: 'yesNo', choice: 'yes' } } } as const;
  expect(counting().refuses('d1', vote, { by: 'p2', at }).code).toBe('procedure.ballotNotNamed');
});
