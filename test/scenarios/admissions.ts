import { Request } from './admission-request.js';
import { assumed, printed, type Given, type Scenario } from './scenario.js';

const hash = '0'.repeat(64);
const fee: Readonly<Record<string, Given>> = { feeFen: assumed(300_000) };

/** R§8.2 A1 to A3 and A5, played in the boundary community; what a report does not print is assumed. */
export const admissions: readonly Scenario[] = [
  {
    id: 'A1',
    title: {
      zh: '提前 20 个工作日不受理,须 30 个;第 15 个工作日后决定记为逾期(A2);未获通过',
      en: '20 working days ahead are refused, 30 needed; a decision after the 15th is late (A2); not carried',
    },
    source: 'R§8.2 A1, A2 [S2]',
    community: 'F1',
    numbers: { ...fee, ahead: printed(20), lead: printed(30), clock: printed(15) },
    async play(stage) {
      await stage.at('2026-03-02');
      const request = await Request.draft(stage, { from: '2026-03-30' });
      await request.refused('filing', {}, 'admission.tooLate', '[S2]');
      await request.revise({ from: '2026-04-14' });
      await request.department('filing');
      await request.authority('return', { reason: '未说明工时依据' });
      await request.revise({ from: '2026-04-14', content: '每日午餐配送登记,约 20 小时' });
      await request.department('filing');
      await request.reviewed();
      await stage.at('2026-03-24');
      stage.expect('overdue after the 15th working day', true, (await request.page()).overdue);
      stage.expect(
        'the authority was told that it is late',
        true,
        (await request.told('authority')).includes('admissionLate'),
      );
      const page = await request.decided('2026-03-24', 2, 3);
      stage.expect('not carried', 'rejected', page.status);
      stage.expect('late by days', 1, page.settled?.lateDays);
    },
  },
  {
    id: 'A3',
    title: {
      zh: '挂“城市管理工作站”牌,无人员无经费:不予受理;部门撤回',
      en: 'One more plaque, without staff or money: refused; the department takes it back',
    },
    source: 'R§8.2 A3 [S40], [S18]',
    community: 'F1',
    numbers: fee,
    async play(stage) {
      await stage.at('2026-03-02');
      const plaque = { kind: 'bodyOrPlaque', title: '城市管理工作站' };
      const request = await Request.draft(stage, { ...plaque, payments: [], freeBecause: '只挂牌' });
      await request.refused('filing', {}, 'admission.bodyWithoutMoney', '[S18]');
      await request.department('withdrawal', { reason: '不再挂牌' });
      stage.expect('taken back', 'withdrawn', (await request.page()).status);
    },
  },
  {
    id: 'A5',
    title: {
      zh: '联席会议附条件批准,部门自行检查不准;签协议、公布、拨付,超出协议不得支付',
      en: 'Approved on conditions, the department’s own check blocked; agreement, publication, money, none beyond it',
    },
    source: 'R§8.2 A5 [O1]',
    community: 'F1',
    numbers: fee,
    async play(stage) {
      const feeFen = stage.number('feeFen');
      await stage.at('2026-03-03');
      const request = await Request.draft(stage, { ownAssessment: '每月检查评分' });
      await request.department('filing');
      await request.reviewed();
      await stage.at('2026-03-20');
      const page = await request.decided('2026-03-20', 4, 1);
      stage.expect('approved', 'granted', page.status);
      stage.expect('its own check is blocked', true, page.settled?.ownAssessmentBlocked);
      const document = { documentHash: hash };
      await request.department('agreement', { ...document, signedOn: '2026-03-20' });
      await request.authority('publication', { ...document, publishedOn: '2026-03-20' });
      stage.expect('not yet in force', false, (await request.page()).inForce);
      await stage.at('2026-07-01');
      const owing = await request.page();
      stage.expect('in force', true, owing.inForce);
      stage.expect('owed in fen', feeFen, owing.money[0]?.owedFen);
      const paying = { community: stage.community, paidOn: '2026-07-01', voucherHash: hash };
      await request.refused(
        'payments',
        { ...paying, amountFen: feeFen + 1 },
        'admission.beyondAgreement',
        '居委会组织法(2025) §43',
      );
      await request.department('payments', { ...paying, amountFen: feeFen });
      const none = ['admission.noSuchCondition', '居委会组织法(2025) §43'] as const;
      const met = { metOn: '2026-07-01', documentHash: hash };
      await request.refusedToAuthority('conditions', { ...met, condition: 2 }, ...none);
      await request.authority('conditions', { ...met, condition: 1 });
      stage.expect('the condition is met', '2026-07-01', (await request.page()).conditions[0]?.metOn);
      stage.expect('nothing is owed', 0, (await request.page()).money[0]?.owedFen);
    },
  },
  {
    id: 'A6',
    title: {
      zh: '调查获准而经费未到:社区暂停;居民普遍不认可,联席会议决定退出',
      en: 'A survey approved, its money not in place: the community stops; residents disapprove, the sitting ends it',
    },
    source: 'R§8.2 A6 [S3]',
    community: 'F1',
    numbers: fee,
    async play(stage) {
      await stage.at('2026-03-02');
      const due = [{ community: stage.community, dueOn: '2026-05-20', amountFen: stage.number('feeFen') }];
      const request = await Request.draft(stage, { kind: 'survey', title: '居民出行调查', payments: due });
      await request.department('filing');
      await request.published('2026-03-02');
      await stage.at('2026-06-19');
      const chair = await stage.role('committee', 'chair');
      const stopping = { community: stage.community, reason: '经费未到位' };
      await stage.refused(chair, `${request.path}/suspension`, stopping, 'admission.nothingLate', '§43');
      await stage.at('2026-06-20');
      await request.community('suspension', { reason: '经费未到位' });
      stage.expect('stopped', [stage.community], (await request.page()).suspended);
      const exit = { grounds: 'disapproval', reason: '居民普遍不认可' };
      const sitting = { heldOn: '2026-06-20', present: 5, yes: 5, no: 0, abstain: 0, minutesHash: hash };
      const unshown = ['admission.notDisapproved', '[T14]'] as const;
      await request.refusedToAuthority('exit', { sitting, ...exit }, ...unshown);
      const rating = { year: 2026, text: '没有经费,居民多次被打扰' };
      await request.community('ratings', { ...rating, satisfied: false });
      const [one, two, three] = (await stage.persons('representatives')).slice(20) as [
        string,
        string,
        string,
      ];
      for (const [person, satisfied] of [
        [one, true],
        [two, false],
        [three, false],
      ] as const)
        await stage.does(person, `${request.path}/ratings`, {
          ...rating,
          community: stage.community,
          satisfied,
        });
      await request.authority('yearly-reviews', { year: 2026 });
      const [review] = (await request.page()).reviews;
      stage.expect('1 of 4 is content: below 60 %', true, review?.below);
      stage.expect('the authority is to vote on its exit', true, (await request.page()).forExit);
      stage.tells({ mark: '·', what: '年度评议 yearly review', text: review?.arithmetic.zh ?? '' });
      stage.expect(
        '2 of 5 do not end it',
        'published',
        (await request.votes('exit', '2026-06-20', 2, exit)).status,
      );
      stage.expect('which it has done', false, (await request.page()).forExit);
      await request.community('resumption');
      stage.expect('4 of 5 do', 'exited', (await request.votes('exit', '2026-06-20', 4, exit)).status);
    },
  },
  {
    id: 'A7',
    title: {
      zh: '临时任务:按工作量付费,社区自行聘人;社区干部不承担',
      en: 'A temporary task: paid by its hours, the community hires; no duty of the committee’s staff',
    },
    source: 'R§8.2 A7 [S17]',
    community: 'F1',
    numbers: { ...fee, hours: assumed(60), months: assumed(2), fenPerHour: assumed(3_000) },
    async play(stage) {
      const feeFen = stage.number('hours') * stage.number('months') * stage.number('fenPerHour');
      await stage.at('2026-03-02');
      const payments = [{ community: stage.community, dueOn: '2026-06-10', amountFen: feeFen }];
      const request = await Request.draft(stage, {
        ...{ title: '经济普查入户登记', people: '社区按工作量聘用普查员', until: '2026-06-30' },
        ...{ hoursPerMonth: stage.number('hours'), payments },
      });
      await request.department('filing');
      await stage.at('2026-03-20');
      await request.published('2026-03-20');
      await stage.at('2026-06-15');
      const page = await request.page();
      stage.expect('owed by its hours, in fen', feeFen, page.money[0]?.owedFen);
      stage.expect('hours that it adds', 60, (page.load[0]?.after ?? 0) - (page.load[0]?.before ?? 0));
      await stage.at('2026-07-01');
      stage.expect('over by itself', 'expired', (await request.page()).status);
      const paying = { community: stage.community, paidOn: '2026-07-01', voucherHash: hash };
      await request.department('payments', { ...paying, amountFen: feeFen });
      stage.expect('paid after its end too', 0, (await request.page()).money[0]?.owedFen);
    },
  },
  {
    id: 'A8',
    title: {
      zh: '部门设站:自配人员、双重管理、补偿用房,方可设立',
      en: 'A department’s station: with its own staff, double management and rent for the rooms',
    },
    source: 'R§8.2 A8 [S18]',
    community: 'F1',
    numbers: fee,
    async play(stage) {
      await stage.at('2026-03-02');
      const station = { kind: 'bodyOrPlaque', title: '流动人口服务站', powers: '双重管理,以社区为主' };
      const request = await Request.draft(stage, { ...station, payments: [], freeBecause: '部门自筹' });
      await request.refused('filing', {}, 'admission.bodyWithoutMoney', '[S18]');
      await request.revise({ ...station, people: '部门购买两名人员;用房每年补偿' });
      await request.department('filing');
      await stage.at('2026-03-20');
      await request.published('2026-03-20');
      await stage.at('2026-05-06');
      stage.expect('the station stands', true, (await request.page()).inForce);
    },
  },
];
