import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Sealed } from '#kernel';

type Open = Extract<Sealed, { sealed: 'open' }>;
type Closed = Extract<Sealed, { sealed: 'closed' }>;

const version = '1';
const cipher = 'aes-256-gcm';

/** HMAC under the item's own key: without it a hash of a short text could be guessed. */
function digestOf(key: Buffer, text: string): string {
  const own = createHmac('sha256', key).update('digest').digest();
  return createHmac('sha256', own).update(text, 'utf8').digest('base64url');
}

/** Key name and place (event id and path) are authenticated: a box moved or renamed does not open. */
const bound = (name: string, place: string): Buffer => Buffer.from(`${name}\n${place}`, 'utf8');

/** Closes an open field: AES-256-GCM; the box names the place for which it was made. */
export function close({ key: name, text }: Open, key: Buffer, place: string): Closed {
  const iv = randomBytes(12);
  const lock = createCipheriv(cipher, key, iv).setAAD(bound(name, place));
  const body = Buffer.concat([lock.update(text, 'utf8'), lock.final()]);
  const parts = [Buffer.from(place, 'utf8'), iv, lock.getAuthTag(), body];
  const box = [version, ...parts.map((part) => part.toString('base64url'))].join('.');
  return { sealed: 'closed', key: name, box, digest: digestOf(key, text) };
}

/** Opens a closed field; throws when a byte of it was changed or it was made under another key. */
export function openBox({ key: name, box }: Closed, key: Buffer): string {
  const [made, ...texts] = box.split('.');
  const [place, iv, tag, body] = texts.map((text) => Buffer.from(text, 'base64url'));
  if (made !== version || !place || !iv || !tag || !body) throw new Error(`a box under ${name} is malformed`);
  const lock = createDecipheriv(cipher, key, iv, { authTagLength: 16 });
  lock.setAAD(bound(name, place.toString('utf8'))).setAuthTag(tag);
  return Buffer.concat([lock.update(body), lock.final()]).toString('utf8');
}
