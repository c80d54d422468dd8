import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nodeFlags, storeEnvironment } from '../../apps/cli/src/node-flags.js';
import { freePort } from '../stack/house.js';
import { RoleProcess } from '../stack/role-process.js';
import { clientOf, type Client } from './client.js';

/** A server of the EventStoreDB protocol as a process of its own. */
export type Node = Readonly<{
  port: number;
  pid: number;
  url: string;
  /** A client on a socket of its own; it ends with the node. */
  client: () => Client;
  stop: () => Promise<void>;
}>;

/** A folder of its own that goes with whoever asked for it. */
export const passingFolder = (): string => mkdtempSync(join(tmpdir(), 'siyi-bench-'));

async function started(name: string, main: string, args: readonly string[], port: number): Promise<Node> {
  const said = async (text: string): Promise<boolean> => text.includes('esdb://');
  const server = new RoleProcess(
    name,
    resolve('dist', main),
    args,
    { ...process.env, NODE_OPTIONS: '', ...storeEnvironment },
    said,
    [],
    nodeFlags.store,
  );
  await server.start();
  const url = `esdb://127.0.0.1:${port}?tls=false`;
  const clients: Client[] = [];
  return {
    ...{ port, url, pid: server.pid as number },
    client() {
      const client = clientOf(url);
      clients.push(client);
      return client;
    },
    async stop() {
      await Promise.all(clients.map((client) => client.dispose()));
      await server.stop();
    },
  };
}

/** The node of this project, as `siyi up` runs it. */
export async function startNode(folder: string): Promise<Node> {
  const port = await freePort();
  return started('store', 'apps/cli/src/main.js', ['store', '--data', folder, '--port', String(port)], port);
}

/** One of the servers beside, to which the node is compared. */
export async function startBeside(name: 'bare-commit' | 'prepared-answers', arg: string): Promise<Node> {
  const port = await freePort();
  return started(name, `test/bench/servers/${name}.js`, [arg, String(port)], port);
}

/** A node on a folder of its own for the time of some work. */
export async function withNode<T>(work: (node: Node) => Promise<T>): Promise<T> {
  const folder = passingFolder();
  const node = await startNode(folder);
  try {
    return await work(node);
  } finally {
    await node.stop();
    rmSync(folder, { recursive: true });
  }
}
