import { f1, meetingsOf, order, roads, upTo } from './f1.js';
import { assumed, type Scenario } from './scenario.js';
import { Matter, type Holding } from './matter.js';

type Step = (typeof order)[number];

const titles: Readonly<Record<Step, string>> = {
  proposal: '提议',
  consultation: '商议',
  review: '审议',
  resolution: '决议',
};

/** F1 up to a step that is held with one vote less: it falls, and nothing but the three ways out is open. */
const oneVoteBelow = (step: Step, change: Partial<Holding>, article: string): Scenario => ({
  id: `F1-${step}-vote-below`,
  title: { zh: `${titles[step]}少一票:不通过`, en: `one vote below at the ${step}: not carried` },
  source: 'R§8.1 F1, one below [I]',
  community: 'F1',
  numbers: f1.numbers,
  async play(stage) {
    const before = order[order.indexOf(step) - 1];
    const matter =
      before === undefined
        ? (await stage.at('2026-02-28'),
          await Matter.open(stage, { ...roads, title: `${roads.title}(${step})` }))
        : await upTo(stage, before, { title: `${roads.title}(${step})` });
    await matter.hold({ ...(await meetingsOf(stage))[step], ...change, form: 'hands' });
    await matter.expectVerdict(step, false, article);
    await matter.expectAt(step, 'failed');
  },
});

/** F1 up to a step where one person less is present: the ballot is not opened, the sitting adjourned. */
const oneBelowQuorum = (step: Step, present: number, article: string): Scenario => ({
  id: `F1-${step}-quorum-below`,
  title: {
    zh: `${titles[step]}少到一人:不足法定人数`,
    en: `one person below the quorum of the ${step}: no ballot`,
  },
  source: 'R§8.1 F1, one below [I]',
  community: 'F1',
  numbers: { present: assumed(present) },
  async play(stage) {
    const before = order[order.indexOf(step) - 1];
    const matter =
      before === undefined
        ? (await stage.at('2026-02-28'),
          await Matter.open(stage, { ...roads, title: `${roads.title}(${step}:人数)` }))
        : await upTo(stage, before, { title: `${roads.title}(${step}:人数)` });
    await matter.noQuorum({ ...(await meetingsOf(stage))[step], present }, article);
    await matter.expectAt(step, 'deliberating');
  },
});

type Call = Readonly<{
  id: string;
  zh: string;
  en: string;
  step: Step;
  before: Step;
  heldOn: string;
  noticeOn: string;
}>;

/** A notice out of its days is refused, naming where the days come from. */
const noticeOut = ({ id, zh, en, step, before, heldOn, noticeOn }: Call): Scenario => ({
  id: `F1-${id}`,
  title: { zh, en },
  source: 'R§8.1 F1, R§10 notice counting, one beyond [I]',
  community: 'F1',
  numbers: {},
  async play(stage) {
    const matter = await upTo(stage, before, { title: `${roads.title}(${zh})` });
    await stage.at(noticeOn);
    const { by } = (await meetingsOf(stage))[step];
    const body = {
      community: stage.community,
      items: [{ decision: matter.id, step }],
      ...{ heldOn, noticeOn, time: '19:00', place: '社区会议室' },
    };
    await stage.refused(by, 'sittings', body, 'sitting.noticeShort', 'R§10');
  },
});

/** A matter that no authorization names: the representatives' meeting may not decide it (§30). */
const notAuthorized: Scenario = {
  id: 'F1-authorization-below',
  title: {
    zh: '授权未列明的事项:居民代表会议不得决议,转居民会议',
    en: 'a matter that no authorization names is not for the representatives',
  },
  source: 'R§8.1 F1 step 0, one beyond [I]',
  community: 'F1',
  numbers: {},
  async play(stage) {
    await stage.at('2026-02-28');
    const { ruleSet } = roads;
    const matter = await Matter.open(stage, { ruleSet, category: 'plans', title: '年度工作计划' });
    const meetings = await meetingsOf(stage);
    for (const step of order.slice(0, 3)) await matter.hold({ ...meetings[step], form: 'hands' });
    const sitting = await matter.hold({ ...meetings.resolution, stopBefore: 'ballot' });
    const body = matter.ballotBody(sitting, meetings.resolution, await matter.tellers());
    await matter.refused(meetings.resolution.by, 'ballots', body, 'decision.notAuthorized', '§30');
    await matter.does(meetings.proposal.by, 'referral', { reason: '未获授权' });
    await matter.expectAt('resolution', 'deliberating');
  },
};

