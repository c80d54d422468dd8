import { invalid } from './rejection.js';

/** A record and the line of the file on which it begins. */
export type CsvRecord = Readonly<{ line: number; cells: readonly string[] }>;

const most = { characters: 400_000, records: 5_000, cells: 30, cell: 500 } as const;

function wrong(line: number, zh: string, en: string): never {
  return invalid('import.csvUnfit', `第 ${line} 行:${zh}`, `Line ${line}: ${en}`, {
    article: 'RFC 4180',
    details: { line },
  });
}

/** Reads the bytes of a file as UTF-8; other encodings are refused, since a wrong letter is another name. */
export function decodeCsv(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  return invalid(
    'import.notUtf8',
    '文件不是 UTF-8 编码:请另存为“CSV UTF-8”。',
    'The file is not UTF-8: save it as "CSV UTF-8".',
  );
}

/** Reads CSV strictly (RFC 4180): quotes where they belong, no control characters, within bounds; blank lines fall away. */
export function readCsv(text: string): readonly CsvRecord[] {
  if (text.length > most.characters)
    invalid(
      'import.tooLarge',
      `文件超过 ${most.characters} 字。`,
      `The file exceeds ${most.characters} characters.`,
    );
  const records: CsvRecord[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; at < text.length;) {
    const read = readRecord(text, at, line);
    if (read.cells.length > 1 || read.cells[0] !== '') records.push({ line, cells: read.cells });
    if (records.length > most.records)
      wrong(line, `超过 ${most.records} 行。`, `more than ${most.records} records.`);
    [at, line] = [read.next, read.line];
  }
  return records;
}

function readRecord(text: string, from: number, firstLine: number) {
  const cells: string[] = [];
  let [at, line] = [from, firstLine];
  for (;;) {
    const cell = text[at] === '"' ? quoted(text, at, line) : bare(text, at, line);
    if (cell.value.length > most.cell || cells.length >= most.cells)
      wrong(line, '单元格过长或过多。', 'a cell is too long, or there are too many.');
    cells.push(cell.value);
    ({ next: at, line } = cell);
    if (text[at] !== ',') break;
    at += 1;
  }
  const end = text.startsWith('\r\n', at) ? 2 : text[at] === '\n' ? 1 : 0;
  if (end === 0 && at < text.length) wrong(line, '引号后有多余文字。', 'text after a closing quote.');
  return { cells, next: at + end, line: line + 1 };
}

function bare(text: string, from: number, line: number) {
  let at = from;
  while (at < text.length && !',\r\n'.includes(text.charAt(at))) at += 1;
  if (text[at] === '\r' && text[at + 1] !== '\n') wrong(line, '单独的回车符。', 'a lone carriage return.');
  const value = text.slice(from, at).trim();
  if (value.includes('"')) wrong(line, '引号须括住整个单元格。', 'quotes enclose a whole cell.');
  if (/\p{Cc}/u.test(value)) wrong(line, '含控制字符。', 'a control character.');
  return { value, next: at, line };
}

function quoted(text: string, from: number, firstLine: number) {
  let at = from + 1;
  for (; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') break;
    at += 1;
  }
  if (at >= text.length) wrong(firstLine, '引号没有结束。', 'a quote is never closed.');
  const value = text
    .slice(from + 1, at)
    .replaceAll('""', '"')
    .trim();
  // A name or a date spans no lines; most often this is a forgotten quote that swallowed a row.
  if (/\p{Cc}/u.test(value))
    wrong(firstLine, '单元格内有换行或控制字符。', 'a line break or control character within a cell.');
  return { value, next: at + 1, line: firstLine };
}

/** A cell that a spreadsheet would run as a formula is made text by a leading apostrophe (OWASP, CSV injection). */
function written(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV for a spreadsheet: UTF-8 with a byte-order mark, CRLF (RFC 4180), no cell that runs as a formula. */
export const writeCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`;
