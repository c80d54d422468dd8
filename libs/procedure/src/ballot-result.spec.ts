import { castVote, counted, departed, openedBallot } from './ballot.js';
import { countsOf, judge, tallyOf, whyCountsWrong } from './ballot-result.js';
import { ruleSet } from './shipped.js';
import type { BallotPaper, BallotState, MeetingStep } from './types.js';

const persons = (n: number): readonly string[] => Array.from({ length: n }, (_, index) => `p${index}`);
const stepOf = (id: string, key: string): MeetingStep => {
  const step = ruleSet(id).steps.find((one) => one.key === key);
  if (step?.kind !== 'meeting') throw new Error('is a meeting');
  return step;
};
const resolution = stepOf('city-2026', 'resolution');
const ballot = (change: Partial<BallotState> = {}): BallotState => ({
  ...openedBallot({
    form: 'named',
    kind: 'yesNo',
    options: [],
    seats: 1,
    roll: persons(45),
    present: persons(30),
    recused: [],
  }),
  ...change,
});
const vote = (state: BallotState, from: number, to: number, paper: BallotPaper): BallotState =>
  persons(to)
    .slice(from)
    .reduce((open, person) => castVote(open, person, paper, 'phone'), state);
const say = (choice: 'yes' | 'no' | 'abstain'): BallotPaper => ({ kind: 'yesNo', choice });

describe('the base is who was there when the ballot opened (居委会组织法(2025) §29)', () => {
  test('16 of 30 carry, 15 do not: abstaining, spoiled and silent persons stay in the base', () => {
    const others = vote(vote(ballot(), 16, 20, say('abstain')), 20, 22, { kind: 'spoiled' });
    expect(tallyOf(vote(others, 0, 15, say('yes')))).toEqual({
      roll: 45,
      due: 45,
      present: 30,
      yes: 15,
      no: 0,
      abstain: 4,
      spoiled: 2,
    });
    expect(judge(vote(others, 0, 16, say('yes')), resolution).carried).toBe(true);
    expect(judge(vote(others, 0, 15, say('yes')), resolution).carried).toBe(false);
  });

  test('R§10 recusal.mode: a recused person in the room weighs like an abstention', () => {
    const recused = ballot({ recused: ['p28', 'p29'] });
    expect(judge(vote(recused, 0, 15, say('yes')), resolution)).toMatchObject({
      carried: false,
      verdict: { base: 30, needed: 16 },
    });
  });

  test('who departs while the ballot is open leaves the base as it is; a vote already cast stands', () => {
    const left = departed(departed(vote(ballot(), 0, 16, say('yes')), 'p0'), 'p29');
    expect(judge(left, resolution)).toMatchObject({ carried: true, tally: { present: 30, yes: 16 } });
  });

  test('aid review: near kin are out of every base (R§3.3), 8 of 12 are two thirds, 8 of 13 are not', () => {
    const review = stepOf('practice-aid-review', 'meeting');
    const counts = { yes: 8, no: 4, abstain: 0, spoiled: 0 };
    const secret = { form: 'secretPaper', roll: persons(15), present: persons(13) } as const;
    expect(judge(counted(ballot({ ...secret, recused: ['p0'] }), counts), review)).toMatchObject({
      carried: true,
      tally: { roll: 14, due: 14, present: 12 },
    });
    expect(judge(counted(ballot({ ...secret, recused: ['p14'] }), counts), review).carried).toBe(false);
  });
});

