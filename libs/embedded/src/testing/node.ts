import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EventStoreDBClient,
  jsonEvent,
  type AllStreamResolvedEvent,
  type JSONEventType,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { startStore, type RunningStore, type StoreOptions, type StoreStatistics } from '../store/start.js';

export type Counted = JSONEventType<'Counted', { n: number }>;

/** An event that carries a number, with an id of its own or the given one. */
export const counted = (n: number, id?: string) =>
  jsonEvent<Counted>({ type: 'Counted', data: { n }, ...(id === undefined ? {} : { id }) });

/** The number an event carries. */
export function numberOf({ event }: ResolvedEvent | AllStreamResolvedEvent): number {
  const body: unknown = event?.data;
  return typeof body === 'object' && body !== null ? Number(Reflect.get(body, 'n')) : Number.NaN;
}

/** A node on a folder of its own with the real client on it. */
export class TestNode {
  readonly folder = mkdtempSync(join(tmpdir(), 'siyi-node-'));
  readonly file = join(this.folder, 'events.sqlite');
  private store: RunningStore | undefined;
  private clients: EventStoreDBClient[] = [];

  get port(): number {
    if (!this.store) throw new Error('the node is not running');
    return this.store.port;
  }

  statistics(): StoreStatistics {
    if (!this.store) throw new Error('the node is not running');
    return this.store.statistics();
  }

  async start(more: Partial<StoreOptions> = {}): Promise<EventStoreDBClient> {
    this.store = await startStore({ file: this.file, port: 0, ...more });
    return this.connect();
  }

  /** A client of its own; `more` are further settings of its connection string. */
  connect(more = ''): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${this.port}?tls=false${more}`);
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await this.store?.close();
    this.store = undefined;
  }

  async remove(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.dispose()));
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }
}

/** Without the events of the store's own streams. */
export const own = <T extends ResolvedEvent | AllStreamResolvedEvent>(events: readonly T[]): T[] =>
  events.filter(({ event }) => !event?.streamId.startsWith('$'));

/** Everything a read gives. */
export async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const event of events) found.push(event);
  return found;
}
