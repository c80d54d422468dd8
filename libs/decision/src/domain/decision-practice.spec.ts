import { toSeal } from '#kernel';
import type { BallotForm, BallotKind } from '#procedure';
import type { Counts } from '../events.js';
import { f1Community, on, openDecision, range, seat, World } from './testing.js';

const day = '2025-03-18';
const lead = { by: 'p8', at: on(day) };
const [teller, scrutineer] = [
  { ...lead, by: 'r35' },
  { ...lead, by: 'r36' },
];
type Case = Readonly<{
  ruleSet: string;
  category?: string;
  seats?: Readonly<Record<string, readonly string[]>>;
  present?: readonly string[];
  recused?: readonly string[];
  households?: readonly [number, number];
}>;

/** One meeting of a set of practice, up to where its ballot may open. */
function gathered({
  ruleSet,
  category = 'other',
  seats = {},
  present = [],
  recused = [],
  households,
}: Case): World {
  const community = f1Community();
  const more = Object.entries(seats).flatMap(([body, persons]) =>
    persons.map((person) => seat(body, person)),
  );
  const world = new World({
    ...community,
    seats: { ...community.seats, ...Object.fromEntries(more.map((one) => [one.id, one])) },
  });
  world.decide('d1', openDecision({ ruleSet, category, money: null }), lead);
  const reason = toSeal('item:x', '亲属');
  for (const person of recused)
    world.decide('d1', { type: 'DeclareRecusal', data: { step: 'meeting', person, reason } }, lead);
  const items = [{ decision: 'd1', step: 'meeting' }];
  const call = { community: 'c1', items, heldOn: day, noticeOn: day, time: '09:30', place: '会议室' };
  world.meet('s', { type: 'ConveneSitting', data: call }, lead);
  const numbers = households && { households: { number: households[0], source: '户籍册' } };
  world.meet('s', { type: 'OpenSitting', data: { heldOn: day, ...(numbers && { numbers }) } }, lead);
  if (present.length > 0)
    world.meet('s', { type: 'RecordArrival', data: { persons: present, means: 'sheet' } }, lead);
  if (households)
    world.meet(
      's',
      { type: 'RecordHeadcount', data: { body: 'households', number: households[1], scrutineer: 'r36' } },
      lead,
    );
  return world;
}
const ballot = (form: BallotForm, kind: BallotKind = 'yesNo', options: readonly string[] = [], seats = 1) =>
  ({
    type: 'OpenBallot',
    data: { sitting: 's', step: 'meeting', form, kind, options, seats, teller: 'r35', scrutineer: 'r36' },
  }) as const;
function count(world: World, counts: Counts) {
  world.decide('d1', { type: 'RecordCounts', data: { ballot: 1, counts } }, teller);
  world.decide('d1', { type: 'ConfirmCounts', data: { ballot: 1 } }, scrutineer);
  return world.decide('d1', { type: 'CloseBallot', data: { ballot: 1 } }, lead);
}
const only = (yes: number, more: Partial<Counts> = {}): Counts => ({
  yes,
  no: 0,
  abstain: 0,
  spoiled: 0,
  ...more,
});

test('R§8.1 D1: 14 of 16 of a council, show of hands; then its posting is due', () => {
  const council = range('c', 1, 16);
  const world = gathered({ ruleSet: 'practice-council', seats: { council }, present: council.slice(0, 14) });
  const [opened] = world.decide('d1', ballot('hands'), lead);
  expect(opened).toMatchObject({ data: { quorum: { needed: 11, counted: 14, base: 16 } } });
  expect(count(world, only(14))).toMatchObject([
    {},
    { type: 'StepPassed', data: { next: 'posting', nextKind: 'posting' } },
  ]);
  expect(world.decision('d1')).toMatchObject({ phase: 'posting', step: 'posting' });
});

describe('R§8.1 D3: 27 of 34 at a hearing, and 19 of its 26 representatives', () => {
  const [fixed, temporary, others] = [range('f', 1, 13), range('t', 1, 13), range('o', 1, 8)];
  const seats = { hearingFixed: fixed, hearingTemporary: temporary, hearingOthers: others };
  const there = (representatives: number) => [
    ...[...fixed, ...temporary].slice(0, representatives),
    ...others,
  ];

  test('both quorums met: it passes, and with no posting to follow only the file is left to close', () => {
    const world = gathered({ ruleSet: 'practice-hearing', seats, present: there(19) });
    const [opened] = world.decide('d1', ballot('hands'), lead);
    expect(opened).toMatchObject({
      data: { quorum: { counted: 27, needed: 23 }, alsoQuorum: [{ counted: 19, needed: 18, base: 26 }] },
    });
    expect(count(world, only(19))).toMatchObject([{}, { data: { next: null, nextKind: null } }]);
    expect(world.decision('d1')).toMatchObject({ phase: 'concluded' });
  });

  test('17 of 26: enough persons, not enough representatives', () => {
    const world = gathered({ ruleSet: 'practice-hearing', seats, present: there(17) });
    const refused = world.refuses('d1', ballot('hands'), lead);
    expect([refused.code, refused.details['counted']]).toEqual(['decision.quorumNotMet', 17]);
  });
});

