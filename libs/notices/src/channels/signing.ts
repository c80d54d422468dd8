import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is signed: the instant in whole seconds since 1970, as text, and the body byte for byte. */
export type Signed = Readonly<{ timestamp: string; body: string | Buffer }>;

/** `sha256=` and the HMAC-SHA256 (hex) of `timestamp.body`. */
export const signatureOf = (secret: string, { timestamp, body }: Signed): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;

/** Whether a signature is that of what is signed; takes as long for a wrong one as for the right one. */
export function isSignedBy(secret: string, signed: Signed, signature: string): boolean {
  const [right, given] = [Buffer.from(signatureOf(secret, signed)), Buffer.from(signature)];
  return right.length === given.length && timingSafeEqual(right, given);
}

/** The sign parameter of a DingTalk robot: base64 of HMAC-SHA256(secret, timestamp newline secret), timestamp in milliseconds. */
export const dingTalkSign = (secret: string, timestamp: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
