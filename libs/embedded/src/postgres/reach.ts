import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Account } from './account.js';

function allowed(path: string, account: NonNullable<Account>, bits: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/** Whether the account may walk to the folder and use what is in it; what does not exist yet is left out. */
export function canReach(path: string, account: Account): boolean {
  if (!account) return true;
  let existing = path;
  while (!existsSync(existing)) existing = dirname(existing);
  for (let at = realpathSync(existing); ; at = dirname(at)) {
    if (!allowed(at, account, 1)) return false;
    if (at === dirname(at)) return true;
  }
}

/** Whether the account may read and run PostgreSQL's files in the folder. */
export function canRun(native: string, account: Account): boolean {
  if (!account) return true;
  const program = join(native, 'bin', 'postgres');
  const parts = [join(native, 'lib'), join(native, 'share')];
  return (
    canReach(dirname(program), account) &&
    allowed(program, account, 5) &&
    parts.every((part) => allowed(part, account, 5))
  );
}
