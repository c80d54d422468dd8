import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENVIRONMENT } from './initialise.js';
import type { Place } from './place.js';
import { isAlive } from './process.js';
import { dataDirectory, type Access } from './session.js';
import { errorField } from '../error-field.js';

/** Small memory, full durability; one machine, loopback only. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '32MB',
  max_connections: '40',
  jit: 'off',
  fsync: 'on',
  max_wal_size: '256MB',
  max_wal_senders: '0',
  wal_level: 'minimal',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and key values may hold what must not stand in a log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
} as const;

const READY_MS = 60_000;

const listenOn = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });

/** The port noted in the data folder when it is free, else another one, noted for the next time. */
async function notedPort({ home }: Place): Promise<number> {
  const file = join(home, 'port');
  const noted = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await listenOn(noted)) ?? (await listenOn(0));
  if (port === undefined) throw new Error('No free port on 127.0.0.1. / 127.0.0.1 上没有空闲端口。');
  if (port !== noted) writeFileSync(file, `${port}\n`);
  return port;
}

/** Waits until the cluster answers the right password with the right folder; false when it is another or dead. */
export async function answers(place: Place, access: Access, pid: number, patience: number): Promise<boolean> {
  for (let waited = 0; waited <= patience; waited += 50) {
    try {
      return (await dataDirectory(access)) === place.cluster;
    } catch (error) {
      const code = errorField(error, 'code');
      // 57P03: still starting or recovering. Any other answer of a server means a stranger.
      if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && code !== '57P03') return false;
      if (!isAlive(pid)) return false;
    }
    await sleep(50);
  }
  return false;
}

/** Whether what kept PostgreSQL from starting may pass: memory that orphans of a killed one hold, or its port. */
export const mayPass = (error: unknown): boolean =>
  /shared memory block|Address already in use/.test(String(errorField(error, 'message')));

/** Starts PostgreSQL in a process group of its own, so that it outlives a terminal's interrupt until it is told to stop. */
export async function launch(place: Place, postgres: string, password: string, wished?: number) {
  const port = wished ?? (await notedPort(place));
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const logFile = join(place.home, 'log');
  const log = openSync(logFile, 'w');
  const child = spawn(postgres, ['-D', place.cluster, ...settings], {
    ...place.account,
    cwd: place.home,
    env: ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  child.unref();
  const pid = child.pid ?? 0;
  const access = { port, password };
  const ready = await Promise.race([answers(place, access, pid, READY_MS), failed]);
  if (!ready) {
    const said = readFileSync(logFile, 'utf8').slice(-2000);
    throw new Error(`PostgreSQL did not start; it said: ${said} / PostgreSQL 未能启动，输出见上。`);
  }
  return { pid, access };
}
