import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const SOURCE = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(SOURCE, '../../../node_modules/.cache');

export type Compiled = Readonly<{ index: string; remove: () => void }>;

/** Compiles this lib where a child process can run it: inside node_modules, so that packages are found. */
export function compiled(): Compiled {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'embedded-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const name of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts') || name.startsWith('testing')) continue;
    const target = join(folder, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transformFileSync(join(SOURCE, name), { swcrc: true }).code);
  }
  return { index: join(folder, 'index.js'), remove: () => rmSync(folder, { recursive: true }) };
}
