import type { Told } from './channel.js';
import { codeOf, fieldAt } from './answer-field.js';
import { dingTalkSign, signatureOf } from './signing.js';

/** What a robot is to say; `at`: milliseconds since 1970. */
export type Saying = Readonly<{
  attempt: string;
  notice: string;
  possiblyTwice: boolean;
  subject: string;
  text: string;
  at: number;
}>;

/** A call as a robot's maker wants it. */
export type Said = Readonly<{ url: URL; headers: Readonly<Record<string, string>>; body: string }>;

/** A maker of robots: how it is called, how often, and how its answers are read. */
export type Robot = Readonly<{
  perSecond: number;
  asked(saying: Saying, to: Readonly<{ url: string; secret: string | undefined }>): Said;
  told(body: string, secret: string | undefined): Told;
}>;

const json = { 'Content-Type': 'application/json' };

/** Cut to so many bytes of UTF-8, at the end of a character. */
export function cutTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text, 'utf8') <= bytes) return text;
  let cut = '';
  let length = 3; // of the mark that something is missing
  for (const char of text) {
    length += Buffer.byteLength(char, 'utf8');
    if (length > bytes) break;
    cut += char;
  }
  return `${cut}…`;
}

/** Both makers answer 200 and say in `errcode` whether it went through. */
function byErrcode(
  body: string,
  secret: string | undefined,
  busy: readonly string[],
  down: readonly string[],
): Told {
  const said = fieldAt(body, 'errcode');
  if (said === undefined) return { state: 'unknown', reason: 'answerUnreadable' };
  if (said === '0') return { state: 'sent' };
  const reason = `errcode:${codeOf(said, [secret ?? '']) ?? 'unnamed'}`;
  if (busy.includes(said)) return { state: 'failed', class: 'temporary', reason, retryAfter: 60 };
  return { state: 'failed', class: down.includes(said) ? 'temporary' : 'technical', reason };
}

const textMessage = ({ subject, text }: Saying, most: number): string =>
  JSON.stringify({ msgtype: 'text', text: { content: cutTo(`${subject}\n\n${text}`.trimEnd(), most) } });

/** Any receiver of ours: headers name the instant and sign `timestamp.body`; refuse what is older than five minutes. */
const plain: Robot = {
  perSecond: 5,
  asked({ attempt, notice, possiblyTwice, subject, text, at }, { url, secret }) {
    const body = JSON.stringify({ attempt, notice, possiblyTwice, subject, text });
    const timestamp = String(Math.floor(at / 1_000));
    const signature: Readonly<Record<string, string>> =
      secret === undefined ? {} : { 'X-Siyi-Signature': signatureOf(secret, { timestamp, body }) };
    const headers = { ...json, 'Idempotency-Key': attempt, 'X-Siyi-Timestamp': timestamp, ...signature };
    return { url: new URL(url), headers, body };
  },
  told: () => ({ state: 'sent' }),
};

/** WeCom (企业微信) group robot: the key stands in the URL; 20 messages a minute; at most 2048 bytes of text. */
const wecom: Robot = {
  perSecond: 20 / 60,
  asked: (saying, { url }) => ({ url: new URL(url), headers: json, body: textMessage(saying, 2_048) }),
  // 45009: too often; -1: system busy
  told: (body, secret) => byErrcode(body, secret, ['45009'], ['-1']),
};

/** DingTalk (钉钉) group robot: token in the URL, signed with the secret; 20 messages a minute. */
const dingtalk: Robot = {
  perSecond: 20 / 60,
  asked(saying, { url, secret }) {
    const address = new URL(url);
    if (secret !== undefined) {
      const timestamp = String(saying.at);
      address.searchParams.set('timestamp', timestamp);
      address.searchParams.set('sign', dingTalkSign(secret, timestamp));
    }
    return { url: address, headers: json, body: textMessage(saying, 20_000) };
  },
  // 130101, 410100: too often; -1: system busy
  told: (body, secret) => byErrcode(body, secret, ['130101', '410100'], ['-1']),
};

/** The presets, by name. */
export const robots = { plain, wecom, dingtalk } as const satisfies Readonly<Record<string, Robot>>;
