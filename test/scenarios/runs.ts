import { disclose, meetingsOf, roads, upTo } from './f1.js';
import { assumed, type Scenario } from './scenario.js';
import { placeHash } from './hash.js';
import { Matter, postingOf } from './matter.js';

const own = 'own run on the rules of R§3.6–3.10 and R§8.1 [I]';

const run = (id: string, zh: string, en: string, play: Scenario['play']): Scenario => ({
  id,
  title: { zh, en },
  source: own,
  community: 'F1',
  numbers: { yes: assumed(16) },
  play,
});

const titled = (title: string) => ({ title: `${roads.title}(${title})` });

export const runs: readonly Scenario[] = [
  run('R1-withdrawn', '商议后撤回', 'withdrawn after the consultation', async (stage) => {
    const matter = await upTo(stage, 'consultation', titled('撤回'));
    await matter.does(await stage.role('branch', 'secretary'), 'withdrawal', { reason: '条件尚不成熟' });
    await matter.expectAt('review', 'withdrawn');
    await matter.refused(
      await stage.role('branch', 'secretary'),
      'plan',
      { plan: '再改', reason: '再改' },
      'decision.wrongPhase',
    );
  }),

  run(
    'R2-revised-from-review',
    '审议未通过,修改后自提议重来',
    'fails at the review, enters again at the proposal',
    async (stage) => {
      const matter = await upTo(stage, 'consultation', titled('重来'));
      const meetings = await meetingsOf(stage);
      await matter.hold({ ...meetings.review, yes: 30, no: 10, form: 'hands' });
      await matter.expectAt('review', 'failed');
      const secretary = await stage.role('branch', 'secretary');
      const again = {
        plan: '改为 250 米,预算不变。',
        money: {
          line: 'publicWelfare',
          amountFen: roads.amountFen,
          payeeRule: '按进度支付',
          purpose: '公益事业项目',
        },
        reason: '党员意见',
      };
      await matter.refused(
        secretary,
        'reentry',
        { ...again, step: 'consultation', substantive: true },
        'decision.reentryStep',
      );
      await matter.does(secretary, 'reentry', { ...again, step: 'proposal', substantive: true });
      await matter.expectAt('proposal', 'deliberating');
      await matter.hold({ ...meetings.proposal, day: '2026-03-16', noticeOn: '2026-03-15' });
      await matter.hold({ ...meetings.consultation, day: '2026-03-18', noticeOn: '2026-03-17' });
      await matter.hold({ ...meetings.review, day: '2026-03-24', noticeOn: '2026-03-20', form: 'hands' });
      await matter.hold({ ...meetings.resolution, day: '2026-03-30', noticeOn: '2026-03-26', form: 'hands' });
      await matter.expectVerdict('resolution', true, '§29');
    },
  ),

  run(
    'R3-referred',
    '居民代表会议分歧较大,转居民会议',
    "the representatives cannot agree; the residents' meeting decides",
    async (stage) => {
      const matter = await upTo(stage, 'review', titled('转居民会议'));
      const meetings = await meetingsOf(stage);
      await matter.hold({ ...meetings.resolution, yes: 15, no: 15, abstain: 0, form: 'hands' });
      await matter.expectAt('resolution', 'failed');
      const chair = await stage.role('committee', 'chair');
      await matter.does(await stage.role('branch', 'secretary'), 'referral', {
        reason: '分歧较大,难以形成决议',
      });
      const residents = {
        ...meetings.resolution,
        bodies: [],
        by: chair,
        day: '2026-03-26',
        noticeOn: '2026-03-16',
        form: 'hands' as const,
        roll: { body: 'residents', number: 2600 },
      };
      await matter.noQuorum({ ...residents, present: 1300, yes: 0 }, '§27');
      await matter.hold({
        ...residents,
        day: '2026-04-08',
        noticeOn: '2026-03-27',
        present: 1301,
        yes: 651,
        no: 650,
        abstain: 0,
      });
      await matter.expectVerdict('resolution', true, '§27');
      await matter.expectAt('resolutionPosting', 'posting');
    },
  ),

  run(
    'R4-objection-upheld',
    '异议成立,重新决议',
    'an objection is upheld; the representatives decide again',
    async (stage) => {
      const matter = await upTo(stage, 'resolution', titled('异议成立'));
      await matter.post('resolutionPosting', '2026-03-13');
      await stage.at('2026-03-18');
      const resident = (await stage.persons('members'))[55] as string;
      await matter.does(resident, 'objections', { step: 'resolutionPosting', text: '预算漏列一项。' });
      const [objection] = (await matter.page()).objections;
      await stage.at('2026-03-20');
      const chair = await stage.role('committee', 'chair');
      await matter.does(chair, `objections/${objection?.objection}/answer`, {
        reply: '确有遗漏。',
        outcome: 'upheldToResolution',
      });
      await matter.expectAt('resolution', 'deliberating');
      const meetings = await meetingsOf(stage);
      await matter.hold({ ...meetings.resolution, day: '2026-03-27', noticeOn: '2026-03-24', form: 'hands' });
      await matter.expectVerdict('resolution', true, '§29');
      await matter.post('resolutionPosting', '2026-03-27');
      const again = await matter.page();
      stage.expect(
        'the new posting ends on 2026-04-13 (04-11 is a Saturday)',
        '2026-04-13',
        postingOf(again, 'resolutionPosting')?.lastDay,
      );
    },
  ),

  run('R5-overspent', '超出批准金额:拒绝', 'spending beyond the approval is refused', async (stage) => {
    const matter = await upTo(stage, 'resolution', titled('超支'));
    const chair = await stage.role('committee', 'chair');
    await matter.post('resolutionPosting', '2026-03-13');
    await matter.takeDown('resolutionPosting', '2026-03-30');
    await stage.at('2026-03-31');
    await matter.does(chair, 'implementation', { startedOn: '2026-03-31' });
    await stage.at('2026-04-20');
    const payment = {
      line: 'publicWelfare',
      purpose: '公益事业项目',
      payee: '某某建设有限公司',
      paidOn: '2026-04-20',
      voucherHash: placeHash('v'),
    };
    await matter.refused(
      chair,
      'spending',
      { ...payment, amountFen: roads.amountFen + 1 },
      'decision.beyondApproval',
    );
    await matter.refused(
      chair,
      'spending',
      { ...payment, amountFen: 100, purpose: '招待费' },
      'decision.purposeChanged',
    );
    await matter.does(chair, 'spending', { ...payment, amountFen: roads.amountFen });
    await matter.refused(
      chair,
      'spending',
      { ...payment, amountFen: 1, voucherHash: placeHash('w') },
      'decision.beyondApproval',
    );
  }),

  run(
    'R6-annulled',
    '法院撤销,所依据者一并标记',
    'annulled by a court; what relies on it is marked',
    async (stage) => {
      const matter = await upTo(stage, 'resolution', titled('撤销'));
      await matter.post('resolutionPosting', '2026-03-13');
      await matter.takeDown('resolutionPosting', '2026-03-30');
      await disclose(matter, 11_000_000);
      await matter.expectAt('resultPosting', 'filed');
      await stage.at('2026-06-08');
      const second = await Matter.open(stage, {
        ...roads,
        title: `${roads.title}(二期)`,
        reliesOn: [matter.id],
      });
      await stage.at('2026-06-20');
      const registrar = await stage.role('registrar', 'registrar');
      await matter.does(registrar, 'annulment', {
        by: 'court',
        documentHash: placeHash('judgment'),
        reason: '侵害居民合法权益',
      });
      await matter.expectAt('resultPosting', 'annulled');
      await stage.at('2026-06-21');
      const marked = await second.page();
      stage.expect(
        'the decision that relies on it is marked',
        true,
        marked.marks.some(({ kind }) => kind === 'relianceLost'),
      );
    },
  ),
];
