import { randomUUID } from 'node:crypto';
import type { Clock } from '#eventing';
import type { Channel, NoticeQueue } from '#notices';
import { Hold, type Hands, type HoldEnd } from './hold.js';

export type WorkerOptions = Readonly<{
  engine: Hands['engine'];
  clock: Clock;
  wantDaily?: Hands['wantDaily'];
  queue: Pick<NoticeQueue, 'work'>;
  channels: readonly Channel[];
  onError(error: Error): void;
  onHold?(batch: string, end: HoldEnd): void;
  concurrency?: number;
  sendLimit?: number;
  patience?: number;
  lock?: number;
}>;

export type RunningWorker = Readonly<{ close(): Promise<void> }>;

/** Runs the jobs of the notice queue until closed; closing waits for the group that is being sent. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const stopping = new AbortController();
  const { engine, clock, wantDaily, queue, channels, sendLimit, patience, onHold, ...rest } = options;
  const byName = Object.fromEntries(channels.map((channel) => [channel.name, channel]));
  const onTechnical = (channel: string, reason: string): void =>
    rest.onError(
      new Error(`channel ${channel}: ${reason}; the operator must mend it, then it is tried again`),
    );
  const hands = {
    ...{
      engine,
      clock,
      wantDaily,
      channels: byName,
      signal: stopping.signal,
      sendLimit,
      patience,
      onTechnical,
    },
  };
  const work = queue.work({
    ...rest,
    patience: Math.max(15_000, ...channels.map(({ timeOut }) => timeOut + 5_000)),
    async process(batch) {
      const end = await new Hold(hands, batch, randomUUID()).run();
      onHold?.(batch, end);
      // Thrown so that the queue waits and tries again.
      // One that waits for an hour, or for the operator, ends quietly: the sweep asks again each minute.
      if (end === 'later') throw new Error(`batch ${batch}: some could not be told for now`);
    },
  });
  return {
    async close() {
      stopping.abort();
      await work.close();
    },
  };
}
