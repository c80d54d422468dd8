import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { concat, outOfHex } from './bytes.js';

// Node's own; `primitives.browser.ts` has the same four functions by @noble, chosen by the condition `browser`.

/** SHA-256 of bytes or of a text's UTF-8: 32 bytes. */
// by way of hexadecimal, which Node hashes to three times as fast as to a buffer
export const sha256 = (data: Uint8Array | string): Uint8Array =>
  Buffer.from(hash('sha256', data, 'hex'), 'hex');

// The DER around a raw key of Ed25519 (RFC 8410).
const publicPrefix = outOfHex('302a300506032b6570032100');
const privatePrefix = outOfHex('302e020100300506032b657004220420');

const privateOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(concat(privatePrefix, seed)), format: 'der', type: 'pkcs8' });

/** The public key (32 bytes) of a seed (32 bytes). */
export const publicKeyOf = (seed: Uint8Array): Uint8Array =>
  createPublicKey(privateOf(seed)).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);

/** An Ed25519 signature (64 bytes) with a seed of 32 bytes (RFC 8032). */
export const ed25519Sign = (seed: Uint8Array, message: Uint8Array): Uint8Array =>
  sign(null, message, privateOf(seed));

/** Whether an Ed25519 signature is of that key; false also for what is no key or signature at all. */
export function ed25519Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const der = Buffer.from(concat(publicPrefix, key));
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}
