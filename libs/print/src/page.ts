import encodeQR from 'qr';
import { html, Html, type Part } from './html.js';

/** What stands at the foot of every sheet: by what it is known, and where it can be checked. */
export type Foot = Readonly<{
  /** The log position up to which it speaks. */
  position: string;
  /** The log's newest checkpoint, a signed note; null where none was published yet. */
  checkpoint: string | null;
  /** The public page of what it is about. */
  url: string | null;
  /** The code of the day of printing, which a photograph of the sheet shows. */
  dayCode: string | null;
}>;

/** A sheet: `size` of its paper, and where the seal goes. */
export type Sheet = Readonly<{
  title: string;
  size?: 'A4' | 'A3';
  /** Who signs it, and the day; leaves room for a seal. */
  signed?: Readonly<{ by: string; on: string }>;
  body: Part;
}>;

const style = new Html(`
@page { size: A4; margin: 22mm 24mm 18mm; }
@page wide { size: A3; margin: 30mm 32mm 24mm; }
body { margin: 0; color: #000; font-family: 'FangSong', 'FangSong_GB2312', 'Noto Serif CJK SC', serif; }
.sheet { font-size: 14pt; line-height: 1.8; max-width: 160mm; margin: 0 auto; break-after: page; }
.sheet:last-child { break-after: auto; }
.A3 { page: wide; font-size: 20pt; max-width: 230mm; }
h1 { font-size: 1.6em; font-weight: 700; text-align: center; letter-spacing: .1em; margin: 0 0 .8em; }
h2 { font-size: 1.05em; margin: 1em 0 .2em; break-after: avoid; }
p { margin: 0; text-indent: 2em; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: .85em; line-height: 1.5; margin: .4em 0; }
th, td { border: 1px solid #000; padding: .3em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { white-space: nowrap; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.sign { margin: 2em 1em 1em auto; width: 16em; text-align: center; break-inside: avoid; }
.seal { display: inline-block; width: 42mm; height: 42mm; border: 1px dashed #888; border-radius: 50%; color: #888; font-size: 10pt; line-height: 42mm; }
.boxes td { font-size: 1.3em; text-align: center; height: 2.4em; vertical-align: middle; }
.blank { height: 2.2em; }
.paper { break-inside: avoid; border-bottom: 1px dashed #888; padding: 4mm 0 8mm; }
footer { margin-top: 2em; border-top: 1px solid #000; padding-top: .6em; font: 8pt/1.4 'Noto Sans CJK SC', sans-serif; display: flex; gap: 5mm; align-items: flex-start; break-inside: avoid; }
footer .code { flex: none; width: 28mm; text-align: center; }
footer .code svg { width: 28mm; height: 28mm; display: block; }
footer pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
@media screen { .sheet { padding: 12mm; } }
`);

const code = (text: string, under: string): Html =>
  html`<div class="code">${new Html(encodeQR(text, 'svg', { ecc: 'low', border: 1 }))}${under}</div>`;

function footOf({ position, checkpoint, url, dayCode }: Foot): Html {
  return html`<footer>
    ${url === null ? null : code(url, '公开页 page')}
    ${checkpoint === null ? null : code(checkpoint, '检查点 checkpoint')}
    <div>
      <div>
        日志位置 log position
        ${position}${dayCode === null ? null : html` · 当日码 day code <b>${dayCode}</b>`}
      </div>
      ${url === null ? null : html`<div>${url}</div>`}
      <pre>${checkpoint ?? '尚无检查点 no checkpoint yet'}</pre>
    </div>
  </footer>`;
}

const section = ({ title, size = 'A4', signed, body }: Sheet, foot: Foot): Html =>
  html`<section class="sheet ${size}">
    <h1>${title}</h1>
    ${body}
    ${signed && html`<div class="sign"><span class="seal">(盖章处 seal)</span><br />${signed.by}<br />${signed.on}</div>`}
    ${footOf(foot)}
  </section>`;

// no script, nothing from elsewhere
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** Whole sheets as one HTML for printing, each with title, body, room for the seal and the day, and its foot. */
export const pages = (sheets: readonly Sheet[], foot: Foot): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${sheets[0]?.title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        ${sheets.map((sheet) => section(sheet, foot))}
      </body>
    </html> `.text;

/** One sheet as HTML for printing. */
export const page = (sheet: Sheet, foot: Foot): string => pages([sheet], foot);

/** A table with a head. */
export const table = (head: readonly string[], rows: readonly (readonly Part[])[]): Html =>
  html`<table>
    <thead>
      <tr>
        ${head.map((one) => html`<th>${one}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((one) => html`<td>${one}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;

/** Lines of a text, each a paragraph. */
export const paragraphs = (text: string): Part => text.split('\n').map((line) => html`<p>${line}</p>`);
