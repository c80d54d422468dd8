import { same } from './bytes.js';
import { hashNode } from './leaf.js';
import { sha256 } from '#audit/primitives';

const half = (n: number): number => Math.floor(n / 2);

type Inclusion = Readonly<{
  leaf: Uint8Array;
  index: number;
  size: number;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}>;

/** Whether the proof shows that this leaf stands at `index` of the tree with that size and root (RFC 9162 §2.1.3.2). */
export function includes({ leaf, index, size, proof, root }: Inclusion): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const other of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = hashNode(other, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = hashNode(hash, other);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(hash, root);
}

type Growth = Readonly<{
  old: Readonly<{ size: number; root: Uint8Array }>;
  now: Readonly<{ size: number; root: Uint8Array }>;
  proof: readonly Uint8Array[];
}>;

/** Whether the proof shows that the newer tree begins with the older one (RFC 9162 §2.1.4.2). */
export function extendsTree({ old, now, proof }: Growth): boolean {
  if (old.size > now.size) return false;
  if (old.size === now.size) return proof.length === 0 && same(old.root, now.root);
  if (old.size === 0) return proof.length === 0 && same(old.root, sha256(''));
  const isPower = Number.isInteger(Math.log2(old.size));
  const [first, ...rest] = isPower ? [old.root, ...proof] : proof;
  if (first === undefined) return false;
  let [fn, sn] = [old.size - 1, now.size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [before, after] = [first, first];
  for (const other of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [before, after] = [hashNode(other, before), hashNode(other, after)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else after = hashNode(after, other);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(before, old.root) && same(after, now.root);
}
