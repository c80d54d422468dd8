import { idOf } from '../../apps/cli/src/sample.js';
import { assumed, printed, type Given, type Scenario } from './scenario.js';
import type { Stage } from './stage.js';

const department = idOf('organization/department');
const authority = idOf('organization/authority');
const clerk = idOf('person/department/clerk');
const desk = idOf('person/authority/registrar');
const hash = '0'.repeat(64);

type Page = Readonly<{
  status: string;
  overdue: boolean;
  inForce: boolean;
  settled: Readonly<{
    carried: boolean;
    lateDays: number;
    ownAssessmentBlocked: boolean;
    arithmetic: Readonly<{ zh: string }>;
    article: string;
  }> | null;
  money: readonly Readonly<{ agreedFen: number; dueFen: number; paidFen: number; owedFen: number }>[];
}>;

const applicationOf = (stage: Stage, more: object): object => ({
  ...{ district: idOf('organization/district'), department, kind: 'task', title: '老年人助餐服务' },
  ...{
    basis: '民发〔2023〕58号',
    content: '每日午餐配送登记',
    powers: '使用社区食堂',
    people: '部门配备一名专员',
  },
  ...{ from: '2026-05-06', until: '2027-05-05', hoursPerMonth: 20, communities: [stage.community] },
  ...{ ownAssessment: null, freeBecause: null },
  payments: [{ community: stage.community, dueOn: '2026-06-30', amountFen: stage.number('feeFen') }],
  ...more,
});

/** A request on its way: who says what by which route. */
class Request {
  private constructor(
    private readonly stage: Stage,
    readonly path: string,
  ) {}

  static async draft(stage: Stage, more: object): Promise<Request> {
    const application = applicationOf(stage, more);
    const { id } = await stage.does(clerk, 'admission-requests', { application });
    return new Request(stage, `admission-requests/${id}`);
  }

  department(route: string, body: object = {}): Promise<unknown> {
    return this.stage.does(clerk, `${this.path}/${route}`, body);
  }

  authority(route: string, body: object = {}): Promise<unknown> {
    return this.stage.does(desk, `${this.path}/${route}`, { authority, ...body });
  }

  revise(more: object): Promise<unknown> {
    return this.department('revision', { application: applicationOf(this.stage, more) });
  }

  refused(route: string, body: object, code: string, article?: string): Promise<unknown> {
    return this.stage.refused(clerk, `${this.path}/${route}`, body, code, article);
  }

  /** Accepted, the community heard, reviewed. */
  async reviewed(): Promise<void> {
    await this.authority('acceptance');
    const chair = await this.stage.role('committee', 'chair');
    const opinion = { community: this.stage.community, opinion: 'conditions', text: '经费须先到位' };
    await this.stage.does(chair, `${this.path}/opinions`, opinion);
    await this.authority('review', { opinion: '社区愿意承接,建议附条件准入' });
  }

  /** The authority of five votes; the arithmetic goes into the report. */
  async decided(heldOn: string, yes: number, no: number): Promise<Page> {
    const sitting = { heldOn, present: yes + no, yes, no, abstain: 0, minutesHash: hash };
    await this.authority('decision', { sitting, conditions: ['经费到位前不开展'] });
    const page = await this.page();
    const { settled } = page;
    this.stage.tells({
      mark: settled?.carried ? '✓' : '✗',
      what: '准入 admission',
      text: settled?.arithmetic.zh ?? '',
      article: settled?.article ?? '',
    });
    return page;
  }

  page(): Promise<Page> {
    return this.stage.reads<Page>(this.path, clerk);
  }
}

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
      stage.expect('nothing is owed', 0, (await request.page()).money[0]?.owedFen);
    },
  },
];
