import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin'];

/** The Chromium of this machine; undefined where there is none. */
export function chromium(): string | undefined {
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Prints an HTML file as PDF, without the net; throws where none came out. */
export async function printPdf(browser: string, from: string, to: string): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'siyi-print-'));
  try {
    await promisify(execFile)(
      browser,
      [
        ...['--headless=new', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`],
        // its sandbox needs rights that root in a container has not
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--host-resolver-rules=MAP * ~NOTFOUND',
        ...['--no-pdf-header-footer', `--print-to-pdf=${resolve(to)}`, pathToFileURL(resolve(from)).href],
      ],
      { timeout: 60_000 },
    );
    // it ends well also when it has printed nothing
    chmodSync(to, 0o600);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
