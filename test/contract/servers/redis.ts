import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GenericContainer, Wait } from 'testcontainers';
import { freePort, startRedis } from '../../../apps/worker/src/testing/servers.js';
import type { Backend } from './backend.js';
import { atAddress, inContainer, withoutDocker } from './docker.js';
import { programIn } from './programs.js';

/** A Redis that runs, with its append-only file. */
export type Redis = Readonly<{
  url: string;
  /** Stops it and starts it again at the same address, with what it held or without. */
  restart(how: 'kept' | 'emptied'): Promise<void>;
  remove(): Promise<void>;
}>;

const nothing = async (): Promise<void> => undefined;
const image = 'redis:7-alpine';

async function fromProgram(binary: string): Promise<Redis> {
  const port = await freePort();
  const empty = (): string => mkdtempSync(join(tmpdir(), 'siyi-redis-'));
  let folder = empty();
  let running = await startRedis(binary, port, folder);
  return {
    url: running.url,
    async restart(how) {
      await running.stop(how === 'kept' ? 'SIGTERM' : 'SIGKILL');
      if (how === 'emptied') {
        rmSync(folder, { recursive: true });
        folder = empty();
      }
      running = await startRedis(binary, port, folder);
    },
    async remove() {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function onMachine(): Backend<Redis> {
  const binary = programIn('redis-server');
  if (binary === undefined)
    return {
      name: 'Redis of this machine',
      absent: 'there is no redis-server (Debian: apt-get install redis-server)',
    };
  const version = /v=[\d.]+/.exec(execFileSync(binary, ['--version'], { encoding: 'utf8' }))?.[0] ?? '';
  return { name: `redis-server ${version}, of this machine`, start: () => fromProgram(binary) };
}

async function inDocker(): Promise<Backend<Redis>> {
  const absent = await withoutDocker;
  if (absent !== undefined) return { name: image, absent };
  async function start(): Promise<Redis> {
    const container = await new GenericContainer(image)
      .withCommand(['redis-server', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'])
      .withExposedPorts(6379)
      .withWaitStrategy(Wait.forLogMessage('Ready to accept connections'))
      .start();
    const url = `redis://${container.getHost()}:${container.getMappedPort(6379)}`;
    return { url, restart: nothing, remove: async () => void (await container.stop()) };
  }
  return { name: image, start, stays: inContainer };
}

function byAddress(): Backend<Redis> {
  const url = process.env['REDIS_URL'];
  const name = 'Redis at REDIS_URL';
  if (url === undefined) return { name, absent: 'REDIS_URL is not set' };
  return { name, start: async () => ({ url, restart: nothing, remove: nothing }), stays: atAddress };
}

/** Every real Redis that can be had: of this machine, in Docker, by address. */
export const redisServers = async (): Promise<readonly Backend<Redis>[]> => [
  onMachine(),
  await inDocker(),
  byAddress(),
];
