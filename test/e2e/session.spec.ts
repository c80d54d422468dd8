import { request } from 'node:http';
import { uuidV5 } from '#eventing';
import { toSeal } from '#kernel';
import type { AccountState } from '#community/events';
import { codeHashOf, codeOf } from '../../apps/api/src/enrolment-code.js';
import { people, places, Realm, type Answer } from '../stack/realm.js';

let realm: Realm;
beforeAll(async () => {
  realm = await Realm.start('2026-06-29T10:00:00+08:00');
}, 120_000);
afterAll(() => realm.stop(), 30_000);

const { registrar, representative, chair, secretary } = people;
const password = '三轮车走得很稳当';
const here = { kind: 'community', id: places.community };

/** What a browser keeps: its cookie, and the token that only a page of ours is told. */
type Held = Readonly<{ cookie: string; csrf: string }>;
const held = ({ headers, json }: Answer): Held => ({
  cookie: (headers.get('set-cookie') ?? '').split(';')[0] as string,
  csrf: String(json['csrf']),
});
type Asked = Readonly<{ method?: string; body?: object; headers?: Record<string, string>; api?: 0 | 1 }>;
const send = (path: string, { method = 'POST', ...more }: Asked = {}): Promise<Answer> =>
  realm.send(path, { method, ...more });
const as = ({ cookie, csrf }: Held, headers: Record<string, string> = {}) => ({
  headers: { cookie, 'x-csrf-token': csrf, ...headers },
});
const state = async (person: string): Promise<AccountState> =>
  (await realm.load<AccountState>('account', person)).state;
const eventsOf = async (person: string): Promise<readonly string[]> =>
  ((await realm.load('account', person)).events ?? []).map(({ type }) => type);

const nobody = { person: null, csrf: null, today: '2026-06-29', byProvider: false };

let slips = 0;
async function slipFor(person: string): Promise<string> {
  slips += 1;
  const answer = await realm.send(`accounts/${person}/enrolments`, {
    ...{ person: registrar, body: { place: here }, headers: { 'idempotency-key': `slip-${slips}` } },
  });
  expect(answer).toMatchObject({ status: 200, json: { events: ['EnrolmentIssued'] } });
  return String(answer.json['code']);
}
const enrolled = async (person: string): Promise<Held> => {
  const answer = await send('session/enrolment', { body: { person, code: await slipFor(person), password } });
  expect(answer).toMatchObject({ status: 200, json: { person } });
  return held(answer);
};

describe('an account', () => {
  it('begins with a slip, however its code is typed; the cookie proves the person as a token does', async () => {
    const code = await slipFor(representative);
    const typed = code.replaceAll('-', ' ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    const weak = await send('session/enrolment', {
      body: { person: representative, code, password: '12345678' },
    });
    expect(weak).toMatchObject({ status: 422, json: { code: 'session.weakPassword' } });
    const answer = await send('session/enrolment', {
      body: { person: representative, code: typed, password },
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.get('set-cookie') ?? '';
    for (const part of ['__Host-siyi=', 'Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age='])
      expect(cookie).toContain(part);
    const own = held(answer);
    expect((await send('session', { method: 'GET', ...as(own) })).json).toEqual({
      ...{ person: representative, csrf: own.csrf, today: '2026-06-29', byProvider: false },
    });
    expect((await send('session', { method: 'GET' })).json).toEqual(nobody);
    const again = await send('session/enrolment', { body: { person: representative, code, password } });
    expect(again).toMatchObject({ status: 403, json: { code: 'account.codeUnfit' } });
    expect(JSON.stringify((await realm.load('account', representative)).events)).not.toMatch(/argon2|三轮车/);
    await expect(state(representative)).resolves.toMatchObject({ slip: null, secret: { sealed: 'closed' } });
  });

  it('a repeated request for a slip gets the same code, and nobody else gets one', async () => {
    const ask = (person: string) =>
      realm.send(`accounts/${chair}/enrolments`, {
        ...{ person, body: { place: here }, headers: { 'idempotency-key': 'one' } },
      });
    const [first, second] = [await ask(registrar), await ask(registrar)];
    expect(second.json).toEqual(first.json);
    expect(first.json['code']).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const who of [chair, secretary, representative, people.stranger])
      expect(await ask(who)).toMatchObject({ status: 403, json: { code: 'account.notRegistrar' } });
  });

  it('signs in by the number of a document that is kept nowhere, and says the same of a wrong password and of nobody', async () => {
    const id = uuidV5('somebody without an account');
    const refused = { status: 401, json: { code: 'session.refused' } };
    const before = await realm.end();
    for (const who of [{ person: id }, { document: '340403195001010012' }, { communityNumber: '2026-0001' }])
      expect(await send('session', { body: { ...who, password, keep: false } })).toMatchObject(refused);
    expect(await realm.end()).toBe(before);
    expect(await send('session', { body: { password, keep: false } })).toMatchObject({
      ...{ status: 400, json: { code: 'session.noNumber' } },
    });
  });
});

