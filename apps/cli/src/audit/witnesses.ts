import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  consistencyProof,
  readNote,
  readVerifier,
  signedBy,
  writeNote,
  type Note,
  type Policy,
  type Tree,
  type Verifier,
} from '#audit';
import { invalid } from '#kernel';
import type { Folder } from '../folder.js';
import { auditFolder } from './transparency.js';

/** Witnesses of a log: where each is asked, and how many must cosign. */
export type Witnesses = Readonly<{
  need: number;
  asked: readonly Readonly<{ url: string; key: Verifier }>[];
}>;

/** Reads `audit/witnesses`: a line `need N`, then a line `key url` for each; without the file there is none. */
export function witnessesOf(folder: Folder): Witnesses {
  const path = join(auditFolder(folder), 'witnesses');
  if (!existsSync(path)) return { need: 0, asked: [] };
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const need = /^need (\d+)$/.exec(lines[0] ?? '')?.[1];
  const asked = lines.slice(1).map((line) => {
    const [key = '', url = ''] = line.split(' ');
    return { key: readVerifier(key), url };
  });
  if (need !== undefined && Number(need) <= asked.length && asked.every(({ url }) => URL.canParse(url)))
    return { need: Number(need), asked };
  return invalid(
    'audit.badWitnesses',
    `${path} 首行应为“need N”,其后每行“公钥 地址”,N 不超过行数。`,
    `${path}: first "need N", then "key url" on each line, N no more than these.`,
  );
}

export const policyOf = ({ need, asked }: Witnesses): Policy => ({
  n: need,
  of: asked.map(({ key }) => key),
});

const limit = 10_000;

async function post(url: string, old: number, proof: readonly Uint8Array[], note: string): Promise<Response> {
  const lines = [`old ${old}`, ...proof.map((one) => Buffer.from(one).toString('base64')), '', note];
  return fetch(new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`), {
    ...{ method: 'POST', body: lines.join('\n'), redirect: 'error' },
    signal: AbortSignal.timeout(limit),
  });
}

/** Asks one witness; it says from which size it last saw the log, and is asked once more from there. */
async function cosignature(
  { url, key }: Witnesses['asked'][number],
  tree: Tree,
  { note, size }: Readonly<{ note: string; size: number }>,
): Promise<string | undefined> {
  let answer = await post(url, 0, [], note);
  if (answer.status === 409) {
    const old = Number(await answer.text());
    if (!Number.isSafeInteger(old) || old > size) return undefined;
    answer = await post(url, old, consistencyProof(tree.at, old, size), note);
  }
  const text = await answer.text();
  if (answer.status !== 200) return undefined;
  const line = readNote(`x\n\n${text}`).signatures.find(({ name }) => name === key.name);
  const signed = readNote(note);
  return line && signedBy({ ...signed, signatures: [line] }, key) ? text : undefined;
}

/** The checkpoint with the cosignatures of all witnesses that answered well; who did not is named. */
export async function cosigned(
  witnesses: Witnesses,
  tree: Tree,
  checkpoint: Readonly<{ note: string; size: number }>,
): Promise<Readonly<{ note: string; silent: readonly string[] }>> {
  const answers = await Promise.all(
    witnesses.asked.map(async (one) => {
      const text = await cosignature(one, tree, checkpoint).catch((error: Error) => {
        process.stderr.write(`${one.key.name}: ${error.message}\n`);
        return undefined;
      });
      return { name: one.key.name, text };
    }),
  );
  const lines = answers.flatMap(({ text }) => text ?? []);
  const note: Note = readNote(checkpoint.note);
  const more = lines.flatMap((text) => readNote(`x\n\n${text}`).signatures);
  return {
    note: writeNote({ ...note, signatures: [...note.signatures, ...more] }),
    silent: answers.filter(({ text }) => text === undefined).map(({ name }) => name),
  };
}
