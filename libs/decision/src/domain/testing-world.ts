import type { Facts, Message } from '#kernel';
import { Rejection } from '#kernel';
import type { CommunityState } from '#community/events';
import type { DecisionCommand, DecisionEvent, SittingCommand, SittingEvent } from '../events.js';
import { decision } from './decision.js';
import { decisionFacts, sittingFacts } from './facts.js';
import { sitting } from './sitting.js';
import type { DecisionFacts, DecisionState, SittingFacts, SittingState } from './state.js';
import { street, type Formed } from './testing-community.js';

export type Stamp = Readonly<{ by: string; at: string }>;
type Refs = Readonly<Record<string, Readonly<{ category: string; id: string }> | undefined>>;
type Need = Readonly<{
  facts?: (command: Message, state: unknown) => Refs;
  more?: (command: Message, state: unknown, facts: Facts) => Refs;
}>;

function refusal(run: () => unknown): Rejection {
  try {
    run();
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error('expected a refusal, but the command was accepted');
}

/** Streams in memory; each command is decided with just the facts that facts.ts declares for it. */
export class World {
  private readonly decisions = new Map<string, readonly DecisionEvent[]>();
  private readonly sittings = new Map<string, readonly SittingEvent[]>();
  private issued = 0;
  constructor(public community: Formed) {}

  /** All events of a decision. */
  eventsOf = (id: string): readonly DecisionEvent[] => this.decisions.get(id) ?? [];
  /** The decision as it stands. */
  decision = (id: string): DecisionState => this.eventsOf(id).reduce(decision.evolve, decision.initialState);
  /** The sitting as it stands. */
  sitting = (id: string): SittingState =>
    (this.sittings.get(id) ?? []).reduce(sitting.evolve, sitting.initialState);

  /** A command to a decision; its events are appended and returned. */
  decide(id: string, command: DecisionCommand, stamp: Stamp): readonly DecisionEvent[] {
    const events = this.decided(id, command, stamp);
    this.decisions.set(id, [...this.eventsOf(id), ...events]);
    return events;
  }
  /** What happened besides: events taken as given. */
  happened(id: string, ...events: readonly DecisionEvent[]): void {
    this.decisions.set(id, [...this.eventsOf(id), ...events]);
  }
  /** A command to a sitting; `codes` are shown in the room now. */
  meet(
    id: string,
    command: SittingCommand,
    stamp: Stamp,
    codes?: readonly string[],
  ): readonly SittingEvent[] {
    const events = this.met(id, command, stamp, codes);
    this.sittings.set(id, [...(this.sittings.get(id) ?? []), ...events]);
    return events;
  }
  /** Why a command to a decision is refused; fails if it is not. */
  refuses = (id: string, command: DecisionCommand, stamp: Stamp): Rejection =>
    refusal(() => this.decided(id, command, stamp));
  /** Why a command to a sitting is refused; fails if it is not. */
  refusesToMeet = (id: string, command: SittingCommand, stamp: Stamp, codes?: readonly string[]): Rejection =>
    refusal(() => this.met(id, command, stamp, codes));

  private decided(id: string, command: DecisionCommand, stamp: Stamp): readonly DecisionEvent[] {
    const state = this.decision(id);
    const facts = this.factsFor(decisionFacts, command, state) as DecisionFacts;
    return decision.decide({ ...command, ...this.stamped(stamp), facts }, state);
  }
  private met(id: string, command: SittingCommand, stamp: Stamp, codes: readonly string[] = []) {
    const state = this.sitting(id);
    const roomCodes = { stream: 'room', revision: 0, state: codes };
    const facts = { ...this.factsFor(sittingFacts, command, state), roomCodes } as SittingFacts;
    return sitting.decide({ ...command, ...this.stamped(stamp), facts }, state);
  }
  private stamped({ by, at }: Stamp) {
    this.issued += 1;
    return { by: { person: by }, at, commandId: `command-${this.issued}` };
  }
  private factsFor(table: object, command: Message, state: unknown): Facts {
    const need = (table as Readonly<Record<string, Need>>)[command.type] ?? {};
    const facts = this.folded(need.facts?.(command, state) ?? {});
    return { ...facts, ...this.folded(need.more?.(command, state, facts) ?? {}) };
  }
  private folded(refs: Refs): Facts {
    const entries = Object.entries(refs).flatMap(([name, ref]) =>
      ref
        ? [[name, { stream: `${ref.category}-${ref.id}`, ...this.read(ref.category, ref.id) }] as const]
        : [],
    );
    return Object.fromEntries(entries);
  }
  private read(category: string, id: string): Readonly<{ revision: number; state: unknown }> {
    const none: CommunityState = { status: 'none' };
    if (category === 'community') return { revision: 88, state: id === 'c1' ? this.community : none };
    if (category === 'organization') return { revision: 3, state: street };
    if (category === 'sitting')
      return { revision: (this.sittings.get(id)?.length ?? 0) - 1, state: this.sitting(id) };
    return { revision: this.eventsOf(id).length - 1, state: this.decision(id) };
  }
}
