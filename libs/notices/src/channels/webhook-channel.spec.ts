import { createHmac } from 'node:crypto';
import { mayReach, mustBeReachable } from './reachable.js';
import { cutTo } from './robots.js';
import { groupOf } from '../testing/group.js';
import { httpPeer, json } from '../testing/http-peer.js';
import { webhookChannel, type WebhookOptions } from './webhook-channel.js';

let closes: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closes.map((close) => close()));
  closes = [];
});

const at = 1_772_000_000_123;
async function house(answer: unknown, more: Partial<WebhookOptions> = {}, status = 200) {
  const peer = await httpPeer((response) => json(response, status, answer));
  closes.push(peer.close);
  const channel = webhookChannel({
    ...{ name: 'robot', preset: 'plain', url: `${peer.url}/hook?key=k3y`, timeOut: 1_000, now: () => at },
    ...{ reachable: 'loopback', ...more },
  });
  const { each } = await channel.send(groupOf(['group:robot']));
  return { told: each?.['group:robot'], asked: peer.asked, channel };
}

describe('a webhook', () => {
  it('is signed over its instant and its body, and names the attempt', async () => {
    const { told, asked, channel } = await house({}, { secret: 'geheim' });
    expect(told).toEqual({ state: 'sent' });
    const { headers, body } = asked[0]!;
    const hmac = createHmac('sha256', 'geheim').update(`1772000000.${body}`).digest('hex');
    expect(headers['x-siyi-timestamp']).toBe('1772000000');
    expect(headers['x-siyi-signature']).toBe(`sha256=${hmac}`);
    expect(headers['idempotency-key']).toBe('a1');
    expect(JSON.parse(body)).toMatchObject({ attempt: 'a1', notice: 'n1', possiblyTwice: false });
    expect(channel.personal).toBe(false);
  });

  it('to WeCom is a text of at most 2048 bytes, twenty a minute', async () => {
    const { asked, channel, told } = await house({ errcode: 0, errmsg: 'ok' }, { preset: 'wecom' });
    expect(told).toEqual({ state: 'sent' });
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ msgtype: 'text' });
    expect(asked[0]?.path).toBe('/hook?key=k3y');
    expect(channel.perSecond * 60).toBeCloseTo(20);
    const cut = cutTo('公'.repeat(1_000), 2_048);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(2_048);
    expect(cut).toMatch(/^公+…$/);
  });

  it('to DingTalk carries its sign parameter', async () => {
    const { asked, told } = await house({ errcode: 0 }, { preset: 'dingtalk', secret: 'SEC1' });
    expect(told).toEqual({ state: 'sent' });
    const query = new URL(asked[0]?.path ?? '', 'http://x').searchParams;
    const sign = createHmac('sha256', 'SEC1').update(`${at}\nSEC1`).digest('base64');
    expect([query.get('key'), query.get('timestamp'), query.get('sign')]).toEqual(['k3y', String(at), sign]);
    expect(asked[0]?.path).toContain(`sign=${encodeURIComponent(sign)}`);
  });

  it.each<[WebhookOptions['preset'], unknown, object]>([
    ['wecom', { errcode: 45009 }, { class: 'temporary', reason: 'errcode:45009', retryAfter: 60 }],
    ['wecom', { errcode: -1 }, { class: 'temporary', reason: 'errcode:-1' }],
    ['wecom', { errcode: 93000 }, { class: 'technical', reason: 'errcode:93000' }],
    ['dingtalk', { errcode: 130101 }, { class: 'temporary', reason: 'errcode:130101', retryAfter: 60 }],
    ['dingtalk', { errcode: 310000 }, { class: 'technical', reason: 'errcode:310000' }],
    ['dingtalk', {}, { state: 'unknown', reason: 'answerUnreadable' }],
  ])('%s that says 200 and %j has not taken it', async (preset, answer, expected) => {
    expect((await house(answer, { preset })).told).toEqual({ state: 'failed', ...expected });
  });

  it('goes to no address inside: not by number, not by name, not without TLS', async () => {
    const refused = { state: 'failed', class: 'technical', reason: 'addressForbidden' };
    for (const url of [
      ...['https://127.0.0.1:9/', 'https://[::1]:9/', 'https://0x7f.1:9/', 'https://localhost:9/'],
      ...['https://[::ffff:10.0.0.1]/', 'https://169.254.169.254/', 'http://example.org/'],
    ]) {
      const { told, asked } = await house({}, { url, reachable: 'public' });
      expect([url, told]).toEqual([url, refused]);
      expect(asked).toEqual([]);
    }
    // to this machine without TLS, where that is allowed; nowhere else
    expect((await house({}, { url: 'http://10.0.0.1/', reachable: 'private' })).told).toEqual(refused);
    expect((await house({}, { url: 'https://10.0.0.1/', reachable: 'loopback' })).told).toEqual(refused);
  });

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1'],
    ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::7f00:1', '::ffff:127.0.0.1'],
    ...[
      '::ffff:7f00:1',
      '::ffff:c0a8:1',
      '::ffff:169.254.169.254',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
      'fc00::1',
      'fe80::1',
      'ff02::1',
    ],
    ...['localhost', ''],
  ])('%s is no public address', (address) => expect(mayReach(address, 'public')).toBe(false));

  it.each(['1.1.1.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
    '%s is one',
    (address) => expect(mayReach(address, 'public')).toBe(true),
  );

  it('takes no other scheme', () => {
    for (const url of ['ftp://example.org/', 'file:///etc/passwd', 'gopher://127.0.0.1/'])
      expect(() => mustBeReachable(new URL(url), 'private')).toThrow('scheme refused');
  });
});
