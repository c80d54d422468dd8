import { concat } from './bytes.js';
import { hashNode } from './leaf.js';
import type { HashAt } from './tree.js';

/** A tile: 256 hashes of one level, or fewer at the right edge (C2SP tlog-tiles, height 8). */
export type Tile = Readonly<{ path: string; bytes: Uint8Array }>;

const width = 256;

/** The place of tile n of a level: groups of three digits, all but the last marked with x; a part says how much it holds. */
export function tilePath(level: number, n: number, part = width): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${part < width ? `.p/${part}` : ''}`;
}

/** The tiles that a tree of `size` has and one of `old` had not: full ones, and the parts at its right edge. */
export function* tilesSince(at: HashAt, old: number, size: number): Generator<Tile> {
  for (let level = 0; ; level += 1) {
    const each = width ** level;
    const [had, has] = [Math.floor(old / each), Math.floor(size / each)];
    if (has === 0) return;
    for (let n = Math.floor(had / width); n * width < has; n += 1) {
      const from = n * width;
      const part = Math.min(width, has - from);
      // the very part that was there already
      if (from + part <= had && has === had) continue;
      const hashes = Array.from({ length: part }, (_, k) => at(level * 8, from + k));
      yield { path: tilePath(level, n, part), bytes: concat(...hashes) };
    }
  }
}

/** The hashes of a tree of `size`, out of its tiles: `tileOf` gives the bytes of the tile at a path. */
export const hashesOfTiles = (tileOf: (path: string) => Uint8Array, size: number): HashAt => {
  const within: HashAt = (level, index) => {
    const below = level % 8;
    if (below > 0) return hashNode(within(level - 1, index * 2), within(level - 1, index * 2 + 1));
    const n = Math.floor(index / width);
    const part = Math.min(width, Math.floor(size / width ** (level / 8)) - n * width);
    const from = (index % width) * 32;
    return tileOf(tilePath(level / 8, n, part)).subarray(from, from + 32);
  };
  return within;
};
