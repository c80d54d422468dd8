import type { Message, Recorded } from '#kernel';
import { Engine, uuidV5 } from '#eventing';
import { memoryLog } from '#eventing/testing';
import type { Seat } from '#procedure';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import { categoryOf } from './files.js';
import { goldenKeys } from './keys.js';

type Dated = Readonly<{ type: string; at: string; nth?: number; category?: string }>;
export type Doing = readonly [stream: string, by: string, command: Message];
export type Seated = Readonly<{ seats: Readonly<Record<string, Seat>>; parent: string | null }>;

/** A recorded log, cut off behind an event, in which other commands are then given: what might have happened too. */
export class Branch {
  readonly #log = memoryLog();
  #from = 0;
  #engine = new Engine({
    log: this.#log,
    keys: goldenKeys,
    clock: { now: () => this.at },
    aggregates,
  });
  private constructor(private at: string) {}

  static async behind(history: readonly Recorded[], { type, at, nth = 0, category }: Dated): Promise<Branch> {
    const found = history.filter((one) => one.type === type && (!category || categoryOf(one) === category))[
      nth
    ];
    if (!found) throw new Error(`the history has no ${type} ${nth}`);
    const branch = new Branch(at);
    for (const { stream, id, type: is, data, metadata, revision } of history.slice(
      0,
      history.indexOf(found) + 1,
    ))
      await branch.#log.append(
        stream,
        [{ id, type: is, data: data as Readonly<Record<string, unknown>>, metadata }],
        revision === 0 ? 'no_stream' : revision - 1,
      );
    branch.#from = branch.#log.all.length;
    return branch;
  }

  async seats(stream: string): Promise<Seated> {
    const [category, ...id] = stream.split('-');
    const { state } = await this.#engine.load<Seated>(category as string, id.join('-'));
    return state;
  }

  /** The chair of a community's committee. */
  async head(community: string): Promise<string> {
    const { seats } = await this.seats(community);
    return Object.values(seats).find(({ body, role }) => body === 'committee' && role === 'chair')
      ?.person as string;
  }

  async does(...doings: readonly Doing[]): Promise<this> {
    for (const [index, [stream, person, command]] of doings.entries()) {
      const [category, ...id] = stream.split('-');
      const commandId = uuidV5(`golden/${stream}/${command.type}/${person}/${index}`);
      await this.#engine.execute({
        ...{ category: category as string, id: id.join('-'), command, by: { person }, commandId },
      });
    }
    return this;
  }

  get happened(): readonly Recorded[] {
    return this.#log.all.slice(this.#from);
  }
}

/** The stream of the first event of a type, or of a later one. */
export const streamIn = (history: readonly Recorded[], type: string, nth = 0): string => {
  const found = history.filter((event) => event.type === type)[nth];
  if (!found) throw new Error(`the history has no ${type} ${nth}`);
  return found.stream;
};
