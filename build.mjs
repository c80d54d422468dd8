// Compiles the folders named into dist/, each file put in place by one move: two starts at once, or a start beside a
// running stack, never load half a file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const made = `dist/.making-${process.pid}`;
try {
  const options = ['--out-dir', made, '--ignore', '**/*.spec.ts', '--copy-files', '--quiet'];
  execFileSync('swc', [...process.argv.slice(2), ...options], { stdio: 'inherit' });
  for (const entry of readdirSync(made, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
    const from = join(entry.parentPath, entry.name);
    const to = join('dist', relative(made, from));
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  }
} finally {
  rmSync(made, { recursive: true, force: true });
}
