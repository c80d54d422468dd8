import type { Recorded } from '#kernel';
import type { Aggregate } from './aggregate.js';
import { Attempt } from './attempt.js';
import type { Clock } from './clock.js';
import { codec, type Codec } from './codec.js';
import { Unavailable } from './errors.js';
import { foldOne, nothing, type Written } from './folded.js';
import type { KeyStore } from './keys.js';
import { Loader } from './loader.js';
import type { Log } from './log.js';
import { canonical } from './plain.js';
import type { Executed, ExecuteRequest, Loaded, LoadOptions } from './request.js';
import { Serial } from './serial.js';
import { StateCache } from './state-cache.js';
import { upcast } from './upcast.js';

/** `cacheEvents`: how many events the cached states may stand for, all together. */
export type EngineOptions = Readonly<{
  log: Log;
  keys: KeyStore;
  clock: Clock;
  aggregates: readonly Aggregate[];
  cacheEvents?: number;
}>;

const longestWait = 5_000;

/** Facts, fold, decide, append: the one way by which a command becomes events. */
export class Engine {
  readonly #loader: Loader;
  readonly #codec: Codec;
  readonly #serial = new Serial();
  readonly #cache: StateCache;

  constructor(private readonly options: EngineOptions) {
    this.#cache = new StateCache(options.cacheEvents ?? 200_000);
    this.#loader = new Loader(options.log, this.#cache, options.aggregates);
    this.#codec = codec(options.keys);
  }

  /** What it can fold. */
  get aggregates(): readonly Aggregate[] {
    return this.options.aggregates;
  }

  /** Lets go of a stream's cached state: it is large, and will hardly be asked for again; the next reader folds it anew. */
  forget(category: string, id: string): void {
    this.#cache.drop(this.#loader.place(category, id).stream);
  }

  /** Events that the cached states stand for, and streams with commands under way. */
  figures(): Readonly<{ cachedEvents: number; busyStreams: number }> {
    return { cachedEvents: this.#cache.held, busyStreams: this.#serial.busy };
  }

  /** Gives a command to its stream, once; throws Rejection, PreconditionFailed, CommandReused or Unavailable. */
  async execute(request: ExecuteRequest): Promise<Executed> {
    const { category, id, command } = request;
    const place = this.#loader.place(category, id);
    if (!place.aggregate.commandTypes.includes(command.type))
      throw new Error(`${category} knows no command ${command.type}`);
    const hash = this.options.keys.hmac('command', canonical({ type: command.type, data: command.data }));
    const came = performance.now();
    return this.#serial.run(place.stream, async () => {
      if (performance.now() - came > longestWait)
        throw new Unavailable(`${place.stream}: the commands before this one wait for the event store`);
      return new Attempt(this.#loader, this.#codec, this.options.clock, place, request, hash).run();
    });
  }

  /** The stream as it stands, or stood. */
  async load<S = unknown>(category: string, id: string, options: LoadOptions = {}): Promise<Loaded<S>> {
    const place = this.#loader.place(category, id);
    const { toRevision = Number.MAX_SAFE_INTEGER - 1, at, events } = options;
    if (options.toRevision === undefined && at === undefined && !events) {
      const { state, revision, position } = await this.#loader.fresh(place);
      return { state: state as S, revision, position };
    }
    let loaded: Loaded = nothing(place.aggregate);
    const list: Recorded[] = [];
    for await (const { event, ...then } of this.#steps(category, id, toRevision + 1)) {
      if (at !== undefined && Date.parse(event.metadata.at) > Date.parse(at)) break;
      loaded = then;
      list.push(event);
    }
    const { state, revision, position } = loaded;
    return { state: state as S, revision, position, ...(events ? { events: list } : {}) };
  }

  /** Every event of a stream (brought to the newest version) with the state after it, for replay and audit. */
  async *history<S = unknown>(
    category: string,
    id: string,
  ): AsyncGenerator<Readonly<{ event: Recorded; state: S }>> {
    for await (const { event, state } of this.#steps(category, id)) yield { event, state: state as S };
  }

  /** The revisions that a command wrote, or undefined when it wrote none. */
  async inStream(
    category: string,
    id: string,
    commandId: string,
  ): Promise<Omit<Written, 'hash'> | undefined> {
    const { commands } = await this.#loader.fresh(this.#loader.place(category, id));
    const written = commands.get(commandId);
    return written && { first: written.first, last: written.last };
  }

  async *#steps(
    category: string,
    id: string,
    maxCount?: number,
  ): AsyncGenerator<Loaded & { event: Recorded }> {
    const { aggregate, stream } = this.#loader.place(category, id);
    if (maxCount !== undefined && maxCount < 1) return;
    let folded = nothing(aggregate);
    for await (const event of this.options.log.read(stream, 0, maxCount)) {
      folded = foldOne(aggregate, folded, event);
      const { state, revision, position } = folded;
      yield { event: upcast(event, aggregate.upcasters), state, revision, position };
    }
  }
}
