import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connection.js';
import { subscription } from './following.js';
import type { Followed, FollowOptions } from './log.js';

const firstPause = 100;
const longestPause = 3_000;

/** Events already given are not given again, whatever the server starts with after a drop. */
const isNew = (item: Followed, after: string): boolean =>
  item.kind !== 'event' || after === 'start' || BigInt(item.event.position) > BigInt(after);

const placeOf = (item: Followed, before: string): string => {
  if (item.kind === 'caughtUp') return before;
  return item.kind === 'event' ? item.event.position : item.position;
};

/** Follows over drops: each time from the last position given, with back-off, saying so by `onState`. */
export async function* follow(
  connection: Connection,
  head: () => Promise<string>,
  options: FollowOptions,
): AsyncGenerator<Followed> {
  const { signal, onState } = options;
  let pause = firstPause;
  // `end` becomes a place at once: a drop before the first event must not move it
  let after: string | undefined = options.after === 'end' ? undefined : options.after;
  while (!signal.aborted) {
    const client = connection.client();
    try {
      after ??= await head();
      const confirmed = (): void => {
        pause = firstPause;
        onState?.({ connected: true });
      };
      for await (const item of subscription(client, after, options, confirmed)) {
        if (!isNew(item, after)) continue;
        after = placeOf(item, after);
        yield item;
      }
    } catch (error) {
      onState?.({ connected: false, error: error instanceof Error ? error.message : String(error) });
      connection.failed(client);
      await sleep(pause, undefined, { signal }).catch(() => undefined); // aborted: the loop ends by itself
      pause = Math.min(pause * 2, longestPause);
    }
  }
}
