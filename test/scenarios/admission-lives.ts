import { Request } from './admission-request.js';
import { assumed, type Given, type Scenario } from './scenario.js';

const hash = '0'.repeat(64);
const fee: Readonly<Record<string, Given>> = { feeFen: assumed(300_000) };

/** Whole lives of requests, from the draft to their end, written from the rules (R§4.4, procedures §4). */
export const admissionLives: readonly Scenario[] = [
  {
    id: 'L1',
    title: {
      zh: '一项任务的一生:附条件准入、续期一次、到期自行终止',
      en: 'A life: let in on conditions, renewed once, over by itself',
    },
    source: 'R§4.4;自写',
    community: 'F1',
    numbers: fee,
    async play(stage) {
      const paid = (dueOn: string) => [
        { community: stage.community, dueOn, amountFen: stage.number('feeFen') },
      ];
      await stage.at('2026-03-02');
      const until = '2026-05-31';
      const request = await Request.draft(stage, { from: '2026-04-14', until, payments: paid('2026-05-15') });
      await request.department('filing');
      await request.published('2026-03-02');
      await stage.at('2026-05-20');
      const longer = { until: '2026-06-30', payments: paid('2026-06-15') };
      const lost = await request.votes('renewal', '2026-05-20', 2, longer);
      stage.expect('not renewed by 2 of 5', false, lost.votes.at(-1)?.carried);
      await request.votes('renewal', '2026-05-20', 3, longer);
      await stage.at('2026-06-30');
      stage.expect('in force on its last day', true, (await request.page()).inForce);
      await stage.at('2026-07-01');
      stage.expect('over by itself', 'expired', (await request.page()).status);
      stage.expect(
        'the department was told, step by step',
        [
          ...['admissionEnded', 'paymentLate', 'admissionExpiring', 'admissionDecided', 'admissionDecided'],
          ...['paymentLate', 'admissionExpiring', 'admissionPublished', 'admissionDecided'],
        ],
        await request.told('department'),
      );
    },
  },
  {
    id: 'L2',
    title: {
      zh: '一项调查的一生:获准、只付一期、暂停、恢复、再停,以欠款退出,退出后补付',
      en: 'A life: a survey let in, paid once, stopped, resumed, stopped again, ended for the debt, paid after it',
    },
    source: 'R§4.4;自写',
    community: 'F1',
    numbers: fee,
    async play(stage) {
      const feeFen = stage.number('feeFen');
      const payments = ['2026-05-20', '2026-06-20'].map((dueOn) => ({
        ...{ community: stage.community, dueOn, amountFen: feeFen },
      }));
      await stage.at('2026-03-02');
      const request = await Request.draft(stage, { kind: 'survey', title: '居民用水调查', payments });
      await request.department('filing');
      await stage.at('2026-03-20');
      await request.published('2026-03-20');
      await stage.at('2026-06-20');
      await request.community('suspension', { reason: '首期经费未到位' });
      const paying = { community: stage.community, voucherHash: hash, amountFen: feeFen };
      await request.department('payments', { ...paying, paidOn: '2026-06-20' });
      const twice = { ...paying, paidOn: '2026-06-20' };
      await request.refused('payments', twice, 'admission.voucherUsed', '§43');
      await request.community('resumption');
      const chair = await stage.role('committee', 'chair');
      const again = { community: stage.community, reason: '第二期经费未到位' };
      await stage.refused(chair, `${request.path}/suspension`, again, 'admission.nothingLate', '§43');
      await stage.at('2026-07-21');
      await request.community('suspension', { reason: '第二期经费未到位' });
      const owing = await request.page();
      stage.expect('the second payment is owed, in fen', feeFen, owing.money[0]?.owedFen);
      const unpaid = { grounds: 'unpaid', reason: '经费逾期未付' };
      const ended = await request.votes('exit', '2026-07-21', 5, unpaid);
      stage.expect('ended for the debt', 'exited', ended.status);
      const second = { ...paying, voucherHash: '1'.repeat(64) };
      await request.department('payments', { ...second, paidOn: '2026-07-21' });
      stage.expect('the debt outlives it', 0, (await request.page()).money[0]?.owedFen);
    },
  },
  {
    id: 'L3',
    title: {
      zh: '一块牌子的一生:有人有钱,社区反对,联席会议否决;不得再议、不得挂牌',
      en: 'A life: a plaque with staff and money, the community against it, rejected; nothing goes on from there',
    },
    source: 'R§4.3 [L9 §9];自写',
    community: 'F1',
    numbers: fee,
    async play(stage) {
      await stage.at('2026-03-02');
      const plaque = { kind: 'bodyOrPlaque', title: '文明实践驿站' };
      const request = await Request.draft(stage, plaque);
      await request.department('filing');
      await request.authority('acceptance');
      const unheard = ['admission.communitiesUnheard', '上海市街道办事处条例 §10'] as const;
      await request.refusedToAuthority('review', { opinion: '可以' }, ...unheard);
      await request.community('opinions', { opinion: 'against', text: '社区已有同类场所,不宜再挂牌' });
      await request.authority('review', { opinion: '社区反对,建议不准入' });
      await stage.at('2026-03-20');
      const page = await request.decided('2026-03-20', 1, 4);
      stage.expect('rejected', 'rejected', page.status);
      const document = { documentHash: hash, signedOn: '2026-03-20' };
      await request.refused('agreement', document, 'admission.notNow');
      stage.expect('nothing is in force', false, (await request.page()).inForce);
    },
  },
  {
    id: 'L4',
    title: {
      zh: '两项紧急事项:区里开通先行后当日开始;一项按时确认并说明为何超出工时上限,一项未确认而失效',
      en: 'Two urgent matters begin at once, once the district allows it: one confirmed, with a reason beyond the cap; one lapsed',
    },
    source: 'R§4.4 [S17]、R§10 admission.urgent_confirm_days;自写',
    community: 'F1',
    numbers: { ...fee, confirmWithin: assumed(10), cap: assumed(100) },
    async play(stage) {
      await stage.at('2026-03-02');
      const { community } = stage;
      const payments = [{ community, dueOn: '2026-03-31', amountFen: stage.number('feeFen') }];
      const urgent = { from: '2026-03-03', payments, urgentBecause: '燃气泄漏隐患,危及公共安全' };
      const burst = await Request.draft(stage, { ...urgent, title: '燃气隐患排查', hoursPerMonth: 120 });
      await burst.refused('filing', {}, 'admission.noUrgency', '[S17]');
      const source = '区社区减负工作方案(示例)';
      await burst.setRules('2026-03-02', {
        urgentWithin: { value: stage.number('confirmWithin'), source },
        loadCap: { value: stage.number('cap'), source },
        overCap: 'askReason',
      });
      await burst.department('filing');
      const flood = await Request.draft(stage, { ...urgent, title: '防汛值守', hoursPerMonth: 10 });
      await flood.department('filing');
      stage.expect('it runs from its filing', true, (await burst.page()).inForce);
      await burst.reviewed();
      const sitting = { heldOn: '2026-03-02', present: 5, yes: 5, no: 0, abstain: 0, minutesHash: hash };
      await burst.refusedToAuthority('decision', { sitting }, 'admission.beyondTheCap', source);
      await burst.authority('decision', { sitting, overCapBecause: '涉及居民生命安全' });
      const confirmed = await burst.page();
      stage.expect('confirmed, it runs on', true, confirmed.inForce);
      stage.expect('beyond the cap, with a reason', [community], confirmed.settled?.load?.over);
      stage.tells({
        ...{ mark: '✓', what: '超出上限 beyond the cap', text: confirmed.settled?.load?.because ?? '' },
        article: source,
      });
      await stage.at('2026-03-16');
      stage.expect('in force on its tenth working day', true, (await flood.page()).inForce);
      await stage.at('2026-03-17');
      stage.expect('unconfirmed, it lapses by itself', 'expired', (await flood.page()).status);
      await burst.department('withdrawal', { reason: '隐患已排除' });
      await burst.setRules('2026-03-17', {});
    },
  },
];
