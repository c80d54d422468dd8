/** Waits, shorter when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

const first = 200;
const longest = 3_000;

/** Pauses that grow while something stays away. */
export class BackOff {
  #next = first;

  reset(): void {
    this.#next = first;
  }

  async wait(signal: AbortSignal): Promise<void> {
    const now = this.#next;
    this.#next = Math.min(now * 2, longest);
    await pause(now, signal);
  }
}

/** An error in one line. */
export const told = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
