import type { Log } from '#eventing';
import type { BatchTerms } from './events.js';
import type { NoticeQueue } from './queue.js';

export type FeederOptions = Readonly<{
  log: Pick<Log, 'follow'>;
  queue: Pick<NoticeQueue, 'add' | 'revive'>;
  signal: AbortSignal;
  onError(error: Error): void;
  /** From here on no batch is missed; a sweep after it finds those opened before. */
  onLive?(): void;
}>;

/** Makes a job of each batch that is opened from now on, or opened again. It keeps no checkpoint: what it misses the sweep finds. */
export async function feedNotices({ log, queue, signal, onError, onLive }: FeederOptions): Promise<void> {
  for await (const step of log.follow({ after: 'end', categories: ['noticeBatch'], signal })) {
    if (step.kind === 'caughtUp') onLive?.();
    if (step.kind !== 'event') continue;
    const { type, data, stream } = step.event;
    if (type !== 'BatchOpened' && type !== 'RetryAsked') continue;
    const batch = stream.slice('noticeBatch-'.length);
    try {
      if (type === 'RetryAsked') await queue.revive(batch);
      else await queue.add(batch, (data as BatchTerms).number);
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
