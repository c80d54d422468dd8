import { forbidden, invalid } from '#kernel';
import type { ReceiptState } from '../events.js';
import { isSignedBy } from './signing.js';

/** What came of one sending: by the reference that was given with it. */
export type Receipt = Readonly<{ batch: string; attempt: string; state: ReceiptState }>;

/** The reference of a sending, for the provider: its batch and the first attempt of its repeats. */
export const receiptOf = (batch: string, attempt: string): string => `${batch}.${attempt}`;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const reference = new RegExp(`^(${uuid})\\.(${uuid})$`);

/** A callback as it came: headers and body byte for byte. */
export type Callback = Readonly<{ timestamp: string; signature: string; body: Buffer | string }>;

/** What the callback is judged by. `now` in milliseconds; `window` in seconds before and after it. */
export type ReceiptRules = Readonly<{ secret: string; now: number; window?: number }>;

const fiveMinutes = 300;
/** Most receipts in one callback. */
const most = 1_000;
const isState = (value: unknown): value is ReceiptState =>
  value === 'delivered' || value === 'bounced' || value === 'complained';

/**
 * Checks a provider's callback and gives its receipts: signed (HMAC-SHA256 over `timestamp.body`), in time, well formed.
 * Throws a Rejection; nothing of a refused callback counts. Whether the attempts were made the batches say; the same
 * callback again changes nothing.
 */
export function receiptsIn(
  { timestamp, signature, body }: Callback,
  { secret, now, window = fiveMinutes }: ReceiptRules,
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
  return read(typeof body === 'string' ? body : body.toString('utf8'));
}

const malformed = (): never =>
  invalid(
    'receipt.malformed',
    `回执应为 {"receipts":[{"receipt":"回执号","state":"delivered|bounced|complained"}]}，至多 ${most} 条`,
    `A receipt is {"receipts":[{"receipt":"reference","state":"delivered|bounced|complained"}]}, at most ${most} of them`,
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
    if (typeof one !== 'object' || one === null || !('receipt' in one) || !('state' in one))
      return malformed();
    const { receipt, state } = one;
    const [, batch, attempt] = reference.exec(typeof receipt === 'string' ? receipt : '') ?? [];
    return batch !== undefined && attempt !== undefined && isState(state)
      ? { batch, attempt, state }
      : malformed();
  });
}
