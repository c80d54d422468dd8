import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import {
  compareLogs,
  hashLeaf,
  leafText,
  tilePath,
  tilesSince,
  Tree,
  type Finding,
  type Signer,
} from '#audit';
import type { Log } from '#eventing';
import { invalid, missing } from '#kernel';
import { writeWhole, type Folder } from '../folder.js';

/** Where the tree's files lie: tiles and checkpoint, to be served as they are; nothing secret. */
export const auditFolder = ({ root }: Folder): string => join(root, 'audit');

/** How far the tree reaches: events counted, and the log position of the last of them. */
export type Reach = Readonly<{ size: number; position: string }>;

const none: Reach = { size: 0, position: '0' };

/** The reach that was written last. */
export function reachOf(folder: Folder): Reach {
  const path = join(auditFolder(folder), 'reach.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Reach) : none;
}

function writeBytes(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  writeFileSync(`${path}.draft`, bytes, { flush: true });
  renameSync(`${path}.draft`, path);
}

/** The tree as its lowest tiles hold it. */
export function treeOnDisk(folder: Folder): Tree {
  const { size } = reachOf(folder);
  const tree = new Tree();
  for (let n = 0; tree.size < size; n += 1) {
    const part = Math.min(256, size - n * 256);
    const path = join(auditFolder(folder), tilePath(0, n, part));
    if (!existsSync(path))
      missing(
        'audit.tileMissing',
        `缺少 ${path}:请以 --all 重建。`,
        `${path} is missing: build it anew with --all.`,
      );
    const bytes = readFileSync(path);
    for (let at = 0; at < part; at += 1) tree.append(bytes.subarray(at * 32, at * 32 + 32));
  }
  return tree;
}

/** Adds what the log holds after a position to a tree; answers with the reach. `onEvent`: each event with its place. */
export async function growFrom(
  log: Pick<Log, 'readAll'>,
  tree: Tree,
  after: string,
  onEvent: (index: number) => void = () => undefined,
): Promise<Reach> {
  let position = after;
  for await (const event of log.readAll(after === '0' ? {} : { after })) {
    onEvent(tree.size);
    tree.append(hashLeaf(leafText(event)));
    position = event.position;
  }
  return { size: tree.size, position };
}

/** Writes the tiles that are new since a size, then the reach: a death between the two leaves only tiles that are written again. */
export function writeTree(folder: Folder, tree: Tree, since: number, reach: Reach): void {
  for (const { path, bytes } of tilesSince(tree.at, since, reach.size))
    writeBytes(join(auditFolder(folder), path), bytes);
  writeWhole(join(auditFolder(folder), 'reach.json'), JSON.stringify(reach));
}

/** Brings the tree on disk up to the log. `kept`: the tree as it was after the last time, if nobody else has grown it since. */
export async function growTree(
  folder: Folder,
  log: Pick<Log, 'readAll'>,
  { kept, onEvent }: Readonly<{ kept?: Tree | undefined; onEvent?: (index: number) => void }> = {},
): Promise<Readonly<{ tree: Tree; reach: Reach }>> {
  mkdirSync(auditFolder(folder), { recursive: true, mode: 0o755 });
  const before = reachOf(folder);
  const tree = kept?.size === before.size ? kept : treeOnDisk(folder);
  const reach = await growFrom(log, tree, before.position, onEvent);
  if (reach.size !== before.size) writeTree(folder, tree, before.size, reach);
  return { tree, reach };
}

/** Hashes the whole log once more and says where it differs from the tree that was kept. */
export async function recheck(
  folder: Folder,
  log: Pick<Log, 'readAll'>,
  onEvent?: (index: number) => void,
): Promise<readonly Finding[]> {
  const now = new Tree();
  await growFrom(log, now, '0', onEvent);
  return compareLogs(treeOnDisk(folder), now);
}

/** The log's signing key: LOG_KEY_FILE, else `log.key` of the folder, apart from what is served; made on first use, with its name. */
export function logSigner(folder: Folder, named: string | undefined): Signer {
  const path = named ?? join(folder.root, 'log.key');
  return signerAt(path, 1, named === undefined ? `siyi/${randomBytes(6).toString('hex')}` : undefined);
}

/** A secret key in a file of its own (0600): `name seed-in-base64`; made with `fresh` as its name where there is none. */
export function signerAt(path: string, algorithm: 1 | 4, fresh: string | undefined): Signer {
  if (!existsSync(path)) {
    if (fresh === undefined)
      return missing('audit.noKey', `没有密钥文件 ${path}。`, `There is no key file ${path}.`);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeWhole(path, `${fresh} ${randomBytes(32).toString('base64')}\n`);
  }
  const [name = '', base64 = ''] = readFileSync(path, 'utf8').trim().split(' ');
  const seed = Buffer.from(base64, 'base64');
  if (name === '' || seed.length !== 32)
    return invalid('audit.badKey', `密钥文件 ${path} 不完整。`, `The key file ${path} is not whole.`);
  return { name, algorithm, seed };
}
