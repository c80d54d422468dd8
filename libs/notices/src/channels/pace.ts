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

/**
 * Counts down the time of one sending: gives the milliseconds that are left of `timeOut` for a call, or undefined when so
 * few are left that the call would be cut short. A message that was not begun is certainly not sent.
 */
export function countdown(timeOut: number): () => number | undefined {
  const end = performance.now() + timeOut * 0.95;
  return () => {
    const left = end - performance.now();
    return left < timeOut / 3 ? undefined : left;
  };
}
