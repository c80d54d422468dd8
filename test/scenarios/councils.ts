import { assumed, printed, type Given, type Scenario } from './scenario.js';
import { postingOf, type Matter } from './matter.js';
import type { Stage } from './stage.js';
import { together, type Count } from './together.js';

type Case = Readonly<{
  id: string;
  zh: string;
  en: string;
  source: string;
  numbers: Readonly<Record<string, Given>>;
  play: (stage: Stage) => Promise<void>;
}>;

export const reported = ({ id, zh, en, source, numbers, play }: Case): Scenario => ({
  ...{ id, title: { zh, en }, source: `R§8.1 ${id} ${source}`, community: id, numbers, play },
});

const projects = 'other';

/** n options of which the first `chosen` get `many` votes and the rest `few`. */
/** n options of which the first `chosen` get `many` votes and the rest `few`; every one of the papers chose something. */
export const choice = (
  papers: number,
  n: number,
  chosen: number,
  many: number,
  few: number,
  named = (number: string): string => `项目${number}`,
): Count => ({
  yes: papers,
  options: Object.fromEntries(
    Array.from({ length: n }, (_, index) => [
      named(String(index + 1).padStart(2, '0')),
      index < chosen ? many : few,
    ]),
  ),
});

const elected = async (stage: Stage, matter: Matter, number: number): Promise<void> =>
  stage.expect(`${number} chosen`, number, (await matter.page()).ballots.at(-1)?.elected?.length ?? 0);

const council =
  (id: string, day: string, present: number, results: readonly boolean[]) => async (stage: Stage) => {
    const items = results.map((passes, index) => ({
      title: `${id} 第 ${index + 1} 项`,
      category: projects,
      count: passes ? { yes: present } : { yes: Math.floor(present / 2), no: Math.ceil(present / 2) },
    }));
    const matters = await together(stage, {
      ruleSet: 'practice-council',
      day,
      present: { council: present },
      items,
    });
    for (const [index, matter] of matters.entries())
      await matter.expectVerdict('meeting', results[index] as boolean);
    return matters;
  };

