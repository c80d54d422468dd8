import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore, type RunningStore } from '#embedded';
import { connect, type ConnectOptions } from '../connect.js';
import type { Log, StoredEvent } from '../log.js';
import { uuidV5 } from '../uuid.js';

/** An embedded node on a file of its own, which can be stopped and started again at the same address. */
export type OwnStore = Readonly<{
  url: string;
  log(options?: ConnectOptions): Log;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}>;

/** Starts a node for a spec; `remove` closes the logs and the node. */
export async function ownStore(): Promise<OwnStore> {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-log-'));
  const file = join(folder, 'events.db');
  let node: RunningStore = await startStore({ file, port: 0 });
  const { port } = node;
  const url = `esdb://127.0.0.1:${port}?tls=false`;
  const logs: Log[] = [];
  return {
    url,
    log(options) {
      const log = connect(url, options);
      logs.push(log);
      return log;
    },
    stop: () => node.close(),
    async start() {
      node = await startStore({ file, port });
    },
    async remove() {
      await Promise.all(logs.map((log) => log.close()));
      await node.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A bare event; `name` gives its id. */
export const said = (name: string, data: Readonly<Record<string, unknown>> = { name }): StoredEvent => ({
  id: uuidV5(name),
  type: 'Said',
  data,
  metadata: {
    $correlationId: name,
    $causationId: name,
    commandId: name,
    by: { person: 'p' },
    at: '2026-03-01T08:00:00.000Z',
    schema: 1,
  },
});

/** All that an iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
