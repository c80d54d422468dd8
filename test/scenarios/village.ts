import { uuidV5 } from '#eventing';
import { assumed, type Scenario } from './scenario.js';
import { placeHash } from './hash.js';
import { Matter, postingOf, type Holding } from './matter.js';
import type { Stage } from './stage.js';

const law = '村民委员会组织法(2025)';
const source = 'own case on the rules of R§3.2, R§10 and 村民委员会组织法 (2025) §8, §25–30, §35 [I]';
const road = {
  ...{ ruleSet: 'village-2025', category: 'publicWelfare', amountFen: 6_000_000 },
  title: '硬化村内道路及筹资筹劳方案',
};
const numbers = {
  households: assumed(300),
  branch: assumed(5),
  twoCommittees: assumed(8),
  members: assumed(30),
  composition: assumed(30),
  women: assumed(10),
};

/** The three meetings before the resolution, exactly on their boundaries. */
async function deliberated(stage: Stage, matter: Matter): Promise<void> {
  const by = await stage.role('branch', 'secretary');
  const place = '村党群服务中心';
  const meetings: readonly Holding[] = [
    {
      ...{ step: 'proposal', day: '2026-04-10', noticeOn: '2026-04-09', bodies: ['branch'], by, place },
      ...{ present: 3, yes: 3 },
    },
    {
      ...{ step: 'consultation', day: '2026-04-13', noticeOn: '2026-04-12', by, place },
      ...{ bodies: ['branch', 'committee'], present: 5, yes: 5 },
    },
    {
      ...{ step: 'review', day: '2026-04-17', noticeOn: '2026-04-14', bodies: ['members'], by, place },
      ...{ present: 20, yes: 16, no: 4 },
    },
  ];
  for (const meeting of meetings) {
    await matter.hold(meeting);
    await matter.expectVerdict(meeting.step, true);
  }
}

const representativesMeet = (by: string, present: number): Holding => ({
  ...{ step: 'resolution', day: '2026-04-22', noticeOn: '2026-04-19', by, present, yes: 0 },
  ...{ bodies: ['committee', 'representatives'], place: '村民活动室' },
});

/** The delegates of the households: so many of 300 there. */
const householdsMeet = (by: string, noticeOn: string, day: string, present: number): Holding => ({
  ...{ step: 'resolution', day, noticeOn, by, present, yes: 101, no: 60, abstain: 39 },
  ...{ bodies: [], roll: { body: 'residents', number: 300 }, place: '村文化广场' },
});

/** From the resolution of 2026-05-20 to the closed file. */
async function carriedOut(matter: Matter, chair: string): Promise<void> {
  const { stage } = matter;
  await matter.post('resolutionPosting', '2026-05-20');
  const { lastDay } = postingOf(await matter.page(), 'resolutionPosting') ?? {};
  stage.expect('posted 15 days, to 2026-06-04', '2026-06-04', lastDay);
  await stage.at('2026-06-03', '18:00');
  await matter.refused(chair, 'postings/resolutionPosting/closing', {}, 'decision.postingRuns');
  await matter.takeDown('resolutionPosting', '2026-06-04');
  await matter.does(chair, 'implementation', { startedOn: '2026-06-05' });
  await stage.at('2026-06-30');
  const payment = {
    ...{ line: 'publicWelfare', purpose: '公益事业项目', payee: '某某建设有限公司' },
    ...{ amountFen: road.amountFen, paidOn: '2026-06-30', voucherHash: placeHash('village/voucher') },
  };
  await matter.does(chair, 'spending', payment);
  await stage.at('2026-07-10');
  await matter.does(chair, 'completion', { completedOn: '2026-07-10' });
  await stage.at('2026-07-13');
  await matter.post('resultPosting', '2026-07-13');
  await matter.takeDown('resultPosting', '2026-07-28');
  await matter.does(chair, 'file');
  await matter.expectAt('resultPosting', 'filed');
}

const v1: Scenario = {
  id: 'V1',
  title: {
    zh: '村:未获授权,户代表会议三分之二到会决议,六步至归档',
    en: 'a village: not handed on, so two thirds of the households resolve; six steps to the file',
  },
  source,
  community: 'V1',
  numbers: { ...numbers, present: assumed(200), yes: assumed(101) },
  async play(stage) {
    await stage.at('2026-04-08');
    const matter = await Matter.open(stage, road);
    await deliberated(stage, matter);
    const chair = await stage.role('committee', 'chair');
    const asked = { ...representativesMeet(chair, 20), stopBefore: 'ballot' as const };
    const sitting = await matter.hold(asked);
    const body = matter.ballotBody(sitting, asked, await matter.tellers());
    await matter.refused(chair, 'ballots', body, 'decision.notAuthorized', `${law} §28`);
    await stage.does(chair, `sittings/${sitting}/adjournment`, { kind: 'other', reason: '未获授权' });
    await matter.does(await stage.role('branch', 'secretary'), 'referral', { reason: '未获授权' });
    await stage.at('2026-04-24', '08:00');
    const early = {
      ...{ community: stage.community, items: [{ decision: matter.id, step: 'resolution' }] },
      ...{ heldOn: '2026-05-03', noticeOn: '2026-04-24', time: '19:00', place: '村文化广场' },
    };
    await stage.refused(chair, 'sittings', early, 'sitting.noticeShort', `${law} §25`);
    await matter.noQuorum(householdsMeet(chair, '2026-04-24', '2026-05-08', 199), `${law} §26`);
    await matter.expectAt('resolution', 'deliberating');
    await matter.hold(householdsMeet(chair, '2026-05-09', '2026-05-20', 200));
    await matter.expectVerdict('resolution', true, `${law} §26`);
    await carriedOut(matter, chair);
  },
};

