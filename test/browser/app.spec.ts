import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { DecisionState } from '#decision';
import { Browser as Reader } from '../e2e/browser.js';
import { decisionStates, sittingStates } from '../e2e/states.js';
import { attending, people, places, type Realm } from '../stack/realm.js';
import { Hall, lookedAt, password, startTown, type User } from './app.js';
import { launch, picture, screens, violationsOn } from './chromium.js';

const { chair, secretary, representative, supervision, registrar } = people;

let realm: Realm;
let browser: Browser;
let hall: Hall;

beforeAll(async () => {
  realm = await startTown();
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

/** A matter brought to a state past the pages, and shown by them from then on. */
async function matterIn(state: string, name: string) {
  const spot = await (decisionStates[state] ?? sittingStates[state])?.(realm, name);
  if (spot === undefined) throw new Error(`there is no state ${state}`);
  await new Reader(realm).readNow(`decisions/${spot.decision}`);
  return spot;
}
const stateOf = async (decision: string): Promise<DecisionState> =>
  (await realm.load<DecisionState>('decision', decision)).state;
const eventsIn = async (decision: string, type: string): Promise<number> =>
  ((await realm.load('decision', decision)).events ?? []).filter((event) => event.type === type).length;
type Counters = Readonly<{ teller: string; scrutineer: string; present: readonly string[] }>;
const ballotOf = async (decision: string): Promise<Counters> => {
  const { events = [] } = await realm.load('decision', decision);
  return events.findLast(({ type }) => type === 'BallotOpened')?.data as Counters;
};
/** Those who count the matter's ballot, each before a browser. */
async function countersOf(decision: string): Promise<readonly [User, User]> {
  const { teller, scrutineer } = await ballotOf(decision);
  return [await signedIn(teller), await signedIn(scrutineer)];
}
const idIn = (page: Page): string => page.url().split('/').at(-1) as string;
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

describe('signing in', () => {
  it('begins with a slip that the registrar hands out on the page, by its QR code; afterwards the password alone', async () => {
    const clerk = await signedIn(registrar);
    await clerk.page.goto(`/app/workbench/${places.community}/persons`);
    await clerk.page
      .getByRole('button', { name: /^发注册码/ })
      .first()
      .click();
    const code = (await clerk.page.locator('.slip .code').textContent()) ?? '';
    expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(await violationsOn(clerk.page)).toEqual([]);
    await picture(clerk.page, 'app-slip');

    const phone = await signedIn(representative, screens.phone);
    await phone.page.getByRole('link', { name: '我的账号' }).click();
    await press(phone.page, '退出登录');
    await phone.page.getByRole('heading', { name: '登录', exact: true }).waitFor();
    await phone.page.getByLabel('密码', { exact: true }).fill('不是这个密码吧');
    await press(phone.page, '登录');
    await phone.page.getByRole('alert').getByText('账号或密码不正确').waitFor();
    await phone.page.getByLabel('密码', { exact: true }).fill(password);
    await press(phone.page, '登录');
    await phone.page.getByRole('heading', { name: '等我办理' }).waitFor();
    await phone.page.goto('/app/no/such/page');
    await phone.page.getByRole('heading', { name: '没有这个页面。' }).waitFor();
    const wrong = /401|fault/;
    expect(hall.complaints().filter((one) => !wrong.test(one))).toEqual([]);
  });

  it('leads back to the page that was asked for', async () => {
    const { decision } = await matterIn('proposal', '先登录');
    const one = await hall.user();
    await one.page.goto(`/app/matters/${decision}`);
    await one.page.getByRole('heading', { name: '登录' }).waitFor();
    expect(one.page.url()).toContain('/app/sign-in');
    quiet();
  });
});

it('the secretary opens a matter by its form, convenes it for the first lawful day, holds the sitting and sees it pass', async () => {
  const desk = await signedIn(secretary);
  const { page } = desk;
  await page.getByRole('link', { name: '社区工作台' }).click();
  await page.getByRole('link', { name: '提出事项' }).click();
  await page.getByLabel('类别').click();
  await page.getByTitle('公益事业项目').click();
  await page.getByText('居民代表会议决议').waitFor();
  await page.getByLabel('标题').fill('加装楼道扶手');
  await page.getByLabel('方案').fill('为 3 个楼道加装扶手。');
  await page.getByLabel('需要花钱').check();
  await page.getByLabel('经费项目').click();
  await page.getByTitle('公益事业', { exact: false }).last().click();
  await page.getByLabel('用途').click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item').first().click();
  await page.getByLabel('金额（元）').fill('12000.50');
  await page.getByLabel('付给谁、怎样付').fill('验收后付给中标单位');
  await picture(page, 'app-open-filled');
  await press(page, '提出事项');
  await page.getByRole('heading', { name: '加装楼道扶手' }).waitFor();
  const decision = idIn(page);
  expect(await stateOf(decision)).toMatchObject({ money: { amountFen: 1_200_050 } });

  await page.getByRole('link', { name: '召集会议' }).click();
  await page.getByText('最早可以开会的日期：2026-06-29').waitFor();
  await press(page, '就定这天');
  await page.getByText('这天可以开会。').waitFor();
  await press(page, '召集会议');
  await press(page, '打开会议');
  await page.getByText('签到码').waitFor();
  await page.getByLabel('全部勾选').check();
  await press(page, /^签到/);
  await page.getByText('到会 7 / 应到 7').first().waitFor();
  await page.getByLabel('表决方式').click();
  await page.getByTitle('举手').click();
  await press(page, '开始表决');
  await page.getByText('票数待登记与核对。').waitFor();

  const [counts, checks] = await countersOf(decision);
  for (const one of [counts, checks]) await one.page.goto(page.url().replace(/^.*\/app/, '/app'));
  await press(counts.page, '登记票数');
  await press(checks.page, '核对无误，确认票数');
  await press(page, '结束表决');
  await page.getByText('赞成 7 > 全体 7 × 1/2 = 7/2:通过').waitFor();
  await press(page, '结束会议');
  await page.getByText('已按记录起草，请核对补充。').waitFor();
  expect(await page.locator('textarea').inputValue()).toContain('加装楼道扶手（方案第 1 版）：赞成 7 票');
  await press(page, '提交会议记录');
  await page.getByText('应到 7 人，到会 7 人').waitFor();
  const second = await signedIn(attending.proposal[1] as string);
  await second.page.goto(counts.page.url().replace(/^.*\/app/, '/app'));
  await press(second.page, '确认会议记录');
  await second.page.getByRole('button', { name: '确认会议记录' }).waitFor({ state: 'detached' });
  await page.goto(`/app/matters/${decision}`);
  expect(await page.locator('[aria-current=step]').textContent()).toContain('“两委”商议');
  quiet();
}, 120_000);

describe('a meeting of the representatives', () => {
  it('is held by clicks: signed in by the code of the room and by ticks, voted on two phones at once, counted, minuted', async () => {
    const { decision, sitting } = await matterIn('convened', '会议');
    const desk = await signedIn(chair);
    const other = attending.resolution[12] as string;
    const [first, second] = [
      await signedIn(representative, screens.phone),
      await signedIn(other, screens.phone),
    ];
    await desk.page.goto(`/app/sittings/${sitting}`);
    await press(desk.page, '打开会议');
    const code = (await desk.page.locator('.room-code').textContent()) ?? '';
    // one types the code, the other has scanned it
    for (const { page } of [first, second]) {
      await page.goto(`/app/sittings/${sitting}${page === second.page ? `#${code}` : ''}`);
      if (page === first.page) await page.getByLabel('会场屏幕上的六位数字').fill(code);
      await press(page, '我到会了');
      await page.getByText('您已签到。').waitFor();
    }
    await desk.page.getByText('到会 2 / 应到 45').first().waitFor();
    await desk.page.getByLabel('全部勾选').check();
    await press(desk.page, /^签到/);
    await desk.page.getByText('到会 45 / 应到 45').first().waitFor();
    await press(desk.page, '开始表决');
    await desk.page.getByText('已投 0 / 45').waitFor();
    await picture(desk.page, 'app-sitting-voting');

    // both phones choose, then confirm in the same moment
    for (const { page } of [first, second]) {
      await page.goto('/app');
      await page.getByRole('link', { name: '去表决' }).first().click();
      await page.getByText('修缮道路 300 米。').waitFor();
      await press(page, '赞成');
    }
    await picture(first.page, 'app-vote-confirm-phone');
    await Promise.all([first, second].map(({ page }) => press(page, '确认，投“赞成”')));
    await Promise.all([first, second].map(({ page }) => page.getByText('已记录：您投了“赞成”').waitFor()));
    await first.page.getByText(/回执：日志位置 \d+/).waitFor();
    await picture(first.page, 'app-vote-receipt-phone');
    await desk.page.getByText('已投 2 / 45').waitFor();

    // the others on paper, past the pages
    const { teller, present } = await ballotOf(decision);
    await realm.admit(teller);
    const rest = present.filter((one) => ![representative, other].includes(one));
    for (const [nth, person] of rest.slice(0, -1).entries()) {
      const body = { person, paper: { kind: 'yesNo', choice: nth < 30 ? 'yes' : 'no' } };
      const path = `decisions/${decision}/ballots/4/paper-votes`;
      expect(await realm.send(path, { person: teller, body })).toMatchObject({ status: 200 });
    }
    const counts = await signedIn(teller);
    await counts.page.goto(`/app/sittings/${sitting}`);
    await counts.page.getByText('已投 44 / 45').waitFor();
    await counts.page.getByLabel('纸票投票人').click();
    await counts.page.locator('.ant-select-dropdown:visible .ant-select-item').first().click();
    await counts.page.getByLabel('纸票上').click();
    await counts.page.locator('.ant-select-dropdown:visible').getByTitle('弃权').click();
    await press(counts.page, '录入纸票');
    await counts.page.getByText('已投 45 / 45').waitFor();
    await press(desk.page, '结束表决');
    await desk.page.getByText(/赞成 32 > 到会 45 × 1\/2/).waitFor();
    expect(await violationsOn(desk.page)).toEqual([]);
    await press(desk.page, '结束会议');
    await press(desk.page, '提交会议记录');
    await desk.page.getByText('到会 45 人').waitFor();

    // afterwards a representative sees how it went, and the own vote
    await first.page.goto('/app');
    await first.page.getByRole('heading', { name: '我的表决记录' }).waitFor();
    await first.page.locator('section', { hasText: '我的表决记录' }).getByText('赞成').first().waitFor();
    await first.page.goto(`/app/matters/${decision}`);
    await first.page.getByText(/赞成 32 > 到会 45/).waitFor();
    quiet();
  }, 180_000);
});

it('of a list of names a representative chooses as many as there are seats, on the phone; a teller enters a paper', async () => {
  const { decision, sitting } = await matterIn('assembled', '票选');
  const desk = await signedIn(chair);
  await desk.page.goto(`/app/sittings/${sitting}`);
  await desk.page.getByLabel('表决内容').click();
  await desk.page.getByTitle('选举若干人').click();
  await desk.page.getByLabel('候选方案或人选').fill('甲\n乙\n丙\n');
  await desk.page.getByLabel('应选数').fill('2');
  await press(desk.page, '开始表决');
  await desk.page.getByText('已投 0 / 30').waitFor();
  const { page } = await signedIn(representative, screens.phone);
  await page.goto(`/app/matters/${decision}/ballots/4`);
  await page.getByLabel('甲').check();
  await page.getByLabel('丙').check();
  expect(await page.getByLabel('乙').isDisabled()).toBe(true);
  await press(page, '下一步');
  await press(page, '确认，投“甲、丙”');
  await page.getByText('已记录：您投了“甲、丙”').waitFor();
  const { teller } = await ballotOf(decision);
  const counts = await signedIn(teller);
  await counts.page.goto(`/app/sittings/${sitting}`);
  await counts.page.getByLabel('纸票投票人').click();
  await counts.page.locator('.ant-select-dropdown:visible .ant-select-item').first().click();
  await counts.page.getByLabel('纸票上').click();
  await counts.page.locator('.ant-select-dropdown:visible').getByTitle('乙').click();
  await counts.page.keyboard.press('Escape');
  await press(counts.page, '录入纸票');
  await counts.page.getByText('已投 2 / 30').waitFor();
  const { events = [] } = await realm.load('decision', decision);
  const papers = events.flatMap(({ type, data }) =>
    ['VoteCast', 'PaperVoteEntered'].includes(type) ? [(data as { paper: object }).paper] : [],
  );
  expect(papers).toEqual([
    { kind: 'choose', options: ['甲', '丙'] },
    { kind: 'choose', options: ['乙'] },
  ]);
  // while a ballot is open nobody adjourns, and the page says so
  await desk.page.locator('li', { hasText: '休会' }).getByText('还不能办理').waitFor();
  quiet();
}, 60_000);

describe('a vote on a bad network', () => {
  it('is not said to be given before it is recorded; what was cut off is sent again and counts once', async () => {
    const { decision } = await matterIn('voting', '断网');
    const { page, context, complaints } = await signedIn(representative, screens.phone);
    await page.goto(`/app/matters/${decision}/ballots/4`);
    await press(page, '反对');
    const before = await eventsIn(decision, 'VoteCast');
    // the first vote reaches the house and its answer is lost; then there is no network at all
    let lost = 0;
    await page.route('**/votes', async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      await context.setOffline(true);
      return route.abort('connectionreset');
    });
    await press(page, '确认，投“反对”');
    await page.getByText('网络不通，尚未记录').waitFor();
    expect(await page.getByText('已记录').count()).toBe(0);
    await picture(page, 'app-vote-offline-phone');
    await context.setOffline(false);
    await page.getByText('已记录：您投了“反对”').waitFor();
    // the page may have read its own vote by then; the command itself is sent until it is answered
    const end = Date.now() + 20_000;
    while (lost < 2 && Date.now() < end) await page.waitForTimeout(100);
    expect(lost).toBeGreaterThan(1);
    await page.getByText(/回执：日志位置 \d+/).waitFor();
    expect((await eventsIn(decision, 'VoteCast')) - before).toBe(1);
    // a page loaded anew knows it too, and offers no second one
    await page.reload();
    await page.getByText('已记录：您投了“反对”').waitFor();
    expect(await page.getByRole('button', { name: '赞成' }).count()).toBe(0);
    const network = /net::ERR_/;
    expect(complaints.filter((one) => !network.test(one))).toEqual([]);
  }, 60_000);
});

describe('what may be done now', () => {
  it('says of each act whether it may be done, or why not and by which article; and does it', async () => {
    const { decision } = await matterIn('unchecked', '公示');
    const [desk, watch] = [await signedIn(chair), await signedIn(supervision)];
    for (const { page } of [desk, watch]) await page.goto(`/app/matters/${decision}`);
    const row = (page: Page, title: string) =>
      page.locator('li', { hasText: title }).filter({ hasText: '办理' }).first();
    await row(desk.page, '张榜公示').getByText('还不能办理').waitFor();
    expect(await row(desk.page, '张榜公示').textContent()).toContain('〔');
    // what only others may do is not offered
    expect(await desk.page.getByText('公示前审核').count()).toBe(0);
    await press(watch.page, '办理: 公示前审核');
    await watch.page.locator('form').getByRole('button', { name: '办理' }).click();
    await watch.page.getByText('办理: 公示前审核').waitFor({ state: 'detached' });
    await desk.page.reload();
    await row(desk.page, '张榜公示').getByText('可以办理').waitFor();
    await press(desk.page, '办理: 张榜公示');
    await desk.page.locator('form').getByRole('button', { name: '办理' }).click();
    await desk.page.locator('form').waitFor({ state: 'detached' });
    await press(desk.page, '办理: 证明已张贴');
    await desk.page.locator('form').getByRole('button', { name: '办理' }).click();
    await desk.page.locator('form').waitFor({ state: 'detached' });
    expect([
      await eventsIn(decision, 'ResolutionPosted'),
      await eventsIn(decision, 'HangingAttested'),
    ]).toEqual([1, 1]);
    quiet();
  }, 60_000);
});

describe.each(Object.keys(screens) as (keyof typeof screens)[])('every page on a %s', (screen) => {
  it('has no violation of WCAG 2.2 AA in both languages, sizes and by day and night, and nothing beyond the screen', async () => {
    const voting = await matterIn('voting', `审阅 ${screen}`);
    const objected = await matterIn('objected', `异议 ${screen}`);
    const pages = {
      home: '/app',
      account: '/app/account',
      workbench: `/app/workbench/${places.community}`,
      open: `/app/workbench/${places.community}/open`,
      convene: `/app/workbench/${places.community}/convene`,
      persons: `/app/workbench/${places.community}/persons`,
      matter: `/app/matters/${voting.decision}`,
      objected: `/app/matters/${objected.decision}`,
      vote: `/app/matters/${voting.decision}/ballots/4`,
      sitting: `/app/sittings/${voting.sitting}`,
      missing: '/app/nowhere',
    };
    // each language, size and time of day on either screen
    const looks = {
      phone: [
        ['zh', 'large', 'dark'],
        ['en', 'standard', 'light'],
      ],
      desk: [
        ['zh', 'standard', 'light'],
        ['en', 'large', 'dark'],
      ],
    } as const;
    await lookedAt(hall, { person: chair, screen, looks: looks[screen], pages });
  }, 180_000);
});
