import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the next message may go: at most `perSecond` a second, spread evenly, over all who wait in this process. */
export function pace(perSecond: number): () => Promise<void> {
  let free = 0;
  return async () => {
    const now = performance.now();
    const turn = Math.max(now, free);
    free = turn + 1_000 / perSecond;
    if (turn > now) await sleep(turn - now);
  };
}
