import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '#audit';
import type { Recorded } from '#kernel';
import {
  admissionFile,
  decisionFile,
  html,
  page,
  pages,
  table,
  type ArchiveFile,
  type Foot,
  type Sheet,
} from '#print';
import type { Source } from '../../../api/src/history/replay.js';
import type { Folder } from '../folder.js';
import { communityNames, namingOf } from '../../../api/src/printing/naming.js';
import { printPdf } from './pdf.js';

/** One entry of the index. */
export type Entry = Readonly<{ number: number; title: string; file: string; sha256: string }>;

type Filing = Readonly<{
  source: Source;
  folder: Folder;
  bundle: Bundle;
  foot: Foot;
  /** With names and what is sealed; only for paper. */
  open: boolean;
  /** Prints all of it as one PDF besides. */
  browser?: string | undefined;
}>;

async function fileOf({ source, bundle, open }: Filing): Promise<ArchiveFile> {
  const own = bundle.streams.filter(({ stream }) => /^(decision|sitting|admissionRequest)-/.test(stream));
  const events: Recorded[] = [];
  for (const { stream } of own) {
    const dash = stream.indexOf('-');
    const loaded = await source.engine.load(stream.slice(0, dash), stream.slice(dash + 1), { events: true });
    events.push(...(loaded.events ?? []));
  }
  const first = (events[0]?.data ?? {}) as {
    community?: string;
    application?: { communities: readonly string[] };
  };
  const naming = await namingOf(source, { events, community: first.community, open });
  if (bundle.about.startsWith('decision-')) return decisionFile(events, naming);
  const communities = await communityNames(source, first.application?.communities ?? []);
  return admissionFile(events, { ...naming, person: (id) => communities.get(id) ?? id });
}

const indexSheet = (file: ArchiveFile, entries: readonly Entry[]): Sheet => ({
  title: `${file.title}——档案目录`,
  body: html`<p>
      ${file.about};${file.closedOn === null ? '尚未归档' : `归档日 ${file.closedOn}`};保管期限
      ${file.retention === null ? '未定' : `${file.retention.class}${file.retention.until === null ? '' : `(至 ${file.retention.until})`}`}。
    </p>
    ${table(
      ['件号', '名称', '文件', 'SHA-256'],
      entries.map((one) => [one.number, one.title, one.file, one.sha256]),
    )}`,
});

/**
 * Writes the file of one matter (一事一档) into a folder, whole or not at all: numbered sheets, the same as data, the bundle,
 * the attachments as they lie in the store (personal ones sealed), and an index with the hash of each.
 */
export async function writeFileOf(
  target: string,
  filing: Filing,
): Promise<ArchiveFile & Readonly<{ entries: readonly Entry[] }>> {
  const file = await fileOf(filing);
  const { bundle, foot, folder, browser } = filing;
  const draft = `${target}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const entries: Entry[] = [];
  const add = (name: string, title: string, bytes: string): void => {
    writeFileSync(join(draft, name), bytes, { mode: 0o600 });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    entries.push({ number: entries.length + 1, title, file: name, sha256 });
  };
  try {
    for (const [n, { name, sheet }] of file.sheets.entries()) {
      const base = `${String(n + 1).padStart(2, '0')}-${name}`;
      add(`${base}.html`, sheet.title, page(sheet, foot));
    }
    add('data.json', '数据 data', `${JSON.stringify(file.data, null, 1)}\n`);
    add('bundle.json', '证据包 bundle', `${JSON.stringify(bundle)}\n`);
    const stored = bundle.attachments.filter((hash) => existsSync(join(folder.attachments, hash)));
    if (stored.length > 0) mkdirSync(join(draft, 'attachments'), { mode: 0o700 });
    for (const hash of stored) copyFileSync(join(folder.attachments, hash), join(draft, 'attachments', hash));
    const { about, title, closedOn, retention } = file;
    const index = { format: 'siyi-file/1', about, title, closedOn, retention, entries, attachments: stored };
    writeFileSync(join(draft, 'index.json'), `${JSON.stringify(index, null, 1)}\n`, { mode: 0o600 });
    const front = indexSheet(file, entries);
    writeFileSync(join(draft, 'index.html'), page(front, foot), { mode: 0o600 });
    if (browser !== undefined) {
      const whole = join(draft, 'file.html');
      writeFileSync(whole, pages([front, ...file.sheets.map(({ sheet }) => sheet)], foot), { mode: 0o600 });
      await printPdf(browser, whole, join(draft, 'file.pdf'));
    }
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return { ...file, entries };
}
