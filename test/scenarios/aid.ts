import { choice, reported } from './councils.js';
import { assumed, printed, type Scenario } from './scenario.js';
import { together } from './together.js';
import { Matter, postingOf } from './matter.js';

const secret = { ruleSet: 'practice-aid-review', form: 'secretPaper' as const };

/** Reviews of aid applicants give an opinion, never a grant (R§1.12); the numbers of votes are not printed. */
export const aid: readonly Scenario[] = [
  reported({
    id: 'D10',
    zh: '社区低保评议:15 人评议 50 户在册、1 户新申请',
    en: 'fifteen people review 50 households and one new applicant',
    source: '[S32] 2018-05-22',
    numbers: {
      people: printed(15),
      households: printed(50),
      applicants: printed(1),
      residents: printed(4),
      yes: assumed(15),
    },
    async play(stage) {
      const items = ['D10 在册 50 户复核', 'D10 新申请 1 户'].map((title) => ({
        title,
        category: 'allowance',
        count: { yes: 15 },
      }));
      await together(stage, {
        ...secret,
        day: '2018-05-22',
        present: { aidGroup: 11, aidResidents: 4 },
        items,
      });
    },
  }),
  reported({
    id: 'D11',
    zh: '兴盛社区:20 名评议员无记名投票,公示 7 天',
    en: 'twenty evaluators in secret; posted 7 days, then to the street',
    source: '[S33] 2015-08',
    numbers: { evaluators: printed(20), postingDays: printed(7), day: assumed(12), yes: assumed(18) },
    async play(stage) {
      const yes = stage.number('yes');
      const item = { title: 'D11 低保名单', category: 'allowance', count: { yes, no: 20 - yes } };
      const [matter] = await together(stage, {
        ...secret,
        day: '2015-08-12',
        present: { aidGroup: 14, aidResidents: 6 },
        items: [item],
      });
      const chair = await stage.role('committee', 'chair');
      await stage.at('2015-08-13');
      await matter?.does(chair, 'postings/posting', {
        from: '2015-08-13',
        places: ['board'],
        contentHash: '1'.repeat(64),
      });
      stage.expect(
        '7 days printed: 08-13 → 08-20',
        '2015-08-20',
        postingOf(await matter?.page(), 'posting')?.lastDay,
      );
    },
  }),
  reported({
    id: 'D12',
    zh: '柞水乾佑:26 名申请人,须超过三分之二,7 名通过',
    en: '26 applicants, two thirds needed, seven approved',
    source: '[S34] 2015-11',
    numbers: {
      applicants: printed(26),
      approved: printed(7),
      group: printed(10),
      residents: printed(3),
      day: assumed(10),
      votes: assumed(8),
    },
    async play(stage) {
      const count = choice(10, 26, 7, stage.number('votes'), 3, (number) => `第${number}号`);
      const item = {
        title: 'D12 低保申请 26 人',
        category: 'allowance',
        kind: 'choose' as const,
        seats: 26,
        count,
      };
      const [matter] = await together(stage, {
        ...secret,
        day: '2015-11-10',
        present: { aidGroup: 7, aidResidents: 3 },
        items: [item],
      });
      stage.expect('7 of 26 reach two thirds', 7, (await matter?.page())?.ballots.at(-1)?.elected?.length);
    },
  }),
  reported({
    id: 'D13',
    zh: '商洛评议规则:15 人以上,到会与居民均达三分之二,近亲属回避',
    en: 'group of 15: two thirds present, of residents too; a near relative stands aside',
    source: '[S10] 2014-12-26',
    numbers: {
      group: printed(15),
      residentsPresent: assumed(4),
      residents: assumed(6),
      present: assumed(11),
      yes: assumed(7),
    },
    async play(stage) {
      const chair = await stage.role('committee', 'chair');
      await stage.at('2014-12-26', '08:00');
      const matter = await Matter.open(stage, {
        ruleSet: 'practice-aid-review',
        category: 'allowance',
        title: 'D13 低保申请',
        by: chair,
      });
      const relative = (await stage.persons('aidGroup'))[0] as string;
      await matter.does(relative, 'recusals', { step: 'meeting', person: relative, reason: '申请人近亲属' });
      const bodies = ['aidResidents', 'aidGroup'];
      const holding = {
        step: 'meeting',
        day: '2014-12-26',
        noticeOn: '2014-12-26',
        bodies,
        by: chair,
        present: 11,
        yes: 7,
        no: 3,
        form: 'secretPaper' as const,
      };
      await matter.hold(holding);
    },
  }),
  reported({
    id: 'D14',
    zh: '长椿里社区:7 个单元门,3 个方案',
    en: 'seven doors, three options',
    source: '[S35] 2018-10',
    numbers: {
      doors: printed(7),
      options: printed(3),
      households: assumed(84),
      day: assumed(20),
      votes: assumed(60),
    },
    async play(stage) {
      const households = stage.number('households');
      const count = { yes: households, options: { 方案一: stage.number('votes'), 方案二: 14, 方案三: 10 } };
      const item = { title: 'D14 单元门更换方案', category: 'other', kind: 'options' as const, count };
      await together(stage, {
        ruleSet: 'practice-household-vote',
        day: '2018-10-20',
        present: { households, of: households },
        items: [item],
      });
    },
  }),
  reported({
    id: 'D15',
    zh: '运城公租房:社区 10 日,公示 7 日,3 日内上报',
    en: 'public rental housing: posting 7 days, then sent up; the street posts 7 days more',
    source: '[S36]',
    numbers: {
      communityDays: printed(10),
      postingDays: printed(7),
      sendUpDays: printed(3),
      streetDays: printed(10),
      year: assumed(2019),
      present: assumed(10),
    },
    async play(stage) {
      const item = { title: 'D15 公租房初审', category: 'housing', count: { yes: 10 } };
      const [matter] = await together(stage, {
        ...secret,
        day: '2019-06-03',
        present: { aidGroup: 6, aidResidents: 4 },
        items: [item],
      });
      const chair = await stage.role('committee', 'chair');
      await stage.at('2019-06-04');
      await matter?.does(chair, 'postings/posting', {
        from: '2019-06-04',
        places: ['board'],
        contentHash: '2'.repeat(64),
      });
      stage.expect(
        '7 days: 06-04 → 06-11',
        '2019-06-11',
        postingOf(await matter?.page(), 'posting')?.lastDay,
      );
      await stage.at('2019-07-01');
      const outside = {
        title: '街道公示 7 日',
        from: '2019-06-20',
        until: '2019-06-27',
        documentHash: '3'.repeat(64),
      };
      await matter?.does(chair, 'outside-facts', outside);
    },
  }),
];
