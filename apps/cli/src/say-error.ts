import { Rejection } from '#kernel';
import { ownSettings, SettingsRefused } from './settings/index.js';

/** An error in words for whoever sits at the terminal. */
type Said = Readonly<{ code?: string | undefined; zh: string; en: string; article?: unknown }>;

const system: Readonly<Record<string, Readonly<{ zh: string; en: string }>>> = {
  ENOENT: { zh: '没有这个文件或目录', en: 'no such file or folder' },
  EISDIR: { zh: '这是目录,不是文件', en: 'this is a folder, not a file' },
  ENOTDIR: { zh: '路径中有一段不是目录', en: 'a part of the path is not a folder' },
  EACCES: { zh: '没有权限', en: 'not permitted' },
  EROFS: { zh: '文件系统只读', en: 'the file system is read-only' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
};

function ofSystem({ code = '', path = '' }: NodeJS.ErrnoException): Said | undefined {
  const words = system[code];
  return words && { code, zh: `${words.zh}:${path}`, en: `${words.en}: ${path}` };
}

async function ofOthers(error: Error): Promise<Said> {
  const { problemOf } = await import('../../api/src/problem.js');
  const { status, code, zh, en, more } = problemOf(error);
  if (code === 'store.away')
    return {
      code,
      zh: '事件库没有应答,未记录任何内容:服务是否已启动(npm start)?',
      en: 'the event store does not answer, nothing was recorded: does the stack run (npm start)?',
    };
  return status === 500
    ? { zh: '未能完成,原因见下行。', en: error.message || error.name }
    : { code, zh, en, article: more['article'] };
}

/** The errors of the store file bring their own words. */
const hasWords = (error: Error): error is Error & Said => 'zh' in error && 'en' in error;

async function saidOf(error: Error): Promise<Said> {
  if (error instanceof Rejection) return { code: error.code, ...error.text, article: error.article };
  return ofSystem(error) ?? (hasWords(error) ? error : ofOthers(error));
}

/** Says on standard error what went wrong, in both languages. */
export async function sayError(error: Error): Promise<void> {
  // names every fault, each in both languages
  if (error instanceof SettingsRefused) return console.error(`siyi: ${error.message}`);
  const { code, zh, en, article } = await saidOf(error);
  const law = typeof article === 'string' ? ` 〔${article}〕` : '';
  console.error(`siyi${code === undefined ? '' : ` ${code}`}: ${zh}${law}\n  ${en}`);
  if (ownSettings().trace) console.error(error.stack);
}
