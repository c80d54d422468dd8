import type { Clock, KeyStore, Log } from '#eventing';
import { healthOf, type ReadModels } from '#read-models';
import type { Projector } from '../../projector/src/index.js';
import { categories, views } from './views.js';

type Asked = Readonly<{
  db: ReadModels;
  log: Log;
  clock: Clock;
  keys: KeyStore;
  projector: Projector | undefined;
}>;
/** A part that answers with what it says, or does not, with the error. */
type Part<T> = Readonly<{ ok: true } & T> | Readonly<{ ok: false; error: string }>;

const within = <T>(work: Promise<T>, ms: number): Promise<T> =>
  Promise.race([
    work,
    new Promise<T>((_, refuse) => setTimeout(() => refuse(new Error(`no answer in ${ms} ms`)), ms).unref()),
  ]);

const part = <T extends object>(work: () => Promise<T>): Promise<Part<T>> =>
  within(work(), 3_000).then(
    (found) => ({ ok: true as const, ...found }),
    ({ message, cause }: Error) => ({
      ok: false as const,
      error: cause instanceof Error ? `${message} (${cause.message})` : message,
    }),
  );

/** How every part of the process is; ready when log, keys and read models answer and every view exists. */
export async function healthNow({ db, log, clock, keys, projector }: Asked) {
  const [store, reading, keyStore] = await Promise.all([
    part(async () => ({ position: await log.end() })),
    part(() => healthOf({ db, log, clock, views, categories })),
    part(async () => ({ answers: (await keys.find(['health'])).size === 0 })),
  ]);
  return {
    ready: store.ok && keyStore.ok && reading.ok && reading.views.length === views.length,
    parts: {
      store,
      reading,
      keys: keyStore,
      ...(projector === undefined ? {} : { projector: projector.state() }),
    },
  };
}

/** What `healthNow` tells. */
export type HealthNow = Awaited<ReturnType<typeof healthNow>>;
