import type { ReadModels } from '../connect.js';
import { waitFor } from '../positions.js';
import { runProjections } from '../projections.js';
import type { RunnerState, RunOptions } from '../running.js';

/** A runner in this process that a spec starts and stops. */
export type TestProjector = Readonly<{
  states: readonly RunnerState[];
  /** Resolves with the first state that is as asked. */
  until(wanted: (state: RunnerState) => boolean): Promise<RunnerState>;
  stop(): Promise<void>;
}>;

const running = new Set<TestProjector>();

/** Stops every runner that a spec left running, so that a failing one does not hold up the rest. */
export async function stopProjectors(): Promise<void> {
  await Promise.all([...running].map((each) => each.stop()));
}

/** Waits as long as a loaded machine may need. */
export const reaches = (db: ReadModels, position: string, views?: readonly string[]): Promise<string> =>
  waitFor(db, position, { timeoutMs: 30_000, ...(views ? { views } : {}) });

/** Starts a runner. */
export function projector(options: Omit<RunOptions, 'signal' | 'onState'>): TestProjector {
  const stopping = new AbortController();
  const states: RunnerState[] = [];
  const waiting = new Set<(state: RunnerState) => void>();
  const onState = (state: RunnerState): void => {
    states.push(state);
    for (const look of [...waiting]) look(state);
  };
  const ended = runProjections({ ...options, signal: stopping.signal, onState });
  const made: TestProjector = {
    states,
    until: (wanted) =>
      new Promise((resolve) => {
        const look = (state: RunnerState): void => {
          if (!wanted(state)) return;
          waiting.delete(look);
          resolve(state);
        };
        waiting.add(look);
        const now = states.at(-1);
        if (now) look(now);
      }),
    async stop() {
      stopping.abort();
      running.delete(made);
      await ended;
    },
  };
  running.add(made);
  return made;
}
