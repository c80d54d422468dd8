import type { Recorded } from '#kernel';
import { canonical } from './jcs.js';
import { sha256 } from './primitives.js';

/** What the tree says of an event: position and time of storage are not in it, so a copied log has the same root. */
export type Leaf = Readonly<
  Pick<Recorded, 'id' | 'stream' | 'revision' | 'type'> & { data: unknown; metadata: unknown }
>;

/** The leaf of a stored event: sealed as it lies in the log, not upcast. */
export const leafOf = ({ id, stream, revision, type, data, metadata }: Leaf): Leaf => ({
  ...{ id, stream, revision, type, data, metadata },
});

/** The bytes that are hashed: JCS of the leaf, UTF-8. */
export const leafBytes = (event: Leaf): Buffer => Buffer.from(canonical(leafOf(event)), 'utf8');

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

/** The hash of a leaf's bytes (RFC 6962 §2.1). */
export const hashLeaf = (bytes: Uint8Array): Buffer => sha256(leafPrefix, bytes);

/** The hash over two subtrees (RFC 6962 §2.1). */
export const hashNode = (left: Uint8Array, right: Uint8Array): Buffer => sha256(nodePrefix, left, right);
