import type { EventStoreDBClient } from '@eventstore/db-client';
import { closeClient, guardedClient } from './guarded-client.js';

/** The client in use, and its replacement after a failure. */
export type Connection = Readonly<{
  client(): EventStoreDBClient;
  /** Says that this client failed; the next call gets a fresh one. */
  failed(client: EventStoreDBClient): void;
  close(): Promise<void>;
}>;

const keepAlive = /([?&])keepAliveInterval=(-?\d+)&?/i;

/** Connections with equal options share one socket and its growing back-off, so each gets options of its own. */
function withKeepAlive(url: string, extra: number): string {
  const asked = Number(keepAlive.exec(url)?.[2] ?? 10_000);
  const rest = url.replace(keepAlive, '$1').replace(/[?&]$/, '');
  const value = asked < 0 ? asked : Math.max(asked, 10_000) + extra;
  return `${rest}${rest.includes('?') ? '&' : '?'}keepAliveInterval=${value}`;
}

let made = 0;

const linger = 10_000; // calls under way on a client that was replaced may still end well
const youngest = 250; // many callers failing at once make one new client, not many

/** Opens lazily; after a failure a new client tries at once instead of waiting out the old one's back-off. */
export function connection(url: string): Connection {
  let current: EventStoreDBClient | undefined;
  let since = 0;
  const leaving = new Map<EventStoreDBClient, NodeJS.Timeout>();

  function leave(client: EventStoreDBClient): Promise<void> {
    clearTimeout(leaving.get(client));
    leaving.delete(client);
    return closeClient(client);
  }

  function open(): EventStoreDBClient {
    since = performance.now();
    made = (made + 1) % 5_000;
    return guardedClient(withKeepAlive(url, made));
  }

  return {
    client: () => (current ??= open()),
    failed(client) {
      if (client !== current || performance.now() - since < youngest) return;
      current = undefined;
      leaving.set(client, setTimeout(() => void leave(client), linger).unref());
    },
    async close() {
      const all = [...leaving.keys(), ...(current ? [current] : [])];
      current = undefined;
      await Promise.all(all.map(leave));
    },
  };
}
