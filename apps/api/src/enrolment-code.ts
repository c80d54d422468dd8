import { hash } from 'node:crypto';
import type { KeyStore } from '#eventing';

/** Digits and letters without I, L, O and U (Crockford's base 32): nobody misreads them from paper. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The one-time code that belongs to a command: 80 bits, in four groups of four. */
export function codeOf(keys: Pick<KeyStore, 'hmac'>, commandId: string): string {
  const bytes = Buffer.from(keys.hmac('enrolment-code', commandId), 'base64url').subarray(0, 16);
  const text = [...bytes].map((byte) => letters[byte % 32]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** A one-time code as it is compared: its letters and digits, those that look alike made one. */
export const codeHashOf = (code: string): string =>
  hash(
    'sha256',
    code
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1'),
  );
