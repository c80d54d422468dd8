import type { BallotPaper } from '#procedure';
import {
  assemble,
  conclude,
  f1,
  f1After,
  f1Community,
  on,
  openBallot,
  openDecision,
  range,
  seat,
  World,
  type Formed,
} from './testing.js';

const at = on('2026-03-02');
const as = (by: string) => ({ by, at });
const paper: BallotPaper = { kind: 'yesNo', choice: 'yes' };
const phone = { type: 'CastVote', data: { ballot: 1, paper } } as const;
const entered = (person: string) => ({ type: 'EnterPaperVote', data: { ballot: 1, person, paper } }) as const;
const voided = (person: string) =>
  ({ type: 'VoidPaperVote', data: { ballot: 1, person, reason: '录错' } }) as const;
const cards = { p1b: 'p1', p2b: 'p2', r35b: 'r35', r36b: 'r36', x: 'y' };

function joined(more: Readonly<Record<string, string>> = cards): World {
  const world = f1After();
  world.community = { ...world.community, joined: more };
  assemble(world, f1.proposal);
  return world;
}
function voting(): World {
  const world = joined();
  world.decide('d1', openBallot(f1.proposal), as('p1b'));
  return world;
}

test('the ballot names the other cards of those on it, and of nobody else', () => {
  const [event] = joined().decide('d1', openBallot(f1.proposal), as('p1'));
  const { x: _elsewhere, ...named } = cards;
  expect(event?.type === 'BallotOpened' && event.data.aliases).toEqual(named);
});

test('consuldemocracy#2007: one human with two cards votes once, whichever card comes first', () => {
  const world = voting();
  expect(world.decide('d1', phone, as('p2b'))).toMatchObject([{ data: { person: 'p2' } }]);
  expect(world.refuses('d1', phone, as('p2')).code).toBe('procedure.alreadyVoted');
  expect(world.refuses('d1', phone, as('p2b')).code).toBe('procedure.alreadyVoted');
  expect(world.refuses('d1', entered('p2b'), as('r35')).code).toBe('procedure.alreadyVoted');
  world.decide('d1', phone, as('p1'));
  expect(world.refuses('d1', phone, as('p1b')).code).toBe('procedure.alreadyVoted');
  const [closed] = world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, as('p1b'));
  expect(closed).toMatchObject({ data: { tally: { present: 4, yes: 2 } } });
});

test('a paper under one card is voided under the other, by two humans and not by two cards', () => {
  const world = voting();
  expect(world.decide('d1', entered('p2b'), as('r35b'))).toMatchObject([
    { data: { person: 'p2', enteredBy: 'r35' } },
  ]);
  world.decide('d1', voided('p2'), as('r35'));
  expect(world.decide('d1', voided('p2b'), as('r35b'))).toEqual([]);
  expect(world.decide('d1', voided('p2b'), as('r36b'))).toMatchObject([{ data: { by: ['r35', 'r36'] } }]);
});

test('counts are entered and confirmed, and a correction is made, by two humans', () => {
  const world = joined();
  world.decide('d1', openBallot(f1.proposal, 'hands'), as('p1'));
  const counts = { yes: 4, no: 0, abstain: 0, spoiled: 0 };
  world.decide('d1', { type: 'RecordCounts', data: { ballot: 1, counts } }, as('r35b'));
  const confirm = { type: 'ConfirmCounts', data: { ballot: 1 } } as const;
  expect(world.refuses('d1', confirm, as('r35b')).code).toBe('decision.notScrutineer');
  expect(world.decide('d1', confirm, as('r36b'))).toMatchObject([{ data: { by: 'r36' } }]);
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, as('p1'));
  const correct = {
    type: 'CorrectBallot',
    data: { ballot: 1, voidVoteOf: null, counts: { ...counts, yes: 3 }, reason: '数错' },
  } as const;
  world.decide('d1', correct, as('r35'));
  expect(world.decide('d1', correct, as('r35b'))).toMatchObject([{ type: 'CorrectionAsked' }]);
  expect(world.decide('d1', correct, as('r36b'))).toMatchObject([{ type: 'VerdictRecounted' }, {}]);
});

