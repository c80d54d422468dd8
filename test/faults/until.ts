import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until it is so; throws with the last thing seen when the patience ends. */
export async function until<T>(
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
  patience = 30_000,
): Promise<T> {
  const over = performance.now() + patience;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > over)
      throw new Error(`still not so after ${patience} ms: ${JSON.stringify(seen).slice(0, 2_000)}`);
    await sleep(100);
  }
}
