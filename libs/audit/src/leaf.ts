import type { Recorded } from '#kernel';
import { concat } from './bytes.js';
import { canonical } from './jcs.js';
import { sha256 } from '#audit/primitives';

/** What the tree says of an event: position and time of storage are not in it, so a copied log has the same root. */
export type Leaf = Readonly<
  Pick<Recorded, 'id' | 'stream' | 'revision' | 'type'> & { data: unknown; metadata: unknown }
>;

/** The leaf of a stored event: sealed as it lies in the log, not upcast. */
export const leafOf = ({ id, stream, revision, type, data, metadata }: Leaf): Leaf => ({
  ...{ id, stream, revision, type, data, metadata },
});

/** The text that is hashed, as UTF-8: JCS of the leaf. */
export const leafText = (event: Leaf): string => canonical(leafOf(event));

/** The hash of a leaf's text (RFC 6962 §2.1). */
export const hashLeaf = (text: string): Uint8Array => sha256(`\0${text}`);

// one buffer for all: a hash is made a million times, and is done with it at once
const node = Uint8Array.of(1, ...Array.from({ length: 64 }, () => 0));

/** The hash over two subtrees (RFC 6962 §2.1); each is 32 bytes. */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== 32 || right.length !== 32) return sha256(concat(Uint8Array.of(1), left, right));
  node.set(left, 1);
  node.set(right, 33);
  return sha256(node);
}
