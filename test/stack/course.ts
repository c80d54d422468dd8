import { uuidV5, type Executed } from '#eventing';
import { toSeal, type Sealed } from '#kernel';
import { addDays } from '#procedure';
import { attending, people, places, type Realm } from './realm.js';

export const today = '2026-06-29';
export const fileHash = 'a'.repeat(64);
export const money = {
  ...{ line: 'publicWelfare', amountFen: 12_000_000, payeeRule: '按进度支付', purpose: '公益事业项目' },
};

type Step = keyof typeof attending;
type Days = readonly [noticeOn: string, heldOn: string];
const order = ['proposal', 'consultation', 'review', 'resolution'] as const;
const days: Readonly<Record<Step, Days>> = {
  proposal: ['2026-05-06', '2026-05-06'],
  consultation: ['2026-05-07', '2026-05-08'],
  review: ['2026-05-09', '2026-05-12'],
  resolution: ['2026-05-13', '2026-05-18'],
};
const carrying: Readonly<Record<Step, number>> = {
  proposal: 7,
  consultation: 12,
  review: 40,
  resolution: 30,
};

const firstDay = '2026-05-19';

/** What a request about this matter needs to know. */
export type Spot = Readonly<{
  decision: string;
  sitting: string;
  /** The step that is due. */
  step: string;
  heldOn: string;
  ballot: number;
  objection: string;
  /** First and last day of the posting that is up. */
  from: string;
  lastDay: string;
}>;

/** One matter of the boundary community, driven straight through the engine, each act on its own day. */
export class Course {
  #acts = 0;
  #ballots = 0;
  #step: string = 'proposal';
  #sitting: string;
  #heldOn = today;
  #objection: string;
  #posting = { from: firstDay, lastDay: firstDay };
  readonly decision: string;

  constructor(
    private readonly realm: Realm,
    private readonly name: string,
    private readonly title = `事项 ${name}`,
  ) {
    this.decision = uuidV5(`${name}/decision`);
    this.#sitting = uuidV5(`${name}/no sitting`);
    this.#objection = uuidV5(`${name}/no objection`);
  }

