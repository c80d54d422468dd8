import { StreamNotFoundError, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import { Unavailable } from './errors.js';
import { readError } from './store-errors.js';

/** The error reaches the caller by the iteration; one that comes after it must not end the process. */
const afterwards = (): void => {};

/** Iterates to the end or cancels (a read left open leaks); gives up when nothing comes for `timeout` ms. */
export async function* reading<E extends ResolvedEvent>(
  read: StreamingRead<E>,
  timeout: number,
): AsyncGenerator<E> {
  read.on('error', afterwards);
  let waiting = true;
  const silent = (): void => {
    if (waiting) read.destroy(new Unavailable(`the event store was silent for ${timeout} ms`));
    else watch.refresh();
  };
  const watch = setTimeout(silent, timeout);
  let ended = false;
  try {
    for await (const event of read.iterator({ destroyOnReturn: false })) {
      waiting = false;
      yield event;
      waiting = true;
      watch.refresh();
    }
    ended = true;
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw readError(error);
  } finally {
    clearTimeout(watch);
    // a cancel fails only when the call was never opened: then there is nothing to cancel
    if (!ended)
      await Promise.race([read.cancel().catch(afterwards), new Promise((go) => setTimeout(go, 50))]);
    // what came before the cancel is read away: the client waits for the end of every call when it is closed
    if (ended) read.destroy();
    else read.resume();
  }
}