export const councilsAndFunnels: readonly Scenario[] = [
  reported({
    id: 'D1',
    zh: '莲塘社区居民议事会:3 个服务项目',
    en: 'residents council of Liantang: three service projects',
    source: '[S8] 2016-08-04',
    numbers: {
      members: printed(16),
      present: printed(14),
      projects: printed(3),
      postingDays: printed(5),
      yes: assumed(14),
    },
    async play(stage) {
      const [first] = await council('D1', '2016-08-04', stage.number('present'), [true, true, true])(stage);
      const chair = await stage.role('committee', 'chair');
      await stage.at('2016-08-05');
      await first?.does(chair, 'postings/posting', {
        from: '2016-08-05',
        places: ['board'],
        contentHash: '0'.repeat(64),
      });
      const page = await first?.page();
      stage.expect('5 days printed: 08-05 → 08-10', '2016-08-10', postingOf(page, 'posting')?.lastDay);
    },
  }),
  reported({
    id: 'D2',
    zh: '民新社区议事会:4 项议题,3 项通过,1 项否决',
    en: 'council of Minxin: four proposals, three passed, one rejected',
    source: '[S28] 2021-03-31',
    numbers: { proposals: printed(4), passed: printed(3), present: assumed(10) },
    async play(stage) {
      await council('D2', '2021-03-31', stage.number('present'), [true, true, true, false])(stage);
    },
  }),
  reported({
    id: 'D3',
    zh: '东阳澄湖村听证:应到 34,实到 27,代表 26 到 19',
    en: 'hearing with three bases: 27 of 34, 19 of 26 representatives, 19 in favour',
    source: '[O12] 2017-09-27',
    numbers: {
      due: printed(34),
      present: printed(27),
      representatives: printed(26),
      representativesPresent: printed(19),
      yes: printed(19),
      no: printed(0),
      silent: assumed(8),
    },
    async play(stage) {
      const present = { hearingFixed: 10, hearingTemporary: 9, hearingOthers: 8 };
      const item = {
        title: 'D3 听证事项',
        category: projects,
        count: { yes: stage.number('yes'), no: stage.number('no') },
      };
      const [matter] = await together(stage, {
        ruleSet: 'practice-hearing',
        day: '2017-09-27',
        present,
        items: [item],
      });
      await matter?.expectVerdict('meeting', true);
    },
  }),
  reported({
    id: 'D4',
    zh: '科学村社区:1062 户全部投票,1060 户赞成,2 户弃权',
    en: 'a vote of 1,062 households: 1,060 in favour, 2 abstain',
    source: '[S29] 2014-09',
    numbers: {
      households: printed(1062),
      yes: printed(1060),
      abstain: printed(2),
      works: printed(7),
      day: assumed(15),
    },
    async play(stage) {
      const households = stage.number('households');
      const item = {
        title: 'D4 七项改造工程',
        category: projects,
        count: { yes: stage.number('yes'), abstain: stage.number('abstain') },
      };
      const [matter] = await together(stage, {
        ruleSet: 'practice-household-vote',
        day: '2014-09-15',
        present: { households, of: households },
        items: [item],
      });
      await matter?.expectVerdict('meeting', true);
    },
  }),
  reported({
    id: 'D5',
    zh: '民生居委会:33 名代表票决 3 个项目',
    en: '33 representatives fix three projects',
    source: '[S30] 2024-11-08',
    numbers: {
      representatives: printed(33),
      projects: printed(3),
      roadYuan: printed(420_000),
      pumpYuan: printed(60_000),
      candidates: assumed(3),
      votes: assumed(30),
    },
    async play(stage) {
      const count = choice(33, 3, 3, stage.number('votes'), 0);
      const item = {
        title: 'D5 2025 年民生项目',
        category: 'publicWelfare',
        kind: 'choose' as const,
        seats: 3,
        count,
        amountFen: (stage.number('roadYuan') + stage.number('pumpYuan')) * 100,
      };
      const [matter] = await together(stage, {
        ruleSet: 'practice-representatives',
        day: '2024-11-08',
        present: { representatives: 33 },
        items: [item],
        form: 'secretPaper',
      });
      if (matter !== undefined) await elected(stage, matter, 3);
    },
  }),
  reported({
    id: 'D6',
    zh: '宋城街道:60 名代表,12 选 10,到会须超过三分之二',
    en: '60 representatives, ten of twelve; more than two thirds must be present',
    source: '[O13] 2025-03-18',
    numbers: {
      representatives: printed(60),
      candidates: printed(12),
      chosen: printed(10),
      present: assumed(60),
      votes: assumed(50),
    },
    async play(stage) {
      const count = choice(60, stage.number('candidates'), stage.number('chosen'), stage.number('votes'), 10);
      const item = { title: 'D6 民生实事', category: projects, kind: 'choose' as const, seats: 10, count };
      const meeting = {
        ruleSet: 'practice-representatives',
        day: '2025-03-18',
        present: { representatives: 60 },
        items: [item],
        form: 'secretPaper' as const,
      };
      const [matter] = await together(stage, meeting);
      if (matter !== undefined) await elected(stage, matter, stage.number('chosen'));
    },
  }),
  reported({
    id: 'D7',
    zh: '清荣社区居民议事厅:门禁系统不安装',
    en: 'council of Qingrong: the door system is not installed',
    source: '[S31] 30 March, year not printed',
    numbers: { people: printed(10), feeYuan: printed(10), year: assumed(2019), yes: assumed(3) },
    async play(stage) {
      const yes = stage.number('yes');
      const item = {
        title: 'D7 安装门禁',
        category: projects,
        count: { yes, no: stage.number('people') - yes },
      };
      const [matter] = await together(stage, {
        ruleSet: 'practice-council',
        day: '2019-03-30',
        present: { council: 10 },
        items: [item],
      });
      await matter?.expectVerdict('meeting', false);
      await matter?.expectAt('meeting', 'failed');
    },
  }),
  reported({
    id: 'D8',
    zh: '爱山街道:12 个建议,6 个候选,33 人票决 5 个',
    en: 'twelve ideas, six candidates, five fixed by 33 people',
    source: '[O14] 2018-01-10',
    numbers: {
      ideas: printed(12),
      candidates: printed(6),
      people: printed(33),
      chosen: printed(5),
      votes: assumed(25),
    },
    async play(stage) {
      const count = choice(33, stage.number('candidates'), stage.number('chosen'), stage.number('votes'), 8);
      const item = { title: 'D8 民生实事项目', category: projects, kind: 'choose' as const, seats: 5, count };
      const [matter] = await together(stage, {
        ruleSet: 'practice-funnel',
        day: '2018-01-10',
        present: { delegates: 33 },
        items: [item],
        form: 'secretPaper',
      });
      if (matter !== undefined) await elected(stage, matter, stage.number('chosen'));
    },
  }),
  reported({
    id: 'D9',
    zh: '墩上街道:66 人,21 个候选,17 个',
    en: '66 people fix 17 of 21',
    source: '[O15] 2021-04-02',
    numbers: { people: printed(66), candidates: printed(21), chosen: printed(17), votes: assumed(60) },
    async play(stage) {
      const count = choice(66, stage.number('candidates'), stage.number('chosen'), stage.number('votes'), 20);
      const item = {
        title: 'D9 民生实事项目',
        category: projects,
        kind: 'choose' as const,
        seats: 17,
        count,
      };
      const [matter] = await together(stage, {
        ruleSet: 'practice-funnel',
        day: '2021-04-02',
        present: { delegates: 66 },
        items: [item],
        form: 'secretPaper',
      });
      if (matter !== undefined) await elected(stage, matter, stage.number('chosen'));
    },
  }),
];
