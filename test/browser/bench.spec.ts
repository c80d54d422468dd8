import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Browser as Reader } from '../e2e/browser.js';
import { decisionStates } from '../e2e/states.js';
import { json } from '../e2e/verified.js';
import { siyi } from '../stack/siyi.js';
import { people, places, type Realm } from '../stack/realm.js';
import { Hall, lookedAt, startTown, type User } from './app.js';
import { launch, picture, screens, violationsOn } from './chromium.js';

let realm: Realm;
let browser: Browser;
let hall: Hall;
let filed: string;

beforeAll(async () => {
  realm = await startTown();
  browser = await launch();
  hall = new Hall(browser, realm);
  const spot = await decisionStates['filed']?.(realm, '审计');
  filed = spot?.decision as string;
  await decisionStates['objected']?.(realm, '逾期');
  await new Reader(realm).readNow(`decisions/${filed}`);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await realm?.stop();
}, 60_000);
afterEach(() => hall.empty());

const signedIn = (person: string, options?: BrowserContextOptions): Promise<User> =>
  hall.signedIn(person, options);
const quiet = (): void => expect(hall.complaints()).toEqual([]);

describe('an auditor', () => {
  it('replays a matter by the slider, compares two points, reads why it passed and that nothing deviates', async () => {
    const { page } = await signedIn(people.registrar);
    await page.goto(`/app/audit/decision-${filed}`);
    await page.getByRole('heading', { name: '逐事件重放' }).waitFor();
    const [from, to] = [
      page.getByRole('slider', { name: '起点' }),
      page.getByRole('slider', { name: '终点' }),
    ];
    await to.focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft');
    await from.focus();
    await page.keyboard.press('ArrowRight');
    const last = Number(await to.getAttribute('aria-valuenow'));
    await page.getByText(`第 1 件至第 ${last} 件`).waitFor();
    await page
      .locator('section', { hasText: '两个时点之间' })
      .getByText(/phase|step/)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /BallotClosed|CountsConfirmed/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /· (BallotClosed|CountsConfirmed)/ }).waitFor();
    await page.locator('section', { hasText: '为何如此' }).locator('summary').last().click();
    await page
      .getByText(/名册\(representatives\)/)
      .first()
      .waitFor();
    await page.getByText(/重新判定 \d+ 次表决，没有发现问题。/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await picture(page, 'app-history-desk');
    quiet();
  }, 60_000);

  it('verifies a bundle in the browser by the code of the command, and finds the one changed byte', async () => {
    const { root } = realm.house.folder;
    const { key } = json<{ key: string }>(await siyi(['checkpoint', '--data', root, '--json']));
    const file = join(root, 'bundle.json');
    await siyi(['bundle', filed, '--data', root, '--out', file]);
    const changed = join(root, 'changed.json');
    writeFileSync(changed, readFileSync(file, 'utf8').replace('修缮道路 300 米', '修缮道路 900 米'));
    const { page } = await signedIn(people.registrar);
    let asked = 0;
    await page.goto('/app/verify');
    page.on('request', (request) => (asked += request.method() === 'GET' ? 0 : 1));
    await page.getByLabel('证据包文件').setInputFiles(file);
    await page.getByLabel('日志公钥').fill(key);
    await page.getByRole('button', { name: '核验证据包' }).click();
    await page.getByText('bundle.json：未发现问题').waitFor();
    await page.getByLabel('证据包文件').setInputFiles(changed);
    await page.getByRole('button', { name: '核验证据包' }).click();
    await page.getByRole('alert').getByText('edited').first().waitFor();
    await page.getByLabel('日志公钥').fill('no key');
    await page.getByRole('button', { name: '核验证据包' }).click();
    await page.getByText('读不出这个文件').waitFor();
    expect(asked).toBe(0);
    expect(await violationsOn(page)).toEqual([]);
    await picture(page, 'app-verify-desk');
    quiet();
  }, 60_000);
});

it('a street sees what stands where and what is late, with a table behind the chart, and takes it along as CSV', async () => {
  const { page } = await signedIn(people.registrar);
  await page.getByRole('link', { name: '更多' }).click();
  await page.getByRole('link', { name: '全区概览' }).click();
  await page.locator('.tile.late').getByText('第 1 社区').waitFor();
  await page.locator('summary', { hasText: '以表格查看' }).click();
  await page.getByRole('rowheader', { name: '决议公开', exact: true }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ]);
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv).toContain('第 1 社区');
  expect(csv.startsWith('\uFEFF"社区","事项"')).toBe(true);
  await picture(page, 'app-district-desk');
  quiet();
}, 60_000);

it('a registrar looks at a roll row by row before it is entered, and enters it as it was shown', async () => {
  const { page } = await signedIn(people.registrar);
  await page.goto(`/app/workbench/${places.community}/persons`);
  await page.getByRole('link', { name: '导入名册' }).click();
  const head = '姓名,证件号码,机构,职务,表决权,任期起,任期止,电话';
  const right = '张三,340403199001010017,members,member,是,2026-01-01,2028-12-31,';
  const give = (rows: readonly string[]): Promise<void> =>
    page.getByLabel('CSV 文件（UTF-8）').setInputFiles({
      ...{ name: 'roll.csv', mimeType: 'text/csv', buffer: Buffer.from([head, ...rows].join('\n')) },
    });
  await give([right, '李四,,members,member,是,2026-01-01,2028-12-31,']);
  await page.getByLabel('选举结果文件的名称或文号').fill('居选〔2026〕1 号');
  await page.getByRole('button', { name: '预览', exact: true }).click();
  await page.getByRole('heading', { name: '预览' }).waitFor();
  await page.getByText('张三').waitFor();
  await page.getByText('拒绝', { exact: true }).waitFor();
  await picture(page, 'app-import-desk');
  expect(await violationsOn(page)).toEqual([]);
  await page.getByText('有 1 行被拒绝').waitFor();
  await give([right]);
  await page.getByRole('button', { name: '预览', exact: true }).click();
  await page.getByRole('button', { name: '按预览登记' }).click();
  await page.getByText(/已登记 \d+ 项。/).waitFor();
  quiet();
}, 60_000);

describe.each(Object.keys(screens) as (keyof typeof screens)[])(
  'the pages of those who watch, on a %s',
  (screen) => {
    it('have no violation of WCAG 2.2 AA, and nothing beyond the screen', async () => {
      const pages = {
        more: '/app/more',
        history: `/app/audit/decision-${filed}`,
        verify: '/app/verify',
        district: '/app/district',
        rules: '/app/rules',
        'rule-set': '/app/rules/city-2026',
        system: '/app/system',
        import: `/app/workbench/${places.community}/import`,
      };
      const looks = [
        ['zh', 'large', 'dark'],
        ['en', 'standard', 'light'],
      ] as const;
      await lookedAt(hall, { person: people.registrar, screen, looks, pages });
    }, 120_000);
  },
);
