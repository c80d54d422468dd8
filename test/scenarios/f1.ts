import { assumed, type Scenario } from './scenario.js';
import { Matter, postingOf, type Holding } from './matter.js';
import type { Stage } from './stage.js';
import { placeHash } from './hash.js';

export const roads = {
  ruleSet: 'city-2026',
  category: 'publicWelfare',
  title: '修缮社区道路',
  amountFen: 12_000_000,
};

/** The four meetings of F1 (R§8.1) exactly on their boundaries; a variant changes some of their numbers. */
export async function meetingsOf(
  stage: Stage,
): Promise<Readonly<Record<'proposal' | 'consultation' | 'review' | 'resolution', Holding>>> {
  const secretary = await stage.role('branch', 'secretary');
  const chair = await stage.role('committee', 'chair');
  return {
    proposal: {
      step: 'proposal',
      day: '2026-03-02',
      noticeOn: '2026-03-01',
      bodies: ['branch'],
      by: secretary,
      present: 4,
      yes: 4,
    },
    consultation: {
      step: 'consultation',
      day: '2026-03-04',
      noticeOn: '2026-03-03',
      bodies: ['branch', 'committee'],
      by: secretary,
      present: 9,
      yes: 7,
      no: 2,
    },
    review: {
      step: 'review',
      day: '2026-03-09',
      noticeOn: '2026-03-06',
      bodies: ['members'],
      by: secretary,
      present: 40,
      yes: 31,
      no: 9,
      form: 'named',
    },
    resolution: {
      step: 'resolution',
      day: '2026-03-13',
      noticeOn: '2026-03-10',
      bodies: ['committee', 'representatives'],
      by: chair,
      present: 30,
      yes: 16,
      no: 9,
      abstain: 5,
      form: 'named',
    },
  };
}

export const order = ['proposal', 'consultation', 'review', 'resolution'] as const;

/** Opens the matter on 2026-02-28 and holds the meetings up to and with `last`. */
export async function upTo(
  stage: Stage,
  last: (typeof order)[number],
  more: { title?: string } = {},
): Promise<Matter> {
  await stage.at('2026-02-28');
  const matter = await Matter.open(stage, { ...roads, ...more });
  const meetings = await meetingsOf(stage);
  for (const step of order.slice(0, order.indexOf(last) + 1)) await matter.hold(meetings[step]);
  return matter;
}

/** From the resolution's day: posting, proof, implementation, completion, result posting, file. */
export async function disclose(matter: Matter, spentFen: number): Promise<void> {
  const { stage } = matter;
  const chair = await stage.role('committee', 'chair');
  await stage.at('2026-03-31');
  await matter.does(chair, 'implementation', { startedOn: '2026-03-31' });
  await stage.at('2026-04-20');
  await matter.does(chair, 'contracts', {
    payee: '某某建设有限公司',
    amountFen: spentFen,
    documentHash: placeHash('contract'),
    signedOn: '2026-04-17',
  });
  await matter.does(chair, 'progress', { percent: 50, note: '路基完成' });
  await matter.does(chair, 'spending', {
    line: 'publicWelfare',
    purpose: '公益事业项目',
    payee: '某某建设有限公司',
    amountFen: spentFen,
    paidOn: '2026-04-20',
    voucherHash: placeHash('voucher'),
  });
  await stage.at('2026-05-20');
  await matter.does(chair, 'completion', { completedOn: '2026-05-20' });
  await stage.at('2026-05-21');
  await matter.post('resultPosting', '2026-05-21');
  await matter.takeDown('resultPosting', '2026-06-05');
  await stage.at('2026-06-06');
  await matter.does(chair, 'file');
}

export const f1: Scenario = {
  id: 'F1',
  title: { zh: '六步全程,每一步恰在法定边界', en: 'six steps, each exactly on its boundary' },
  source: 'R§8.1 F1 [I], rule set city-2026',
  community: 'F1',
  numbers: {
    branch: assumed(7),
    twoCommittees: assumed(12),
    members: assumed(60),
    composition: assumed(45),
    yes: assumed(16),
  },
  async play(stage) {
    const matter = await upTo(stage, 'resolution');
    await matter.expectVerdict('proposal', true);
    await matter.expectVerdict('consultation', true);
    await matter.expectVerdict('review', true);
    await matter.expectVerdict('resolution', true, '§29');
    await matter.post('resolutionPosting', '2026-03-13');
    const page = await matter.page();
    stage.expect(
      'posting ends on Monday 2026-03-30 (Civil Code §203)',
      '2026-03-30',
      postingOf(page, 'resolutionPosting')?.lastDay,
    );
    await stage.at('2026-03-18');
    const resident = (await stage.persons('members'))[50] as string;
    await matter.does(resident, 'objections', {
      step: 'resolutionPosting',
      text: '请说明预算依据。',
      contact: '13800000000',
    });
    const [objection] = (await matter.page()).objections;
    stage.expect('reply due Monday 2026-03-23 (3 days, Civil Code §203)', '2026-03-23', objection?.replyBy);
    await stage.at('2026-03-20');
    await matter.does(await stage.role('committee', 'chair'), `objections/${objection?.objection}/answer`, {
      reply: '预算依据见附件。',
      outcome: 'answered',
    });
    await stage.at('2026-03-29');
    await matter.refused(
      await stage.role('committee', 'chair'),
      'implementation',
      { startedOn: '2026-03-29' },
      'decision.postingNotProven',
    );
    await matter.takeDown('resolutionPosting', '2026-03-30');
    await disclose(matter, 12_000_000);
    await matter.expectAt('resultPosting', 'filed');
  },
};
