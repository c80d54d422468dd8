import { addDays } from '#procedure';
import type { Done, Stage } from './stage.js';
import { placeHash } from './hash.js';

/** How a sitting on one step goes. Times: notice 09:00, sitting 19:00 (Asia/Shanghai). */
export type Holding = Readonly<{
  step: string;
  day: string;
  noticeOn: string;
  /** Bodies whose voting seats make the roll, in the order in which persons arrive. */
  bodies: readonly string[];
  by: string;
  present: number;
  yes: number;
  no?: number;
  abstain?: number;
  form?: 'named' | 'hands' | 'secretPaper';
  waiver?: string;
  place?: string;
  /** For bodies whose roll is a number. */
  roll?: Readonly<{ body: string; number: number }>;
  /** Where the sitting is left before the ballot is opened. */
  stopBefore?: 'ballot' | 'minutes';
}>;

export type BallotRow = Readonly<{
  number: number;
  step: string;
  elected: readonly string[] | null;
  verdict: Readonly<{
    carried: boolean;
    arithmetic: Readonly<{ zh: string; en: string }>;
    article: string;
  }> | null;
}>;

type PostingSeen = Readonly<{
  step: string;
  from: string;
  lastDay: string;
  void: boolean;
  proven: Readonly<{ days: number; needed: number; article: string }> | null;
}>;

export type Page = Readonly<{
  step: string;
  phase: string;
  ballots: readonly BallotRow[];
  objections: readonly Readonly<{
    objection: string;
    kind: string;
    replyBy: string;
    lateDays: number;
    text: string | null;
  }>[];
  postings: readonly PostingSeen[];
  marks: readonly Readonly<{ kind: string; reason: string | null }>[];
}>;

/** The posting of a step that stands: not one that an upheld objection ended. */
export const postingOf = (page: Page | undefined, step: string): PostingSeen | undefined =>
  page?.postings.findLast((posting) => posting.step === step && !posting.void);

export type Opening = Readonly<{
  ruleSet: string;
  category: string;
  title: string;
  plan?: string;
  amountFen?: number;
  by?: string;
  reliesOn?: readonly string[];
  initiative?: string;
}>;

/** A decision on its way, with the persons concerned acting through HTTP. */
export class Matter {
  private ballots = 0;

  private constructor(
    readonly stage: Stage,
    readonly id: string,
    readonly title: string,
  ) {}

  static async open(stage: Stage, opening: Opening): Promise<Matter> {
    const by = opening.by ?? (await stage.role('branch', 'secretary'));
    const money =
      opening.amountFen === undefined
        ? null
        : {
            line: 'publicWelfare',
            amountFen: opening.amountFen,
            payeeRule: '按进度支付',
            purpose: '公益事业项目',
          };
    const opened = await stage.does(by, 'decisions', {
      community: stage.community,
      ruleSet: opening.ruleSet,
      category: opening.category,
      initiative: opening.initiative ?? 'residents',
      title: opening.title,
      plan: opening.plan ?? `${opening.title}:方案第一稿。`,
      money,
      reliesOn: opening.reliesOn ?? [],
    });
    return new Matter(stage, opened.id, opening.title);
  }

  does(person: string, path: string, body: object = {}): Promise<Done> {
    return this.stage.does(person, `decisions/${this.id}/${path}`, body);
  }

  refused(person: string, path: string, body: object, code: string, article?: string) {
    return this.stage.refused(person, `decisions/${this.id}/${path}`, body, code, article);
  }

  page(person: string | null = null): Promise<Page> {
    return this.stage.reads<Page>(`decisions/${this.id}`, person);
  }

  private async convene(holding: Holding): Promise<string> {
    await this.stage.at(holding.noticeOn);
    const convened = await this.stage.does(holding.by, 'sittings', {
      community: this.stage.community,
      items: [{ decision: this.id, step: holding.step }],
      heldOn: holding.day,
      time: '19:00',
      place: holding.place ?? '社区会议室',
      noticeOn: holding.noticeOn,
      ...(holding.waiver === undefined ? {} : { waiver: holding.waiver }),
    });
    return convened.id;
  }

  private async assemble(sitting: string, holding: Holding): Promise<readonly string[]> {
    const { stage } = this;
    const { roll } = holding;
    await stage.does(holding.by, `sittings/${sitting}/opening`, {
      heldOn: holding.day,
      ...(roll === undefined ? {} : { numbers: { [roll.body]: { number: roll.number, source: '户籍册' } } }),
    });
    if (roll !== undefined) {
      const [, scrutineer] = await this.tellers();
      await stage.does(holding.by, `sittings/${sitting}/headcounts`, {
        body: roll.body,
        number: holding.present,
        scrutineer,
      });
      return [];
    }
    const present = (await stage.persons(...holding.bodies)).slice(0, holding.present);
    if (present.length < holding.present)
      throw new Error(`${stage.scenario.id}: only ${present.length} on the roll`);
    await stage.does(holding.by, `sittings/${sitting}/arrivals`, { persons: present, means: 'sheet' });
    return present;
  }

  async tellers(): Promise<readonly [string, string]> {
    const [teller, scrutineer] = await this.stage.persons('supervision');
    if (teller === undefined || scrutineer === undefined) throw new Error('no teller and scrutineer');
    return [teller, scrutineer];
  }

