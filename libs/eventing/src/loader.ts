import { setTimeout as sleep } from 'node:timers/promises';
import { missing, type Fact, type Facts } from '#kernel';
import type { Aggregate, FactRefs } from './aggregate.js';
import { Unavailable } from './errors.js';
import { foldOne, nothing, type Folded } from './folded.js';
import type { Log } from './log.js';
import type { StateCache } from './state-cache.js';

const patience = 2_000;

/** A stream by name, with the aggregate that folds it. */
export type Place = Readonly<{ aggregate: Aggregate; id: string; stream: string }>;

/** Folds streams: from the cache where it may, forward from there where it must. */
export class Loader {
  readonly #aggregates: ReadonlyMap<string, Aggregate>;

  constructor(
    readonly log: Log,
    readonly cache: StateCache,
    aggregates: readonly Aggregate[],
  ) {
    this.#aggregates = new Map(aggregates.map((one) => [one.category, one]));
    if (this.#aggregates.size < aggregates.length) throw new Error('two aggregates claim one category');
  }

  place(category: string, id: string): Place {
    const aggregate = this.#aggregates.get(category);
    if (!aggregate) throw new Error(`no aggregate is registered for category ${category}`);
    if (!/^[\w-]{1,100}$/.test(id))
      return missing('stream.unknown', '编号不合格式，没有这样的记录。', 'No record has such an id.');
    return { aggregate, id, stream: `${category}-${id}` };
  }

  /** Reads on from where the fold stands to the end of the stream; outlasts a restart of the store. */
  async forward({ aggregate, stream }: Place, from: Folded): Promise<Folded> {
    const started = performance.now();
    let folded = from;
    const readOn = async (): Promise<void> => {
      for await (const event of this.log.read(stream, folded.revision + 1))
        folded = foldOne(aggregate, folded, event);
    };
    for (let pause = 50; ; pause *= 2) {
      try {
        await readOn();
        break;
      } catch (error) {
        if (!(error instanceof Unavailable) || performance.now() - started + pause > patience) throw error;
        await sleep(pause);
      }
    }
    this.cache.put(stream, folded);
    return folded;
  }

  /** The stream as it stands now. */
  fresh(place: Place): Promise<Folded> {
    return this.forward(place, this.cache.get(place.stream) ?? nothing(place.aggregate));
  }

  /** The facts named, read forward at this moment; the command's own stream is taken as already folded. */
  async facts(refs: FactRefs, own: Place, folded: Folded): Promise<Facts> {
    const wanted = Object.entries(refs).flatMap(([name, ref]) => (ref ? [{ name, ...ref }] : []));
    const found = wanted.map(async ({ name, category, id }): Promise<[string, Fact]> => {
      const place = this.place(category, id);
      const { state, revision } = place.stream === own.stream ? folded : await this.fresh(place);
      return [name, { stream: place.stream, revision, state }];
    });
    return Object.fromEntries(await Promise.all(found));
  }
}
