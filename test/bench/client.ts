import { EventStoreDBClient } from '@eventstore/db-client';

export type Client = EventStoreDBClient;

let made = 0;

/** The official client on a socket of its own: equal options would share one, and a slow reader's window with it. */
export function clientOf(url: string): Client {
  made += 1;
  return EventStoreDBClient.connectionString(`${url}&keepAliveInterval=${20_000 + made}`);
}
