import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenMatter } from '../stack/council.js';
import { votesOf, yes, type Ask } from './asking.js';
import type { Random } from './random.js';

/** A vote that somebody was told is recorded. */
export type Acknowledged = Readonly<{ decision: string; person: string; revision: number; position: string }>;

type Pair = Readonly<{ decision: string; person: string }>;

/**
 * People who vote for as long as they are let: who hears nothing, or 503, asks again with the same key, at another
 * instance; now and then somebody sends again what was acknowledged, and must hear the same.
 */
export class Voters {
  readonly acknowledged: Acknowledged[] = [];
  /** What should never be said to an honest voter. */
  readonly surprises: string[] = [];
  /** Requests that broke or were told to come again. */
  retried = 0;
  /** Those of them that got no answer. */
  unanswered = 0;
  readonly closed: string[] = [];
  #stopping = false;
  #abandoned = false;
  #running: Promise<unknown> = Promise.resolve();
  readonly #waiting: Pair[];
  readonly #held: Pair[] = [];
  readonly #missing: Map<string, number>;

  constructor(
    private readonly ask: Ask,
    private readonly apis: readonly string[],
    matters: readonly OpenMatter[],
    private readonly teller: string,
    private readonly random: Random,
  ) {
    this.#waiting = matters.flatMap(({ decision, voters }) => voters.map((person) => ({ decision, person })));
    this.#missing = new Map(matters.map(({ decision, voters }) => [decision, voters.length]));
  }

  /** Keeps so many votes back until they are released, so that a slow machine does not run out of them. */
  holdBack(votes: number): void {
    this.#held.push(...this.#waiting.splice(-votes));
  }

  release(): void {
    this.#waiting.push(...this.#held.splice(0));
  }

  start(callers = 8): void {
    this.#running = Promise.all(Array.from({ length: callers }, (_, n) => this.#walk(n)));
  }

  /** No new votes; those under way are seen through. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  /** Stops without seeing anything through: for a house that goes down. */
  async abandon(): Promise<void> {
    this.#abandoned = true;
    await this.stop();
  }

  async #walk(caller: number): Promise<void> {
    while (!this.#stopping) {
      const pair = this.random.below(10) === 0 ? undefined : this.#waiting.shift();
      if (pair) await this.#vote(pair, caller);
      else await this.#repeat(caller);
      await sleep(this.random.below(120));
    }
  }

  /** The vote that completes a ballot is followed by its closing, which calls for notices. */
  async #vote({ decision, person }: Pair, caller: number): Promise<void> {
    const told = await this.#until(decision, 'votes', person, caller);
    if (!told) return;
    this.acknowledged.push({ decision, person, ...told });
    const missing = (this.#missing.get(decision) ?? 0) - 1;
    this.#missing.set(decision, missing);
    if (missing > 0) return;
    await this.#until(decision, 'closing', this.teller, caller);
    this.closed.push(decision);
  }

  async #repeat(caller: number): Promise<void> {
    const known = this.acknowledged[this.random.below(this.acknowledged.length)];
    if (known === undefined) return;
    const told = await this.#until(known.decision, 'votes', known.person, caller);
    if (told && (told.revision !== known.revision || told.position !== known.position))
      this.surprises.push(`repeat of ${JSON.stringify(known)} was answered ${JSON.stringify(told)}`);
  }

  /** Asks until something is said that is not "come again". */
  async #until(decision: string, what: 'votes' | 'closing', person: string, caller: number) {
    const key = `${what}-${decision}-${person}`;
    const body = what === 'votes' ? yes : {};
    for (let turn = caller; !this.#abandoned; turn += 1) {
      const api = this.apis[turn % this.apis.length] as string;
      const url = votesOf(api, decision).replace(/votes$/, what);
      const answer = await this.ask(url, { person, body, key, patience: 10_000 }).catch(() => undefined);
      if (answer?.status === 200) {
        const { revision = -1, position = '' } = answer.body;
        return { revision, position };
      }
      if (answer !== undefined && answer.status !== 503) {
        this.surprises.push(`${key}: ${answer.status} ${answer.body.code} ${answer.body.detail}`);
        return undefined;
      }
      this.retried += 1;
      if (answer === undefined) this.unanswered += 1;
      await sleep(50 + this.random.below(150));
    }
    return undefined;
  }
}
