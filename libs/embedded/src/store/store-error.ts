import { errorField } from '../error-field.js';

/** What can be wrong with a store. */
export type StoreFault =
  | 'store.inUse'
  | 'store.foreign'
  | 'store.corrupt'
  | 'store.closed'
  | 'store.full'
  | 'store.portTaken'
  | 'store.missing'
  | 'store.occupied';

/** A fault of the store file itself, in Chinese and English, with what to do. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
  constructor(
    readonly code: StoreFault,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${code}: ${en} / ${zh}`);
  }
}

const RESTORE_ZH = '请停止服务，运行 siyi store check 查明范围，再从备份恢复。';
const RESTORE = "Stop the store, run 'siyi store check' to see how far it goes, then restore a backup.";

const corrupt = (zh: string, en: string): StoreError =>
  new StoreError('store.corrupt', `${zh}${RESTORE_ZH}`, `${en} ${RESTORE}`);

/** Where a read stands, in words: the stream with its revision, or the position. */
export type Place = Readonly<{ zh: string; en: string }>;

export const atPosition = (position: number): Place => ({
  zh: `位置 ${position}`,
  en: `position ${position}`,
});
export const atRevision = (stream: string, revision: number): Place => ({
  zh: `流“${stream}”第 ${revision} 号事件`,
  en: `event ${revision} of stream '${stream}'`,
});

/** The error for a stored event whose bytes no longer match its checksum. */
export function corruptRow(stream: string, revision: number, position: number, file: string): StoreError {
  return corrupt(
    `流“${stream}”第 ${revision} 号事件（位置 ${position}）与校验和不符：文件 ${file} 已损坏。`,
    `event ${revision} of stream '${stream}' (position ${position}) does not match its checksum: ${file} is damaged.`,
  );
}

/** The error for an event that must be there and is not. */
export function missingRow(wanted: Place, found: Place | undefined, file: string): StoreError {
  return corrupt(
    `${wanted.zh}不见了（其后是 ${found?.zh ?? '—'}）：文件 ${file} 已损坏。`,
    `${wanted.en} is not there (next is ${found?.en ?? '—'}): ${file} is damaged.`,
  );
}

/** The error for a log that is shorter than what was acknowledged. */
export function lostEnd(file: string, acknowledged: number, end: number): StoreError {
  return corrupt(
    `日志止于位置 ${end}，而到位置 ${acknowledged} 为止的写入都已确认：${file} 或其 -wal 文件已损坏、被截断或被换成旧文件。若是有意恢复备份，请删除 ${file}-end。`,
    `the log ends at position ${end}, but everything up to position ${acknowledged} was acknowledged: ${file} or its -wal file is damaged, cut off or an older one. If a backup was restored on purpose, delete ${file}-end.`,
  );
}

export function unreadableMark(file: string): StoreError {
  return corrupt(
    `${file}-end 已损坏，无法知道日志应止于何处。若检查无误，可删除该文件。`,
    `${file}-end is damaged, so nobody knows where the log must end. If the check finds nothing else, delete that file.`,
  );
}

const SQLITE_IO = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;

/** SQLite's own report of damage as a fault of the store; undefined for any other error. */
export function malformed(error: unknown, file: string, place?: Place): StoreError | undefined {
  const code = Number(errorField(error, 'errcode')) & 255;
  const unreadable = errorField(error, 'code') === 'ERR_OUT_OF_RANGE';
  if (code !== SQLITE_CORRUPT && !unreadable) return undefined;
  const said = String(errorField(error, 'message'));
  return corrupt(
    `文件 ${file} 的结构已损坏（${said}）${place ? `，读到${place.zh}时发现` : ''}。`,
    `the structure of ${file} is damaged (${said})${place ? `, found at ${place.en}` : ''}.`,
  );
}

/** A write for which there is no room, or which the disk refused; undefined for any other error. */
export function unwritable(error: unknown, file: string): StoreError | undefined {
  const code = Number(errorField(error, 'errcode')) & 255;
  if (code !== SQLITE_FULL && code !== SQLITE_IO) return undefined;
  const said = String(errorField(error, 'message'));
  return new StoreError(
    'store.full',
    `${file} 无法写入（${said}）：磁盘已满或出错。什么也没有写入，读取照常；腾出空间后写入会自行恢复。`,
    `${file} cannot be written (${said}): the disk is full or faulty. Nothing was written, reads go on; free some space and writes go on by themselves.`,
  );
}

export function inUse(file: string): StoreError {
  return new StoreError(
    'store.inUse',
    `事件库 ${file} 正被另一个进程使用。同一文件只能有一个所有者：请停止那个进程，或换一个数据目录。`,
    `the store ${file} is in use by another process. A file has one owner only: stop that process or choose another data folder.`,
  );
}

export function foreign(file: string): StoreError {
  return new StoreError(
    'store.foreign',
    `${file} 不是本系统的事件库，或由更新的版本写成，或文件头已损坏。请检查路径和备份；不要覆盖该文件。`,
    `${file} is not an event store of this system, or was written by a newer version, or its head is damaged. Check the path and the backups; do not overwrite the file.`,
  );
}

export function missingFile(file: string): StoreError {
  return new StoreError(
    'store.missing',
    `没有事件库 ${file}。请检查 --data 目录。`,
    `there is no store ${file}. Check the folder given by --data.`,
  );
}

export function occupied(file: string): StoreError {
  return new StoreError(
    'store.occupied',
    `${file} 已存在；备份不会覆盖任何文件，请换一个名称。`,
    `${file} is there already; a backup overwrites nothing: choose another name.`,
  );
}

export function portTaken(address: string, said: string): StoreError {
  return new StoreError(
    'store.portTaken',
    `事件库无法监听 ${address}（${said}）。请换一个端口，或停止占用它的进程。`,
    `the store cannot listen on ${address} (${said}). Choose another port or stop the process that has it.`,
  );
}

export const closing = (): StoreError =>
  new StoreError('store.closed', '事件库正在停止。', 'the store is stopping.');
