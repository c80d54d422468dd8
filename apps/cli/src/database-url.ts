import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missing } from '#kernel';
import { writeWhole, type Folder } from './folder.js';
import { ownSettings, type Settings } from './settings/index.js';

const noteOf = (folder: Folder): string => join(folder.root, 'database-url');

/** Notes the address of the running PostgreSQL (with its password, 0600) for the other commands. */
export const noteDatabaseUrl = (folder: Folder, url: string): void => writeWhole(noteOf(folder), url);

/** The address of the read models: DATABASE_URL, else the one noted by the stack that runs on this folder. */
export function databaseUrl(folder: Folder, settings: Settings = ownSettings()): string {
  const noted = existsSync(noteOf(folder)) ? readFileSync(noteOf(folder), 'utf8') : undefined;
  return (
    settings.databaseUrl ??
    noted ??
    missing(
      'cli.noDatabase',
      `${folder.root} 未记有读模型的数据库:请先启动服务(npm start),或设 DATABASE_URL。`,
      `No database of read models is noted in ${folder.root}: start the stack (npm start) or set DATABASE_URL.`,
    )
  );
}
