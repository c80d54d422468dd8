import type { Decider, Facts, Issued, Message } from '../index.js';
import { Rejection } from '../index.js';

type Stamp<F> = Partial<Readonly<{ by: string; at: string; facts: F; commandId: string }>>;

/** Given these events, when this command, then these events or this refusal; nothing is mocked. */
export function given<C extends Message, E extends Message, S, F = Facts>(
  decider: Decider<C, E, S, F>,
  ...history: readonly E[]
) {
  const state = history.reduce(decider.evolve, decider.initialState);
  return {
    state,
    /** The events that led here. */
    history: (): readonly E[] => history,
    when(command: C, stamp: Stamp<F> = {}) {
      const issued = {
        ...command,
        by: { person: stamp.by ?? 'somebody' },
        at: stamp.at ?? '2026-03-02T01:00:00.000Z',
        facts: stamp.facts ?? ({} as F),
        commandId: stamp.commandId ?? '00000000-0000-5000-8000-000000000000',
      } as Issued<C, F>;
      const run = () => decider.decide(issued, state);
      return {
        /** The events; throws when refused. */
        events: run,
        /** Expects just these events. */
        then: (...events: readonly E[]) => expect(run()).toEqual(events),
        /** Expects a refusal with this code and returns it. */
        refused(code: string): Rejection {
          try {
            run();
          } catch (error) {
            if (error instanceof Rejection) {
              expect(error.code).toBe(code);
              return error;
            }
            throw error;
          }
          throw new Error(`expected refusal ${code}, but the command was accepted`);
        },
        /** Goes on from the state after these events. */
        and: () => given(decider, ...history, ...run()),
      };
    },
  };
}
