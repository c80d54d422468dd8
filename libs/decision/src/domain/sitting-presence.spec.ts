import { assemble, f1, f1After, on, openBallot, type World } from './testing.js';

const lead = { by: 'p1', at: on('2026-03-02') };
const sitting = 'of proposal';
const arrive = (means: 'sheet' | 'tick' | 'code', persons: readonly string[], code?: string) =>
  ({ type: 'RecordArrival', data: { persons, means, ...(code === undefined ? {} : { code }) } }) as const;
function begun(): World {
  const world = f1After();
  assemble(world, { ...f1.proposal, present: ['p1'] });
  return world;
}

describe('arrivals', () => {
  test('own phone: only oneself, and only with the code shown in the room now', () => {
    const world = begun();
    const own = { ...lead, by: 'p2' };
    expect(world.refusesToMeet(sitting, arrive('code', ['p3'], '4711'), own, ['4711']).code).toBe(
      'sitting.codeIsPersonal',
    );
    expect(world.refusesToMeet(sitting, arrive('code', ['p2'], '4710'), own, ['4711']).code).toBe(
      'sitting.codeWrong',
    );
    expect(world.refusesToMeet(sitting, arrive('code', ['p2']), own, ['4711']).code).toBe(
      'sitting.codeWrong',
    );
    expect(world.meet(sitting, arrive('code', ['p2'], '4711'), own, ['4711', '4712'])).toEqual([
      { type: 'ArrivalRecorded', data: { persons: ['p2'], means: 'code' } },
    ]);
  });

  test('sheet and tick: by the convener or a member of branch or committee', () => {
    const world = begun();
    expect(world.meet(sitting, arrive('tick', ['p2']), { ...lead, by: 'p9' })).toHaveLength(1);
    expect(world.refusesToMeet(sitting, arrive('tick', ['p3']), { ...lead, by: 'r1' }).code).toBe(
      'decision.notSeated',
    );
  });

  test('consuldemocracy#4576: who is outside the roll is not counted; who is nobody here is not recorded', () => {
    const world = begun();
    const refused = world.refusesToMeet(sitting, arrive('sheet', ['p2', 'stranger']), lead);
    expect([refused.code, refused.details['unknown']]).toEqual(['sitting.notOnRoll', ['stranger']]);
    world.meet(sitting, arrive('sheet', ['s1', 'r1', 'r2', 'probationer']), lead);
    const short = world.refuses('d1', openBallot(f1.proposal), lead);
    expect([short.code, short.details['counted']]).toEqual(['decision.quorumNotMet', 1]);
  });

  test('arriving twice is recorded once; two cards of one human are one arrival', () => {
    const world = begun();
    world.community = { ...world.community, joined: { q2: 'p2' } };
    expect(world.meet(sitting, arrive('sheet', ['p1', 'p2', 'q2']), lead)).toMatchObject([
      { data: { persons: ['p2'] } },
    ]);
    expect(world.meet(sitting, arrive('sheet', ['p1', 'p2']), lead)).toEqual([]);
  });
});

describe('departures', () => {
  test('told to every decision on the agenda; one who comes back is present again', () => {
    const world = begun();
    world.meet(sitting, arrive('sheet', ['p2']), lead);
    const leave = { type: 'RecordDeparture', data: { person: 'p2' } } as const;
    expect(world.refusesToMeet(sitting, leave, { ...lead, by: 'r1' }).code).toBe('decision.notSeated');
    expect(world.meet(sitting, leave, { ...lead, by: 'p2' })).toEqual([
      { type: 'DepartureRecorded', data: { person: 'p2', decisions: ['d1'] } },
    ]);
    expect(world.meet(sitting, leave, lead)).toEqual([]);
    expect(world.sitting(sitting)).toMatchObject({ present: ['p1'], departed: ['p2'] });
    world.meet(sitting, arrive('sheet', ['p2']), lead);
    expect(world.sitting(sitting)).toMatchObject({ present: ['p1', 'p2'], departed: [] });
  });
});

test('a body with a roll is not counted by heads', () => {
  const heads = { type: 'RecordHeadcount', data: { body: 'branch', number: 5, scrutineer: 'p2' } } as const;
  expect(begun().refusesToMeet(sitting, heads, lead).code).toBe('sitting.numberNotAsked');
});
