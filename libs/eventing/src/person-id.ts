import type { KeyStore } from './keys.js';
import { uuidV5 } from './uuid.js';

/** An opaque person id: the same document gives the same id here, and nothing can be read from it. */
export function personIdOf(keys: Pick<KeyStore, 'hmac'>, documentNumber: string): string {
  return uuidV5(keys.hmac('person', documentNumber.trim().toUpperCase()));
}
