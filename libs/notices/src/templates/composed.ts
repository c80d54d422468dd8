import { createHash } from 'node:crypto';
import { filled, templateOf, type Fields } from './render.js';
import type { Bilingual } from './texts.js';

/** A notice as it goes out: subject in one line, plain text and HTML from one source, Chinese before English. */
export type Composed = Readonly<{ subject: string; text: string; html: string }>;

const again: Bilingual = {
  zh: '（此通知可能已送达一次）',
  en: '(you may have got this notice before)',
};

/** Control characters, and those that turn the direction of writing round: a title may not hide or forge a line. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;
const oneLine = (text: string): string => text.replaceAll(unseen, ' ').trim();

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);

const paragraphs = (lines: readonly string[], language: string): string =>
  `<section lang="${language}">${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</section>`;

/**
 * Fills a template version: plain text, and the same text escaped as HTML. Fields are put in as one line each;
 * `possiblyTwice` adds that it may come a second time. A missing field is a Rejection.
 */
export function compose(template: string, version: number, fields: Fields, possiblyTwice = false): Composed {
  const clean = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, oneLine(value)]));
  const { subject, body } = templateOf(template, version);
  const given = { template, version, fields: clean };
  const title = filled(subject, given);
  const text = filled(body, given);
  const lines = (language: keyof Bilingual) => [
    ...text[language].split('\n'),
    ...(possiblyTwice ? [again[language]] : []),
  ];
  const [zh, en] = [lines('zh'), lines('en')];
  const both = `${paragraphs(zh, 'zh-CN')}${paragraphs(en, 'en')}`;
  const head = `<meta charset="utf-8"><title>${escaped(title.zh)}</title>`;
  return {
    subject: oneLine(`${title.zh} / ${title.en}`),
    text: [...zh, '', ...en, ''].join('\n'),
    html: `<!doctype html><html lang="zh-CN"><head>${head}</head><body>${both}</body></html>\n`,
  };
}

/** SHA-256 (hex) of subject, plain text and HTML, as a JSON list in this order. */
export const hashOf = ({ subject, text, html }: Composed): string =>
  createHash('sha256')
    .update(JSON.stringify([subject, text, html]), 'utf8')
    .digest('hex');
