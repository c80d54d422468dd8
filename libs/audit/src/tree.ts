import { concat } from './bytes.js';
import { hashNode } from './leaf.js';
import { sha256 } from '#audit/primitives';

/** The hash of the complete subtree of 2^level leaves that begins at leaf index·2^level. */
export type HashAt = (level: number, index: number) => Uint8Array;

const width = 32;

/** Hashes one after another in one growing buffer: a million of them are 32 MB, not a million objects. */
class Hashes {
  #bytes: Uint8Array = new Uint8Array(width * 1024);
  count = 0;

  push(hash: Uint8Array): void {
    if ((this.count + 1) * width > this.#bytes.length)
      this.#bytes = concat(this.#bytes, new Uint8Array(this.#bytes.length));
    this.#bytes.set(hash, this.count * width);
    this.count += 1;
  }

  at(index: number): Uint8Array {
    if (index < 0 || index >= this.count) throw new RangeError(`no hash ${index} of ${this.count}`);
    return this.#bytes.subarray(index * width, (index + 1) * width);
  }
}

/** The largest power of two below n (n > 1). */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

const levelOf = (n: number): number => Math.round(Math.log2(n));
const isPower = (n: number): boolean => 2 ** levelOf(n) === n;

/** The hash over the leaves from `from` to before `to`; `from` is a multiple of the largest power of two in them. */
function over(at: HashAt, from: number, to: number): Uint8Array {
  const n = to - from;
  if (isPower(n) && from % n === 0) return at(levelOf(n), from / n);
  const k = split(n);
  return hashNode(over(at, from, from + k), over(at, from + k, to));
}

/** The root of the first `size` leaves; of none the hash of nothing (RFC 6962 §2.1). */
export const rootAt = (at: HashAt, size: number): Uint8Array =>
  size === 0 ? sha256('') : over(at, 0, size).slice();

/** What proves that a leaf stands at `index` in the tree of the first `size` (RFC 6962 §2.1.1). */
export function inclusionProof(at: HashAt, index: number, size: number): readonly Uint8Array[] {
  const path = (m: number, from: number, to: number): readonly Uint8Array[] => {
    if (to - from === 1) return [];
    const k = split(to - from);
    return m < k
      ? [...path(m, from, from + k), over(at, from + k, to)]
      : [...path(m - k, from + k, to), over(at, from, from + k)];
  };
  if (index < 0 || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return path(index, 0, size);
}

/** What proves that the tree of `size` begins with that of `old` (RFC 6962 §2.1.2); empty where one of them is empty. */
export function consistencyProof(at: HashAt, old: number, size: number): readonly Uint8Array[] {
  const path = (m: number, from: number, to: number, whole: boolean): readonly Uint8Array[] => {
    if (m === to - from) return whole ? [] : [over(at, from, to)];
    const k = split(to - from);
    return m <= k
      ? [...path(m, from, from + k, whole), over(at, from + k, to)]
      : [...path(m - k, from + k, to, false), over(at, from, from + k)];
  };
  if (old < 0 || old > size) throw new RangeError(`a tree of ${size} does not begin with one of ${old}`);
  return old === 0 ? [] : path(old, 0, size, true);
}

/** A tree that grows leaf by leaf and keeps the hash of every complete subtree, some 64 bytes a leaf. */
export class Tree {
  readonly #levels: Hashes[] = [];

  get size(): number {
    return this.#levels[0]?.count ?? 0;
  }

  /** Adds the hash of the next leaf. */
  append(leaf: Uint8Array): void {
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const own = (this.#levels[level] ??= new Hashes());
      own.push(hash);
      if (own.count % 2 === 1) return;
      hash = hashNode(own.at(own.count - 2), own.at(own.count - 1));
    }
  }

  readonly at: HashAt = (level, index) => {
    const own = this.#levels[level];
    if (own === undefined) throw new RangeError(`no level ${level}`);
    return own.at(index);
  };

  root(size = this.size): Uint8Array {
    return rootAt(this.at, size);
  }
}
