import { createHash } from 'node:crypto';
import { signatureOf } from './signing.js';
import { smsChannel, type SmsOptions } from './sms-channel.js';
import { contactsIn, groupOf } from '../testing/group.js';
import { httpPeer, json, rawPeer } from '../testing/http-peer.js';
import { mailServer } from '../testing/mail-server.js';

const contacts = contactsIn({ a: '138 0000 0000', b: 'b@example.org', c: '13900000000' });
let closes: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closes.map((close) => close()));
  closes = [];
});

const channelTo = (url: string, more: Partial<SmsOptions> = {}) =>
  smsChannel({
    ...{ url: `${url}/send`, contacts, reachable: 'loopback', perSecond: 1_000, timeOut: 1_000 },
    body: { kind: 'json', template: { to: ['{phone}'], text: '{text}', ref: '{attempt}' } },
    answer: { code: 'code', success: ['0'], permanent: ['7'], technical: ['9'], id: 'result.id' },
    ...more,
  });
async function peer(answering: Parameters<typeof httpPeer>[0]) {
  const one = await httpPeer(answering);
  closes.push(one.close);
  return one;
}
const told = async (channel: ReturnType<typeof channelTo>, person = 'a', more = {}) =>
  (await channel.send(groupOf([person], more))).each?.[person];
const failed = (kind: string, reason: string, more = {}) => ({
  state: 'failed',
  class: kind,
  reason,
  ...more,
});
const fine = { code: 0, result: { id: 'M-1' } };

