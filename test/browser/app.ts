import type { BrowserContext, BrowserContextOptions, Browser, Page } from 'playwright-core';
import { sampleDistrict } from '#community';
import { uuidV5 } from '#eventing';
import { toSeal } from '#kernel';
import { issueCode } from '../../apps/cli/src/people-commands.js';
import { idOf } from '../../apps/cli/src/sample.js';
import { people, places, Realm } from '../stack/realm.js';
import { complaintsOf, picture, screens, violationsOn } from './chromium.js';

export const password = '三轮车走得很稳当';

/** A house with the boundary community, its people registered by name, and the read models. */
export async function startTown(): Promise<Realm> {
  const realm = await Realm.start('2026-06-29T10:00:00+08:00', ['api2', 'worker']);
  const sample = sampleDistrict({ idOf });
  const seated = sample.flatMap(({ id, command }) =>
    id === places.community && command.type === 'SeatMembers' ? command.data.seats : [],
  );
  const known = new Set<string>([...seated.map(({ person }) => person), ...Object.values(people)]);
  const cards = sample.filter(({ id, command }) => command.type === 'RegisterPerson' && known.has(id));
  for (const { category, id, by, command } of cards)
    await realm.give({
      ...{ category, id, by, type: command.type, data: command.data },
      ...{ at: realm.now, commandId: uuidV5(`town/${id}`) },
    });
  // somebody without a seat is in no roll of the sample
  const { resident } = people;
  const name = toSeal(`person:${resident}`, '居民甲');
  await realm.give({
    ...{ category: 'person', id: resident, by: 'system:init', type: 'RegisterPerson', at: realm.now },
    ...{ data: { name, identity: 'communityNumber' }, commandId: uuidV5('town/resident') },
  });
  return realm;
}

/** Somebody before a browser of his own. */
export type User = Readonly<{ page: Page; context: BrowserContext; complaints: readonly string[] }>;

/** A browser of its own at this address; `close` ends it. */
export async function userIn(browser: Browser, url: string, options: BrowserContextOptions): Promise<User> {
  const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  return { page, context, complaints: complaintsOf(page) };
}

/** Signs a person in by a slip from the command line, as a first one is. */
export async function enrol({ page }: User, realm: Realm, person: string): Promise<void> {
  const code = await issueCode(realm.session, person);
  await page.goto(`/app/enrol#${person}.${code}`);
  await page.getByLabel('新密码').fill(password);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
  await page.getByRole('heading', { name: '等我办理' }).waitFor();
}

/** Everybody before a browser, to be sent home after each test; who complains is asked before. */
export class Hall {
  readonly users: User[] = [];

  constructor(
    readonly browser: Browser,
    readonly realm: Realm,
  ) {}

  async user(options: BrowserContextOptions = screens.desk): Promise<User> {
    const one = await userIn(this.browser, this.realm.house.apis[0] as string, options);
    this.users.push(one);
    return one;
  }

  async signedIn(person: string, options: BrowserContextOptions = screens.desk): Promise<User> {
    const one = await this.user(options);
    await enrol(one, this.realm, person);
    return one;
  }

  complaints(): readonly string[] {
    return this.users.flatMap(({ complaints }) => complaints);
  }

  async empty(): Promise<void> {
    for (const { context } of this.users.splice(0)) await context.close();
  }
}

/** A language, a size of type, and day or night. */
export type Look = readonly [lang: 'zh' | 'en', type: 'large' | 'standard', colorScheme: 'dark' | 'light'];

/** Every page as somebody sees it: no violation of WCAG 2.2 AA by axe, nothing beyond the screen; its picture is kept. */
export async function lookedAt(
  hall: Hall,
  {
    person,
    screen,
    looks,
    pages,
  }: Readonly<{
    person: string;
    screen: keyof typeof screens;
    looks: readonly Look[];
    pages: Readonly<Record<string, string>>;
  }>,
): Promise<void> {
  for (const [lang, type, colorScheme] of looks) {
    const { page } = await hall.signedIn(person, { ...screens[screen], colorScheme });
    await page.goto(`/view?lang=${lang}&type=${type}`);
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await page.locator('main h1').waitFor();
      await page.waitForTimeout(600);
      const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
      const seen = { name, lang, type, colorScheme };
      expect({ ...seen, wide, found: await violationsOn(page) }).toEqual({ ...seen, wide: false, found: [] });
      await picture(page, `app-${name}-${screen}-${lang}-${type}-${colorScheme}`);
    }
  }
  expect(hall.complaints()).toEqual([]);
}
