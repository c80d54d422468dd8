import { hashOf } from '../templates/composed.js';
import { emailChannel, type EmailOptions } from './email-channel.js';
import { contactsIn, groupOf } from '../testing/group.js';
import { mailServer, type Trick } from '../testing/mail-server.js';

const addresses = { a: 'a@example.org', b: '138 0000 0000; b@example.org', c: 'c@example.org' };
const contacts = contactsIn({ ...addresses, phone: '13800000000', evil: 'x@example.org\r\nBcc: y@z.org' });

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

async function house(
  tricks: Record<string, (Trick | undefined)[]> = {},
  more: Partial<EmailOptions> & { password?: string; secure?: boolean } = {},
) {
  const { password, secure, ...options } = more;
  const server = await mailServer(tricks, { ...(password && { password }), ...(secure && { secure }) });
  close = server.close;
  const own = { host: '127.0.0.1', port: server.port, tls: 'none' as const };
  const channel = emailChannel({
    ...{ server: own, from: 'notice@example.cn', perSecond: 1_000, timeOut: 3_000, contacts },
    ...options,
  });
  return { server, channel };
}
const sent = expect.objectContaining({ state: 'sent' });
const failed = (kind: string, reason: string) => ({ state: 'failed', class: kind, reason });

describe('the e-mail channel', () => {
  it('sends each person a message of his own, plain and HTML, and says what the server calls it', async () => {
    const { server, channel } = await house();
    const group = groupOf(['a', 'b']);
    const { hash, each } = await channel.send(group);
    expect(hash).toBe(hashOf(group.message));
    expect(each).toEqual({
      a: { state: 'sent', providerId: 'Q1xyz' },
      b: { state: 'sent', providerId: 'Q2xyz' },
    });
    expect(server.got.map(({ to }) => to)).toEqual(['a@example.org', 'b@example.org']);
    expect(server.connections()).toBe(1);
    const [first = ''] = server.got.map(({ raw }) => raw);
    expect(first).toContain('text/plain');
    expect(first).toContain('text/html');
    expect(first).not.toContain('b@example.org');
    expect(first).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it('gives a repeat the Message-ID of what it repeats, and nobody else', async () => {
    const { server, channel } = await house();
    await channel.send(groupOf(['a', 'b']));
    await channel.send(groupOf(['a'], { attempt: 'a2', repeats: 'a1', possiblyTwice: true }));
    const ids = server.got.map(({ raw }) => /^Message-ID: (<[0-9a-f-]{36}@example\.cn>)\r$/m.exec(raw)?.[1]);
    expect(ids).toEqual([ids[0], ids[1], ids[0]]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('lets nobody add a header or a recipient', async () => {
    const { server, channel } = await house();
    const message = { subject: 'x\r\nBcc: y@z.org', text: '.\r\nRCPT TO:<y@z.org>', html: '<p>x</p>' };
    await channel.send(groupOf(['evil'], { message }));
    expect(server.got.map(({ to }) => to)).toEqual(['x@example.org']);
    expect(server.got[0]?.raw.split('\r\n\r\n', 1)[0]).not.toMatch(/^(Bcc|y@z)/im);
  });

  it.each<[string, Trick, object, number]>([
    ['a mailbox that is busy', { at: 'rcpt', code: 450 }, failed('temporary', 'smtp450'), 1],
    ['a server that is full', { at: 'data', code: 452 }, failed('temporary', 'smtp452'), 1],
    ['a mailbox that is none', { at: 'rcpt', code: 550 }, failed('permanent', 'smtp550'), 1],
    ['a message that is refused', { at: 'data', code: 554 }, failed('permanent', 'smtp554'), 1],
    ['a server that wants a login', { at: 'rcpt', code: 530 }, failed('technical', 'smtp530'), 0],
    ['a connection lost before the message', 'dropBefore', failed('temporary', 'connection'), 1],
  ])('%s fails the one, and not those after', async (_, trick, expected, others) => {
    const { server, channel } = await house({ 'a@example.org': [trick] });
    const { each } = await channel.send(groupOf(['a', 'c']));
    expect(each?.['a']).toEqual(expected);
    expect(each?.['c']).toEqual(others === 1 ? sent : expected);
    expect(server.got).toHaveLength(others);
    const again = await channel.send(groupOf(['a']));
    expect(again.each?.['a']).toEqual(sent);
  });

  it.each<Trick>(['drop', 'slow'])(
    'a server that takes the message and does not say so (%s): unknown, not failed (bcgov/entity#20354)',
    async (trick) => {
      const { server, channel } = await house({ 'a@example.org': [trick] });
      const { each } = await channel.send(groupOf(['a', 'c']));
      expect(each).toEqual({ a: { state: 'unknown', reason: 'noAnswer' }, c: sent });
      expect(server.got).toHaveLength(2);
    },
  );

  it('who has no address cannot be told here, and the others are', async () => {
    const { channel } = await house();
    const { each } = await channel.send(groupOf(['nobody', 'phone', 'a']));
    const none = failed('permanent', 'noAddress');
    expect(each).toEqual({ nobody: none, phone: none, a: sent });
  });

  it('a server that is away fails all for now, asked once', async () => {
    const { server, channel } = await house();
    await server.close();
    const { each } = await channel.send(groupOf(['a', 'b', 'c']));
    expect(new Set(Object.values(each ?? {}))).toEqual(new Set([failed('temporary', 'connection')]));
  });

  it.each<[string, object, string]>([
    ['a wrong password', { password: 'right' }, 'smtp535'],
    ['a certificate that nobody trusts', { secure: true }, 'tls'],
    ['keys that are away', { contacts: () => Promise.reject(new Error('a@example.org')) }, 'contactsAway'],
  ])('%s is the operator’s to mend', async (name, more, reason) => {
    const { server, channel } = await house({}, more);
    const tls = name.includes('certificate') ? ('implicit' as const) : ('none' as const);
    const own = { host: '127.0.0.1', port: server.port, tls, user: 'siyi', password: 'wrong' };
    const asked = 'contacts' in more ? channel : emailChannel({ ...base, server: own });
    const { each } = await asked.send(groupOf(['a', 'b']));
    expect(each).toEqual({ a: failed('technical', reason), b: failed('technical', reason) });
    expect(server.got).toEqual([]);
  });

  it('keeps to the rate of the server, by smaller groups where it is slow', async () => {
    expect(emailChannel({ ...base, perSecond: 0.5, timeOut: 30_000 }).groupSize).toBe(5);
    expect(emailChannel({ ...base, perSecond: 100, timeOut: 30_000 }).groupSize).toBe(20);
  });
});

const base: EmailOptions = {
  ...{ server: { host: '127.0.0.1', port: 9, tls: 'none' }, from: 'notice@example.cn', contacts },
  ...{ perSecond: 1_000, timeOut: 3_000 },
};
