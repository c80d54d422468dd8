import type { Recorded } from '#kernel';
import { inWords } from '../history-words.js';
import { told } from '../told.js';
import { bodyWords } from './body-words.js';
import { assemble, deliberate, f1, f1Community, on, openBallot, openDecision, World } from './testing.js';

const law = '村民委员会组织法(2025)';
const lead = { by: 'p1', at: on('2026-03-02') };
const refer = { type: 'ReferToResidentsMeeting', data: { reason: '未获授权' } } as const;
/** What the representatives of this village may decide. */
const handedOn = 'publicWelfare';

function villageWith(matters: readonly string[], category = handedOn): World {
  const place = f1Community();
  const [a1] = Object.values(place.authorizations);
  if (a1 === undefined) throw new Error('F1 has its authorization');
  const world = new World({
    ...{ ...place, kind: 'village', households: 300 },
    authorizations: { a1: { ...a1, matters } },
  });
  const money = category === handedOn ? {} : { money: null };
  world.decide('d1', openDecision({ ruleSet: 'village-2025', category, ...money }), lead);
  for (const meeting of [f1.proposal, f1.consultation, f1.review]) deliberate(world, meeting);
  return world;
}

/** The villagers' meeting of 2026-03-26 with so many of 300 households there. */
function villagersMeet(world: World, present: number) {
  const items = [{ decision: 'd1', step: 'resolution' }];
  const call = { community: 'c1', items, heldOn: '2026-03-26', noticeOn: '2026-03-16' };
  const meet = (command: Parameters<World['meet']>[1], day: string) =>
    world.meet('v', command, { by: 'p8', at: on(day) });
  const convened = meet(
    { type: 'ConveneSitting', data: { ...call, time: '19:00', place: '村委会' } },
    '2026-03-16',
  );
  const numbers = { residents: { number: 300, source: '户籍册' } };
  const opened = meet({ type: 'OpenSitting', data: { heldOn: '2026-03-26', numbers } }, '2026-03-26');
  meet(
    { type: 'RecordHeadcount', data: { body: 'residents', number: present, scrutineer: 'r36' } },
    '2026-03-26',
  );
  return [...convened, ...opened];
}

describe('a village decides under the law of villages', () => {
  test.each([
    ['a village', 'village', 'city-2026', `${law} §2`],
    ['a city’s community', undefined, 'village-2025', '居委会组织法(2025) §2'],
  ] as const)('%s opens nothing under the other law', (_, kind, set, article) => {
    const world = new World({ ...f1Community(), ...(kind === undefined ? {} : { kind }) });
    const refusal = world.refuses('d1', openDecision({ ruleSet: set }), lead);
    expect([refusal.code, refusal.article]).toEqual(['decision.otherKindOfCommunity', article]);
  });

  test('a set of practice is for both', () => {
    const world = new World({ ...f1Community(), kind: 'village' });
    const council = openDecision({ ruleSet: 'practice-household-vote' });
    expect(world.decide('d1', council, { ...lead, by: 'p8' })).toHaveLength(1);
  });

  test('§30: the representatives resolve with 30 of 45, half and one; 29 open no ballot', () => {
    const world = villageWith([handedOn]);
    assemble(world, { ...f1.resolution, present: f1.resolution.present.slice(1) });
    const stamp = { by: 'p8', at: on(f1.resolution.heldOn) };
    expect(world.refuses('d1', openBallot(f1.resolution), stamp)).toMatchObject({
      ...{ code: 'decision.quorumNotMet', article: `${law} §30` },
    });
    const again = villageWith([handedOn]);
    deliberate(again, f1.resolution);
    const [ballot] = again
      .eventsOf('d1')
      .filter(({ type }) => type === 'BallotClosed')
      .slice(-1);
    expect(ballot?.data).toMatchObject({ verdict: { carried: true, article: `${law} §30` } });
  });

  test('§28: what the villagers’ meeting has not handed on goes to it; 200 of 300 households open it, 199 do not', () => {
    const world = villageWith(['collectiveIncome']);
    assemble(world, f1.resolution);
    const held = { by: 'p8', at: on(f1.resolution.heldOn) };
    const refusal = world.refuses('d1', openBallot(f1.resolution), held);
    expect([refusal.code, refusal.article]).toEqual(['decision.notAuthorized', `${law} §28`]);
    expect(refusal.text.zh).toContain('村民会议');
    expect(world.decide('d1', refer, lead)).toMatchObject([
      { data: { article: `${law} §28`, communityKind: 'village' } },
    ]);
    const ballot = openBallot({ ...f1.resolution, sitting: 'v' }, 'hands');
    const day = { by: 'p8', at: on('2026-03-26') };
    const events = villagersMeet(world, 199);
    expect(events[0]).toMatchObject({ data: { noticeNeeded: 10, called: [{ roll: { number: 300 } }] } });
    expect(world.refuses('d1', ballot, day)).toMatchObject({
      ...{ code: 'decision.quorumNotMet', article: `${law} §26`, details: { needed: 200, counted: 199 } },
    });
    world.meet(
      'v',
      { type: 'RecordHeadcount', data: { body: 'residents', number: 200, scrutineer: 'r36' } },
      day,
    );
    expect(world.decide('d1', ballot, day)).toHaveLength(1);
  });

  test('§31: an authorization for everything hands on no charter', () => {
    const world = villageWith(['*'], 'charter');
    assemble(world, f1.resolution);
    const refusal = world.refuses('d1', openBallot(f1.resolution), {
      ...{ by: 'p8', at: on(f1.resolution.heldOn) },
    });
    expect([refusal.code, refusal.article]).toEqual(['decision.notAuthorized', `${law} §31`]);
    expect(world.decide('d1', refer, lead)).toHaveLength(1);
  });

  test('its bodies are called as its law calls them, in refusals and in the history', () => {
    expect(bodyWords(['committee', 'representatives'], '2026-03-02', 'village').zh).toBe(
      '村民委员会、村民代表会议',
    );
    const world = villageWith(['*']);
    const refusal = world.refuses('d1', refer, lead);
    expect([refusal.code, refusal.article]).toEqual(['decision.referralNotNeeded', `${law} §28`]);
    expect(refusal.text.zh).toContain('村民代表会议');
    const waiting = villageWith(['collectiveIncome']);
    const said = [...waiting.decide('d1', refer, lead), ...villagersMeet(waiting, 200)].map(
      (event) => inWords(told(event as unknown as Recorded)).zh,
    );
    expect(said[0]).toContain('提交村民会议');
    expect(said[2]).toContain('村民会议(户的代表) 300');
  });

  test('§35–37: who checks the posting, and where one complains', () => {
    const world = villageWith([handedOn]);
    deliberate(world, f1.resolution);
    const post = {
      type: 'Post',
      data: {
        ...{ step: 'resolutionPosting', from: '2026-03-13', places: ['board' as const] },
        contentHash: '0'.repeat(64),
      },
    } as const;
    const refusal = world.refuses('d1', post, { by: 'p8', at: on('2026-03-13') });
    expect([refusal.code, refusal.article]).toEqual(['decision.notChecked', `${law} §35、§37`]);
    expect(refusal.text.zh).toContain('村务监督委员会');
  });
});
