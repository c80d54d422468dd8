import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { NotSent, type Channel, type Group } from './channel.js';

/** How many persons one file tells. */
export const fileGroupSize = 100;

/** Tells by files: one per attempt in a folder, whole or not there at all; recipients as person ids. */
export function fileChannel(folder: string): Channel {
  const pathOf = (attempt: string) => join(folder, `${attempt}.txt`);
  return {
    name: 'file',
    groupSize: fileGroupSize,
    ...{ personal: false, receipts: false, timeOut: 8_000, perSecond: 100, retryFor: null },
    async send(group) {
      const content = contentOf(group);
      const temporary = `${pathOf(group.attempt)}.${process.pid}.part`;
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(notSent);
      await writeDurably(temporary, content).catch(notSent);
      // From here on nobody can say that it was not sent: the name may stand before the folder is on disk.
      await rename(temporary, pathOf(group.attempt));
      await syncFolder(folder);
      return { hash: hashOf(content) };
    },
    async asks(attempt) {
      try {
        return { hash: hashOf(await readFile(pathOf(attempt), 'utf8')) };
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return 'unknown';
        throw error;
      }
    },
  };
}

const hashOf = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';

const notSent = (error: unknown): never => {
  throw new NotSent(codeOf(error), false, { cause: error });
};

function contentOf({ attempt, notice, possiblyTwice, text, recipients }: Group): string {
  const again = possiblyTwice ? ['（此通知可能已送达一次 / you may have got this notice before）'] : [];
  return [
    ...[text.zh, '', text.en, '', ...again],
    `通知 / notice: ${notice}`,
    `发送 / attempt: ${attempt}`,
    `告知 / told (${recipients.length}):`,
    ...recipients,
    '',
  ].join('\n');
}

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
