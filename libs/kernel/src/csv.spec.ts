import fc from 'fast-check';
import { Rejection } from '#kernel';
import { decodeCsv, readCsv, writeCsv } from './csv.js';

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
  return 'accepted';
};
const cells = (text: string) => readCsv(text).map((record) => record.cells);

describe('reading CSV (RFC 4180)', () => {
  it('takes quotes, doubled quotes, commas, CRLF, LF, a byte order mark and blank lines', () => {
    expect(readCsv('\uFEFFa,"b,c"\r\n\r\n"d ""e""",f\n')).toEqual([
      { line: 1, cells: ['a', 'b,c'] },
      { line: 3, cells: ['d "e"', 'f'] },
    ]);
    expect(cells('a,,\nb,"",c')).toEqual([
      ['a', '', ''],
      ['b', '', 'c'],
    ]);
  });

  it.each([
    ['a quote that is never closed', 'a,"b\nc,d'],
    ['a quote within a cell', 'a,b"c"'],
    ['text after a closing quote', 'a,"b"c'],
    ['a line break within quotes', 'a,"b\nc"'],
    ['a lone carriage return', 'a\rb'],
    ['a control character', 'a\u0000b'],
    ['a cell that is too long', `a,${'b'.repeat(501)}`],
    ['too many cells', ','.repeat(30)],
    ['too many records', 'a\n'.repeat(5_001)],
  ])('refuses %s, naming the line', (_what, text) => {
    expect(codeOf(() => readCsv(text))).toBe('import.csvUnfit');
  });

  it('refuses a file beyond its bound before reading it', () => {
    expect(codeOf(() => readCsv('a'.repeat(400_001)))).toBe('import.tooLarge');
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(codeOf(() => decodeCsv(Uint8Array.from([0xd5, 0xc5, 0xc8, 0xfd])))).toBe('import.notUtf8');
    expect(decodeCsv(new TextEncoder().encode('张三'))).toBe('张三');
  });

  it('gives back whatever was written with quotes', () => {
    const cell = fc.string({ maxLength: 40 }).filter((text) => !/\p{Cc}/u.test(text) && text === text.trim());
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        (table) => {
          const text = table
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
            .join('\r\n');
          expect(cells(text)).toEqual(table);
        },
      ),
    );
  });

  it('never does anything but read or refuse', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', '=') }), (text) => {
        expect(['accepted', 'import.csvUnfit']).toContain(codeOf(() => readCsv(text)));
      }),
    );
  });
});

describe('written for a spreadsheet', () => {
  it('with a byte-order mark, quoted where needed, and nothing that runs as a formula', () => {
    const rows = [
      ['社区', '金额'],
      ['=HYPERLINK("x")', -5],
      ['@甲,"乙"', null],
      ['+1', 0],
    ];
    expect(writeCsv(rows).split('\r\n')).toEqual([
      '\uFEFF社区,金额',
      `"'=HYPERLINK(""x"")",-5`,
      `"'@甲,""乙""",`,
      `'+1,0`,
      '',
    ]);
  });
});
