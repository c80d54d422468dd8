import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres, startStore } from '#embedded';

/** The node and PostgreSQL of a spec, in a folder of their own. */
export async function startServers() {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  const store = await startStore({ file: join(folder, 'log.sqlite'), port: 0 });
  const postgres = await startPostgres({ dataDir: join(folder, 'pg'), log: () => undefined });
  return {
    storeUrl: `esdb://127.0.0.1:${store.port}?tls=false`,
    postgresUrl: postgres.url,
    async stop() {
      await postgres.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where `redis-server` is, if this machine has one. */
export const redisBinary = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((file) => existsSync(file));

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A Redis of the spec's own, loopback only: nothing on disk, or an append-only file in a folder. */
export async function startRedis(binary: string, port: number, folder?: string) {
  const lasting = folder === undefined ? ['no'] : ['yes', '--dir', folder, '--appendfsync', 'always'];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', ...lasting];
  const child = spawn(binary, [...args, '--maxmemory-policy', 'noeviction'], {
    stdio: 'pipe',
    cwd: tmpdir(),
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!said.includes('Ready to accept connections')) {
    if (child.exitCode !== null) throw new Error(`redis-server ended: ${said}`);
    await sleep(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
