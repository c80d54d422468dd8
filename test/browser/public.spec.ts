import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { play, scenarios, type Played } from '../scenarios/index.js';
import { testStack, type TestStack } from '../stack/stack.js';
import { complaintsOf, launch, picture, screens, violationsOn } from './chromium.js';

/** A matter carried to its end with its shortcomings beside it, one with an objection, and the tasks of a district. */
const cases = ['F1', 'D3', 'A1'];

let stack: TestStack;
let played: Played;
let browser: Browser;
let url: string;

beforeAll(async () => {
  stack = await testStack({ at: '2014-01-01T00:00:00+08:00', sample: true });
  url = stack.theatre.url;
  const some = scenarios.filter(({ id }) => cases.some((one) => id === one || id.startsWith(`${one}-`)));
  played = await play(some, stack.theatre, stack.move);
  browser = await launch();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
}, 60_000);

const decisionIn = (scenario: string): string => {
  const found = played.rulings.find((one) => one.scenario === scenario)?.decision;
  if (found === undefined) throw new Error(`${scenario} ruled on nothing`);
  return found;
};

/** A page in a browser of its own; what it complains of is asked at the end. */
async function inBrowser(
  options: BrowserContextOptions,
  work: (page: Page, complaints: readonly string[]) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ baseURL: url, ...options });
  try {
    const page = await context.newPage();
    await work(page, complaintsOf(page));
  } finally {
    await context.close();
  }
}

const locales = ['zh-CN', 'en-US'] as const;
const each = (Object.keys(screens) as (keyof typeof screens)[]).flatMap((screen) =>
  locales.map((locale) => ({ screen, locale })),
);

describe.each(each)('the public pages on a $screen in $locale', ({ screen, locale }) => {
  const zh = locale === 'zh-CN';
  const own = { ...screens[screen], locale };

  it('lead from the community to the matter and its arithmetic, without script', async () => {
    await inBrowser({ ...own, javaScriptEnabled: false }, async (page, complaints) => {
      await page.goto(`/d/${decisionIn('F1')}`);
      const community = await page.locator('main a').first().textContent();
      await page.goto('/');
      await page.locator('#search').fill('F1');
      await page.goto(`/d/${decisionIn('F1')}`);
      await page.locator('main a').first().click();
      expect(await page.locator('h1').textContent()).toBe(community);
      const matter = page.locator(`a[href="/d/${decisionIn('F1')}"]`).first();
      await matter.click();
      expect(await page.locator('ol.track li').count()).toBe(7);
      const text = (await page.locator('main').textContent()) ?? '';
      expect(text).toContain(zh ? '赞成 16 > 到会 30 × 1/2 = 15:通过' : '16');
      expect(text).toContain('居委会组织法(2025) §29');
      expect(complaints).toEqual([]);
      await picture(page, `decision-${screen}-${locale}`);
    });
  });

  it('have no violation of WCAG 2.2 AA, in both sizes of type, by day and by night, and nothing beyond the screen', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      await inBrowser({ ...own, colorScheme }, async (page, complaints) => {
        const community = await communityOf(page, decisionIn('F1'));
        const pages = {
          home: '/',
          community,
          decision: `/d/${decisionIn('F1')}`,
          objected: `/d/${decisionIn('D3')}`,
          objecting: `/d/${decisionIn('F1')}/object?step=resultPosting`,
          found: '/search?search=%E4%BF%AE',
          missing: `/d/${decisionIn('F1').replace(/.$/, 'x')}`,
        };
        for (const type of ['large', 'standard']) {
          await page.goto(`/view?type=${type}`);
          for (const [name, path] of Object.entries(pages)) {
            await page.goto(path);
            expect({ [`${name} ${type} ${colorScheme}`]: await violationsOn(page) }).toEqual({
              [`${name} ${type} ${colorScheme}`]: [],
            });
            const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
            expect({ [name]: wide }).toEqual({ [name]: false });
            await picture(page, `${name}-${screen}-${locale}-${type}-${colorScheme}`);
          }
        }
        // the one page that is not there says so by its status
        expect(complaints.filter((one) => !one.includes('404'))).toEqual([]);
      });
  }, 120_000);
});

async function communityOf(page: Page, decision: string): Promise<string> {
  await page.goto(`/d/${decision}`);
  return (await page.locator('main a').first().getAttribute('href')) ?? '';
}

