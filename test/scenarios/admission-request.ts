import { idOf } from '../../apps/cli/src/sample.js';
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
  suspended: readonly string[];
  votes: readonly Readonly<{ carried: boolean; arithmetic: Readonly<{ zh: string }> }>[];
  settled: Readonly<{
    carried: boolean;
    lateDays: number;
    ownAssessmentBlocked: boolean;
    arithmetic: Readonly<{ zh: string }>;
    article: string;
    load: Readonly<{ over: readonly string[]; because: string | null }> | null;
  }> | null;
  conditions: readonly Readonly<{ metOn: string | null }>[];
  forExit: boolean;
  reviews: readonly Readonly<{ below: boolean; arithmetic: Readonly<{ zh: string }> }>[];
  load: readonly Readonly<{ before: number; after: number }>[];
  money: readonly Readonly<{ agreedFen: number; dueFen: number; paidFen: number; owedFen: number }>[];
}>;

const applicationOf = (stage: Stage, more: object): object => ({
  ...{
    district: idOf('organization/district'),
    department,
    kind: 'task',
    title: `老年人助餐服务(${stage.scenario.id})`,
  },
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
export class Request {
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

  refusedToAuthority(route: string, body: object, code: string, article?: string): Promise<unknown> {
    return this.stage.refused(desk, `${this.path}/${route}`, { authority, ...body }, code, article);
  }

  /** The authority publishes the district's list with its own parameters; one matter stands for the list. */
  setRules(effectiveFrom: string, rules: object): Promise<unknown> {
    const entry = {
      ...{ id: 'A-01', title: '居民代表会议召集', names: [], class: 'mustBear', kind: 'trainingOrMeeting' },
      ...{ department: null, basis: '居委会组织法(2025) §28' },
    };
    const list = { effectiveFrom, source: '示例清单', basisHash: hash, entries: [entry] };
    const catalog = `task-catalogs/${idOf('organization/district')}`;
    return this.stage.does(desk, catalog, { authority, ...list, rules });
  }

  /** The chair of the committee, for the community. */
  async community(route: string, body: object = {}): Promise<unknown> {
    const chair = await this.stage.role('committee', 'chair');
    return this.stage.does(chair, `${this.path}/${route}`, { community: this.stage.community, ...body });
  }

  /** Accepted, the community heard, reviewed. */
  async reviewed(): Promise<void> {
    await this.authority('acceptance');
    await this.community('opinions', { opinion: 'conditions', text: '经费须先到位' });
    await this.authority('review', { opinion: '社区愿意承接,建议附条件准入' });
  }

  /** A later vote of the authority, on a new term or an end. */
  async votes(route: 'renewal' | 'exit', heldOn: string, yes: number, body: object): Promise<Page> {
    const sitting = { heldOn, present: 5, yes, no: 5 - yes, abstain: 0, minutesHash: hash };
    await this.authority(route, { sitting, ...body });
    const page = await this.page();
    const vote = page.votes.at(-1);
    this.stage.tells({
      mark: vote?.carried ? '✓' : '✗',
      what: route === 'exit' ? '退出 exit' : '续期 renewal',
      text: vote?.arithmetic.zh ?? '',
    });
    return page;
  }

  /** Granted, agreed and published on one day. */
  async published(day: string): Promise<void> {
    await this.reviewed();
    await this.decided(day, 5, 0);
    await this.department('agreement', { documentHash: hash, signedOn: day });
    await this.authority('publication', { documentHash: hash, publishedOn: day });
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

  /** The kinds of the notices that somebody of the department, or of the authority, was told. */
  async told(whom: 'department' | 'authority'): Promise<readonly string[]> {
    type Mine = Readonly<{ notices: readonly Readonly<{ kind: string; admission: string | null }>[] }>;
    const { notices } = await this.stage.reads<Mine>('me/notices', whom === 'department' ? clerk : desk);
    return notices.filter(({ admission }) => this.path.endsWith(`/${admission}`)).map(({ kind }) => kind);
  }

  page(): Promise<Page> {
    return this.stage.reads<Page>(this.path, clerk);
  }
}