describe('a browser that is signed in', () => {
  it('changes nothing for a page of another site, nor without the token beside the cookie', async () => {
    const own = await enrolled(secretary);
    const wish = { daily: true, follows: [] };
    const path = `persons/${secretary}/notice-preferences`;
    const wrong: Record<string, string>[] = [
      { cookie: own.cookie },
      { ...as(own).headers, 'x-csrf-token': 'x' },
      as(own, { 'sec-fetch-site': 'cross-site' }).headers,
      as(own, { 'sec-fetch-site': 'same-site' }).headers,
    ];
    for (const headers of wrong)
      expect(await send(path, { headers, body: wish })).toMatchObject({
        ...{ status: 403, json: { code: 'session.otherSite' } },
      });
    const right = await send(path, { ...as(own, { 'sec-fetch-site': 'same-origin' }), body: wish });
    // past the guard; nobody of this house is registered
    expect(right.json).toMatchObject({ code: 'person.unknown' });
    const forged = await send('session', {
      ...{ body: { person: secretary, password, keep: true }, headers: { 'sec-fetch-site': 'cross-site' } },
    });
    expect(forged).toMatchObject({ status: 403, json: { code: 'session.otherSite' } });
  });

  it('is nobody with a cookie that is cut, made up, or of somebody else', async () => {
    const own = await enrolled(chair);
    const other = await enrolled(secretary);
    const [, , secret] = own.cookie.split('.');
    const [person, session] = other.cookie.split('.');
    for (const cookie of [
      own.cookie.slice(0, -1),
      `${person}.${session}.${secret}`,
      '__Host-siyi=x',
      '__Host-siyi=',
    ])
      expect((await send('session', { method: 'GET', headers: { cookie } })).json).toEqual({
        ...nobody,
      });
  });

  it('signs out, here and everywhere, at both instances', async () => {
    const [first, second] = [
      await enrolled(chair),
      held(await send('session', { body: { person: chair, password, keep: true } })),
    ];
    const whoIs = async (one: Held, api: 0 | 1 = 0): Promise<unknown> =>
      (await send('session', { method: 'GET', api, ...as(one) })).json['person'];
    expect([await whoIs(first), await whoIs(second, 1)]).toEqual([chair, chair]);
    expect((await send('session/signing-out', as(first))).status).toBe(200);
    expect([await whoIs(first), await whoIs(second)]).toEqual([null, chair]);
    expect((await send('session/signing-out-everywhere', as(second))).status).toBe(200);
    expect(await whoIs(second)).toBeNull();
    // the other instance believes for five seconds what it has proven
    const until = Date.now() + 20_000;
    while ((await whoIs(second, 1)) !== null && Date.now() < until)
      await new Promise((done) => setTimeout(done, 200));
    expect(await whoIs(second, 1)).toBeNull();
  });

  it('changes the password with the old one, and the other browsers are out', async () => {
    const [first, second] = [
      await enrolled(chair),
      held(await send('session', { body: { person: chair, password, keep: true } })),
    ];
    const change = (old: string, next: string) =>
      send('session/password', { ...as(second), body: { old, password: next } });
    expect(await change('not the one', '两轮车走得更快些')).toMatchObject({ status: 401 });
    expect(await change(password, '11111111')).toMatchObject({ status: 422 });
    expect(await change(password, '两轮车走得更快些')).toMatchObject({ status: 200 });
    expect((await send('session', { method: 'GET', ...as(first) })).json['person']).toBeNull();
    expect((await send('session', { method: 'GET', ...as(second) })).json['person']).toBe(chair);
    expect((await send('session', { body: { person: chair, password, keep: false } })).status).toBe(401);
  });
});

it('five wrong passwords close an account for fifteen minutes, of the right one too; each is an event, the tries meanwhile one', async () => {
  await enrolled(representative);
  const before = (await eventsOf(representative)).length;
  const ask = (word: string) =>
    send('session', { body: { person: representative, password: word, keep: false } });
  for (let nth = 0; nth < 5; nth += 1) expect((await ask(`wrong ${nth} word`)).status).toBe(401);
  for (let nth = 0; nth < 3; nth += 1) expect((await ask(password)).status).toBe(401);
  expect((await eventsOf(representative)).slice(before)).toEqual(
    Array.from({ length: 6 }, () => 'SignInRefused'),
  );
  await enrolled(representative);
  expect((await ask(password)).status).toBe(200);
});

