import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  jsonEvent,
  NO_STREAM,
  StreamNotFoundError,
  type AppendResult,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import type { Random } from '../random.js';

type Written = ReturnType<typeof jsonEvent>;

/** An append that was acknowledged: the ids of its events from a revision on, and where the last of them stands. */
export type Acknowledged = Readonly<{
  stream: string;
  first: number;
  ids: readonly string[];
  position: bigint;
}>;

const admin = { credentials: { username: 'admin', password: 'changeit' } };

/** Writers who append for as long as they are let and find out, after each break, what became of their last append. */
export class Writers {
  readonly acknowledged: Acknowledged[] = [];
  /** What nobody answered, and was found whole, or not at all, after the break. */
  readonly unknown = { found: 0, absent: 0 };
  /** What must not be: half an append, a number that was not expected. */
  readonly surprises: string[] = [];
  #running = true;
  #work: Promise<void>[] = [];

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly random: Random,
  ) {}

  /** So many with streams of their own at exact revisions (each fourth by single appends), two on one shared stream. */
  start(own: number): void {
    for (let nth = 0; nth < own; nth += 1) this.#work.push(this.#ownStream(`own-${nth}`, nth % 4 === 0));
    for (let nth = 0; nth < 2; nth += 1) this.#work.push(this.#sharedStream());
  }

  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#work);
  }

  #batch(): Written[] {
    const data = { text: '四议'.repeat(this.random.below(100)) };
    return Array.from({ length: 1 + this.random.below(5) }, () =>
      jsonEvent({ id: randomUUID(), type: 'Written', data }),
    );
  }

  async #ownStream(stream: string, single: boolean): Promise<void> {
    let last = -1;
    while (this.#running) {
      const batch = this.#batch();
      const expectedRevision = last < 0 ? NO_STREAM : BigInt(last);
      const told = await this.#tried(stream, batch, { expectedRevision, ...(single ? admin : {}) });
      if (told) this.#note(stream, batch, last + 1, told);
      if (told || (await this.#isThere(stream, batch, last))) last += batch.length;
    }
  }

  /** Appends with `any` are simply repeated, with the same ids, until they are acknowledged. */
  async #sharedStream(): Promise<void> {
    while (this.#running) {
      const batch = this.#batch();
      for (;;) {
        const told = await this.#tried('shared', batch, {});
        const first = told ? Number(told.nextExpectedRevision) - batch.length + 1 : 0;
        if (told) this.#note('shared', batch, first, told);
        if (told || !this.#running) break;
        await sleep(20);
      }
    }
  }

  #tried(
    stream: string,
    batch: Written[],
    options: Parameters<EventStoreDBClient['appendToStream']>[2],
  ): Promise<AppendResult | undefined> {
    return this.client.appendToStream(stream, batch, options).catch((error: Error) => {
      if (/WrongExpected|Deleted|Unknown/.test(error.constructor.name))
        this.surprises.push(`${stream}: ${error.constructor.name} ${error.message}`);
      return undefined;
    });
  }

  #note(stream: string, batch: readonly Written[], first: number, told: AppendResult): void {
    if (told.nextExpectedRevision !== BigInt(first + batch.length - 1))
      this.surprises.push(`${stream}: ${told.nextExpectedRevision} acknowledged after ${first}`);
    this.acknowledged.push({
      ...{ stream, first, ids: batch.map(({ id }) => id) },
      position: told.position?.commit ?? -1n,
    });
  }

  /** Reads on from what was known, until the store answers: the append is there as a whole or not at all. */
  async #isThere(stream: string, batch: readonly Written[], last: number): Promise<boolean> {
    for (;;) {
      const found = await this.#after(stream, last);
      if (found) {
        const whole = found.join() === batch.map(({ id }) => id).join();
        if (!whole && found.length > 0)
          this.surprises.push(`${stream}: ${found.length} of ${batch.length} are there`);
        this.unknown[whole ? 'found' : 'absent'] += 1;
        return whole;
      }
      await sleep(20);
    }
  }

  async #after(stream: string, last: number): Promise<string[] | undefined> {
    const ids: string[] = [];
    try {
      for await (const { event } of this.client.readStream(stream, { fromRevision: BigInt(last + 1) }))
        ids.push(event?.id ?? '');
      return ids;
    } catch (error) {
      return error instanceof StreamNotFoundError ? [] : undefined;
    }
  }
}
