import { readFileSync } from 'node:fs';
import { groupKinds, robots, type ChannelPlan } from '#notices';
import { Fields } from './fields.js';
import type { Given } from './given.js';
import { isLoopback } from './hosts.js';

const setting = 'CHANNELS_FILE';
const address = /^[^\s@<>()",;:\\]+@[\w.-]+$/;

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** The same object without what is undefined. */
const defined = <T extends object>(object: T): Defined<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;

function fileOf(fields: Fields, name: string): string | undefined {
  const path = fields.text(name);
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    return fields.fault(name, `文件读不出(${code})`, `names a file that cannot be read (${code})`);
  }
}

/** An address that is called; without TLS only on this machine, and only where `private` allows it. */
function urlOf(fields: Fields, name: string, text: string | undefined, isPrivate: boolean): string {
  if (text === undefined) return '';
  const url = URL.canParse(text.replaceAll(/\{\w+\}/g, 'x')) ? new URL(text) : undefined;
  const local = isPrivate && url?.protocol === 'http:' && isLoopback(url.hostname);
  if (url === undefined || !(url.protocol === 'https:' || local))
    fields.fault(name, '应为 https 地址', 'must be an https address');
  return text;
}

function emailOf(fields: Fields): ChannelPlan['email'] {
  const [host, tls] = [fields.needed('host'), fields.choice('tls', ['implicit', 'starttls', 'none'])];
  const way = tls ?? 'starttls';
  if (way === 'none' && !isLoopback(host))
    fields.fault('tls', 'none 只可用于本机', 'may be none for this machine only');
  const port = fields.number('port', 1, 65_535) ?? (way === 'implicit' ? 465 : 587);
  const [user, password] = [fields.text('user'), fields.secret('password')];
  if ((user === undefined) !== !fields.has('password'))
    fields.fault('user', '与 password 须一并给出', 'and password go together');
  const own = defined({ user, password, authority: fileOf(fields, 'authority') });
  const more = defined({
    fromName: fields.text('fromName'),
    perSecond: fields.number('perSecond', 0.1, 1_000),
  });
  const found = { server: { host, port, tls: way, ...own }, from: fields.needed('from', address), ...more };
  fields.done();
  return found;
}

function answerOf(fields: Fields | undefined, all: Fields) {
  if (fields === undefined) all.fault('answer', '缺少', 'is missing');
  const success = fields?.list('success') ?? [];
  if (success.length === 0) fields?.fault('success', '至少列一个', 'must name at least one code');
  const lists = defined({ permanent: fields?.list('permanent'), technical: fields?.list('technical') });
  const found = {
    code: fields?.needed('code') ?? '',
    success,
    ...lists,
    ...defined({ id: fields?.text('id') }),
  };
  fields?.done();
  return found;
}

function smsOf(fields: Fields): ChannelPlan['sms'] {
  const isPrivate = fields.flag('private');
  const url = urlOf(fields, 'url', fields.needed('url'), isPrivate);
  const [template, form] = [fields.any('json'), fields.texts('form')];
  if ((template === undefined) === (form === undefined))
    fields.fault('json', '与 form 须给且只给一个', 'or form: give one of them');
  const query = fields.inside('status');
  const status = query && {
    url: urlOf(query, 'url', query.needed('url'), isPrivate),
    at: query.needed('at'),
    sent: query.list('sent') ?? [],
  };
  query?.done();
  const found = {
    ...{ url, answer: answerOf(fields.inside('answer'), fields) },
    body: form === undefined ? { kind: 'json' as const, template } : { kind: 'form' as const, fields: form },
    reachable: isPrivate ? ('private' as const) : ('public' as const),
    ...defined({
      method: fields.choice('method', ['POST', 'PUT']),
      headers: fields.textsOrSecrets('headers'),
      status,
    }),
    ...defined({ secret: fields.secret('secret'), signature: fields.text('signature', /^[\w-]+$/) }),
    ...defined({ perSecond: fields.number('perSecond', 0.1, 1_000), authority: fileOf(fields, 'authority') }),
  };
  const receipts = fields.flag('receipts');
  if (receipts && !fields.has('secret'))
    fields.fault('receipts', '须同时给出 secret', 'need the secret by which they are signed');
  fields.done();
  return receipts ? { ...found, receipts } : found;
}

function robotOf(fields: Fields): ChannelPlan['robots'][number] {
  const name = fields.needed('name', /^[a-z][a-z0-9-]{0,30}$/);
  if (['file', 'email', 'sms'].includes(name)) fields.fault('name', '已被占用', 'is taken');
  const preset = fields.choice('preset', Object.keys(robots) as (keyof typeof robots)[]);
  if (preset === undefined && !fields.has('preset')) fields.fault('preset', '缺少', 'is missing');
  if (!fields.has('url')) fields.fault('url', '缺少', 'is missing');
  const isPrivate = fields.flag('private');
  const found = {
    ...{
      name,
      preset: preset ?? ('plain' as const),
      kinds: fields.list('kinds', groupKinds) ?? ['posted' as const],
    },
    // whoever has the address of a robot can write to its group
    url: urlOf(fields, 'url', fields.secret('url'), isPrivate),
    reachable: isPrivate ? ('private' as const) : ('public' as const),
    ...defined({ secret: fields.secret('secret') }),
  };
  fields.done();
  return found;
}

function read(given: Given, file: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
    return given.wrong(setting, '应为一个 JSON 对象', 'must hold one JSON object');
  } catch (error) {
    // what the parser says quotes the file
    const code =
      error instanceof SyntaxError ? 'JSON' : ((error as NodeJS.ErrnoException).code ?? 'unreadable');
    return given.wrong(setting, `读不出(${code})`, `cannot be read (${code})`);
  }
}

const hour = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Hours in which nobody is woken: 22:00 to 07:00 unless the file says others, or `none`. */
function quietOf(fields: Fields): Pick<ChannelPlan, 'quiet'> {
  const text = fields.text('quiet') ?? '22:00-07:00';
  if (text === 'none') return {};
  const [from = '', until = '', ...rest] = text.split('-');
  if (hour.test(from) && hour.test(until) && from !== until && rest.length === 0)
    return { quiet: { from, until } };
  fields.fault('quiet', '应为 22:00-07:00 的形式或 none', 'must be as 22:00-07:00, or none');
  return {};
}

/** The plan in CHANNELS_FILE; undefined without one. Faults are noted with their place. */
export function channelPlan(given: Given, env: NodeJS.ProcessEnv): ChannelPlan | undefined {
  const file = given.text(setting);
  const object = file === undefined ? undefined : read(given, file);
  if (object === undefined) return undefined;
  const fields = new Fields(object, 'channels', env, (zh, en) => given.wrong(setting, zh, en));
  const [email, sms] = [fields.inside('email'), fields.inside('sms')];
  const persons = fields.list('persons', ['email', 'sms']);
  const plan = {
    ...quietOf(fields),
    ...defined({ email: email && emailOf(email), sms: sms && smsOf(sms) }),
    robots: fields.objects('robots').map(robotOf),
  };
  const there = (['email', 'sms'] as const).filter((way) => fields.has(way));
  const missing = (persons ?? []).filter((way) => !there.includes(way));
  if (missing.length > 0 || new Set(persons).size !== (persons ?? []).length)
    fields.fault('persons', '须是已设渠道,各列一次', 'must name channels that are set up, each once');
  const names = plan.robots.map(({ name }) => name);
  if (new Set(names).size !== names.length) fields.fault('robots', '名称重复', 'have one name twice');
  fields.done();
  return { persons: persons ?? there, ...plan };
}