  private async vote(ballot: number, present: readonly string[], holding: Holding): Promise<void> {
    const { yes, no = 0, abstain = 0, form = 'hands' } = holding;
    const [teller, scrutineer] = await this.tellers();
    const at = `decisions/${this.id}/ballots/${ballot}`;
    if (form === 'named') {
      const choices = [
        ...Array(yes).fill('yes'),
        ...Array(no).fill('no'),
        ...Array(abstain).fill('abstain'),
      ] as string[];
      const voters = present.slice(0, choices.length);
      await this.stage.all(voters, `${at}/votes`, (person) => ({
        paper: { kind: 'yesNo', choice: choices[voters.indexOf(person)] },
      }));
      return;
    }
    await this.stage.does(teller, `${at}/counts`, { counts: { yes, no, abstain, spoiled: 0 } });
    await this.stage.does(scrutineer, `${at}/counts/confirmation`);
  }

  /** Convenes and holds a sitting on one step, to its confirmed minutes; returns the sitting's id. */
  async hold(holding: Holding): Promise<string> {
    const { stage } = this;
    const sitting = await this.convene(holding);
    await stage.at(holding.day, '19:00');
    const present = await this.assemble(sitting, holding);
    if (holding.stopBefore === 'ballot') return sitting;
    const ballot = await this.openBallot(sitting, holding);
    await this.vote(ballot, present, holding);
    await this.closeBallot(ballot, holding.by);
    if (holding.stopBefore !== 'minutes') await this.minutes(sitting, holding.by);
    return sitting;
  }

  ballotBody(sitting: string, holding: Holding, tellers: readonly [string, string]): object {
    return {
      sitting,
      step: holding.step,
      form: holding.form ?? 'hands',
      kind: 'yesNo',
      options: [],
      seats: 1,
      teller: tellers[0],
      scrutineer: tellers[1],
    };
  }

  async openBallot(sitting: string, holding: Holding): Promise<number> {
    await this.does(holding.by, 'ballots', this.ballotBody(sitting, holding, await this.tellers()));
    this.ballots += 1;
    return this.ballots;
  }

  /** Expects that the ballot may not be opened for want of a quorum, and adjourns. */
  async noQuorum(holding: Holding, article: string): Promise<void> {
    const sitting = await this.hold({ ...holding, stopBefore: 'ballot' });
    const body = this.ballotBody(sitting, holding, await this.tellers());
    await this.refused(holding.by, 'ballots', body, 'decision.quorumNotMet', article);
    await this.stage.does(holding.by, `sittings/${sitting}/adjournment`, {
      kind: 'noQuorum',
      reason: '到会人数不足',
    });
  }

  async closeBallot(ballot: number, by: string): Promise<void> {
    await this.does(by, `ballots/${ballot}/closing`);
    const row = (await this.page()).ballots.find((one) => one.number === ballot);
    if (row?.verdict == null) throw new Error(`${this.stage.scenario.id}: ballot ${ballot} has no verdict`);
    const { arithmetic, article } = row.verdict;
    this.stage.rules({
      decision: this.id,
      step: row.step,
      carried: row.verdict.carried,
      arithmetic: arithmetic.zh,
      article,
    });
  }

  async minutes(sitting: string, by: string): Promise<void> {
    const at = `sittings/${sitting}`;
    const recorder = (await this.stage.persons('committee')).find((person) => person !== by) as string;
    await this.stage.does(by, `${at}/closing`);
    await this.stage.does(recorder, `${at}/minutes`, { text: `会议记录:${this.title}` });
    await this.stage.does(by, `${at}/minutes/confirmation`);
  }

  /** States what the step must have come to, with the article if it is to be named. */
  async expectVerdict(step: string, carried: boolean, article?: string): Promise<void> {
    const ballot = (await this.page()).ballots.filter((one) => one.step === step).at(-1);
    this.stage.expect(`verdict ${step}`, carried, ballot?.verdict?.carried ?? null);
    if (article !== undefined)
      this.stage.expect(
        `article ${step} names ${article}`,
        true,
        ballot?.verdict?.article.includes(article) ?? false,
      );
  }

  async expectAt(step: string, phase: string): Promise<void> {
    const page = await this.page();
    this.stage.expect(`stands at ${step}, ${phase}`, [step, phase], [page.step, page.phase]);
    this.stage.tells({ mark: '·', what: step, text: phase });
  }

  /** Supervision check, posting, hanging by two. */
  async post(step: string, day: string): Promise<void> {
    const { stage } = this;
    const [first, second] = await stage.persons('supervision');
    const chair = await stage.role('committee', 'chair');
    await this.does(first as string, `postings/${step}/check`, { opinion: 'agreed' });
    await this.does(chair, `postings/${step}`, {
      from: day,
      places: ['board', 'web'],
      contentHash: placeHash(this.title),
    });
    for (const person of [chair, second as string])
      await this.does(person, `postings/${step}/hangings`, { on: day, place: 'board' });
  }

  /** Taking-down by two on the last day, after hours, and the proof of the days on the day after. */
  async takeDown(step: string, day: string): Promise<void> {
    const { stage } = this;
    await stage.at(day, '18:00');
    const [, second] = await stage.persons('supervision');
    const chair = await stage.role('committee', 'chair');
    for (const person of [chair, second as string])
      await this.does(person, `postings/${step}/takings-down`, { on: day, place: 'board' });
    await stage.at(addDays(day, 1), '08:00');
    await this.does(chair, `postings/${step}/closing`);
    const posting = postingOf(await this.page(), step);
    if (!posting?.proven) throw new Error(`${stage.scenario.id}: the days of ${step} are not proven`);
    const { days, needed, article } = posting.proven;
    const text = `${posting.from} 张贴,${posting.lastDay} 撤下:${days} 天 ≥ ${needed} 天`;
    stage.tells({ mark: '·', what: step, text, article });
  }
}
