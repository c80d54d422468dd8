import { setTimeout as sleep } from 'node:timers/promises';
import { START, type EventStoreDBClient, type Filter, type ReadPosition } from '@eventstore/db-client';

/** A subscriber to `$all` that, whenever it breaks, goes on from the last position it has heard of. */
export class Follower {
  /** Positions and ids as they came. */
  readonly heard: Readonly<{ position: bigint; id: string }>[] = [];
  breaks = 0;
  #running = true;
  #work: Promise<void>;

  /** `filterBy` makes the filter, with what is to be called at a checkpoint. */
  constructor(
    private readonly client: EventStoreDBClient,
    private readonly filterBy?: (
      checkpointReached: (_: unknown, at: ReadPosition) => Promise<void>,
    ) => Filter,
  ) {
    this.#work = this.#follow();
  }

  get last(): bigint {
    return this.heard.at(-1)?.position ?? 0n;
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#work;
  }

  async #follow(): Promise<void> {
    let from: ReadPosition = START;
    while (this.#running) {
      const filter = this.filterBy?.(async (_, at) => void (from = at));
      const subscription = this.client.subscribeToAll({ fromPosition: from, ...(filter ? { filter } : {}) });
      const ended = new Promise<void>((resolve) => {
        subscription.on('data', ({ event }) => {
          if (!event) return;
          from = event.position;
          this.heard.push({ position: event.position.commit, id: event.id });
        });
        subscription.once('error', () => resolve());
        subscription.once('end', () => resolve());
      });
      while (this.#running && (await Promise.race([ended.then(() => true), sleep(50)])) !== true);
      if (this.#running) this.breaks += 1;
      await subscription.unsubscribe().catch((error: unknown) => error);
      await sleep(20);
    }
  }
}
