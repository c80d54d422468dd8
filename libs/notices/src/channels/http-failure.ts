import type { Told } from './channel.js';
import { NoAnswer, type Answer } from './http-call.js';

type Failed = Extract<Told, { state: 'failed' }>;

const failed = (kind: Failed['class'], reason: string, retryAfter?: number): Failed => ({
  ...{ state: 'failed', class: kind, reason },
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

/** Seconds of a Retry-After header, in seconds or as a date; undefined when it says nothing of use. */
export function secondsOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1_000));
}

const forLater = new Set([408, 425, 429]);
/** What a provider says of this one message; every other 4xx is about the way in which it is called. */
const ofMessage = new Set([400, 410, 413, 422]);

/** What a status other than 2xx means; undefined for 2xx. `now`: milliseconds, for a Retry-After that is a date. */
export function statusFailure({ status, retryAfter }: Answer, now: number): Told | undefined {
  const reason = `http${status}`;
  if (status >= 200 && status < 300) return undefined;
  if (forLater.has(status) || status >= 500) return failed('temporary', reason, secondsOf(retryAfter, now));
  // The same id is in work at the provider: how that ends nobody knows yet.
  if (status === 409) return { state: 'unknown', reason };
  return failed(ofMessage.has(status) ? 'permanent' : 'technical', reason);
}

const tls = /CERT|SELF_SIGNED|VERIFY|ERR_TLS|ERR_SSL|EPROTO/;

/** What it means that no answer came: unknown once the request may have arrived (bcgov/entity#20354). */
export function callFailure(error: unknown): Told {
  if (!(error instanceof NoAnswer)) throw error;
  if (error.code === 'EFORBIDDENADDRESS') return failed('technical', 'addressForbidden');
  if (tls.test(error.code)) return failed('technical', 'tls');
  if (error.begun) return { state: 'unknown', reason: error.code === 'ETIMEDOUT' ? 'timeOut' : 'noAnswer' };
  // Node itself refused the call, say for a header that cannot be one: no network had a part in it.
  if (error.code.startsWith('ERR_')) return failed('technical', 'callRefused');
  return failed('temporary', error.code === 'ETIMEDOUT' ? 'timeOut' : 'connection');
}
