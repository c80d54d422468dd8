import type { By, Decider, Facts, Issued, Message } from '#kernel';
import type { Upcasters } from './upcast.js';

/** Streams that a command relies on, by the name under which `decide` finds them. */
export type FactRefs = Readonly<Record<string, Readonly<{ category: string; id: string }> | undefined>>;

/** What one command type needs from other streams; `more` may look at the facts known so far, and is asked again until it names none that is new. */
export type Needs<C, S> = Readonly<{
  facts?: (command: C, state: S) => FactRefs;
  more?: (command: C, state: S, facts: Facts) => FactRefs;
}>;

/** How an aggregate is declared; every command type must be named in `commands`. */
export type AggregateOptions<C extends Message, E extends Message, S, F> = Readonly<{
  /** camelCase, without `-`: streams are `<category>-<uuid>`. */
  category: string;
  decider: Decider<C, E, S, F>;
  commands: Readonly<{ [T in C['type']]: Needs<Extract<C, { type: T }>, S> }>;
  /** Version in which each event type is written now; 1 where not named. */
  schema?: Readonly<Partial<Record<E['type'], number>>>;
  upcasters?: Upcasters;
  /** Rule-set version that stands in the state, for the metadata of its events. */
  ruleSetOf?: (state: S) => string | undefined;
}>;

type Stamp = Readonly<{ by: By; at: string; facts: Facts; commandId: string }>;

/** An aggregate as the engine sees it; the types of its state and messages stay inside. */
export type Aggregate = Readonly<{
  category: string;
  initialState: unknown;
  commandTypes: readonly string[];
  facts(command: Message, state: unknown): FactRefs;
  more(command: Message, state: unknown, facts: Facts): FactRefs;
  decide(command: Message, stamp: Stamp, state: unknown): readonly Message[];
  evolve(state: unknown, event: Message): unknown;
  schemaOf(type: string): number;
  ruleSetOf(state: unknown): string | undefined;
  upcasters: Upcasters;
}>;

/** Declares an aggregate for the engine: decider, facts per command, versions of its events. */
export function aggregate<C extends Message, E extends Message, S, F = Facts>(
  options: AggregateOptions<C, E, S, F>,
): Aggregate {
  const { category, decider, commands, schema, upcasters = {}, ruleSetOf } = options;
  if (!/^[a-z][A-Za-z0-9]*$/.test(category)) throw new Error(`category ${category}: camelCase without "-"`);
  const table: Readonly<Record<string, Needs<C, S> | undefined>> = commands as unknown as Record<
    string,
    Needs<C, S>
  >;
  const versions: Readonly<Record<string, number | undefined>> = schema ?? {};
  return {
    category,
    initialState: decider.initialState,
    commandTypes: Object.keys(commands),
    facts: (command, state) => table[command.type]?.facts?.(command as C, state as S) ?? {},
    more: (command, state, facts) => table[command.type]?.more?.(command as C, state as S, facts) ?? {},
    decide: (command, stamp, state) =>
      decider.decide({ ...command, ...stamp } as unknown as Issued<C, F>, state as S),
    evolve: (state, event) => decider.evolve(state as S, event as E),
    schemaOf: (type) => versions[type] ?? 1,
    ruleSetOf: (state) => ruleSetOf?.(state as S),
    upcasters,
  };
}
