import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invalid, missing } from '#kernel';
import { page } from '#print';
import { dayOf } from '#procedure';
import { footOf, newestCheckpoint } from '../../../api/src/printing/foot.js';
import { sheetKinds } from '../../../api/src/printing/sheets.js';
import { auditFolder } from '../audit/transparency.js';
import type { Given } from '../commands.js';
import { writeWhole, type Folder } from '../folder.js';
import { openSession } from '../session.js';
import { ownSettings } from '../settings/index.js';
import { clockOf } from '../simulated-clock.js';
import { chromium, printPdf } from './pdf.js';

/** `siyi print`: one sheet as HTML, or as PDF where the name of the file says so. */
export async function printCommand(given: Given, folder: Folder): Promise<number> {
  const [what = '', asked = '', step] = given.args;
  const kind = sheetKinds[what];
  const known = Object.keys(sheetKinds).join(', ');
  if (kind === undefined)
    return invalid(
      'cli.badValue',
      `没有表单 ${what};有 ${known}。`,
      `There is no sheet ${what}; there are ${known}.`,
    );
  const { out } = given;
  const isPdf = out?.endsWith('.pdf') ?? false;
  const browser = isPdf ? chromium() : undefined;
  if (isPdf && browser === undefined)
    missing(
      'cli.noChromium',
      '没有 Chromium:请用 .html,在浏览器中打印。',
      'There is no Chromium here: take .html and print it in a browser.',
    );
  const id = asked.startsWith(`${kind.category}-`) ? asked.slice(kind.category.length + 1) : asked;
  const session = await openSession(folder);
  try {
    const today = dayOf(clockOf(folder).now());
    const sheet = await kind.make({ source: session, id, step, copies: Number(given.copies ?? 1) });
    const foot = footOf({
      ...{ about: `${kind.category}-${id}`, position: await session.log.end(), day: today },
      ...{ keys: session.keys, publicUrl: ownSettings().publicUrl },
      checkpoint: newestCheckpoint(auditFolder(folder)),
    });
    const text = page(sheet, foot);
    if (out === undefined) process.stdout.write(text);
    else if (browser === undefined) writeWhole(out, text);
    else {
      const passing = mkdtempSync(join(tmpdir(), 'siyi-sheet-'));
      try {
        writeWhole(join(passing, 'sheet.html'), text);
        await printPdf(browser, join(passing, 'sheet.html'), out);
      } finally {
        rmSync(passing, { recursive: true, force: true });
      }
    }
    return 0;
  } finally {
    await session.close();
  }
}
