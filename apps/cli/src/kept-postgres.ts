import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres, type PostgresOptions, type RunningPostgres } from '#embedded';

/** PostgreSQL while the stack runs, at one address. */
export type KeptPostgres = Readonly<{ url: string; pid: () => number; stop(): Promise<void> }>;

const between = 250;

/** Starts PostgreSQL and keeps it running: a dead one is started again, at the address that the others know. */
export async function keepPostgres(
  options: PostgresOptions & Readonly<{ log: (line: string) => void }>,
): Promise<KeptPostgres> {
  let running: RunningPostgres = await startPostgres(options);
  const { url } = running;
  const again = { ...options, port: Number(new URL(url).port) };
  const stopping = new AbortController();

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(between, undefined, { signal: stopping.signal }).catch(() => undefined); // told to stop
      if (stopping.signal.aborted || running.alive()) continue;
      options.log('PostgreSQL ended; started again / PostgreSQL 已退出,正在重新启动');
      try {
        running = await startPostgres(again);
      } catch (error) {
        options.log(error instanceof Error ? error.message : String(error));
      }
    }
  }

  const watching = watch();
  return {
    url,
    pid: () => running.pid,
    async stop() {
      stopping.abort();
      await watching;
      await running.stop();
    },
  };
}
