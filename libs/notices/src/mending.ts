import { setTimeout as sleep } from 'node:timers/promises';
import { within } from './within.js';

/** Something of BullMQ's with a connection of its own. */
export type Connected = Readonly<{
  waitUntilReady(): Promise<unknown>;
  /** By force it waits for nothing. */
  close(force?: boolean): Promise<unknown>;
  disconnect(): Promise<unknown>;
}>;

type OnError = (error: Error) => void;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Closes it in time; what does not close is cut off. */
export async function closing(one: Connected, limit: number, onError: OnError): Promise<void> {
  try {
    await within(one.close(), limit);
  } catch (error) {
    onError(asError(error));
    await within(one.disconnect(), limit).catch((failure: unknown) => onError(asError(failure)));
  }
}

/**
 * One connection, opened when it is needed. BullMQ waits without end for a server that was never there, and stays
 * broken when its first contact failed: so every use has a limit, and after a failure the next use opens anew.
 */
export function reopening<T extends Connected>(open: () => T, limit: number, onError: OnError) {
  let current: T | undefined;
  return {
    async use<R>(work: (one: T) => Promise<R>): Promise<R> {
      current ??= open();
      const one = current;
      try {
        return await within(
          one.waitUntilReady().then(() => work(one)),
          limit,
        );
      } catch (error) {
        if (current === one) current = undefined;
        void closing(one, limit, onError);
        throw error;
      }
    },
    async close(): Promise<void> {
      if (current !== undefined) await closing(current, limit, onError);
    },
  };
}

/** Opens it until the first contact succeeds; from there on BullMQ mends what breaks. Closing waits for the work in hand. */
export function keptOpen<T extends Connected>(
  open: () => T,
  { limit, patience }: Readonly<{ limit: number; patience: number }>,
  onError: OnError,
) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current: T | undefined;
  const contact = async (): Promise<void> => {
    while (!signal.aborted) {
      const one = open();
      try {
        await within(one.waitUntilReady(), limit);
        current = one;
        return;
      } catch (error) {
        onError(asError(error));
        // By force, since it would wait for a contact that never was, and go on trying beside the next one for ever.
        await within(one.close(true), limit).catch((failure: unknown) => onError(asError(failure)));
        await sleep(1_000, undefined, { ref: false });
      }
    }
  };
  const made = contact();
  return {
    async close(): Promise<void> {
      stopping.abort();
      await made;
      if (current !== undefined) await closing(current, patience, onError);
    },
  };
}
