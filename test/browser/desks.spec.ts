import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { AdmissionRequestState } from '#admission/events';
import { idOf } from '../../apps/cli/src/sample.js';
import { authorityIn } from '../e2e/catalogs.js';
import { people, places, type Realm } from '../stack/realm.js';
import { Hall, lookedAt, startTown, type User } from './app.js';
import { launch, picture, screens, violationsOn } from './chromium.js';

const district = idOf('organization/district');

let realm: Realm;
let browser: Browser;
let hall: Hall;

beforeAll(async () => {
  realm = await startTown();
  await authorityIn(realm, district);
  browser = await launch();
  hall = new Hall(browser, realm);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await realm?.stop();
}, 60_000);
afterEach(() => hall.empty());

const signedIn = (person: string, options?: BrowserContextOptions): Promise<User> =>
  hall.signedIn(person, options);
const quiet = (): void => expect(hall.complaints()).toEqual([]);

/** Does an act on the page of a request, as its list of what may be done offers it. */
async function does(
  page: Page,
  title: string,
  fill: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page.getByRole('button', { name: `办理: ${title}` }).click();
  const form = page
    .locator('li', { has: page.getByRole('button', { name: `办理: ${title}` }) })
    .locator('form');
  await form.waitFor();
  await fill();
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'detached' });
}

it('a department asks, the authority takes it up, the community is heard, it is let in, paid and in force: all by clicks', async () => {
  const desk = await signedIn(people.resident);
  const { page } = desk;
  await page.getByRole('link', { name: '更多' }).click();
  await page.getByRole('link', { name: '准入', exact: true }).click();
  await page.getByRole('link', { name: '申请准入' }).click();
  const fields = {
    标题: '老年人助餐服务',
    法律法规或文件依据: '民发〔2023〕58号',
    工作内容: '每日午餐配送登记',
    给社区的权限与条件: '使用社区食堂',
    人员保障: '部门配备一名专员并培训',
    自: '2026-09-01',
    至: '2027-08-31',
    '每个社区的金额（元）': '3000',
    拨付期限: '2026-09-30',
  };
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel('社区', { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('第 1 社区(名称待补)').click();
  await page.keyboard.press('Escape');
  await picture(page, 'app-request-filled');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('heading', { name: /老年人助餐服务/ }).waitFor();
  const address = page.url().replace(/^.*\/app/, '/app');
  const id = address.split('/').at(-1) as string;
  await does(page, '提交申请');

  const authority = await signedIn(people.registrar);
  await authority.page.goto(address);
  await does(authority.page, '受理');
  const community = await signedIn(people.chair);
  await community.page.goto(`/app/workbench/${places.community}/admissions`);
  await community.page.getByRole('link', { name: '老年人助餐服务' }).click();
  await does(community.page, '社区意见', () => community.page.getByLabel('理由').fill('居民有需要'));
  await authority.page.reload();
  await does(authority.page, '审核意见', () =>
    authority.page.getByLabel('意见', { exact: true }).fill('建议准入'),
  );
  const paper = { name: 'paper.png', mimeType: 'image/png', buffer: await page.screenshot() };
  await does(authority.page, '登记表决', async () => {
    await authority.page.getByLabel('到会').fill('3');
    await authority.page.getByLabel('赞成').fill('3');
    await authority.page.getByLabel('会议记录').setInputFiles(paper);
  });
  await page.reload();
  await does(page, '登记签订的协议', () => page.getByLabel('协议', { exact: true }).setInputFiles(paper));
  await authority.page.reload();
  await does(authority.page, '公布准入', () => authority.page.getByLabel('公布文件').setInputFiles(paper));
  await page.reload();
  await does(page, '登记拨款', async () => {
    await page.getByLabel('金额（元）').fill('3000');
    await page.getByLabel('凭证').setInputFiles(paper);
  });
  await page.reload();
  await page.getByRole('cell', { name: '3,000.00' }).first().waitFor();
  const { state } = await realm.load<AdmissionRequestState>('admissionRequest', id);
  expect(state.status).toBe('published');
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'app-request-published');
  quiet();
}, 120_000);

it('a community asks whether a task may be asked of it, and refuses what nobody let in, with the article', async () => {
  const { page } = await signedIn(people.secretary, screens.phone);
  await page.goto(`/app/workbench/${places.community}/admissions`);
  await page.getByLabel('要求做什么').fill('招商引资');
  await page.getByRole('button', { name: '查清单' }).click();
  await page.getByText('可以拒绝', { exact: true }).waitFor();
  await page.getByLabel('哪个部门要求的').click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('民政局').click();
  await page.getByLabel('原因').fill('不在清单内，未经准入');
  await page.getByRole('button', { name: '拒绝并通知部门' }).click();
  await page.locator('section', { hasText: '拒绝' }).getByText('招商引资').last().waitFor();
  await picture(page, 'app-refusal-phone');
  expect(await violationsOn(page)).toEqual([]);
  quiet();
}, 60_000);

describe.each(Object.keys(screens) as (keyof typeof screens)[])(
  'the desks of admission on a %s',
  (screen) => {
    it('have no violation of WCAG 2.2 AA, and nothing beyond the screen', async () => {
      const pages = {
        desk: '/app/admissions',
        'new-request': '/app/admissions/new',
        'community-desk': `/app/workbench/${places.community}/admissions`,
      };
      const looks = [
        ['zh', 'large', 'dark'],
        ['en', 'standard', 'light'],
      ] as const;
      await lookedAt(hall, { person: people.resident, screen, looks, pages });
    }, 120_000);
  },
);