describe('counts of teller and scrutineer', () => {
  const hands = ballot({ form: 'hands' });

  test('may leave silent persons, but never exceed those present (§29)', () => {
    expect(whyCountsWrong(hands, { yes: 16, no: 9, abstain: 5, spoiled: 0 })).toBeUndefined();
    expect(whyCountsWrong(hands, { yes: 16, no: 0, abstain: 0, spoiled: 0 })).toBeUndefined();
    expect(whyCountsWrong(hands, { yes: 16, no: 9, abstain: 5, spoiled: 1 })?.code).toBe(
      'procedure.tooManyBallots',
    );
    expect(whyCountsWrong(hands, { yes: 1.5, no: 0, abstain: 0, spoiled: 0 })?.code).toBe(
      'procedure.notACount',
    );
    expect(whyCountsWrong(hands, { yes: -1, no: 0, abstain: 0, spoiled: 0 })?.code).toBe(
      'procedure.notACount',
    );
  });

  test('consuldemocracy#5317: paper counts are the tally, not zero', () => {
    const counts = { yes: 16, no: 9, abstain: 5, spoiled: 0 };
    expect(tallyOf(counted(hands, counts))).toMatchObject(counts);
    expect(judge(counted(hands, counts), resolution).verdict.arithmetic.zh).toBe(
      '赞成 16 > 到会 30 × 1/2 = 15:通过',
    );
  });

  test('D4: 1,060 of 1,062 households, the roll is a number', () => {
    const households = ballot({ form: 'hands', roll: 1062, present: 1062 });
    const result = judge(
      counted(households, { yes: 1060, no: 0, abstain: 2, spoiled: 0 }),
      stepOf('practice-household-vote', 'meeting'),
    );
    expect(result).toMatchObject({ carried: true, verdict: { base: 1062, needed: 532 } });
  });

  test('votes per option fit the papers', () => {
    const choose = ballot({ form: 'secretPaper', kind: 'choose', options: ['x', 'y', 'z'], seats: 2 });
    const counts = (options: Record<string, number>) => ({ yes: 20, no: 0, abstain: 0, spoiled: 0, options });
    expect(whyCountsWrong(choose, counts({ x: 20, y: 12, z: 8 }))).toBeUndefined();
    expect(whyCountsWrong(choose, counts({ x: 21, y: 0, z: 0 }))?.code).toBe('procedure.tooManyChosen');
    expect(whyCountsWrong(choose, counts({ x: 20, y: 20, z: 1 }))?.code).toBe('procedure.tooManyChosen');
    expect(whyCountsWrong(choose, counts({ w: 1 }))?.code).toBe('procedure.unknownOption');
    expect(whyCountsWrong(choose, { yes: 1, no: 0, abstain: 0, spoiled: 0 })?.code).toBe(
      'procedure.unknownOption',
    );
    expect(whyCountsWrong(hands, counts({ x: 1 }))?.code).toBe('procedure.unknownOption');
  });
});

describe('choosing', () => {
  test('D6: 10 of 12 candidates, each by more than half of those present', () => {
    const options = persons(12).map((name) => `project ${name}`);
    const open = ballot({ kind: 'choose', options, seats: 10, roll: persons(60), present: persons(50) });
    const voted = vote(vote(open, 0, 30, { kind: 'choose', options: options.slice(0, 10) }), 30, 50, {
      kind: 'choose',
      options: options.slice(2),
    });
    const result = judge(voted, stepOf('practice-representatives', 'meeting'));
    expect(result.elected).toHaveLength(10);
    expect([...(result.elected ?? [])].sort()).toEqual(options.slice(0, 10).sort());
    expect(result).toMatchObject({ carried: true, tied: [], verdict: { base: 50, needed: 26, yes: 30 } });
    expect(countsOf(voted)).toMatchObject({ yes: 50, no: 0, abstain: 0 });
  });

  test('D14: one of three options; a tie at the top carries none', () => {
    const households = stepOf('practice-household-vote', 'meeting');
    const open = ballot({ form: 'hands', kind: 'options', options: ['x', 'y', 'z'], roll: 70, present: 60 });
    const counts = (x: number, y: number, z: number) => ({
      yes: x + y + z,
      no: 0,
      abstain: 0,
      spoiled: 0,
      options: { x, y, z },
    });
    expect(judge(counted(open, counts(31, 20, 9)), households)).toMatchObject({
      carried: true,
      elected: ['x'],
    });
    expect(judge(counted(open, counts(30, 30, 0)), households)).toMatchObject({
      carried: false,
      elected: [],
    });
  });

  test('an empty paper of a choice is an abstention', () => {
    const open = ballot({ kind: 'choose', options: ['x', 'y'], seats: 1 });
    const voted = vote(vote(open, 0, 1, { kind: 'choose', options: [] }), 1, 3, {
      kind: 'choose',
      options: ['x'],
    });
    expect(countsOf(voted)).toEqual({ yes: 2, no: 0, abstain: 1, spoiled: 0, options: { x: 2, y: 0 } });
  });
});
