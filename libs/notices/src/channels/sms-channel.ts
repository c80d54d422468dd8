import { createHash } from 'node:crypto';
import { within } from '../within.js';
import { codeOf, fieldAt } from './answer-field.js';
import {
  contactsAway,
  firstAttempt,
  notBegun,
  retryHours,
  type Channel,
  type Group,
  type Told,
} from './channel.js';
import { reachOf, type Contacts } from './contact.js';
import { call, type Answer } from './http-call.js';
import { callFailure, statusFailure } from './http-failure.js';
import { countdown, pace } from './pace.js';
import type { Reachable } from './reachable.js';
import { receiptOf } from './receipts.js';
import { signatureOf } from './signing.js';
import { bodyOf, type SmsBody } from './sms-body.js';

/** How the gateway's answer is read. Codes that stand in no list are temporary. */
export type SmsAnswer = Readonly<{
  /** Dotted path of the code, and the codes that mean success. */
  code: string;
  success: readonly string[];
  permanent?: readonly string[];
  technical?: readonly string[];
  /** Dotted path of the gateway's own id of the message. */
  id?: string;
}>;

/** How the gateway is asked for an attempt: `{attempt}` in the address, and which values at a path mean that it went out. */
export type SmsStatus = Readonly<{ url: string; at: string; sent: readonly string[] }>;

/** An HTTP gateway. `secret` signs `timestamp.body` into `signature` (default `X-Signature`). */
export type SmsOptions = Readonly<{
  url: string;
  method?: 'POST' | 'PUT';
  body: SmsBody;
  headers?: Readonly<Record<string, string>>;
  secret?: string;
  signature?: string;
  answer: SmsAnswer;
  status?: SmsStatus;
  perSecond?: number;
  timeOut?: number;
  receipts?: boolean;
  reachable?: Reachable;
  authority?: string;
  contacts: Contacts;
  /** Milliseconds since 1970; signatures are made in real time. */
  now?: () => number;
}>;

const failed = (kind: 'temporary' | 'permanent' | 'technical', reason: string): Told => ({
  ...{ state: 'failed', class: kind, reason },
});

/** The text of a message: short, so in Chinese alone. */
const textOf = ({ text, possiblyTwice }: Group): string =>
  possiblyTwice ? `${text.zh}（此通知可能已送达一次）` : text.zh;

/** What a 2xx means: the gateway may say 200 and fail all the same. */
function judged(
  { body, whole }: Answer,
  { code, success, permanent, technical, id }: SmsAnswer,
  phone: string,
): Told {
  const said = whole ? fieldAt(body, code) : undefined;
  if (said === undefined) return { state: 'unknown', reason: 'answerUnreadable' };
  if (success.includes(said)) {
    const providerId = codeOf(id === undefined ? undefined : fieldAt(body, id), [phone]);
    return { state: 'sent', ...(providerId === undefined ? {} : { providerId }) };
  }
  const kind = permanent?.includes(said)
    ? 'permanent'
    : technical?.includes(said)
      ? 'technical'
      : 'temporary';
  return failed(kind, `gateway:${codeOf(said, [phone]) ?? 'unnamed'}`);
}

/** Tells by SMS over an HTTP gateway: one person a sending, the attempt's id as idempotency key. */
export function smsChannel(options: SmsOptions): Channel {
  const { perSecond = 5, timeOut = 15_000, reachable = 'public', now = Date.now, status } = options;
  const { authority, secret, contacts, receipts = false } = options;
  const turn = pace(perSecond);
  const way = { reachable, timeOut: timeOut * 0.8, ...(authority === undefined ? {} : { authority }) };
  // A body that cannot be made is found at the start, and not at the first message.
  bodyOf(options.body, { phone: '', text: '', subject: '', attempt: '', receipt: '', timestamp: '' });

  const signed = (body: string): Readonly<Record<string, string>> => {
    if (secret === undefined) return {};
    const timestamp = String(Math.floor(now() / 1_000));
    const signature = signatureOf(secret, { timestamp, body });
    return { 'X-Timestamp': timestamp, [options.signature ?? 'X-Signature']: signature };
  };

  async function tell(group: Group, person: string): Promise<Told> {
    const left = countdown(timeOut);
    const found = await within(contacts([person]), timeOut / 3).catch(() => undefined);
    if (found === undefined) return contactsAway;
    const { phone } = reachOf(found.get(person) ?? '');
    if (phone === undefined) return failed('permanent', 'noAddress');
    await turn();
    const time = left();
    if (time === undefined) return notBegun;
    const attempt = firstAttempt(group);
    const timestamp = String(Math.floor(now() / 1_000));
    const { subject } = group.message;
    const receipt = receiptOf(group.batch, attempt);
    const values = { phone, text: textOf(group), subject, attempt, receipt, timestamp };
    const { type, text } = bodyOf(options.body, values);
    const headers = { ...options.headers, 'Content-Type': type, 'Idempotency-Key': attempt };
    const asked = { url: new URL(options.url), method: options.method ?? ('POST' as const), body: text };
    try {
      const answer = await call({
        ...way,
        timeOut: time,
        ...asked,
        headers: { ...headers, ...signed(text) },
      });
      return statusFailure(answer, now()) ?? judged(answer, options.answer, phone);
    } catch (error) {
      return callFailure(error);
    }
  }

  /** An answer that is none is thrown: to ask later is better than to send a second time. */
  const asks = async (attempt: string, { url, at, sent }: SmsStatus) => {
    const address = new URL(url.replaceAll('{attempt}', encodeURIComponent(attempt)));
    const headers = { ...options.headers, ...signed('') };
    const answer = await call({ ...way, url: address, method: 'GET', headers });
    if (answer.status === 404) return 'unknown' as const;
    if (statusFailure(answer, now()) !== undefined)
      throw new Error(`the SMS gateway does not say what became of an attempt: http${answer.status}`);
    return sent.includes(fieldAt(answer.body, at) ?? '') ? { hash: null } : ('unknown' as const);
  };

  return {
    ...{ name: 'sms', groupSize: 1, personal: true, receipts, timeOut, perSecond, retryFor: retryHours },
    async send(group) {
      const told = await Promise.all(
        group.recipients.map(async (one): Promise<[string, Told]> => [one, await tell(group, one)]),
      );
      const hash = createHash('sha256').update(textOf(group), 'utf8').digest('hex');
      return { hash, each: Object.fromEntries(told) };
    },
    ...(status === undefined ? {} : { asks: (attempt: string) => asks(attempt, status) }),
  };
}
