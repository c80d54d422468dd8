import { setTimeout as sleep } from 'node:timers/promises';
import { KeyStoreAway, type KeyStore, type Log } from '#eventing';

type Options = Readonly<{
  log: Pick<Log, 'follow'>;
  keys: Pick<KeyStore, 'destroy'>;
  signal: AbortSignal;
  pause?: number;
}>;

const erasures = ['PersonErased', 'ItemErased'];

/** Destroys the key of every person and every text erased, from the log's start: also when the process died before it had. */
export async function destroyErasedKeys({ log, keys, signal, pause = 2_000 }: Options): Promise<void> {
  const destroy = async (key: string): Promise<void> => {
    while (!signal.aborted)
      try {
        return await keys.destroy(key);
      } catch (error) {
        if (!(error instanceof KeyStoreAway)) throw error;
        await sleep(pause, undefined, { ref: false });
      }
  };
  for await (const step of log.follow({ after: 'start', categories: ['person', 'item'], signal }))
    if (step.kind === 'event' && erasures.includes(step.event.type))
      await destroy((step.event.data as { key: string }).key);
}
