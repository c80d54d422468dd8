import { chromium as driver, type Browser } from 'playwright-core';
import { chromium } from '../../../apps/cli/src/printing/pdf.js';
import { play, scenarios } from '../../scenarios/index.js';
import { testStack } from '../../stack/stack.js';
import type { Figure } from '../figure.js';
import { line } from '../line.js';
import { quantile } from '../sample.js';

/** Lighthouse's phone: 150 ms to and fro, 1.6 Mbit/s down, a processor of a quarter of this one's speed. */
const phone = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750, offline: false };
const slower = 4;

type Seen = Readonly<{ lcp: number; bytes: number; script: number }>;

/** One first visit on that phone, with nothing kept from before: when its largest part was painted, and what it fetched. */
async function visit(browser: Browser, url: string): Promise<Seen> {
  const context = await browser.newContext({
    ...{ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, locale: 'zh-CN' },
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', phone);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    let [bytes, script] = [0, 0];
    const kinds = new Map<string, string>();
    session.on('Network.requestWillBeSent', ({ requestId, type }) => kinds.set(requestId, type ?? ''));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes += encodedDataLength;
      if (kinds.get(requestId) === 'Script') script += encodedDataLength;
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    const lcp = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? 0)).observe({
            // the types of Node know only its own kinds of entries
            type: 'largest-contentful-paint' as 'measure',
            buffered: true,
          });
        }),
    );
    return { lcp, bytes, script };
  } finally {
    await context.close();
  }
}

/** The public pages, and the way in to the app, on a slow phone. */
export const pages: Figure = async ({ size, say }) => {
  const executablePath = chromium();
  if (executablePath === undefined)
    throw new Error('no Chromium here: apt-get install chromium fonts-noto-cjk');
  const stack = await testStack({ at: '2014-01-01T00:00:00+08:00', sample: true });
  const browser = await driver.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const some = scenarios.filter(({ id }) => id === 'F1');
    const { rulings } = await play(some, stack.theatre, stack.move);
    const decision = rulings[0]?.decision ?? '';
    const paths = {
      'public page of the communities': '/',
      'public page of a community': `/c/${stack.theatre.communityOf('F1')}`,
      'public page of a matter': `/d/${decision}`,
      'sign-in page of the app': '/app/sign-in',
    };
    const lines = [];
    for (const [what, path] of Object.entries(paths)) {
      const seen: Seen[] = [];
      for (let round = 0; round < size.rounds; round += 1)
        seen.push(await visit(browser, `${stack.theatre.url}${path}`));
      const paint = seen.map(({ lcp }) => lcp);
      const [one] = seen;
      say(`${what}: ${Math.round(quantile(paint, 0.5))} ms`);
      lines.push(
        line({
          ...{ figure: 'pages', what: `${what}: largest paint on a slow phone, p50`, unit: 'ms' },
          value: quantile(paint, 0.5),
          beside: {
            worst_ms: Math.max(...paint),
            fetched_kB: (one?.bytes ?? 0) / 1000,
            script_kB: (one?.script ?? 0) / 1000,
          },
          ...(path.startsWith('/app') ? {} : { aim: { most: 1500 } }),
        }),
      );
    }
    return lines;
  } finally {
    await browser.close();
    await stack.stop();
  }
};