describe('the SMS channel', () => {
  it('sends the Chinese text to one person, signed, with the attempt as key', async () => {
    const { url, asked } = await peer((response) => json(response, 200, fine));
    const channel = channelTo(url, { secret: 's3', now: () => 1_772_000_000_000 });
    const group = groupOf(['a']);
    const { hash, each } = await channel.send(group);
    expect(each).toEqual({ a: { state: 'sent', providerId: 'M-1' } });
    expect(hash).toBe(createHash('sha256').update(group.text.zh).digest('hex'));
    const { headers, body, method } = asked[0]!;
    expect(JSON.parse(body)).toEqual({ to: ['13800000000'], text: group.text.zh, ref: 'a1' });
    expect(method).toBe('POST');
    expect(headers['idempotency-key']).toBe('a1');
    expect(headers['x-signature']).toBe(signatureOf('s3', { timestamp: '1772000000', body }));
    expect(channel.groupSize).toBe(1);
  });

  it('knows a repeat by the id of what it repeats, so that the gateway tells the person once', async () => {
    const seen = new Set<string>();
    const { url, asked } = await peer((response, { headers }) => {
      seen.add(String(headers['idempotency-key']));
      json(response, 200, fine);
    });
    await told(channelTo(url));
    await told(channelTo(url), 'a', { attempt: 'a2', repeats: 'a1', possiblyTwice: true });
    expect([...seen]).toEqual(['a1']);
    expect(asked[1]?.body).toContain('可能已送达一次');
  });

  it('writes forms too, and no value changes the shape of a body', async () => {
    const { url, asked } = await peer((response) => json(response, 200, fine));
    const text = { zh: '"},{"x":"&to=1', en: '' };
    await told(channelTo(url), 'a', { text });
    const fields = { mobile: '{phone}', content: '{text}' };
    await told(channelTo(url, { body: { kind: 'form', fields } }), 'a', { text });
    expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ text: text.zh, to: ['13800000000'] });
    const form = new URLSearchParams(asked[1]?.body);
    expect(Object.fromEntries(form)).toEqual({ mobile: '13800000000', content: text.zh });
  });

  it('is refused at the start with a placeholder that nobody knows', () => {
    const body = { kind: 'form' as const, fields: { to: '{mobile}' } };
    expect(() => channelTo('https://x.example', { body })).toThrow('sms.placeholderUnknown');
  });

  it.each<[number, object, object]>([
    [503, {}, failed('temporary', 'http503')],
    [429, { 'retry-after': '120' }, failed('temporary', 'http429', { retryAfter: 120 })],
    [408, { 'retry-after': 'soon' }, failed('temporary', 'http408')],
    [425, {}, failed('temporary', 'http425')],
    [401, {}, failed('technical', 'http401')],
    [403, {}, failed('technical', 'http403')],
    [404, {}, failed('technical', 'http404')],
    [422, {}, failed('permanent', 'http422')],
    [409, {}, { state: 'unknown', reason: 'http409' }],
  ])('status %i', async (status, headers, expected) => {
    const { url } = await peer((response) => json(response, status, { mobile: '13800000000' }, headers));
    expect(await told(channelTo(url))).toEqual(expected);
  });

  it.each<[string, unknown, object]>([
    ['says 200 and an error', { code: 4 }, failed('temporary', 'gateway:4')],
    ['says 200 and that there is no such number', { code: 7 }, failed('permanent', 'gateway:7')],
    ['says 200 and that we owe it money', { code: '9' }, failed('technical', 'gateway:9')],
    ['names the person in its error', { code: 'no-13800000000' }, failed('temporary', 'gateway:unnamed')],
    ['says 200 and nothing', {}, { state: 'unknown', reason: 'answerUnreadable' }],
    ['answers with a page', '<html>', { state: 'unknown', reason: 'answerUnreadable' }],
  ])('a gateway that %s', async (_, body, expected) => {
    const { url } = await peer((response) => json(response, 200, body));
    expect(await told(channelTo(url))).toEqual(expected);
  });

  it('a gateway that answers after the time-out may have sent: unknown (bcgov/entity#20354)', async () => {
    const { url, asked } = await peer(() => undefined);
    expect(await told(channelTo(url, { timeOut: 200 }))).toEqual({ state: 'unknown', reason: 'timeOut' });
    expect(asked).toHaveLength(1);
  });

  it('a gateway that answers twice is heard once', async () => {
    const answer = (status: string, body: string) =>
      `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const { url, close } = await rawPeer(
      `${answer('200 OK', '{"code":0}')}${answer('500 No', '{"code":4}')}`,
    );
    closes.push(close);
    expect(await told(channelTo(url))).toEqual({ state: 'sent' });
  });

  it('a redirect is not followed', async () => {
    const { url, asked } = await peer((response, _, number) =>
      number === 1 ? json(response, 307, {}, { location: '/elsewhere' }) : json(response, 200, fine),
    );
    expect(await told(channelTo(url))).toEqual(failed('technical', 'http307'));
    expect(asked.map(({ path }) => path)).toEqual(['/send']);
  });

  it('an endless answer is cut off', async () => {
    let written = 0;
    const { url } = await peer((response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed) return;
        written += 16_384;
        response.write('x'.repeat(16_384), more);
      };
      more();
    });
    expect(await told(channelTo(url))).toEqual({ state: 'unknown', reason: 'answerUnreadable' });
    expect(written).toBeLessThan(20_000_000);
  });

  it('an answer that breaks off is none', async () => {
    const { url, close } = await rawPeer('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"code":0}');
    closes.push(close);
    expect(await told(channelTo(url))).toEqual({ state: 'unknown', reason: 'noAnswer' });
  });

  it('a gateway that is away was not reached: for now', async () => {
    const { url, close } = await httpPeer(() => undefined);
    await close();
    expect(await told(channelTo(url))).toEqual(failed('temporary', 'connection'));
  });

  it('a certificate that nobody trusts is the operator’s to mend', async () => {
    const { port, close } = await mailServer({}, { secure: true });
    closes.push(close);
    expect(await told(channelTo(`https://127.0.0.1:${port}`))).toEqual(failed('technical', 'tls'));
  });

  it('who has no number cannot be told here; keys that are away are the operator’s', async () => {
    expect(await told(channelTo('https://x.example'), 'b')).toEqual(failed('permanent', 'noAddress'));
    const away = () => Promise.reject(new Error('13800000000'));
    expect(await told(channelTo('https://x.example', { contacts: away }))).toEqual(
      failed('technical', 'contactsAway'),
    );
  });

  it('what waited too long for its turn was not sent, and is not called unknown', async () => {
    const { url, asked } = await peer((response) => json(response, 200, fine));
    const channel = channelTo(url, { perSecond: 1.2 });
    const both = await Promise.all([told(channel), told(channel, 'c')]);
    expect(both).toEqual([expect.objectContaining({ state: 'sent' }), failed('temporary', 'tooSlow')]);
    expect(asked).toHaveLength(1);
  });

  it('a header that cannot be one is the operator’s to mend', async () => {
    const headers = { 'X-Token': 'a\u0000b' };
    expect(await told(channelTo('https://x.example', { headers }))).toEqual(
      failed('technical', 'callRefused'),
    );
  });

  it('contacts that never come are as keys that are away', async () => {
    const channel = channelTo('https://x.example', {
      contacts: () => new Promise(() => undefined),
      timeOut: 90,
    });
    expect(await told(channel)).toEqual(failed('technical', 'contactsAway'));
  });

  describe('asked for an attempt', () => {
    const asking = async (status: number, body: unknown) => {
      const { url, asked } = await peer((response) => json(response, status, body));
      const query = { url: `${url}/status?ref={attempt}`, at: 'state', sent: ['DELIVERED', 'SENT'] };
      const answer = await channelTo(url, { status: query }).asks?.('a 1').catch(String);
      expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /status?ref=a%201']);
      return answer;
    };
    it('says that it went out', async () => {
      expect(await asking(200, { state: 'SENT' })).toEqual({ hash: null });
    });
    it('does not know it', async () => {
      expect(await asking(404, {})).toBe('unknown');
      expect(await asking(200, { state: 'QUEUED' })).toBe('unknown');
    });
    it('and silent, is asked again later: nothing is sent blindly', async () => {
      expect(await asking(503, {})).toMatch(/^Error: the SMS gateway does not say/);
    });
    it('is not asked where nothing is configured', () => {
      expect(channelTo('https://x.example').asks).toBeUndefined();
    });
  });
});
