import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { conflict, missing } from '#kernel';
import { addToKeyDatabase, isDatabase } from './key-database.js';
import { addToKeyFile } from './key-file.js';
import type { KeptKeys } from './keys.js';

function kept(file: string): KeptKeys {
  if (!existsSync(file))
    return missing('keys.noBackup', `没有密钥备份 ${file}。`, `There is no backup of the keys at ${file}.`);
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const deployment = db.prepare('select key from deployment').get()?.key as Uint8Array | undefined;
    if (deployment === undefined)
      return conflict('keys.badBackup', `${file} 中没有部署密钥。`, `${file} holds no deployment key.`);
    return {
      deployment,
      rows: db.prepare('select name, key from keys').all() as unknown as KeptKeys['rows'],
    };
  } finally {
    db.close();
  }
}

/**
 * Puts the keys of a backup into the key store at an address, which must be empty or of the same deployment: what is
 * there stays, a destroyed key too. Answers with how many keys the backup holds; throws a Rejection otherwise.
 */
export async function restoreKeys(file: string, address: string): Promise<number> {
  const keys = kept(file);
  const same = await (isDatabase(address) ? addToKeyDatabase(address, keys) : addToKeyFile(address, keys));
  if (!same)
    conflict(
      'keys.otherDeployment',
      '目标密钥库已有另一部署的密钥:请用空的密钥库恢复。',
      'The key store already holds the keys of another deployment: restore into an empty one.',
    );
  return keys.rows.length;
}
