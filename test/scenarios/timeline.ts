type Waiting = { at: string; go: () => void };

/**
 * Lets many stories run on one clock that only moves forward: each story waits for its next moment, and when all
 * wait, the clock moves to the earliest one.
 */
export class Timeline {
  private waiting: Waiting[] = [];
  private running = 0;
  private wake: () => void = () => undefined;

  /** Resolves when the clock has come to this instant (ISO with offset). */
  at(instant: string): Promise<void> {
    const at = new Date(instant).toISOString();
    return new Promise((go) => {
      this.waiting.push({ at, go });
      this.running -= 1;
      this.wake();
    });
  }

  /** Runs all stories to their ends; `move` moves the clock and returns when everything due has been done. */
  async run(stories: readonly (() => Promise<void>)[], move: (to: string) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    this.running = stories.length;
    for (const story of stories)
      void story()
        .catch((error: unknown) => failures.push(error))
        .finally(() => {
          this.running -= 1;
          this.wake();
        });
    while (this.running > 0 || this.waiting.length > 0) {
      if (this.running > 0) {
        await new Promise<void>((wake) => {
          this.wake = wake;
        });
        continue;
      }
      const next = this.waiting.map(({ at }) => at).sort()[0] as string;
      await move(next);
      const due = this.waiting.filter(({ at }) => at === next);
      this.waiting = this.waiting.filter(({ at }) => at !== next);
      this.running += due.length;
      for (const { go } of due) go();
    }
    if (failures.length > 0) throw failures[0];
  }
}
