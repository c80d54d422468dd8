import { existsSync, globSync, readFileSync } from 'node:fs';

type Row = Readonly<{ references: readonly string[]; tests: readonly Readonly<{ file: string; name: string }>[] }>;

const rows: readonly Row[] = readFileSync('docs/known-failures.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('.spec.ts`'))
  .map((line) => {
    const cells = line.slice(2, -2).split(' | ');
    const references = cells.length === 3 ? (cells[0] as string).split(', ') : [];
    const tests = (cells.at(-1) as string).split('<br>').map((cell) => {
      const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(cell) ?? [];
      return { file, name };
    });
    return { references, tests };
  });

const specs = globSync('{apps,libs,test}/**/*.spec.ts').map((file) => readFileSync(file, 'utf8'));

it('every row of docs/known-failures.md names a test that is there', () => {
  expect(rows.length).toBeGreaterThan(40);
  const missing = rows
    .flatMap(({ tests }) => tests)
    .filter(({ file, name }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(name));
  expect(missing).toEqual([]);
});

it('each reference stands in some test', () => {
  const unnamed = rows
    .flatMap(({ references }) => references)
    .filter((reference) => !specs.some((text) => text.includes(reference)));
  expect(unnamed).toEqual([]);
});

it('a test that is skipped says why: none is left out in silence', () => {
  const silent = globSync('{apps,libs,test}/**/*.spec.ts').filter((file) => {
    const text = readFileSync(file, 'utf8');
    const skips = /\b(it|test|describe)\.(skip|todo|only)\b|\bx(it|describe)\(/.test(text);
    return skips && file !== 'test/golden/known-failures.spec.ts' && !/stderr\.write|console\.(warn|error)/.test(text);
  });
  expect(silent).toEqual([]);
});
