import { html } from './html.js';
import { paragraphs, table, type Sheet } from './page.js';
import { dayWords } from './words.js';

/** A notice as it is handed out on paper. */
export const noticeSheet = (
  subject: string,
  text: string,
  signed: Readonly<{ by: string; on: string }>,
): Sheet => ({
  title: subject,
  signed: { by: signed.by, on: dayWords(signed.on) },
  body: paragraphs(text),
});

/** Those whom no channel reached, to be told at the door: who told them, when and how is filled in by hand. */
export const doorKnockSheet = (
  subject: string,
  persons: readonly Readonly<{ name: string; contact: string; why: string }>[],
): Sheet => ({
  title: `上门告知登记表`,
  body: html`<p>事由:${subject}</p>
    ${table(
      ['序号', '姓名', '联系方式', '未送达原因', '告知人', '告知时刻', '方式', '签收'],
      persons.map(({ name, contact, why }, n) => [
        n + 1,
        name,
        contact,
        why,
        html`<div class="blank"></div>`,
        '',
        '',
        '',
      ]),
    )}`,
});
