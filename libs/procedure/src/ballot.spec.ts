import { castVote, departed, openedBallot, voidVote, whyMayNotVote, whyPaperUnfit } from './ballot.js';
import { tallyOf } from './ballot-result.js';
import type { BallotPaper, BallotState } from './types.js';

const yes: BallotPaper = { kind: 'yesNo', choice: 'yes' };
const ballot = (change: Partial<BallotState> = {}): BallotState => ({
  ...openedBallot({
    form: 'named',
    kind: 'yesNo',
    options: [],
    seats: 1,
    roll: ['a', 'b', 'c', 'd'],
    present: ['a', 'b', 'c'],
    recused: ['c'],
  }),
  ...change,
});

describe('who may vote on a named ballot', () => {
  test('someone on the roll, in the room, not recused, who has not voted', () => {
    expect(whyMayNotVote(ballot(), 'a', 'phone')).toBeUndefined();
  });

  test('consuldemocracy#2007: voted on paper, may not vote again on the phone, nor the other way round', () => {
    const once = castVote(ballot(), 'a', yes, 'paper');
    expect(whyMayNotVote(once, 'a', 'phone')).toMatchObject({ code: 'procedure.alreadyVoted' });
    expect(whyMayNotVote(once, 'a', 'paper')).toMatchObject({ code: 'procedure.alreadyVoted' });
    expect(whyMayNotVote(once, 'b', 'phone')).toBeUndefined();
    const byPhone = castVote(ballot(), 'a', yes, 'phone');
    expect(whyMayNotVote(byPhone, 'a', 'paper')?.zh).toContain('已用手机投票');
  });

  test('a voided entry counts no more and frees the person', () => {
    const voided = voidVote(castVote(ballot(), 'a', yes, 'paper'), 'a');
    expect(whyMayNotVote(voided, 'a', 'phone')).toBeUndefined();
    expect(tallyOf(voided).yes).toBe(0);
    expect(tallyOf(castVote(voided, 'a', yes, 'phone')).yes).toBe(1);
    expect(voidVote(ballot(), 'a')).toEqual(ballot());
  });

  test.each([
    ['procedure.notOnRoll', 'z', ballot()],
    ['procedure.notPresent', 'd', ballot()],
    ['procedure.recused', 'c', ballot()],
    ['procedure.departed', 'b', departed(ballot(), 'b')],
    ['procedure.ballotNotNamed', 'a', ballot({ form: 'hands' })],
    ['procedure.ballotNotNamed', 'a', ballot({ form: 'secretPaper' })],
    ['procedure.ballotNotNamed', 'a', ballot({ roll: 1000, present: 600 })],
  ])('%s: %s', (code, person, state) => {
    const why = whyMayNotVote(state, person, 'phone');
    expect(why?.code).toBe(code);
    expect(why?.zh).toMatch(/[一-鿿]/u);
    expect(why?.en).not.toBe('');
  });

  test('who departs is not counted twice, and transitions leave the ballot before them as it was', () => {
    const before = ballot();
    const once = departed(before, 'b');
    expect(departed(once, 'b')).toBe(once);
    expect(before.departed).toEqual([]);
  });
});

describe('whether a paper fits the ballot', () => {
  const choose = ballot({ kind: 'choose', options: ['x', 'y', 'z'], seats: 2 });

  test.each<[BallotState, BallotPaper]>([
    [ballot(), yes],
    [ballot(), { kind: 'spoiled' }],
    [choose, { kind: 'choose', options: ['x', 'z'] }],
    [choose, { kind: 'choose', options: [] }],
    [choose, { kind: 'spoiled' }],
    [ballot({ kind: 'options', options: ['x', 'y'] }), { kind: 'options', option: 'y' }],
  ])('it does, %#', (state, paper) => {
    expect(whyPaperUnfit(state, paper)).toBeUndefined();
  });

  test.each<[string, BallotPaper]>([
    ['procedure.paperOfOtherKind', yes],
    ['procedure.unknownOption', { kind: 'choose', options: ['w'] }],
    ['procedure.optionTwice', { kind: 'choose', options: ['x', 'x'] }],
    ['procedure.tooManyChosen', { kind: 'choose', options: ['x', 'y', 'z'] }],
  ])('%s', (code, paper) => {
    expect(whyPaperUnfit(choose, paper)?.code).toBe(code);
  });
});
