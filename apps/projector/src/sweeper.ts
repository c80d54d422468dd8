/** Runs a sweep at start and then each minute, never twice at once. */
export type Sweeper = Readonly<{
  /** Runs it now; waits for a run under way first, so that what was due before the call is asked. */
  now(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}>;

/** Makes a sweeper; what fails is told, and the next minute tries again. */
export function sweeper(
  sweep: () => Promise<unknown>,
  everyMs: number,
  failed: (error: unknown) => void,
): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function now(): Promise<void> {
    const run = last.then(async () => {
      await sweep();
    });
    last = run.catch(failed);
    return run;
  }

  return {
    now,
    start() {
      if (timer) return;
      now().catch(failed);
      timer = setInterval(() => void now().catch(failed), everyMs);
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await last;
    },
  };
}
