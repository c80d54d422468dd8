import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds to wait for the next message when asked at `now` (milliseconds): at most `perSecond` a second, spread evenly. */
export function turns(perSecond: number): (now: number) => number {
  let free = Number.NEGATIVE_INFINITY;
  return (now) => {
    const turn = Math.max(now, free);
    free = turn + 1_000 / perSecond;
    return turn - now;
  };
}

/** Waits until the next message may go, over all who wait in this process. */
export function pace(perSecond: number): () => Promise<void> {
  const next = turns(perSecond);
  return async () => {
    const wait = next(performance.now());
    if (wait > 0) await sleep(wait);
  };
}