it('somebody whose data were erased is signed in nowhere, and has no password any more', async () => {
  const own = await enrolled(secretary);
  expect((await send('session', { method: 'GET', api: 1, ...as(own) })).json['person']).toBe(secretary);
  const to = { category: 'person', id: secretary, by: registrar, at: realm.now };
  const office = places.street;
  const name = toSeal(`person:${secretary}`, '居民甲');
  const card = { name, identity: 'communityNumber', office };
  await realm.give({ ...to, type: 'RegisterPerson', data: card, commandId: uuidV5('session/card') });
  const reason = toSeal(`item:${uuidV5('session/reason')}`, '本人申请');
  await realm.give({
    ...to,
    type: 'ErasePerson',
    data: { reason, office },
    commandId: uuidV5('session/erasure'),
  });
  const whoIs = async () => (await send('session', { method: 'GET', api: 1, ...as(own) })).json['person'];
  const until = Date.now() + 20_000;
  while ((await whoIs()) !== null && Date.now() < until) await new Promise((done) => setTimeout(done, 200));
  expect(await whoIs()).toBeNull();
  expect((await send('session', { body: { person: secretary, password, keep: false } })).status).toBe(401);
});

it('a code is hashed as it is compared, whoever types it', () => {
  const code = codeOf({ hmac: () => Buffer.alloc(32, 7).toString('base64url') }, 'x');
  expect(codeHashOf(` ${code.toLowerCase()} `)).toBe(codeHashOf(code));
  expect(codeHashOf('O0IL')).toBe(codeHashOf('0011'));
});

it('an address may try sixty times in ten minutes', async () => {
  const from = (nth: number): Promise<number> =>
    new Promise((done, failed) => {
      const { hostname, port } = new URL(realm.house.apis[0] as string);
      const asked = request(
        {
          hostname,
          port,
          path: '/api/session',
          method: 'POST',
          localAddress: '127.0.0.9',
          headers: { 'content-type': 'application/json' },
        },
        (answer) => {
          answer.resume();
          done(answer.statusCode ?? 0);
        },
      ).on('error', failed);
      asked.end(JSON.stringify({ person: uuidV5('nobody'), password: `word ${nth}`, keep: false }));
    });
  const statuses: number[] = [];
  for (let nth = 0; nth < 62; nth += 1) statuses.push(await from(nth));
  expect(statuses).toEqual([...Array.from({ length: 60 }, () => 401), 429, 429]);
});

it('whoever only asks is told what would be refused, by which article, and nothing is written', async () => {
  const before = await realm.end();
  const matter = {
    ...{ community: places.community, ruleSet: 'city-2026', category: 'other', initiative: 'residents' },
    ...{ title: '安装楼道扶手', plan: '为 3 个楼道安装扶手。', money: null, reliesOn: [] },
  };
  const ask = (person: string) =>
    realm.send('decisions', { person, body: matter, headers: { 'siyi-ask': 'only' } });
  const refused = await ask(representative);
  expect(refused).toMatchObject({ status: 200, json: { asked: true, refused: { status: 403 } } });
  expect(refused.json['refused']).toHaveProperty('text.zh');
  expect(refused.json['refused']).toHaveProperty('article');
  expect((await ask(secretary)).json).toMatchObject({ asked: true, events: ['DecisionOpened'] });
  expect(await realm.end()).toBe(before);
});

it('whoever listens to a community is told that something changed, and where, of the other nothing', async () => {
  const listening = async (community: string) => {
    const stop = new AbortController();
    const { body, status } = await fetch(`${realm.house.apis[1]}/api/communities/${community}/changes`, {
      signal: stop.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const part of body ?? []) text += Buffer.from(part).toString('utf8');
    })().catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
    return { status, said: () => text, stop: () => (stop.abort(), reading) };
  };
  const [own, other] = [await listening(places.community), await listening(places.otherCommunity)];
  expect(own.status).toBe(200);
  const matter = {
    ...{ community: places.community, ruleSet: 'city-2026', category: 'other', initiative: 'residents' },
    ...{ title: '加装照明', plan: '加装 6 盏灯。', money: null, reliesOn: [] },
  };
  const { json } = await realm.send('decisions', { person: secretary, body: matter });
  const until = Date.now() + 20_000;
  while (!own.said().includes('data:') && Date.now() < until)
    await new Promise((done) => setTimeout(done, 50));
  expect(own.said()).toContain(
    JSON.stringify({ position: json['position'], about: 'decision', id: json['id'] }),
  );
  expect(other.said()).not.toContain('data:');
  await Promise.all([own.stop(), other.stop()]);
  expect((await send('../api/communities/x/changes', { method: 'GET' })).status).toBe(400);
});