const representatives: Scenario = {
  id: 'V1-representatives',
  title: {
    zh: '村民代表会议:三分之二到会、到会过半数;少一人休会',
    en: 'the villagers’ representatives: two thirds there, more than half of them; one below adjourns',
  },
  source,
  community: 'V1',
  numbers: { ...numbers, present: assumed(20), yes: assumed(11) },
  async play(stage) {
    await stage.at('2026-04-08');
    const { ruleSet } = road;
    const title = '误工补贴人员和标准';
    const matter = await Matter.open(stage, { ruleSet, category: 'workLossAllowance', title });
    await deliberated(stage, matter);
    const chair = await stage.role('committee', 'chair');
    await matter.noQuorum(representativesMeet(chair, 19), `${law} §30`);
    await matter.expectAt('resolution', 'deliberating');
    const again = { ...representativesMeet(chair, 20), day: '2026-04-29', noticeOn: '2026-04-26' };
    await matter.hold({ ...again, yes: 11, no: 5, abstain: 4, form: 'named' });
    await matter.expectVerdict('resolution', true, `${law} §30`);
    await matter.expectAt('resolutionPosting', 'posting');
  },
};

const otherLaw: Scenario = {
  id: 'V1-city-law-below',
  title: {
    zh: '村的事项不得按城市社区规则集立项',
    en: 'a village’s matter is not opened under the rule set of cities',
  },
  source,
  community: 'V1',
  numbers: {},
  async play(stage) {
    await stage.at('2026-04-08');
    const opening = {
      ...{ community: stage.community, ruleSet: 'city-2026', category: 'plans', initiative: 'residents' },
      ...{ title: '年度工作计划', plan: '年度工作计划:方案第一稿。', money: null, reliesOn: [] },
    };
    const secretary = await stage.role('branch', 'secretary');
    await stage.refused(secretary, 'decisions', opening, 'decision.otherKindOfCommunity', `${law} §2`);
  },
};

/** A new village under the same town, whose committee and representatives are entered as elected. */
const tooFewWomen: Scenario = {
  id: 'V1-women-below',
  title: {
    zh: '妇女代表少一人、村民委员会没有妇女成员:不得登记',
    en: 'one woman too few among the representatives, none in the committee: not seated',
  },
  source,
  community: 'V1',
  numbers: { composition: assumed(30), women: assumed(9) },
  async play(stage) {
    await stage.at('2026-03-02');
    const registrar = await stage.role('registrar', 'registrar');
    const { parent } = await stage.reads<{ parent: string }>(`communities/${stage.community}`);
    const { id } = await stage.does(registrar, 'communities', {
      ...{ name: '新设村(名称待补)', parent, households: 300, adults: 840, countsSource: '示例(假定)' },
      kind: 'village',
    });
    const persons = await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const names = { name: `新村村民${n + 1}`, communityNumber: `XC-${n + 1}`, office: parent };
        return (await stage.does(registrar, 'persons', names)).id;
      }),
    );
    const seat = (body: string, woman: boolean) => (person: string) => ({
      ...{ id: uuidV5(`village/${body}/${person}`), body, person, vote: true, ...(woman ? { woman } : {}) },
      role: person === persons[0] ? 'chair' : 'member',
      ...{ from: '2026-03-01', until: '2031-02-28' },
    });
    /** A committee of 5 and 25 representatives, of whom so many are women. */
    const elected = (inCommittee: number, among: number) => ({
      basisHash: placeHash('village/election'),
      seats: [
        ...persons.slice(0, inCommittee).map(seat('committee', true)),
        ...persons.slice(inCommittee, 5).map(seat('committee', false)),
        ...persons.slice(5, 5 + among).map(seat('representatives', true)),
        ...persons.slice(5 + among).map(seat('representatives', false)),
      ],
    });
    const at = `communities/${id}/seats`;
    await stage.refused(registrar, at, elected(0, 10), 'community.noWomanInCommittee', `${law} §8`);
    await stage.refused(registrar, at, elected(1, 9), 'community.tooFewWomen', `${law} §29`);
    const { events } = await stage.does(registrar, at, elected(1, 10));
    stage.expect('ten women among thirty: seated', 30, events.length);
    stage.tells({ mark: '·', what: '村民代表', text: '组成人员 30,妇女代表 10', article: `${law} §29` });
  },
};

export const village: readonly Scenario[] = [v1, representatives, otherLaw, tooFewWomen];