describe('somebody without an account', () => {
  it('objects on a phone, gets receipt and code once, and sees the objection with its clock', async () => {
    await inBrowser({ ...screens.phone, locale: 'zh-CN' }, async (page, complaints) => {
      await page.goto(`/d/${decisionIn('F1')}`);
      await page.getByRole('link', { name: '提出异议或询问' }).click();
      await page.getByLabel('内容', { exact: true }).fill('护栏的单价是怎样定的？');
      await page.getByLabel('联系方式（可不填）').fill('13900000000');
      await picture(page, 'objecting-filled');
      await page.getByRole('button', { name: '提交' }).click();
      expect(await page.locator('h1').textContent()).toBe('已经收到');
      const [receipt = '', code = ''] = await page.locator('dd.code').allTextContents();
      expect(code).toMatch(/^[\w-]{22}$/);
      expect(await violationsOn(page)).toEqual([]);
      await picture(page, 'slip');
      // the same form sent once more files nothing new
      const form = await page.context().newPage();
      await form.goto(`/d/${decisionIn('F1')}`);
      const filed = await form.getByText('应于').count();
      await page.reload();
      expect(await page.locator('dd.code').allTextContents()).toEqual([receipt, code]);
      await form.reload();
      expect(await form.getByText('应于').count()).toBe(filed);
      const text = (await form.locator('main').textContent()) ?? '';
      expect(text).toContain('内容在答复后公开');
      for (const hidden of ['护栏的单价', '13900000000', receipt, code]) expect(text).not.toContain(hidden);
      expect(complaints).toEqual([]);
    });
  });

  it('is told in words what is wrong, and what was written is still there', async () => {
    await inBrowser({ ...screens.desk, locale: 'en-US' }, async (page) => {
      await page.goto(`/d/${decisionIn('F1')}/object?step=nothing`);
      await page.getByLabel('What you say').fill('Why?');
      await page.getByRole('button', { name: 'File it' }).click();
      expect(await page.getByRole('alert').textContent()).toMatch(/^It was not done: /);
      expect(await page.getByLabel('What you say').inputValue()).toBe('Why?');
    });
  });
});

describe('the pages', () => {
  it('are walked by keyboard: the first stop skips to the content', async () => {
    await inBrowser({ ...screens.desk, locale: 'en-US' }, async (page) => {
      await page.goto('/');
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
      await page.keyboard.press('Enter');
      expect(page.url()).toMatch(/#content$/);
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').getAttribute('id')).toBe('search');
      await page.keyboard.type('道路');
      await page.keyboard.press('Enter');
      await page.waitForURL(/search\?/);
      expect(await page.locator('main li').count()).toBeGreaterThan(0);
    });
  });

  it('keep language and size of type, and lead nowhere else', async () => {
    await inBrowser({ ...screens.desk, locale: 'zh-CN' }, async (page) => {
      await page.goto('/');
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('link', { name: 'Large type' }).click();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.locator('html').getAttribute('class')).toBe('elder');
      for (const back of ['//example.org', 'https://example.org', '/\\example.org', 'javascript:x']) {
        const answer = await page.request.get(`/view?back=${encodeURIComponent(back)}`, { maxRedirects: 0 });
        expect([answer.status(), answer.headers()['location']]).toEqual([303, '/']);
      }
    });
  });

  it('run no script, load nothing from elsewhere, and are known again', async () => {
    const answer = await fetch(`${url}/d/${decisionIn('F1')}`);
    const body = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
    expect(body).not.toMatch(/<script|style=|https?:\/\//);
    const tag = answer.headers.get('etag') ?? '';
    const again = await fetch(`${url}/d/${decisionIn('F1')}`, { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    const english = await fetch(`${url}/d/${decisionIn('F1')}`, {
      headers: { 'if-none-match': tag, 'accept-language': 'en' },
    });
    expect(english.status).toBe(200);
  });

  it('escape whatever people wrote', async () => {
    const search = '<script>alert(1)</script>"\'&';
    const body = await (await fetch(`${url}/search?${new URLSearchParams({ search }).toString()}`)).text();
    expect(body).toContain('value="&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"');
    expect(body).not.toContain('<script');
  });

  it('that are not there are said to be, in words and by status', async () => {
    for (const path of ['/d/x', `/d/${decisionIn('F1').replace(/^./, 'f')}`, '/c/x']) {
      const answer = await fetch(`${url}${path}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    }
    const bad = await fetch(`${url}/d/${decisionIn('F1')}/object`, {
      ...{ method: 'POST', body: 'step=x' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(bad.status).toBe(400);
    const elsewhere = await fetch(`${url}/d/${decisionIn('F1')}/object`, {
      ...{ method: 'POST', body: 'step=resultPosting&text=x' },
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
    });
    expect(elsewhere.status).toBe(403);
  });
});
