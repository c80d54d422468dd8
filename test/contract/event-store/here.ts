import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  START,
  type AllStreamResolvedEvent,
  type AppendExpectedRevision,
  type AppendResult,
  type ReadPosition,
  type ResolvedEvent,
} from '@eventstore/db-client';
import type { EventStore } from '../servers/event-stores.js';

/** A numbered event, with an id of its own or a given one. */
export const said = (n: number, id: string = randomUUID()) =>
  jsonEvent({ id, type: 'Said', data: { n }, metadata: { by: 'contract' } });

/** The number in an event. */
export const numberOf = ({ event }: ResolvedEvent | AllStreamResolvedEvent): number =>
  (event as unknown as { data: { n: number } }).data.n;

/** Everything that an iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** One test's way to a server that others may use too: its streams are in a category of its own. */
export class Here {
  readonly category = `c${randomUUID().replaceAll('-', '')}`;
  readonly client: EventStoreDBClient;
  readonly #clients: EventStoreDBClient[] = [];

  constructor(readonly store: EventStore) {
    this.client = this.other();
  }

  /** A client of its own. */
  other(): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(this.store.url);
    this.#clients.push(client);
    return client;
  }

  stream(name: string | number): string {
    return `${this.category}-${name}`;
  }

  append(
    name: string | number,
    numbers: readonly number[],
    expectedRevision: AppendExpectedRevision = 'any',
  ): Promise<AppendResult> {
    const events = numbers.map((n) => said(n));
    return this.client.appendToStream(this.stream(name), events, { expectedRevision });
  }

  async numbers(name: string | number): Promise<number[]> {
    return (await all(this.client.readStream(this.stream(name)))).map(numberOf);
  }

  /** Where the whole log ends now. */
  async head(): Promise<ReadPosition> {
    const [last] = await all(this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
    return last?.event?.position ?? START;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.dispose()));
  }
}
