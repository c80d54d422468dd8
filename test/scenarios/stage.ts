import type { Checked, Ruling, Scenario, Told } from './scenario.js';
import type { Timeline } from './timeline.js';

/** What the stage needs from the stack that it plays on. */
export type Theatre = Readonly<{
  url: string;
  /** A token of this person, minted once. */
  tokenOf: (person: string) => Promise<string>;
  /** The id of a sample community by its key. */
  communityOf: (key: string) => string;
  said: (line: string) => void;
}>;

export type Seat = Readonly<{ id: string; body: string; person: string; role: string; vote: boolean }>;
export type Done = Readonly<{ id: string; revision: number; position: string; events: readonly string[] }>;
export type Refusal = Readonly<{
  status: number;
  code: string;
  article?: string;
  title: string;
  detail: string;
}>;

const named = (article: string | undefined) => (article === undefined ? {} : { article });

class Refused extends Error {
  constructor(
    readonly refusal: Refusal,
    where: string,
  ) {
    super(`${where}: ${refusal.status} ${refusal.code} ${refusal.detail} ${JSON.stringify(refusal)}`);
  }
}

/** The stage of one scenario: people speak through HTTP, expectations are written down. */
export class Stage {
  readonly checked: Checked[] = [];
  readonly rulings: Ruling[] = [];
  readonly told: Told[] = [];
  private seen = '0';
  private seatList: readonly Seat[] | undefined;

  constructor(
    readonly scenario: Scenario,
    private readonly theatre: Theatre,
    private readonly timeline: Timeline,
  ) {}

  get community(): string {
    return this.theatre.communityOf(this.scenario.community);
  }

  /** A number of the scenario. */
  number(name: string): number {
    const given = this.scenario.numbers[name];
    if (given === undefined) throw new Error(`${this.scenario.id} names no number ${name}`);
    return given.value;
  }

  /** Waits for a moment in Asia/Shanghai. */
  at(day: string, time = '09:00'): Promise<void> {
    return this.timeline.at(`${day}T${time}:00+08:00`);
  }

  private async ask(method: string, path: string, person: string | null, body?: object): Promise<unknown> {
    const token = person === null ? undefined : await this.theatre.tokenOf(person);
    const answer = await fetch(`${this.theatre.url}/api/${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Refused(JSON.parse(text) as Refusal, `${method} ${path}`);
    return JSON.parse(text) as unknown;
  }

  /** A command by a person; returns what was recorded. */
  async does(person: string, path: string, body: object = {}): Promise<Done> {
    const done = (await this.ask('POST', path, person, body)) as Done;
    if (BigInt(done.position) > BigInt(this.seen)) this.seen = done.position;
    return done;
  }

  /** The same by many persons at once. */
  async all(persons: readonly string[], path: string, body: (person: string) => object): Promise<void> {
    for (let from = 0; from < persons.length; from += 16)
      await Promise.all(
        persons.slice(from, from + 16).map((person) => this.does(person, path, body(person))),
      );
  }

  /** A command that must be refused with this code; the article too where one is named. */
  async refused(
    person: string,
    path: string,
    body: object,
    code: string,
    article?: string,
  ): Promise<Refusal> {
    const refusal = await this.does(person, path, body).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Refused) return error.refusal;
        throw error;
      },
    );
    this.expect(`refused: ${path.split('/').slice(2).join('/') || path}`, code, refusal?.code ?? 'accepted');
    if (article !== undefined)
      this.expect(`article of ${code}`, true, refusal?.article?.includes(article) ?? false);
    if (refusal === undefined)
      throw new Error(`${this.scenario.id}: ${path} was accepted, not refused ${code}`);
    this.tells({ mark: '⊘', what: code, text: refusal.title, ...named(refusal.article) });
    return refusal;
  }

  /** Reads as a person, or as the public (null), at least as new as the last thing done here. */
  async reads<T>(path: string, person: string | null = null): Promise<T> {
    const mark = path.includes('?') ? '&' : '?';
    return (await this.ask('GET', `${path}${mark}atLeast=${this.seen}`, person)) as T;
  }

  /** The seats of the scenario's community, bodies filtered; read once. */
  async seats(body: string): Promise<readonly Seat[]> {
    this.seatList ??= (await this.reads<{ seats: readonly Seat[] }>(`communities/${this.community}`)).seats;
    return this.seatList.filter((seat) => seat.body === body);
  }

  /** The one person with this role in a body. */
  async role(body: string, role: string): Promise<string> {
    const seat = (await this.seats(body)).find((one) => one.role === role);
    if (seat === undefined) throw new Error(`${this.scenario.id}: no ${role} in ${body}`);
    return seat.person;
  }

  /** The persons with a vote in these bodies, each once, in a fixed order. */
  async persons(...bodies: readonly string[]): Promise<readonly string[]> {
    const seats = (await Promise.all(bodies.map((body) => this.seats(body)))).flat();
    return [...new Set(seats.filter((seat) => seat.vote).map((seat) => seat.person))];
  }

  /** Writes an expectation down; the player fails the scenario when it does not hold. */
  expect(what: string, expected: unknown, actual: unknown): void {
    const ok = JSON.stringify(expected) === JSON.stringify(actual);
    this.checked.push({ scenario: this.scenario.id, what, expected, actual, ok });
    if (!ok) this.say(`✗ ${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }

  /** Notes a verdict for the report. */
  rules(ruling: Omit<Ruling, 'scenario'>): void {
    const { step: what, arithmetic: text, article, carried } = ruling;
    this.rulings.push({ scenario: this.scenario.id, ...ruling });
    this.tells({ mark: carried ? '✓' : '✗', what, text, article });
  }

  /** Notes what else came about, for the report. */
  tells(line: Told): void {
    this.told.push(line);
    this.say(`${line.mark} ${line.what} · ${line.text} · ${line.article ?? ''}`);
  }

  say(line: string): void {
    this.theatre.said(`${this.scenario.id} ${line}`);
  }
}
