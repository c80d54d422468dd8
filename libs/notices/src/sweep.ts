import type { OpenBatch } from './notice.queries.js';
import type { NoticeQueue } from './queue.js';

export type SweepOptions = Readonly<{
  queue: Pick<NoticeQueue, 'revive'>;
  /** The batches that the read model holds for open. */
  openBatches(): Promise<readonly OpenBatch[]>;
}>;

/** How many open batches had a living job, none, or a dead one. */
export type Swept = Readonly<{ there: number; added: number; revived: number }>;

/**
 * The sweep: every open batch gets a living job. It is called at start and each minute by the projector's timer, never
 * by the queue that it refills, so an empty Redis fills again. Calls that overlap share one run.
 */
export function noticeSweep({ queue, openBatches }: SweepOptions): () => Promise<Swept> {
  let running: Promise<Swept> | undefined;
  const sweep = async (): Promise<Swept> => {
    const found = { there: 0, added: 0, revived: 0 };
    for (const { id, number } of await openBatches()) found[await queue.revive(id, number)] += 1;
    return found;
  };
  return () => {
    running ??= sweep().finally(() => {
      running = undefined;
    });
    return running;
  };
}