test('teller and scrutineer are not two cards of one human', () => {
  const refused = joined({ r36: 'r35' }).refuses('d1', openBallot(f1.proposal), as('p1'));
  expect(refused.code).toBe('decision.counterAlone');
});

test('who left under one card does not vote under the other', () => {
  const world = voting();
  const left = { type: 'NoteDeparture', data: { sitting: 'of proposal', person: 'p2b' } } as const;
  expect(world.decide('d1', left, as('system:reactor'))).toMatchObject([{ data: { person: 'p2' } }]);
  expect(world.refuses('d1', phone, as('p2b')).code).toBe('procedure.departed');
  const gone = { type: 'RecordDeparture', data: { person: 'p3' } } as const;
  const other = joined({ p3b: 'p3' });
  expect(other.meet('of proposal', gone, as('p3b'))).toMatchObject([{ data: { person: 'p3' } }]);
});

test('R§3.3: a recusal under one card holds for the other, and when they are joined later', () => {
  const recusal = (person: string) =>
    ({
      type: 'DeclareRecusal',
      data: { step: 'proposal', person, reason: { sealed: 'erased', key: 'item:x' } },
    }) as const;
  const world = joined();
  expect(world.decide('d1', recusal('p2b'), as('p2b'))).toMatchObject([{ data: { person: 'p2' } }]);
  expect(world.decide('d1', recusal('p2'), as('p2'))).toEqual([]);
  world.decide('d1', openBallot(f1.proposal), as('p1'));
  expect(world.refuses('d1', phone, as('p2b')).code).toBe('procedure.recused');

  const late = joined({});
  late.decide('d1', recusal('p3'), as('p3'));
  late.community = { ...late.community, joined: { p3: 'p4' } };
  const [event] = late.decide('d1', openBallot(f1.proposal), as('p1'));
  expect(event).toMatchObject({ data: { recused: ['p4'] } });
});

test('R§3.2: cards joined after the roll was frozen are one on the ballot', () => {
  const where = f1Community();
  const { [`committee/p4`]: _own, ...seats } = where.seats;
  const twoCards: Formed = { ...where, seats: { ...seats, other: seat('committee', 'p4b') } };
  const world = new World(twoCards);
  world.decide('d1', openDecision(), as('p1'));
  assemble(world, f1.proposal);
  world.decide('d1', openBallot(f1.proposal), as('p1'));
  for (const person of range('p', 1, 4)) world.decide('d1', phone, as(person));
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, as('p1'));
  conclude(world, f1.proposal);
  const { consultation } = f1;
  assemble(world, { ...consultation, present: [...consultation.present, 'p4b'] });
  const stamp = { by: 'p1', at: on(consultation.heldOn) };
  world.community = { ...twoCards, joined: { p4b: 'p4' } };
  const [event] = world.decide('d1', openBallot(consultation), stamp);
  const { roll, present } = event?.type === 'BallotOpened' ? event.data : { roll: [], present: [] };
  expect([roll, present].map((one) => 'length' in one && one.length)).toEqual([12, 9]);
});

test('R§3.4, R§10: the second person is another human, not another card', () => {
  const world = voting();
  world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, as('p1'));
  world.meet('of proposal', { type: 'CloseSitting', data: {} }, as('p1'));
  const text = { sealed: 'erased', key: 'item:m' } as const;
  world.meet('of proposal', { type: 'RecordMinutes', data: { text } }, as('p2'));
  const confirm = { type: 'ConfirmMinutes', data: {} } as const;
  expect(world.refusesToMeet('of proposal', confirm, as('p2b')).code).toBe('sitting.minutesAlone');
  expect(world.meet('of proposal', confirm, as('p1b'))).toHaveLength(1);
});
