import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Facts, Message } from '#kernel';
import { later, type Clock } from './clock.js';
import type { Codec } from './codec.js';
import { CommandReused, Conflict, OutcomeUnknown, PreconditionFailed, Unavailable } from './errors.js';
import { nothing, type Folded, type Written } from './folded.js';
import type { Loader, Place } from './loader.js';
import { carried, outcome } from './outcome.js';
import type { Executed, ExecuteRequest } from './request.js';

const mostTries = 8;
const patience = 6_000;

type Judged = Readonly<{ events: readonly Message[]; at: string } | { refusal: unknown }>;

/** One command at one stream, from the fold to the answer. */
export class Attempt {
  readonly #started = performance.now();
  #folded: Folded;
  /** Has the stream been read to its end since the command came? */
  #fresh = false;
  /** Was something sent whose answer was lost? Then it may yet arrive, and a refusal would be premature. */
  #sent = false;
  /** First event ids of what this attempt sent: by them it knows its own in the log. */
  readonly #own = new Set<string | undefined>();

  constructor(
    private readonly loader: Loader,
    private readonly codec: Codec,
    private readonly clock: Clock,
    private readonly place: Place,
    private readonly request: ExecuteRequest,
    private readonly hash: string,
  ) {
    this.#folded = loader.cache.get(place.stream) ?? nothing(place.aggregate);
  }

  async run(): Promise<Executed> {
    if (this.#folded.revision < 0) await this.#forward();
    for (let tries = 0; tries < mostTries && performance.now() - this.#started < patience; tries += 1) {
      if (tries > 0) await sleep(randomInt(1, 4 << tries));
      const answer = await this.#once();
      if (answer) return answer;
    }
    throw new Unavailable(`${this.place.stream}: too many writers at once; try again`, 1);
  }

  /** The answer, or undefined when the stream moved and all must be judged again. */
  async #once(): Promise<Executed | undefined> {
    const { stream } = this.place;
    const known = this.#folded.commands.get(this.request.commandId);
    if (known && !this.request.asksOnly) return this.#again(known);
    if (!(await this.#matches())) return undefined;
    const judged = await this.#judge();
    if ('refusal' in judged || judged.events.length === 0) {
      if (await this.#moved()) return undefined;
      if (!('refusal' in judged)) return this.#answer(this.#folded.revision, this.#folded.position, []);
      if (this.#sent) throw new Unavailable(`${stream}: it is not yet known whether the command was written`);
      throw judged.refusal;
    }
    if (!this.request.asksOnly) return this.#append(judged.events, judged.at);
    // what an old fold would accept may be refused by now
    if (await this.#moved()) return undefined;
    return this.#answer(this.#folded.revision, this.#folded.position, judged.events);
  }

  /** If-Match: a newer revision than asked for is certain, an older one may only be an old fold. */
  async #matches(): Promise<boolean> {
    const { ifMatch } = this.request;
    const { revision } = this.#folded;
    if (ifMatch === undefined || revision === ifMatch) return true;
    if (revision > ifMatch || this.#fresh) throw new PreconditionFailed(this.place.stream, ifMatch, revision);
    await this.#forward();
    return false;
  }

  async #judge(): Promise<Judged> {
    const { aggregate } = this.place;
    const { command, by, commandId, extraFacts } = this.request;
    const { state } = this.#folded;
    try {
      const first = await this.loader.facts(aggregate.facts(command, state), this.place, this.#folded);
      const facts = await this.#withMore({ ...extraFacts, ...first });
      const at = later(this.clock.now(), this.#folded.at);
      const stamp = { by, at, commandId, facts };
      return { events: aggregate.decide(command, stamp, state), at };
    } catch (refusal) {
      if (refusal instanceof Unavailable) throw refusal;
      return { refusal };
    }
  }

  /** Facts that are named by facts, until no new ones are asked for. */
  async #withMore(facts: Facts): Promise<Facts> {
    const { aggregate } = this.place;
    const asked = Object.entries(aggregate.more(this.request.command, this.#folded.state, facts));
    const fresh = asked.filter(([name, ref]) => ref !== undefined && !(name in facts));
    if (fresh.length === 0) return facts;
    const found = await this.loader.facts(Object.fromEntries(fresh), this.place, this.#folded);
    return this.#withMore({ ...facts, ...found });
  }

  async #append(decided: readonly Message[], at: string): Promise<Executed | undefined> {
    const { stream } = this.place;
    const { commandId, correlationId = commandId, causationId = commandId, by } = this.request;
    const stamp = { $correlationId: correlationId, $causationId: causationId, commandId, by, at };
    const before = this.#folded;
    const made = await outcome(this.place, this.codec, before, decided, { ...stamp, commandHash: this.hash });
    this.#own.add(made.events[0]?.id);
    try {
      const expected = before.revision < 0 ? 'no_stream' : before.revision;
      const appended = await this.loader.log.append(stream, made.events, expected);
      this.loader.cache.put(stream, (this.#folded = carried(before, made, appended)));
      return this.#answer(appended.revision, appended.position, made.events);
    } catch (error) {
      if (error instanceof Conflict) {
        if (error.actual < before.revision) await this.#restart();
        else await this.#forward();
      } else if (error instanceof OutcomeUnknown) await this.#lookForIt(error);
      else throw error;
      return undefined;
    }
  }

  /** After a lost answer: reads on, as soon as the log can be read again. */
  async #lookForIt(lost: OutcomeUnknown): Promise<void> {
    this.#sent = true;
    try {
      await this.#forward();
    } catch (error) {
      throw error instanceof Unavailable
        ? new Unavailable(lost.message, lost.retryAfter, { cause: error })
        : error;
    }
  }

  /** A refusal may rest on an old fold: has the stream moved since? */
  async #moved(): Promise<boolean> {
    if (this.#fresh) return false;
    const { revision } = this.#folded;
    await this.#forward();
    return this.#folded.revision !== revision;
  }

  async #forward(): Promise<void> {
    this.#folded = await this.loader.forward(this.place, this.#folded);
    this.#fresh = true;
  }

  /** The log is not what the cache remembers (restored from a backup): folds anew. */
  async #restart(): Promise<void> {
    this.loader.cache.drop(this.place.stream);
    this.#folded = nothing(this.place.aggregate);
    await this.#forward();
  }

  /** The first answer, read from the log. */
  async #again({ first, last, hash }: Written): Promise<Executed> {
    const { stream } = this.place;
    if (hash !== undefined && hash !== this.hash) throw new CommandReused(stream, this.request.commandId);
    const events = [];
    for await (const event of this.loader.log.read(stream, first, last - first + 1)) events.push(event);
    const position = events.at(-1)?.position ?? this.#folded.position;
    return this.#answer(last, position, events, !this.#own.has(events[0]?.id));
  }

  #answer(
    revision: number,
    position: string,
    events: readonly Readonly<{ type: string }>[],
    repeated = false,
  ): Executed {
    const { id, stream } = this.place;
    return { id, stream, revision, position, repeated, events: events.map(({ type }) => ({ type })) };
  }
}