  get spot(): Spot {
    return {
      ...{ decision: this.decision, sitting: this.#sitting, step: this.#step, heldOn: this.#heldOn },
      ...{ ballot: Math.max(1, this.#ballots), objection: this.#objection, ...this.#posting },
    };
  }

  private nextId(): string {
    this.#acts += 1;
    return uuidV5(`${this.name}/${this.#acts}`);
  }

  private sealed(text: string): Sealed {
    return toSeal(`item:${uuidV5(`${this.name}/${this.#acts}`)}`, text);
  }

  private give(category: string, id: string, by: string, type: string, data: object, day: string) {
    const commandId = this.nextId();
    return this.realm.give({ category, id, by, type, data, at: `${day}T10:00:00+08:00`, commandId });
  }

  act(by: string, type: string, data: object, day = today): Promise<Executed> {
    return this.give('decision', this.decision, by, type, data, day);
  }

  meet(by: string, type: string, data: object, day = today): Promise<Executed> {
    return this.give('sitting', this.#sitting, by, type, data, day);
  }

  async open(category = 'publicWelfare'): Promise<this> {
    const about = { ruleSet: 'city-2026', category, initiative: 'residents', title: this.title };
    const data = { community: places.community, ...about, plan: '修缮道路 300 米。', reliesOn: [] };
    const paid = category === 'publicWelfare' ? money : null;
    await this.act(people.secretary, 'OpenDecision', { ...data, money: paid, attachments: [] }, '2026-05-05');
    return this;
  }

  async convene(step: Step, [noticeOn, heldOn]: Days = days[step], waiver?: string): Promise<this> {
    this.#sitting = uuidV5(`${this.name}/sitting/${step}/${noticeOn}`);
    this.#heldOn = heldOn;
    const items = [{ decision: this.decision, step }];
    const call = { community: places.community, items, heldOn, noticeOn, time: '19:00', place: '社区会议室' };
    const data = waiver === undefined ? call : { ...call, waiver };
    await this.meet(this.convener(step), 'ConveneSitting', data, noticeOn);
    return this;
  }

  private convener(step: Step): string {
    return step === 'resolution' ? people.chair : people.secretary;
  }

  async gather(step: Step, openedOn = this.#heldOn): Promise<this> {
    const by = this.convener(step);
    await this.meet(by, 'OpenSitting', { heldOn: this.#heldOn }, openedOn);
    await this.meet(by, 'RecordArrival', { persons: attending[step], means: 'sheet' }, openedOn);
    return this;
  }

  async ballot(step: Step, form: 'hands' | 'named' | 'secretPaper' = 'hands'): Promise<this> {
    this.#ballots += 1;
    const counters = { teller: people.teller, scrutineer: people.scrutineer };
    const paper = { step, form, kind: 'yesNo', options: [], seats: 1 };
    await this.act(
      this.convener(step),
      'OpenBallot',
      { sitting: this.#sitting, ...paper, ...counters },
      this.#heldOn,
    );
    return this;
  }

  async count(yes: number, no = 0): Promise<this> {
    const counts = { yes, no, abstain: 0, spoiled: 0 };
    await this.act(people.teller, 'RecordCounts', { ballot: this.#ballots, counts }, this.#heldOn);
    return this;
  }

  async judge(yes: number, no = 0): Promise<this> {
    await this.count(yes, no);
    await this.act(people.scrutineer, 'ConfirmCounts', { ballot: this.#ballots }, this.#heldOn);
    await this.act(people.teller, 'CloseBallot', { ballot: this.#ballots }, this.#heldOn);
    return this;
  }

  async close(): Promise<this> {
    const by = this.#step === 'resolution' ? people.chair : people.secretary;
    await this.meet(by, 'CloseSitting', {}, this.#heldOn);
    return this;
  }

  async minute(): Promise<this> {
    const text = this.sealed('会议记录');
    await this.meet(people.secretary, 'RecordMinutes', { text }, this.#heldOn);
    return this;
  }

  async confirm(): Promise<this> {
    await this.meet(people.chair, 'ConfirmMinutes', {}, this.#heldOn);
    return this;
  }

  /** Opened, and every step before this one passed. */
  async upTo(step: Step | 'resolutionPosting', category?: string): Promise<this> {
    await this.open(category);
    const form = category === undefined ? 'hands' : 'secretPaper';
    for (const one of order) {
      if (one === step) return this;
      await (await this.convene(one)).gather(one);
      await (await this.ballot(one, form)).judge(carrying[one]);
      await (await (await this.close()).minute()).confirm();
      this.#step = order[order.indexOf(one) + 1] ?? 'resolutionPosting';
    }
    return this;
  }

  async check(day = firstDay): Promise<this> {
    const data = { step: this.#step, opinion: 'agreed', remark: null };
    await this.act(people.supervision, 'CheckPosting', data, day);
    return this;
  }

  async post(from = firstDay): Promise<this> {
    const data = { step: this.#step, from, places: ['board', 'web'], contentHash: fileHash };
    await this.act(people.chair, 'Post', data, from);
    const { state } = await this.realm.load<{ postings: Record<string, { lastDay: string }> }>(
      'decision',
      this.decision,
    );
    this.#posting = { from, lastDay: state.postings[this.#step]?.lastDay ?? from };
    return this;
  }

  private async attest(type: 'AttestHanging' | 'AttestTakingDown', on: string): Promise<void> {
    for (const by of [people.chair, people.scrutineer])
      await this.act(by, type, { step: this.#step, on, place: 'board' }, on);
  }

  async hang(): Promise<this> {
    await this.attest('AttestHanging', this.#posting.from);
    return this;
  }

  async takeDown(): Promise<this> {
    await this.attest('AttestTakingDown', this.#posting.lastDay);
    return this;
  }

  /** Checked, posted, hung, taken down, and its days proven. */
  async prove(from?: string): Promise<this> {
    await (await (await this.check(from)).post(from)).hang();
    await this.takeDown();
    await this.act(people.chair, 'ClosePosting', { step: this.#step }, addDays(this.#posting.lastDay, 1));
    return this;
  }

  async object(by: string, day = '2026-05-20'): Promise<this> {
    this.#objection = this.nextId();
    this.#acts -= 1;
    const text = toSeal(`item:${this.#objection}`, '请说明预算依据。');
    await this.act(by, 'FileObjection', { step: this.#step, text, contact: null }, day);
    return this;
  }

  async implement(startedOn = '2026-06-05'): Promise<this> {
    await this.act(people.chair, 'StartImplementation', { startedOn }, startedOn);
    this.#step = 'implementation';
    return this;
  }

  async complete(completedOn = '2026-06-06'): Promise<this> {
    await this.act(people.chair, 'CompleteImplementation', { completedOn }, completedOn);
    this.#step = 'resultPosting';
    return this;
  }
}
