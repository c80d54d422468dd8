import { streamNameFilter, type AllStreamSubscription, type EventStoreDBClient } from '@eventstore/db-client';
import type { Followed, FollowOptions } from './log.js';
import { positionOf, recorded } from './recorded.js';

const checkpointEvery = 8; // times the server's window of 32 events

/** Something that stands in the subscription after the `due`-th event. */
type Mark = Readonly<{ due: number; item: Followed }>;

/** One subscription from one position until it breaks (throws) or the signal aborts (returns). */
export async function* subscription(
  client: EventStoreDBClient,
  after: string,
  { categories, signal }: FollowOptions,
  confirmed: () => void,
): AsyncGenerator<Followed> {
  const marks: Mark[] = [];
  const { ring, rung } = bell();
  let taken = 0;
  let broken: Error | undefined;
  // the client announces these ahead of events that still wait in its buffer
  const mark = (item: Followed): void => {
    marks.push({ due: taken + source.readableLength, item });
    ring();
  };
  const source: AllStreamSubscription = client.subscribeToAll({
    fromPosition: positionOf(after),
    filter: streamNameFilter({
      prefixes: categories.map((category) => `${category}-`),
      checkpointInterval: checkpointEvery,
      checkpointReached: (_, { commit }) => mark({ kind: 'checkpoint', position: commit.toString() }),
    }),
  });
  const ended = (): void => {
    broken ??= new Error('the event store ended the subscription');
    ring();
  };
  source.on('confirmation', confirmed).on('readable', ring).on('end', ended).on('close', ended);
  source.on('caughtUp', () => mark({ kind: 'caughtUp' }));
  source.on('error', (error: Error) => {
    broken = error;
    ring();
  });
  signal.addEventListener('abort', ring);
  try {
    while (!signal.aborted) {
      const next = marks[0];
      if (next && next.due <= taken) {
        marks.shift();
        yield next.item;
        continue;
      }
      const resolved = source.read() as Parameters<typeof recorded>[0] | null;
      if (resolved) {
        taken += 1;
        yield { kind: 'event', event: recorded(resolved) };
      } else if (broken) throw broken;
      else await rung();
    }
  } finally {
    signal.removeEventListener('abort', ring);
    source.unsubscribe().catch(ended); // fails only when it was never opened
    source.destroy();
  }
}

function bell(): Readonly<{ ring: () => void; rung: () => Promise<void> }> {
  let ring = (): void => {};
  let rung = Promise.resolve();
  const renew = (): void => {
    rung = new Promise((resolve) => (ring = resolve));
  };
  renew();
  return { ring: () => ring(), rung: () => rung.then(renew) };
}
