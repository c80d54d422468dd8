import { auditFolder } from '../audit/transparency.js';
import { existsSync, readdirSync } from 'node:fs';
import { conflict, invalid } from '#kernel';
import { dayOf } from '#procedure';
import { bundlesOf } from '../audit/bundling.js';
import { aboutOf, published } from '../audit/commands.js';
import { treeOnDisk } from '../audit/transparency.js';
import type { Given } from '../commands.js';
import type { Folder } from '../folder.js';
import { openSession } from '../session.js';
import { ownSettings } from '../settings/index.js';
import { clockOf } from '../simulated-clock.js';
import { writeFileOf } from './filing.js';
import { footOf, newestCheckpoint } from '../../../api/src/printing/foot.js';
import { chromium } from './pdf.js';

/** `siyi file`: the archive folder of one decision or request. */
export async function fileCommand(given: Given, folder: Folder): Promise<number> {
  const { out } = given;
  if (out === undefined) return invalid('cli.missing', '请以 --out 给出目录。', 'Name a folder by --out.');
  if (existsSync(out) && readdirSync(out).length > 0)
    conflict('cli.notEmpty', `${out} 不是空目录:请换一个。`, `${out} is not empty: name another folder.`);
  const checkpoint = published(folder);
  const session = await openSession(folder);
  try {
    const about = aboutOf(given.args[0]);
    for await (const bundle of bundlesOf(session.log, treeOnDisk(folder), { abouts: [about], checkpoint })) {
      const foot = footOf({
        ...{ about, position: await session.log.end(), day: dayOf(clockOf(folder).now()) },
        ...{ keys: session.keys, publicUrl: ownSettings().publicUrl },
        checkpoint: newestCheckpoint(auditFolder(folder)),
      });
      const browser = chromium();
      const written = await writeFileOf(out, {
        ...{ source: session, folder, bundle, foot, browser },
        open: given.open === true,
      });
      const { title, closedOn, retention, entries } = written;
      if (given.json)
        console.log(
          JSON.stringify({ about, title, closedOn, retention, entries, pdf: browser !== undefined }),
        );
      else {
        console.log(`${about}  ${title}`);
        for (const one of entries)
          console.log(`${String(one.number).padStart(3)}  ${one.file}  ${one.title}`);
        console.log(`保管期限 kept: ${retention?.class ?? '未归档 not closed yet'}`);
        if (browser === undefined) console.log('没有 Chromium,未出 PDF no Chromium here, so no PDF');
      }
    }
    return 0;
  } finally {
    await session.close();
  }
}
