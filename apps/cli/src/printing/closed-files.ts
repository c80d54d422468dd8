import { auditFolder } from '../audit/transparency.js';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '#audit';
import type { Clock } from '#eventing';
import { closesFile } from '#print';
import { dayOf } from '#procedure';
import type { Source } from '../../../api/src/history/replay.js';
import { bundlesOf } from '../audit/bundling.js';
import { writeWhole, type Folder } from '../folder.js';
import { writeFileOf } from './filing.js';
import { footOf, newestCheckpoint } from '../../../api/src/printing/foot.js';

type Closing = Readonly<{
  source: Source;
  folder: Folder;
  clock: Clock;
  publicUrl: string | undefined;
  tree: Tree;
  checkpoint: string;
}>;

/** Where the files of closed matters lie, one folder each. */
export const filesFolder = ({ root }: Folder): string => join(root, 'files');

/**
 * Writes the file of every decision and request that was closed since the last time and lies under the checkpoint, nobody
 * named and nothing opened, so that an erasure reaches it. Answers with what was filed.
 */
export async function fileClosed(closing: Closing): Promise<readonly string[]> {
  const { source, folder, clock, publicUrl, tree, checkpoint } = closing;
  const root = filesFolder(folder);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const reach = join(root, 'reach');
  const after = existsSync(reach) ? readFileSync(reach, 'utf8') : undefined;
  const closed = new Set<string>();
  let position = after;
  let beyond = false;
  const categories = ['decision', 'admissionRequest'];
  for await (const event of source.log.readAll({ categories, ...(after === undefined ? {} : { after }) })) {
    if (closesFile(event)) closed.add(event.stream);
    position = event.position;
  }
  const filed: string[] = [];
  const day = dayOf(clock.now());
  // what goes on after the checkpoint waits for the next one
  const wanted = { abouts: [...closed], checkpoint, beyond: () => (beyond = true) };
  for await (const bundle of closed.size > 0 ? bundlesOf(source.log, tree, wanted) : []) {
    const { about } = bundle;
    const foot = footOf({
      ...{ about, position: position ?? '0', day, keys: source.keys, publicUrl },
      checkpoint: newestCheckpoint(auditFolder(folder)),
    });
    await writeFileOf(join(root, about), { source, folder, bundle, foot, open: false });
    filed.push(about);
  }
  if (!beyond && position !== undefined) writeWhole(reach, position);
  return filed;
}
