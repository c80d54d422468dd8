import { conflict, forbidden, invalid, missing } from '#kernel';
import { isSignedBy } from './signing.js';

/** What a provider reports later. */
export type ReceiptState = 'delivered' | 'bounced' | 'complained';
export type Receipt = Readonly<{ attempt: string; state: ReceiptState }>;

/** A callback as it came: headers and body byte for byte. */
export type Callback = Readonly<{ timestamp: string; signature: string; body: Buffer | string }>;

/** What the callback is judged by. `now` in milliseconds; `window` in seconds before and after it. */
export type ReceiptRules = Readonly<{
  secret: string;
  now: number;
  window?: number;
  /** Whether a callback of this signature was taken before; remembered at least as long as the window. */
  seen(signature: string): boolean;
  /** Whether an attempt of this id was made. */
  known(attempt: string): boolean;
}>;

const fiveMinutes = 300;
/** Most receipts in one callback. */
const most = 1_000;
const rank: Readonly<Record<ReceiptState, number>> = { delivered: 0, bounced: 1, complained: 2 };
const isState = (value: unknown): value is ReceiptState =>
  typeof value === 'string' && Object.hasOwn(rank, value);

/**
 * Checks a provider's callback and gives its receipts: signed (HMAC-SHA256 over `timestamp.body`), in time, not taken
 * before, about attempts that were made. Throws a Rejection; nothing of a refused callback counts.
 */
export function receiptsIn(
  { timestamp, signature, body }: Callback,
  { secret, now, window = fiveMinutes, seen, known }: ReceiptRules,
): readonly Receipt[] {
  if (!isSignedBy(secret, { timestamp, body }, signature))
    forbidden(
      'receipt.notSigned',
      '回执签名不符；请核对与服务商约定的密钥，并对原始报文签名',
      'The receipt is not signed by the agreed secret; check it, and sign the body byte for byte',
    );
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > window)
    forbidden(
      'receipt.outOfTime',
      `回执时间与本机相差超过 ${window} 秒；请校准双方时钟后重发`,
      `The receipt is more than ${window} seconds from now; set the clocks, then send it anew`,
    );
  if (seen(signature))
    conflict(
      'receipt.replayed',
      '该回执已收到过，不再重复受理',
      'This receipt came before and is not taken again',
    );
  const receipts = read(typeof body === 'string' ? body : body.toString('utf8'));
  const stranger = receipts.find(({ attempt }) => !known(attempt));
  if (stranger !== undefined)
    missing(
      'receipt.attemptUnknown',
      '回执所指的发送不存在；请使用发送时给出的编号',
      'There is no attempt of this id; use the id that was given with the message',
    );
  return receipts;
}

const malformed = (): never =>
  invalid(
    'receipt.malformed',
    `回执应为 {"receipts":[{"attempt":"编号","state":"delivered|bounced|complained"}]}，至多 ${most} 条`,
    `A receipt is {"receipts":[{"attempt":"id","state":"delivered|bounced|complained"}]}, at most ${most} of them`,
  );

function read(body: string): readonly Receipt[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return malformed();
  }
  const list =
    typeof value === 'object' && value !== null && 'receipts' in value ? value.receipts : undefined;
  if (!Array.isArray(list) || list.length === 0 || list.length > most) return malformed();
  return list.map((one: unknown): Receipt => {
    if (typeof one !== 'object' || one === null || !('attempt' in one) || !('state' in one))
      return malformed();
    const { attempt, state } = one;
    return typeof attempt === 'string' && isState(state) ? { attempt, state } : malformed();
  });
}

/** What holds after one more receipt: the worse one stays, the same one again changes nothing, in whatever order they come. */
export const worse = (was: ReceiptState | undefined, came: ReceiptState): ReceiptState =>
  was === undefined || rank[came] > rank[was] ? came : was;
