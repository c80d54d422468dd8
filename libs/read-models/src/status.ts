import type { RunnerState } from './running.js';

const first: RunnerState = {
  role: 'standby',
  subscription: { connected: false },
  position: '0',
  live: [],
  behind: [],
  parked: [],
};

/** Keeps the runner's state and tells every change of it. */
export class Status {
  #now = first;

  constructor(readonly tell: (state: RunnerState) => void) {}

  get now(): RunnerState {
    return this.#now;
  }

  set(change: Partial<RunnerState>): void {
    this.#now = { ...this.#now, ...change };
    this.tell(this.#now);
  }
}
