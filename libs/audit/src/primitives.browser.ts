import { getPublicKey, hashes, sign, verify } from '@noble/ed25519';
import { sha256 as hash, sha512 } from '@noble/hashes/sha2.js';
import { utf8 } from './bytes.js';

// The four functions of `primitives.ts` where there is no node:crypto.
hashes.sha512 = sha512;

/** SHA-256 of bytes or of a text's UTF-8: 32 bytes. */
export const sha256 = (data: Uint8Array | string): Uint8Array =>
  hash(typeof data === 'string' ? utf8(data) : data);

/** The public key (32 bytes) of a seed (32 bytes). */
export const publicKeyOf = (seed: Uint8Array): Uint8Array => getPublicKey(seed);

/** An Ed25519 signature (64 bytes) with a seed of 32 bytes (RFC 8032). */
export const ed25519Sign = (seed: Uint8Array, message: Uint8Array): Uint8Array => sign(message, seed);

/** Whether an Ed25519 signature is of that key; false also for what is no key or signature at all. */
export function ed25519Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  // as Node and the second verifier do: RFC 8032, without the points that ZIP 215 would allow besides
  return verify(signature, message, key, { zip215: false });
}
