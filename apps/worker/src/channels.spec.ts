import { personAggregate, type PersonCommand } from '#community';
import { uuidV5, type Log } from '#eventing';
import { memoryLog } from '#eventing/testing';
import { toSeal } from '#kernel';
import { channelsOf, fileChannel, type ChannelPlan, type Contacts, type Planned } from '#notices';
import { httpPeer, json, mailServer, type Trick } from '#notices/testing';
import { contactsFrom } from './contacts.js';
import { Hold } from './hold.js';
import { house } from './testing/house.js';

const person = (name: string) => uuidV5(`person/${name}`);
const posted = { step: 'resolutionPosting', from: '2026-03-01', lastDay: '2026-03-16', title: '修路' };

describe('notices over the channels of a plan', () => {
  let closes: (() => Promise<void>)[] = [];
  let log: Log;
  let home: Awaited<ReturnType<typeof house>>;
  let ways: Planned;
  let mail: Awaited<ReturnType<typeof mailServer>>;
  let gateway: Awaited<ReturnType<typeof httpPeer>>;
  let holds = 0;
  const technical: string[] = [];

  afterEach(async () => {
    await Promise.all(closes.map((close) => close()));
    closes = [];
    technical.length = 0;
  });

  /** A house with a mail server, an SMS gateway and the robot of a group, all on this machine. */
  async function start(tricks: Record<string, (Trick | undefined)[]> = {}, status = 200) {
    mail = await mailServer(tricks);
    gateway = await httpPeer((response) => json(response, status, { code: 0, errcode: 0 }));
    const plan: ChannelPlan = {
      persons: ['email', 'sms'],
      email: {
        server: { host: '127.0.0.1', port: mail.port, tls: 'none' },
        ...{ from: 'notice@example.cn', perSecond: 1_000, timeOut: 2_400 },
      },
      sms: {
        ...{ url: `${gateway.url}/sms`, perSecond: 1_000, timeOut: 500, reachable: 'loopback' },
        body: { kind: 'json', template: { to: '{phone}', text: '{text}' } },
        answer: { code: 'code', success: ['0'] },
      },
      robots: [
        {
          name: 'group',
          preset: 'wecom',
          url: `${gateway.url}/robot`,
          reachable: 'loopback',
          kinds: ['posted'],
        },
      ],
    };
    log = memoryLog();
    let contacts: Contacts = () => Promise.reject(new Error('not yet'));
    ways = channelsOf(plan, (persons) => contacts(persons), fileChannel('/nowhere'));
    const { told: channel, robots } = ways;
    home = await house(log, 1, { aggregates: [personAggregate], channel, robots });
    contacts = contactsFrom(home.engine(), home.keys);
    closes = [mail.close, gateway.close, home.close];
  }

  const tell = (name: string, command: PersonCommand) =>
    home.engine().execute({
      ...{ category: 'person', id: person(name), command, by: { person: 'system:init' } },
      commandId: uuidV5(`${command.type}/${name}`),
    });
  const enter = (name: string, contact?: string) => {
    const seal = (text: string) => toSeal(`person:${person(name)}`, text);
    const more = contact === undefined ? {} : { contact: seal(contact) };
    return tell(name, { type: 'RegisterPerson', data: { name: seal(name), ...more, identity: 'document' } });
  };
  const hold = (batch: string) => {
    const channels = Object.fromEntries(ways.all.map((one) => [one.name, one]));
    const onTechnical = (channel: string, reason: string) => void technical.push(`${channel}: ${reason}`);
    const hands = { engine: home.engine(), clock: home.clock, channels, onTechnical, patience: 10 };
    return new Hold({ ...hands, signal: new AbortController().signal }, batch, `h${(holds += 1)}`).run();
  };
  const toldIn = async (batch: string) => {
    const { recipients } = await home.batchState(batch);
    return (name: string) => recipients[person(name)]?.state;
  };

  it('each person is told where he can be reached, once, and no address stands in the log', async () => {
    await start();
    await enter('mail', 'wang@example.org');
    await enter('phone', '138 0000 0000');
    await enter('none');
    const all = ['mail', 'phone', 'none', 'stranger'];
    const { id, batch } = await home.raise('n', all.map(person));
    expect(await hold(batch)).toBe('done');
    expect(await hold(batch)).toBe('done');
    const told = await toldIn(batch);
    expect(all.map(told)).toEqual(['sent', 'sent', 'failed', 'failed']);
    expect(mail.got.map(({ to }) => to)).toEqual(['wang@example.org']);
    expect(gateway.asked.map(({ body }) => JSON.parse(body).to)).toEqual(['13800000000']);
    await home.react();
    const events = [];
    for await (const event of log.readAll()) events.push(event);
    expect(
      events.find(({ type, stream }) => type === 'NoticeClosed' && stream === `notice-${id}`)?.data,
    ).toMatchObject({ told: 2, failed: 2, lapsed: 0, possiblyTwice: 0, byHand: 0, digest: 0 });
    expect(JSON.stringify(events)).not.toMatch(/wang@|138\s?0000/);
  });

  it('taken by a server that hangs up: repeated once under the same Message-ID, and marked', async () => {
    await start({ 'wang@example.org': ['drop'] });
    await enter('mail', 'wang@example.org');
    const { batch } = await home.raise('n', [person('mail')]);
    expect(await hold(batch)).toBe('done');
    const ids = mail.got.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]);
    expect(ids).toEqual([ids[0], ids[0]]);
    expect((await home.batchState(batch)).recipients[person('mail')]).toMatchObject({
      ...{ state: 'sent', doubtful: true },
    });
  });

  it('a busy mailbox is tried again at its hour, the batch ends quietly and waits', async () => {
    await start({ 'wang@example.org': [{ at: 'rcpt', code: 450 }] });
    await enter('mail', 'wang@example.org');
    const { batch } = await home.raise('n', [person('mail')]);
    expect(await hold(batch)).toBe('waiting');
    expect(await hold(batch)).toBe('waiting');
    expect(mail.connections()).toBe(1);
    home.clock.at = '2026-03-02T01:02:00.000Z';
    expect(await hold(batch)).toBe('done');
    expect(mail.got).toHaveLength(1);
  });

  it('a gateway that does not let us in stops the batch, tells the operator and uses up nothing', async () => {
    await start({}, 401);
    for (const name of ['a', 'b', 'c']) await enter(name, '13800000000');
    const { batch } = await home.raise('n', ['a', 'b', 'c'].map(person));
    expect(await hold(batch)).toBe('technical');
    expect(gateway.asked).toHaveLength(1);
    expect(technical).toEqual(['email+sms: http401']);
    const { recipients } = await home.batchState(batch);
    expect(Object.values(recipients).map(({ tries }) => tries)).toEqual([0, 0, 0]);
  });

  it('who was erased is told no more', async () => {
    await start();
    await enter('mail', 'wang@example.org');
    await home.keys.destroy(`person:${person('mail')}`);
    const { batch } = await home.raise('n', [person('mail')]);
    expect(await hold(batch)).toBe('done');
    expect(mail.got).toEqual([]);
    expect((await toldIn(batch))('mail')).toBe('failed');
  });

  it('a group’s robot repeats what is public, and tells nobody', async () => {
    await start();
    await enter('mail', 'wang@example.org');
    const text = { ...posted, objectionUntil: '2026-03-16' };
    const { id, batches } = await home.raise('p', [person('mail')], null, { kind: 'posted', text });
    expect(batches).toHaveLength(2);
    const group = batches.find((one) => one === uuidV5(`${id}/group/group`)) ?? '';
    expect(await hold(group)).toBe('done');
    await home.react();
    expect(gateway.asked.map(({ path, body }) => [path, JSON.parse(body).msgtype])).toEqual([
      ['/robot', 'text'],
    ]);
    expect(await home.types(`notice-${id}`)).toEqual(['NoticeOwed', 'NoticeRaised']);
    for (const one of batches) await hold(one);
    await home.react();
    const events = [];
    for await (const event of log.read(`notice-${id}`)) events.push(event);
    expect(events.at(-1)).toMatchObject({ type: 'NoticeClosed', data: { told: 1, failed: 0 } });
    expect((await home.raise('o', [person('mail')])).batches).toHaveLength(1);
  });
});