test('R§8.1 D4: 1,062 households, 1,060 for, 2 abstain: the abstentions stay in the base', () => {
  const world = gathered({ ruleSet: 'practice-household-vote', households: [1062, 1062] });
  world.decide('d1', ballot('hands'), lead);
  expect(count(world, only(1060, { abstain: 2 }))).toMatchObject([
    { data: { tally: { roll: 1062, present: 1062 }, verdict: { carried: true, base: 1062 } } },
    {},
  ]);
});

describe('R§8.1 D6: pick 10 of 12', () => {
  const options = range('项目', 1, 12);
  const delegates = range('r', 1, 60);
  const votes = Object.fromEntries(options.map((option, at) => [option, at < 10 ? 50 : 20]));
  function picked(found: Readonly<Record<string, number>>) {
    const world = gathered({
      ruleSet: 'practice-representatives',
      seats: { representatives: delegates },
      present: delegates,
    });
    world.decide('d1', ballot('secretPaper', 'choose', options, 10), lead);
    return count(world, only(60, { options: found }));
  }
  test('the ten with most votes are named', () => {
    const [closed] = picked(votes);
    const elected = closed?.type === 'BallotClosed' ? (closed.data.elected ?? []) : [];
    expect([...elected].sort()).toEqual(options.slice(0, 10).sort());
  });
  test('who ties for the tenth place is not chosen', () => {
    const [closed] = picked({ ...votes, 项目10: 40, 项目11: 40 });
    expect(closed).toMatchObject({ data: { tied: ['项目10', '项目11'] } });
    expect(closed?.type === 'BallotClosed' && closed.data.elected).toHaveLength(9);
  });
});

describe('R§8.1 D10–D13: a review of aid applicants', () => {
  const [group, residents] = [range('g', 1, 10), range('h', 1, 5)];
  const seats = { aidGroup: group, aidResidents: residents };
  const aid = {
    ruleSet: 'practice-aid-review',
    category: 'allowance',
    seats,
    present: [...group, ...residents],
  };

  test('R§3.3: near kin withdraw, and this set takes them out of quorum and base', () => {
    const world = gathered({ ...aid, recused: ['g1', 'g2', 'g3'] });
    const [opened] = world.decide('d1', ballot('secretPaper'), lead);
    expect(opened).toMatchObject({
      data: { recused: ['g1', 'g2', 'g3'], quorum: { counted: 12, base: 12 } },
    });
    expect(count(world, only(8, { no: 4 }))).toMatchObject([
      { data: { tally: { roll: 12, present: 12 }, verdict: { carried: true, base: 12, needed: 8 } } },
      {},
    ]);
  });
  test('in secret only', () => {
    expect(gathered(aid).refuses('d1', ballot('hands'), lead).code).toBe('decision.formNotAllowed');
  });
  test('PIPL §6: paper and result show numbers, not the names of those who apply', () => {
    const paper = (...options: string[]) => ballot('secretPaper', 'choose', options);
    expect(gathered(aid).refuses('d1', paper('张三', '李四'), lead)).toMatchObject({
      code: 'decision.optionNamesPerson',
      article: '个人信息保护法 §6',
    });
    expect(gathered(aid).decide('d1', paper('第1号', '02', 'A3', '4户'), lead)).toHaveLength(1);
  });
  test('residents must be two thirds there in their own right', () => {
    const world = gathered({ ...aid, present: [...group, 'h1', 'h2', 'h3'] });
    expect(world.refuses('d1', ballot('secretPaper'), lead).details).toMatchObject({
      counted: 3,
      needed: 4,
      base: 5,
    });
  });
});

test.each([
  ['an option twice', ['甲', '甲'], 1],
  ['one option', ['甲'], 1],
  ['an empty option', ['甲', ' '], 1],
  ['more to choose than there is', ['甲', '乙'], 3],
  ['nobody to choose', ['甲', '乙'], 0],
])('R§8.1 D14: a list of options is refused: %s', (_, options, seats) => {
  const council = range('c', 1, 3);
  const world = gathered({ ruleSet: 'practice-council', seats: { council }, present: council });
  expect(world.refuses('d1', ballot('hands', 'choose', options, seats), lead).code).toBe(
    'decision.optionsInvalid',
  );
});
