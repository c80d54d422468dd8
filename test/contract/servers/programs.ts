import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program on the search path or in one of the folders. */
export const programIn = (name: string, folders: readonly string[] = []): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), ...folders]
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

const debian = '/usr/lib/postgresql';

/** Debian keeps the programs of each PostgreSQL off the search path; the newest first. */
export const postgresFolders = (): readonly string[] =>
  existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : [];
