import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** SHA-256 of the parts one after another: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

// The DER around a raw key of Ed25519 (RFC 8410).
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateOf = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });

/** The public key (32 bytes) of a seed (32 bytes). */
export const publicKeyOf = (seed: Uint8Array): Buffer =>
  createPublicKey(privateOf(seed)).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length);

/** An Ed25519 signature (64 bytes) with a seed of 32 bytes (RFC 8032). */
export const ed25519Sign = (seed: Uint8Array, message: Uint8Array): Buffer =>
  sign(null, message, privateOf(seed));

/** Whether an Ed25519 signature is of that key; false also for what is no key or signature at all. */
export function ed25519Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const der = Buffer.concat([publicPrefix, key]);
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}
