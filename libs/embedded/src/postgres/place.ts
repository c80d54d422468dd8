import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountFor, type Account } from './account.js';
import { canReach } from './reach.js';

/** Where a data folder's PostgreSQL lives, and as whom it runs. */
export type Place = Readonly<{ home: string; cluster: string; account: Account }>;

const clusterIn = (home: string): string => join(home, 'cluster');

function lost(home: string): Error {
  return new Error(
    `The PostgreSQL cluster in ${home} cannot be reached by the user who owns it: a folder above it is private. Open that folder for walking (chmod o+x), or move the data folder. / ` +
      `${home} 中的 PostgreSQL 数据，其所有者已无法到达：上级目录不允许进入。请放开该目录（chmod o+x）或移动数据目录。`,
  );
}

/** Finds the place for a data folder; the same folder always gives the same cluster. */
export async function placeFor(
  dataDir: string,
  publicDir: string,
  log: (line: string) => void,
): Promise<Place> {
  mkdirSync(dataDir, { recursive: true });
  const real = realpathSync(dataDir);
  const inside = join(real, 'postgres');
  const outside = join(publicDir, createHash('sha256').update(real).digest('hex').slice(0, 16));
  const existing = [outside, inside].find((home) => existsSync(clusterIn(home)));
  const account = await accountFor(existing && clusterIn(existing), log);
  const reachable = canReach(inside, account);
  if (existing === inside && !reachable) throw lost(inside);
  const home = existing ?? (reachable ? inside : outside);
  if (home === outside && !existing) {
    log(
      `${dataDir} is private, so the PostgreSQL files go to ${home}. / ${dataDir} 是私有目录，PostgreSQL 文件放在 ${home}。`,
    );
    mkdirSync(publicDir, { recursive: true });
    chmodSync(publicDir, 0o755);
    writeFileSync(join(real, 'postgres.location'), `${home}\n`);
  }
  mkdirSync(home, { recursive: true });
  if (account) chmodSync(home, 0o755);
  return { home, cluster: clusterIn(home), account };
}

/** Gives a file or folder to the account that PostgreSQL runs as. */
export function give(path: string, account: Account): void {
  if (account) chownSync(path, account.uid, account.gid);
}
