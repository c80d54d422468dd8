import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorField } from '../error-field.js';

const POLL_MS = 50;

/** Whether a process with this id is alive, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    if (errorField(error, 'code') === 'EPERM') return true;
    if (errorField(error, 'code') === 'ESRCH') return false;
    throw error;
  }
}

function isZombie(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && / Z /.test(readFileSync(file, 'utf8').replace(/\(.*\)/s, ''));
}

function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync(file)) return readFileSync(file, 'utf8').replaceAll('\0', ' ');
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}

/** Whether the process is a PostgreSQL on this cluster, and not a stranger that got a dead one's number. */
export const servesCluster = (pid: number, cluster: string): boolean =>
  isAlive(pid) && commandOf(pid).includes(cluster) && commandOf(pid).includes('postgres');

/** Where a process works; undefined when it is gone or somebody else's. */
function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(String(errorField(error, 'code')))) return undefined;
    throw error;
  }
}

/**
 * Ends what a killed PostgreSQL left at work on the cluster and what would keep the next one out until its query is
 * done. They are known by the folder they work in; without /proc the next one waits for them.
 */
export function endOrphans(cluster: string): void {
  if (!existsSync('/proc/self/cwd')) return;
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  for (const pid of pids)
    if (folderOf(pid) === cluster && isAlive(pid) && commandOf(pid).startsWith('postgres:'))
      process.kill(pid, 'SIGQUIT');
}

/** What `postmaster.pid` says of the cluster's last start. */
export function lastStart(cluster: string): { pid: number; port: number } | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) } : undefined;
}

async function gone(pid: number, patience: number): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += POLL_MS) {
    if (!isAlive(pid)) return true;
    await sleep(POLL_MS);
  }
  return !isAlive(pid);
}

/** Stops one PostgreSQL: fast shutdown, and when that takes too long an immediate one. */
export async function shutDown(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  if (await gone(pid, 20_000)) return;
  process.kill(pid, 'SIGQUIT');
  if (await gone(pid, 10_000)) return;
  throw new Error(
    `PostgreSQL (process ${pid}) does not stop. Stop it by hand, then start again. / PostgreSQL（进程 ${pid}）无法停止，请手工停止后重试。`,
  );
}
