import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkpointText, signatureOf, verifierOf, writeNote, writeVerifier, type Tree } from '#audit';
import type { Log } from '#eventing';
import { writeWhole, type Folder } from '../folder.js';
import { auditFolder, growTree, logSigner } from './transparency.js';
import { cosigned, witnessesOf } from './witnesses.js';

type Reading = Pick<Log, 'readAll'>;

/** A checkpoint as it was signed; `silent` are the witnesses that did not cosign, `published` says whether enough did. */
export type Signed = Readonly<{
  size: number;
  note: string;
  key: string;
  silent: readonly string[];
  published: boolean;
}>;

/** Signs a tree, asks the witnesses, and publishes the checkpoint where as many cosigned as the policy asks. */
export async function publish(folder: Folder, tree: Tree, keyFile: string | undefined): Promise<Signed> {
  const { size } = tree;
  const signer = logSigner(folder, keyFile);
  const text = checkpointText({ origin: signer.name, size, root: tree.root() });
  const own = writeNote({ text, signatures: [signatureOf(text, signer)] });
  const witnesses = witnessesOf(folder);
  const { note, silent } = await cosigned(witnesses, tree, { note: own, size });
  const published = witnesses.asked.length - silent.length >= witnesses.need;
  if (published) writeWhole(join(auditFolder(folder), 'checkpoint'), note);
  return { size, note, key: writeVerifier(verifierOf(signer)), silent, published };
}

type Keeping = Readonly<{
  folder: Folder;
  log: Reading;
  /** Seconds from one checkpoint to the next. */
  every: number;
  keyFile: string | undefined;
  signal: AbortSignal;
  say: (line: string) => void;
  /** Told of each checkpoint that was published, with its tree. */
  onPublished?: (tree: Tree, checkpoint: string) => Promise<void>;
}>;

/** Publishes a checkpoint every so often while the log grows, until it is stopped. What fails is said and tried again the next time. */
export async function keepPublishing({
  folder,
  log,
  every,
  keyFile,
  signal,
  say,
  onPublished,
}: Keeping): Promise<void> {
  let tree: Tree | undefined;
  let published = -1;
  const pause = async (): Promise<boolean> => {
    await sleep(every * 1000, undefined, { signal, ref: false }).catch((error: Error) => {
      if (!signal.aborted) throw error;
    });
    return !signal.aborted;
  };
  while (await pause())
    try {
      ({ tree } = await growTree(folder, log, { kept: tree, onEvent: () => signal.throwIfAborted() }));
      if (tree.size === published) continue;
      const signed = await publish(folder, tree, keyFile);
      if (signed.published) {
        published = signed.size;
        await onPublished?.(tree, signed.note);
      } else say(`checkpoint ${signed.size}: 见证不足 too few witnesses: ${signed.silent.join(', ')}`);
    } catch (error) {
      if (!signal.aborted) say(`checkpoint: ${(error as Error).message}`);
    }
}
