import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCheckpoint } from '#audit';
import { uuidV5 } from '#eventing';
import { toSeal, type Message } from '#kernel';
import { httpPeer, json, mailServer } from '#notices/testing';
import { signatureOf } from '../../libs/notices/src/channels/signing.js';
import { checked, f1Resolved, playedOn, posted } from '../../libs/decision/src/domain/disclosure-testing.js';
import { testStack, type TestStack } from '../stack/stack.js';

const person = uuidV5('e2e/channels/person');
const notice = uuidV5('e2e/channels/notice');
const address = 'wang.channels@example.org';

describe('a stack with a file of channels', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-channels-'));
  let mail: Awaited<ReturnType<typeof mailServer>>;
  let robot: Awaited<ReturnType<typeof httpPeer>>;
  let gateway: Awaited<ReturnType<typeof httpPeer>>;
  /** What the public reaches: it passes on to the API, or it is away. */
  let front: Awaited<ReturnType<typeof httpPeer>>;
  let away = false;
  let stack: TestStack;

  beforeAll(async () => {
    mail = await mailServer();
    robot = await httpPeer((response) => json(response, 200, { errcode: 0 }));
    gateway = await httpPeer((response) => json(response, 200, { code: 0 }));
    const secret = join(folder, 'sms-secret');
    writeFileSync(secret, 's3cret');
    const sms = {
      ...{ url: `${gateway.url}/send`, private: true, secret: { file: secret }, receipts: true },
      ...{ json: { to: '{phone}', ref: '{receipt}' }, answer: { code: 'code', success: ['0'] } },
    };
    const url = join(folder, 'robot');
    writeFileSync(url, `${robot.url}/hook`);
    const file = join(folder, 'channels.json');
    const email = { host: '127.0.0.1', port: mail.port, tls: 'none', from: 'notice@example.cn' };
    const robots = [{ name: 'residents', preset: 'wecom', url: { file: url }, private: true }];
    writeFileSync(file, JSON.stringify({ email, sms, robots }));
    front = await httpPeer((response, { path }) => {
      if (away) return json(response, 502, {});
      return void fetch(`${stack.theatre.url}${path}`).then(async (answer) =>
        json(response, answer.status, await answer.json()),
      );
    });
    process.env['PUBLIC_URL'] = front.url;
    process.env['TRUSTED_PROXIES'] = 'loopback';
    process.env['CHANNELS_FILE'] = file;
    process.env['CHECKPOINT_SECONDS'] = '1';
    stack = await testStack({ at: '2026-03-02T09:00:00+08:00' });
  });
  afterAll(async () => {
    delete process.env['PUBLIC_URL'];
    delete process.env['TRUSTED_PROXIES'];
    delete process.env['CHANNELS_FILE'];
    delete process.env['CHECKPOINT_SECONDS'];
    await stack.stop();
    await Promise.all([mail.close(), robot.close(), gateway.close(), front.close()]);
    rmSync(folder, { recursive: true });
  });

  const give = (category: string, id: string, by: `system:${string}`, command: Message) =>
    stack.session.engine.execute({
      ...{ category, id, command, by: { person: by }, commandId: uuidV5(`${id}/${command.type}`) },
    });
  /** Registers a person with this contact, and raises a notice to that person alone. */
  async function tell(whom: string, contact: string, id: string): Promise<void> {
    const seal = (text: string) => toSeal(`person:${whom}`, text);
    const data = { name: seal('王'), contact: seal(contact), identity: 'document' };
    await give('person', whom, 'system:init', { type: 'RegisterPerson', data });
    const about = { community: uuidV5('c'), decision: null, sitting: null, objection: null };
    const raise = {
      ...{ kind: 'posted', about: { ...about, event: id, stream: 's' }, recipients: [whom], to: [] },
      ...{ ballot: null, latest: null, purposeEnds: null },
      text: {
        ...{ title: '修路', step: 'resolutionPosting', from: '2026-03-02' },
        ...{ lastDay: '2026-03-17', objectionUntil: '2026-03-17' },
      },
    };
    await give('notice', id, 'system:reactor', { type: 'RaiseNotice', data: raise });
  }
  const events = async () => {
    const all = [];
    for await (const event of stack.session.log.readAll()) all.push(event);
    return all;
  };

  it('tells the person by e-mail and the group by its robot, and keeps no address', async () => {
    await tell(person, address, notice);
    const done = async () => (await events()).filter(({ type }) => type === 'BatchDone').length;
    while ((await done()) < 2) await sleep(50);
    expect(mail.got.map(({ to }) => to)).toEqual([address]);
    expect(robot.asked.map(({ body }) => JSON.parse(body).text.content)).toEqual([
      expect.stringContaining('「修路」'),
    ]);
    const all = await events();
    expect(all.find(({ type }) => type === 'NoticeClosed')?.data).toMatchObject({ told: 1, failed: 0 });
    expect(JSON.stringify(all)).not.toContain(address);
    // the stack itself publishes how far its log has come; the mail is in it
    const checkpoint = async (): Promise<number> => {
      const answer = await fetch(`${stack.theatre.url}/audit/checkpoint`);
      return answer.status === 200 ? readCheckpoint(await answer.text()).size : 0;
    };
    while ((await checkpoint()) < all.length) await sleep(50);
  });

  it('tells who follows the board what was posted, at once or, as they wish, in the evening', async () => {
    const [each, daily] = [uuidV5('e2e/channels/follower'), uuidV5('e2e/channels/daily follower')];
    const told = () => mail.got.map(({ to }) => to);
    for (const one of [each, daily]) {
      const seal = (text: string) => toSeal(`person:${one}`, text);
      const contact = seal(one === each ? 'each@example.org' : 'daily@example.org');
      const data = { name: seal('李'), contact, identity: 'document' };
      await give('person', one, 'system:init', { type: 'RegisterPerson', data });
      const chose = { daily: one === daily, follows: [uuidV5('c')] };
      const stamp = { by: { person: one }, at: '2026-03-02T01:30:00.000Z', schema: 1 };
      const ids = { $correlationId: one, $causationId: one, commandId: uuidV5(`${one}/chose`) };
      const event = { id: uuidV5(`${one}/chosen`), type: 'NoticePreferencesSet', data: chose };
      await stack.session.log.append(`person-${one}`, [{ ...event, metadata: { ...stamp, ...ids } }], 0);
    }
    // a sweep raises the notice, the next lists its persons
    for (const minute of ['00', '01']) await stack.move(`2026-03-02T10:${minute}:00+08:00`);
    while (!told().includes('each@example.org')) await sleep(50);
    while (!(await events()).some(({ type }) => type === 'LeftToDigest')) await sleep(50);
    expect(told()).not.toContain('daily@example.org');
    await stack.move('2026-03-02T18:00:00+08:00');
    while (!told().includes('daily@example.org')) await sleep(50);
    expect(
      told()
        .filter((to) => to !== address)
        .sort(),
    ).toEqual(['daily@example.org', 'each@example.org']);
    const raised = (await events()).filter(({ type }) => type === 'NoticeRaised').map(({ data }) => data);
    expect(raised).toMatchObject([
      { kind: 'posted' },
      { kind: 'disclosed', more: true },
      { kind: 'digest', text: { count: '1', itemsZh: '1. 公开：「修路」决议公开' } },
    ]);
  });

  it('asks for the public page of what hangs, once a day, and tells when it is not found', async () => {
    const id = uuidV5('e2e/channels/decision');
    const stream = `decision-${id}`;
    const at = '2026-03-13T02:00:00.000Z';
    const by = { person: 'system:init' };
    const metadata = { at, by, $correlationId: id, $causationId: id, schema: 1 };
    const history = playedOn(f1Resolved(), checked('2026-03-13'), posted('2026-03-13')).history();
    const events = history.map(({ type, data }, n) => ({
      ...{ id: uuidV5(`${stream}/${n}`), type, data },
      metadata: { ...metadata, commandId: uuidV5(`${stream}/${n}/command`) },
    }));
    await stack.session.log.append(stream, events, 'no_stream');
    const probes = async () => {
      const told = [];
      for await (const { type, data } of stack.session.log.read(stream))
        if (type === 'PageProbed') told.push(data);
      return told;
    };
    await stack.move('2026-03-14T09:00:00+08:00');
    away = true;
    for (const hour of ['09', '10']) await stack.move(`2026-03-15T${hour}:00:00+08:00`);
    away = false;
    for (const hour of ['11', '12']) await stack.move(`2026-03-15T${hour}:00:00+08:00`);
    expect(await probes()).toEqual([
      { step: 'resolutionPosting', on: '2026-03-14', found: true, reason: null, lastDay: '2026-03-30' },
      {
        step: 'resolutionPosting',
        on: '2026-03-15',
        found: false,
        reason: 'HTTP 502',
        lastDay: '2026-03-30',
      },
      { step: 'resolutionPosting', on: '2026-03-15', found: true, reason: null, lastDay: '2026-03-30' },
    ]);
    expect(front.asked).toHaveLength(4);
  });

  it('what the provider of SMS reports stands in the log, once, if it is signed', async () => {
    await tell(uuidV5('e2e/channels/phone'), '13800000000', uuidV5('e2e/channels/by phone'));
    while (gateway.asked.length === 0) await sleep(50);
    const { to, ref } = JSON.parse(gateway.asked[0]?.body ?? '') as Record<string, string>;
    expect(to).toBe('13800000000');
    const body = JSON.stringify({ receipts: [{ receipt: ref, state: 'bounced' }] });
    const call = async (text: string, secret = 's3cret') => {
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = signatureOf(secret, { timestamp, body: text });
      const headers = { 'content-type': 'application/json', 'x-timestamp': timestamp };
      const answer = await fetch(`${stack.theatre.url}/api/receipts/sms`, {
        ...{ method: 'POST', body: text, headers: { ...headers, 'x-signature': signature } },
      });
      return { status: answer.status, json: (await answer.json()) as object };
    };
    const told = async () => (await events()).filter(({ type }) => type === 'ReceiptRecorded');
    expect(await call(body, 'another')).toMatchObject({ status: 403, json: { code: 'receipt.notSigned' } });
    expect(await call('{"receipts":[]}')).toMatchObject({ status: 422, json: { code: 'receipt.malformed' } });
    expect(await told()).toEqual([]);
    expect(await call(body)).toEqual({ status: 200, json: { recorded: 1, unknown: 0 } });
    expect(await call(body)).toMatchObject({ status: 200 });
    expect((await told()).map(({ data }) => data)).toMatchObject([{ state: 'bounced' }]);
    const stranger = `${uuidV5('no batch')}.${uuidV5('no attempt')}`;
    const other = JSON.stringify({ receipts: [{ receipt: stranger, state: 'delivered' }] });
    expect(await call(other)).toEqual({ status: 200, json: { recorded: 0, unknown: 1 } });
    expect(JSON.stringify(await events())).not.toContain('13800000000');
  });

  it('behind a proxy that is trusted each caller has a limit of his own', async () => {
    const file = async (address: string): Promise<number> => {
      const url = `${stack.theatre.url}/api/decisions/${uuidV5('no decision')}/objections/by-visitors`;
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': address };
      const body = JSON.stringify({ step: 'resolutionPosting', text: '预算与会议不符。' });
      return (await fetch(url, { method: 'POST', headers, body })).status;
    };
    const answers: number[] = [];
    for (let nth = 0; nth < 21; nth += 1) answers.push(await file('203.0.113.7'));
    expect(new Set(answers.slice(0, 20))).toEqual(new Set([404]));
    expect([answers[20], await file('203.0.113.8')]).toEqual([429, 404]);
  });
});
