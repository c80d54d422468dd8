import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { chromium } from '../../apps/cli/src/printing/pdf.js';

/** The pictures of a run, kept beside the build and never committed. */
export const pictures = join('dist', 'screenshots');

const axe = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Debian's Chromium; an error says how to install it. */
export async function launch(): Promise<Browser> {
  const executablePath = chromium();
  if (executablePath === undefined)
    throw new Error('no Chromium here: apt-get install chromium fonts-noto-cjk');
  mkdirSync(pictures, { recursive: true });
  return driver.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A phone of a small size, and a desk. */
export const screens = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1280, height: 900 } },
} as const;

/** What a page said on its console or failed to load; a page that works says nothing. */
export function complaintsOf(page: Page): readonly string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(error.message));
  // a page that is left lets go of what it still waits for
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') said.push(`${request.url()} failed ${why}`);
  });
  return said;
}

/** WCAG 2.2 AA by axe: each violation with where it stands. */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    type Axe = {
      run(how: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    };
    const { axe: checker } = globalThis as unknown as { axe: Axe };
    const { violations } = await checker.run({ runOnly: tags });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
}

/** Keeps a picture of the whole page. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};
