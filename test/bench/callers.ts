import { setTimeout as sleep } from 'node:timers/promises';
import type { Sample } from './sample.js';

/** One piece of a caller's work; `nth` counts over all callers. */
export type Work = (caller: number, nth: number) => Promise<unknown>;

/** Callers who each begin the next piece of work when the last one is done, until so many or so long. */
export async function callers(
  count: number,
  until: Readonly<{ times: number } | { ms: number }>,
  work: Work,
): Promise<Sample> {
  const latencies: number[] = [];
  const began = performance.now();
  let nth = 0;
  const more = (): boolean => ('times' in until ? nth < until.times : performance.now() - began < until.ms);
  const call = async (caller: number): Promise<void> => {
    while (more()) {
      const start = performance.now();
      nth += 1;
      await work(caller, nth - 1);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: count }, (_, caller) => call(caller)));
  return { seconds: (performance.now() - began) / 1000, done: latencies.length, latencies };
}

/** Work that begins at an even pace, whether what went before is done or not. */
export async function paced(
  perSecond: number,
  ms: number,
  work: (nth: number) => Promise<unknown>,
): Promise<void> {
  const began = performance.now();
  const under: Promise<unknown>[] = [];
  for (let nth = 0; nth < (perSecond * ms) / 1000; nth += 1) {
    const wait = began + (nth * 1000) / perSecond - performance.now();
    if (wait > 1) await sleep(wait);
    under.push(work(nth));
  }
  await Promise.all(under);
}
