import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import { errorField } from '../error-field.js';

const run = promisify(execFile);

/** The system user as which PostgreSQL runs; undefined means the user who runs this process. */
export type Account = Readonly<{ uid: number; gid: number }> | undefined;

/** PostgreSQL refuses to run as root, so root lends it this user. */
const USER = 'siyi';
/** useradd on most systems, adduser on those with busybox. */
const CREATE = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER],
  ['adduser', '-S', '-D', '-H', USER],
] as const;

async function find(user: string): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch (error) {
    if (errorField(error, 'code') === 1) return undefined;
    throw error;
  }
}

async function create(user: string): Promise<void> {
  const failures: string[] = [];
  for (const [command, ...args] of CREATE) {
    try {
      await run(command, args);
      return;
    } catch (error) {
      failures.push(String(errorField(error, 'message')));
    }
  }
  throw new Error(
    `PostgreSQL cannot run as root and the user '${user}' could not be made (${failures.join('; ')}). Make it by hand, run as an ordinary user, or give --database-url. / ` +
      `PostgreSQL 不能以 root 运行，且无法创建用户“${user}”。请手工创建该用户、改用普通用户运行，或用 --database-url 指定数据库。`,
  );
}

/** The account for a cluster: its owner when it exists; else the present user, or for root the user `siyi`, made if need be. */
export async function accountFor(owned: string | undefined, log: (line: string) => void): Promise<Account> {
  if (process.getuid?.() !== 0) return undefined;
  if (owned !== undefined) {
    const { uid, gid } = statSync(owned);
    if (uid !== 0) return { uid, gid };
  }
  const found = await find(USER);
  if (found) return found;
  log(
    `PostgreSQL does not run as root: creating the system user '${USER}' for it (avoid this with --database-url). / PostgreSQL 不能以 root 运行：正在为它创建系统用户“${USER}”（用 --database-url 可免）。`,
  );
  await create(USER);
  return find(USER);
}
