import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidV5 } from '#eventing';
import { folderAt, removeFolder, type Folder } from '../../apps/cli/src/folder.js';
import { signToken } from '../../apps/cli/src/tokens.js';
import { people } from '../stack/realm.js';

const signed = (folder: Folder, subject: string, hours = 1): Promise<string> =>
  signToken(folder, subject, uuidV5(`bad/${subject}/${hours}`), hours).then(({ token }) => `Bearer ${token}`);

async function forged(): Promise<string> {
  const elsewhere = folderAt(mkdtempSync(join(tmpdir(), 'siyi-forger-')));
  const token = await signed(elsewhere, people.secretary);
  removeFolder(elsewhere);
  return token;
}

async function unsigned(folder: Folder): Promise<string> {
  const [, payload] = (await signed(folder, people.secretary)).split('.');
  return `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
}

/** Tokens that prove nobody, with what is wrong with them. */
export const badTokens: readonly Readonly<{ what: string; made: (folder: Folder) => Promise<string> }>[] = [
  { what: 'expired', made: (folder) => signed(folder, people.secretary, -1) },
  { what: 'forged with another key', made: forged },
  { what: 'not signed at all', made: unsigned },
  {
    what: 'of the system, which exists only inside a process',
    made: (folder) => signed(folder, 'system:reactor'),
  },
  { what: 'of no person', made: (folder) => signed(folder, 'chair') },
  { what: 'no token', made: async () => 'Basic c2VjcmV0YXJ5Og==' },
];
