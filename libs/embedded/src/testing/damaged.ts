import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { append } from '../store/appending.js';
import { checkStore } from '../store/check.js';
import { closingBy } from '../store/closing.js';
import { openLog, type OpenLog } from '../store/open-log.js';
import { idBytes } from '../store/row.js';
import { StoreError } from '../store/store-error.js';
import { everything } from './everything.js';

const names = ['decision-1', 'decision-2', '社区-3', 'notice', 'gone-1', 'closed-1'];
const prefixes = ['decision-', '社区-', 'not', 'closed-', '$'];
const parts = ['', '-wal', '-shm', '-end'] as const;

const event = (n: number, length: number) => ({
  id: idBytes(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`) ?? new Uint8Array(),
  type: n % 3 === 0 ? '决议已通过' : 'VoteCast',
  json: n % 4 !== 0,
  metadata: Buffer.from(n % 5 === 0 ? '' : `{"at":${n}}`),
  body: Buffer.from(`{"n":${n},"text":"${'四议'.repeat(length)}"}`),
});

/** Fills a store with what a log can hold: large bodies, metadata, deleted and closed streams; leaves it open. */
export function fill(path: string, events: number): OpenLog {
  const opened = openLog(path);
  const { log } = opened;
  for (let n = 0; n < events; n += 2) {
    const name = names[(n / 2) % names.length] ?? '';
    log.commit(() => append(log, name, 'any', [event(n, n % 7), event(n + 1, n % 40 === 0 ? 1500 : 1)]));
  }
  log.commit(() => closingBy.softDelete(log, 'gone-1', 'any'));
  log.commit(() => closingBy.tombstone(log, 'closed-1', 'any'));
  const metadata = { ...event(events, 0), body: Buffer.from('{"$maxCount":7}') };
  log.commit(() => append(log, '$$decision-1', 'any', [metadata]));
  log.acknowledge();
  return opened;
}

/** The files of a store as they are now, whether it is open or not. */
export class Image {
  readonly files: Map<string, Buffer>;

  constructor(path: string) {
    const there = parts.filter((part) => existsSync(`${path}${part}`));
    this.files = new Map(there.map((part) => [part, readFileSync(`${path}${part}`)]));
  }

  of(part: (typeof parts)[number]): Buffer {
    return this.files.get(part) ?? Buffer.alloc(0);
  }

  /** Puts these files at a path, one of them changed or, without bytes, left out. */
  put(path: string, changed?: (typeof parts)[number], bytes?: Buffer): void {
    for (const part of parts) rmSync(`${path}${part}`, { force: true });
    for (const [part, own] of this.files) {
      const content = part === changed ? bytes : own;
      if (content) writeFileSync(`${path}${part}`, content);
    }
  }
}

/** What a store says: the first fault that its check, its start or a read finds, or all that can be read. */
export function told(path: string): string | StoreError {
  try {
    const [finding] = checkStore(path).findings;
    if (finding) return new StoreError('store.corrupt', '', finding.problem);
    const { log, file } = openLog(path);
    try {
      return everything(log, names, prefixes);
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}
