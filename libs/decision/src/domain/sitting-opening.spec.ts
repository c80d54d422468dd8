import { assemble, f1, f1After, on, openBallot, seat, type World } from './testing.js';

const open = { type: 'OpenSitting', data: { heldOn: '2026-03-02' } } as const;
const lead = { by: 'p1', at: on('2026-03-02') };
function convened(heldOn = '2026-03-02'): World {
  const world = f1After();
  const items = [{ decision: 'd1', step: 'proposal' }];
  const call = { community: 'c1', items, heldOn, time: '09:30', place: '会议室', noticeOn: '2026-03-02' };
  world.meet('s', { type: 'ConveneSitting', data: call }, lead);
  return world;
}

test('居委会组织法 §29: opening freezes the roll of that day with the community’s revision', () => {
  expect(convened().meet('s', open, lead)).toMatchObject([
    {
      type: 'SittingOpened',
      data: {
        rolls: [{ body: 'branch', roll: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'] }],
        judged: [{ stream: 'community-c1', revision: 88 }],
      },
    },
  ]);
});

test('R§2: who was seated since is told at once, who was unseated is not counted, a seat without vote neither', () => {
  const world = convened();
  const { seats } = world.community;
  const left = { ...(seats['branch/p7'] ?? seat('branch', 'p7')), endedOn: '2026-03-01' };
  const silent = seat('branch', 'p14', 'member', false);
  world.community = {
    ...world.community,
    seats: { ...seats, 'branch/p7': left, x: seat('branch', 'p13'), y: silent },
  };
  const [event] = world.meet('s', open, lead);
  expect(event).toMatchObject({
    data: { seatedSince: ['p13'], rolls: [{ roll: ['p1', 'p13', 'p2', 'p3', 'p4', 'p5', 'p6'] }] },
  });
});

test('two cards found to be one human count once in N', () => {
  const world = convened();
  world.community = { ...world.community, joined: { p7: 'p6' } };
  const [event] = world.meet('s', open, lead);
  expect(event?.type === 'SittingOpened' && event.data.rolls[0]?.roll).toHaveLength(6);
});

test.each([
  ['on another day than agreed', { ...open, data: { heldOn: '2026-03-01' } }, lead, 'sitting.otherDay'],
  ['by one who does not convene', open, { ...lead, by: 'p2' }, 'decision.notConvener'],
  [
    'with a number where there is a roll',
    { ...open, data: { heldOn: '2026-03-02', numbers: { branch: { number: 9, source: 'x' } } } },
    lead,
    'sitting.numberNotAsked',
  ],
])('R§3.1: refused: %s', (_, command, stamp, code) => {
  expect(convened().refusesToMeet('s', command, stamp).code).toBe(code);
});

test('two times: a sitting of tomorrow is not opened today', () => {
  const world = convened('2026-03-03');
  const tomorrow = { ...open, data: { heldOn: '2026-03-03' } };
  expect(world.refusesToMeet('s', tomorrow, lead).code).toBe('sitting.notYet');
});

describe('two times: an entry later than seven days waits for a second person', () => {
  const late = (day: string) => {
    const world = convened();
    const [event] = world.meet('s', open, { by: 'p1', at: on(day) });
    world.meet('s', { type: 'RecordArrival', data: { persons: f1.proposal.present, means: 'sheet' } }, lead);
    return { world, event };
  };
  const ballot = openBallot({ ...f1.proposal, sitting: 's' });
  const confirm = { type: 'ConfirmLateEntry', data: {} } as const;

  test('seven days late: nobody else is needed, the lateness is shown', () => {
    const { world, event } = late('2026-03-09');
    expect(event).toMatchObject({ data: { enteredLateDays: 7, secondPersonNeeded: false } });
    expect(world.decide('d1', ballot, lead)).toHaveLength(1);
    expect(world.meet('s', confirm, lead)).toEqual([]);
  });

  test('eight days late: no vote until another seated person confirms', () => {
    const { world, event } = late('2026-03-10');
    expect(event).toMatchObject({ data: { enteredLateDays: 8, secondPersonNeeded: true } });
    expect(world.refuses('d1', ballot, lead).code).toBe('sitting.secondPersonNeeded');
    expect(world.refusesToMeet('s', confirm, lead).code).toBe('sitting.secondPersonNeeded');
    expect(world.refusesToMeet('s', confirm, { ...lead, by: 'r1' }).code).toBe('decision.notSeated');
    world.meet('s', confirm, { ...lead, by: 'p2' });
    expect(world.decide('d1', ballot, lead)).toHaveLength(1);
  });
});

describe('居委会组织法 §27: the residents’ meeting is counted, not listed', () => {
  function referred(): World {
    const world = f1After('proposal', 'consultation', 'review');
    world.community = { ...world.community, authorizations: {} };
    const refer = { type: 'ReferToResidentsMeeting', data: { reason: '未授权' } } as const;
    world.decide('d1', refer, { by: 'p1', at: on('2026-03-09') });
    const items = [{ decision: 'd1', step: 'resolution' }];
    const call = {
      community: 'c1',
      items,
      heldOn: '2026-03-20',
      time: '09:30',
      place: '广场',
      noticeOn: '2026-03-10',
    };
    world.meet('s', { type: 'ConveneSitting', data: call }, { by: 'p8', at: on('2026-03-10') });
    return world;
  }
  const day = { by: 'p8', at: on('2026-03-20') };
  const numbered = (number: number) =>
    ({
      type: 'OpenSitting',
      data: { heldOn: '2026-03-20', numbers: { residents: { number, source: '户籍册' } } },
    }) as const;

  test('its roll is a number with its source', () => {
    const bare = { type: 'OpenSitting', data: { heldOn: '2026-03-20' } } as const;
    expect(referred().refusesToMeet('s', bare, day).code).toBe('sitting.numberMissing');
    expect(referred().refusesToMeet('s', numbered(0), day).code).toBe('sitting.numberMissing');
    expect(referred().meet('s', numbered(2600), day)).toMatchObject([
      { data: { rolls: [{ body: 'residents', roll: { number: 2600, source: '户籍册' } }] } },
    ]);
  });

  test('heads are counted by two; more than half must be there (1301 of 2600), no named vote', () => {
    const world = referred();
    world.meet('s', numbered(2600), day);
    const count = (number: number, scrutineer = 'r1') =>
      ({ type: 'RecordHeadcount', data: { body: 'residents', number, scrutineer } }) as const;
    expect(world.refusesToMeet('s', count(2601), day).code).toBe('sitting.headcountImpossible');
    expect(world.refusesToMeet('s', count(1300, 'p8'), day).code).toBe('decision.counterAlone');
    const meeting = { ...f1.resolution, sitting: 's', heldOn: '2026-03-20' };
    world.meet('s', count(1300), day);
    expect(world.refuses('d1', openBallot(meeting, 'hands'), day).code).toBe('decision.quorumNotMet');
    world.meet('s', count(1301), day);
    expect(world.refuses('d1', openBallot(meeting), day).code).toBe('decision.namedNeedsRoll');
    const [ballot] = world.decide('d1', openBallot(meeting, 'hands'), day);
    expect(ballot).toMatchObject({
      data: { body: 'residents', authorization: null, quorum: { needed: 1301 } },
    });
  });
});

test('a sitting called for the representatives is not opened after the matter went to the residents’ meeting', () => {
  const world = f1After('proposal', 'consultation', 'review');
  const { heldOn, noticeOn } = f1.resolution;
  const items = [{ decision: 'd1', step: 'resolution' }];
  const call = { community: 'c1', items, heldOn, time: '09:30', place: '会议室', noticeOn };
  world.meet('s', { type: 'ConveneSitting', data: call }, { by: 'p8', at: on(noticeOn) });
  world.community = { ...world.community, authorizations: {} };
  const refer = { type: 'ReferToResidentsMeeting', data: { reason: '未授权' } } as const;
  world.decide('d1', refer, { by: 'p1', at: on(noticeOn) });
  const opening = { type: 'OpenSitting', data: { heldOn } } as const;
  expect(world.refusesToMeet('s', opening, { by: 'p8', at: on(heldOn) }).code).toBe('sitting.bodyChanged');
});

test('R§3.1: opened once only', () => {
  const world = f1After();
  assemble(world, f1.proposal);
  expect(world.refusesToMeet('of proposal', open, lead).code).toBe('sitting.wrongPhase');
});
