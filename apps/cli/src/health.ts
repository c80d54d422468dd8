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
type Part = Readonly<{ ok: boolean } & Record<string, unknown>>;

const within = <T>(work: Promise<T>, ms: number): Promise<T> =>
  Promise.race([
    work,
    new Promise<T>((_, refuse) => setTimeout(() => refuse(new Error(`no answer in ${ms} ms`)), ms).unref()),
  ]);

const part = (work: () => Promise<Record<string, unknown>>): Promise<Part> =>
  within(work(), 3_000).then(
    (found) => ({ ok: true, ...found }),
    ({ message, cause }: Error) => ({
      ok: false,
      error: cause instanceof Error ? `${message} (${cause.message})` : message,
    }),
  );

/** How every part of the process is; ready when log, keys and read models answer and every view exists. */
export async function healthNow({ db, log, clock, keys, projector }: Asked) {
  const [store, reading, keyStore] = await Promise.all([
    part(async () => ({ position: await log.end() })),
    part(async () => ({ ...(await healthOf({ db, log, clock, views, categories })) })),
    part(async () => ({ answers: (await keys.find(['health'])).size === 0 })),
  ]);
  const shown = reading['views'];
  const all = Array.isArray(shown) && shown.length === views.length;
  return {
    ready: store.ok && keyStore.ok && reading.ok && all,
    parts: {
      store,
      reading,
      keys: keyStore,
      ...(projector === undefined ? {} : { projector: projector.state() }),
    },
  };
}
