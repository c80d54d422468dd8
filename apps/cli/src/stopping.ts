import { once } from 'node:events';

/**
 * Aborts when the process is asked to stop: by SIGINT, SIGTERM or SIGHUP, or because the supervisor that started it is
 * gone. Later signals change nothing, since a terminal and npm each send one; stopping has bounds of its own.
 */
export function stopAsked(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort());
  if (process.connected) process.once('disconnect', () => asked.abort());
  return asked.signal;
}

/** Resolves once the signal has aborted. */
export const stopped = async (asked: AbortSignal): Promise<void> => {
  if (!asked.aborted) await once(asked, 'abort');
};