/** The work waits for the answer to an objection of the window; the answer on the day after its last one is late. */
const answeredLate: Scenario = {
  id: 'F1-reply-below',
  title: {
    zh: '答复晚一天:记为逾期;答复前不得实施',
    en: 'an answer one day late is late; before it the work may not begin',
  },
  source: 'R§8.1 F1 (reply due 03-23), one beyond [I]',
  community: 'F1',
  numbers: {},
  async play(stage) {
    const matter = await upTo(stage, 'resolution', { title: `${roads.title}(答复)` });
    await matter.post('resolutionPosting', '2026-03-13');
    await stage.at('2026-03-18');
    for (const resident of (await stage.persons('members')).slice(50, 53))
      await matter.does(resident, 'objections', { step: 'resolutionPosting', text: '请说明预算依据。' });
    const [first, second, third] = (await matter.page()).objections;
    const chair = await stage.role('committee', 'chair');
    const answer = { reply: '预算依据见附件。', outcome: 'answered' };
    await stage.at('2026-03-23', '20:00');
    await matter.does(chair, `objections/${first?.objection}/answer`, answer);
    await stage.at('2026-03-24');
    await matter.does(chair, `objections/${second?.objection}/answer`, answer);
    await matter.takeDown('resolutionPosting', '2026-03-30');
    await matter.refused(
      chair,
      'implementation',
      { startedOn: '2026-03-31' },
      'decision.objectionsOpen',
      'R§3.9',
    );
    await matter.does(chair, `objections/${third?.objection}/answer`, answer);
    const late = (await matter.page()).objections.map(({ lateDays }) => lateDays);
    stage.expect('days late: answered on the last day, the day after, and on 03-31', [0, 1, 8], late);
    await matter.does(chair, 'implementation', { startedOn: '2026-03-31' });
  },
};

/** The posting may not be closed, nor the work begun, a day before its end. */
const postingShort: Scenario = {
  id: 'F1-posting-below',
  title: { zh: '公示少一天:不得结束', en: 'a posting one day short may not be closed' },
  source: 'R§8.1 F1 (15 days end on 03-30), one below [I]',
  community: 'F1',
  numbers: {},
  async play(stage) {
    const matter = await upTo(stage, 'resolution', { title: `${roads.title}(公示)` });
    await matter.post('resolutionPosting', '2026-03-13');
    await stage.at('2026-03-29', '18:00');
    const chair = await stage.role('committee', 'chair');
    await matter.refused(chair, 'postings/resolutionPosting/closing', {}, 'decision.postingRuns', '§34');
    await matter.refused(chair, 'implementation', { startedOn: '2026-03-29' }, 'decision.postingNotProven');
  },
};

export const f1Below: readonly Scenario[] = [
  oneVoteBelow('proposal', { yes: 3, no: 1 }, '§'),
  oneVoteBelow('consultation', { yes: 6, no: 3 }, '§'),
  oneVoteBelow('review', { yes: 30, no: 10 }, '§'),
  oneVoteBelow('resolution', { yes: 15, no: 10, abstain: 5 }, '§29'),
  oneBelowQuorum('proposal', 3, '§'),
  oneBelowQuorum('consultation', 6, '§'),
  oneBelowQuorum('review', 39, '§'),
  oneBelowQuorum('resolution', 29, '§29'),
  noticeOut({
    ...{
      id: 'consultation-notice-below',
      zh: '商议当日通知:不得召集',
      en: 'topic handed out on the day itself',
    },
    ...{ step: 'consultation', before: 'proposal', heldOn: '2026-03-04', noticeOn: '2026-03-04' },
  }),
  noticeOut({
    ...{
      id: 'consultation-notice-early',
      zh: '商议提前八天通知:不得召集',
      en: 'topic handed out eight days before',
    },
    ...{ step: 'consultation', before: 'proposal', heldOn: '2026-03-11', noticeOn: '2026-03-03' },
  }),
  noticeOut({
    ...{
      id: 'review-notice-below',
      zh: '审议方案只提前两天送达:不得召集',
      en: 'plan sent two days before the review',
    },
    ...{ step: 'review', before: 'consultation', heldOn: '2026-03-09', noticeOn: '2026-03-07' },
  }),
  noticeOut({
    ...{ id: 'notice-below', zh: '决议通知少一天:不得召集', en: 'notice of the resolution one day short' },
    ...{ step: 'resolution', before: 'review', heldOn: '2026-03-13', noticeOn: '2026-03-11' },
  }),
  notAuthorized,
  postingShort,
  answeredLate,
];
