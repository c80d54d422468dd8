import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { give, type Place } from './place.js';
import { OWNER } from './session.js';

const run = promisify(execFile);

/** A clean environment: the caller's PG* and LANG must not change what is made. */
export const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C.UTF-8',
  TZ: 'UTC',
} as const;

/** The cluster's password, made once and kept in a file that only its owner reads. */
export function passwordOf({ home, cluster }: Place): string {
  const file = join(home, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(cluster)) {
    throw new Error(
      `The password file ${file} of an existing PostgreSQL cluster is missing: restore it from a backup, or move ${cluster} away to begin anew. / 现有 PostgreSQL 数据的密码文件 ${file} 不见了：请从备份恢复，或移走 ${cluster} 重新开始。`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Makes the cluster beside its final place and moves it there when it is complete: a kill leaves none or all. */
export async function initialise(place: Place, initdb: string, password: string): Promise<void> {
  const { home, cluster, account } = place;
  for (const name of readdirSync(home)) {
    if (name.startsWith('unfinished-')) rmSync(join(home, name), { recursive: true });
  }
  const unfinished = join(home, `unfinished-${process.pid}`);
  const passwordFile = join(home, `unfinished-${process.pid}.password`);
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(unfinished, account);
  give(passwordFile, account);
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
  ];
  await run(initdb, flags, { ...account, cwd: home, env: ENVIRONMENT });
  rmSync(passwordFile);
  renameSync(unfinished, cluster);
}
