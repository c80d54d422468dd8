import { createHash, randomBytes } from 'node:crypto';
import { inHex } from './bytes.js';
import { hashLeaf, hashNode } from './leaf.js';
import { extendsTree, includes } from './proof.js';
import { consistencyProof, inclusionProof, rootAt, Tree } from './tree.js';
import { hashesOfTiles, tilePath, tilesSince } from './tiles.js';

/** Every pair of sizes up to this one; 300 in the long form (`SIYI_PAIRS`). */
const most = Number(process.env['SIYI_PAIRS'] ?? 48);

// The leaves and roots of the test vectors of RFC 6962 implementations (transparency-dev/merkle, testonly).
const vectors = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const randomTree = (size: number): Readonly<{ tree: Tree; leaves: readonly Uint8Array[] }> => {
  const leaves = Array.from({ length: size }, () => hashLeaf(randomBytes(16).toString('hex')));
  const tree = new Tree();
  for (const leaf of leaves) tree.append(leaf);
  return { tree, leaves };
};
const { tree, leaves } = randomTree(most);

/** The definition of RFC 6962 §2.1, word for word. */
function rootByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return createHash('sha256').digest();
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return hashNode(rootByDefinition(hashes.slice(0, k)), rootByDefinition(hashes.slice(k)));
}

describe('the tree (RFC 6962)', () => {
  it('has the roots of the known vectors', () => {
    const known = new Tree();
    expect(inHex(known.root())).toBe(createHash('sha256').digest('hex'));
    vectors.forEach((leaf, n) => {
      known.append(hashLeaf(Buffer.from(leaf, 'hex').toString('latin1')));
      expect(inHex(known.root())).toBe(roots[n]);
    });
    roots.forEach((root, n) => expect(inHex(known.root(n + 1))).toBe(root));
  });

  it('has the root of the definition at every size', () => {
    for (let size = 0; size <= most; size += 1)
      expect(Buffer.compare(tree.root(size), rootByDefinition(leaves.slice(0, size)))).toBe(0);
  });

  it(`every leaf of every tree up to ${most} is proven, and in no other place`, () => {
    for (let size = 1; size <= most; size += 1)
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(tree.at, index, size);
        const given = { leaf: leaves[index] as Uint8Array, size, proof, root: tree.root(size) };
        if (!includes({ ...given, index })) throw new Error(`${index} of ${size} is not proven`);
        if (size > 1 && includes({ ...given, index: (index + 1) % size }))
          throw new Error(`${index} of ${size} is proven elsewhere`);
      }
  });

  it(`every pair of sizes up to ${most} is proven`, () => {
    for (let size = 0; size <= most; size += 1)
      for (let old = 0; old <= size; old += 1) {
        const proof = consistencyProof(tree.at, old, size);
        const sides = { old: { size: old, root: tree.root(old) }, now: { size, root: tree.root(size) } };
        if (!extendsTree({ ...sides, proof })) throw new Error(`${old} → ${size} is not proven`);
      }
  });

  const flipped = (bytes: Uint8Array, bit: number): Buffer => {
    const other = Buffer.from(bytes);
    other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
    return other;
  };

  it('no single bit of a consistency proof or its roots may change: all up to 24, 20 of each pair above', () => {
    for (let size = 1; size <= most; size += 1)
      for (let old = 1; old < size; old += 1) {
        const proof = consistencyProof(tree.at, old, size);
        const all = [tree.root(old), tree.root(size), ...proof];
        const bits = all.length * 256;
        const chosen =
          size <= 24 && process.env['SIYI_PAIRS']
            ? Array.from({ length: bits }, (_, n) => n)
            : Array.from({ length: 20 }, () => Math.floor(Math.random() * bits));
        for (const bit of chosen) {
          const [oldRoot, root, ...rest] = all.map((hash, n) =>
            n === bit >> 8 ? flipped(hash, bit & 255) : hash,
          ) as [Buffer, Buffer, ...Buffer[]];
          const sides = { old: { size: old, root: oldRoot }, now: { size, root } };
          if (extendsTree({ ...sides, proof: rest })) throw new Error(`bit ${bit} of ${old} → ${size}`);
        }
      }
  });

  it('no single bit of an inclusion proof may change', () => {
    for (let size = 2; size <= Math.min(most, 24); size += 1)
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(tree.at, index, size);
        const all = [leaves[index] as Uint8Array, tree.root(size), ...proof];
        for (let n = 0; n < 20; n += 1) {
          const bit = Math.floor(Math.random() * all.length * 256);
          const [leaf, root, ...rest] = all.map((hash, at) =>
            at === bit >> 8 ? flipped(hash, bit & 255) : hash,
          ) as [Buffer, Buffer, ...Buffer[]];
          expect(includes({ leaf, index, size, root, proof: rest })).toBe(false);
        }
      }
  });

  it('a proof that is longer or shorter proves nothing', () => {
    const proof = inclusionProof(tree.at, 3, 9);
    const given = { leaf: leaves[3] as Buffer, index: 3, size: 9, root: tree.root(9) };
    expect(includes({ ...given, proof: proof.slice(1) })).toBe(false);
    expect(includes({ ...given, proof: [...proof, proof[0] as Uint8Array] })).toBe(false);
    const sides = { old: { size: 3, root: tree.root(3) }, now: { size: 9, root: tree.root(9) } };
    expect(extendsTree({ ...sides, proof: [] })).toBe(false);
    expect(extendsTree({ ...sides, proof: [...consistencyProof(tree.at, 3, 9), tree.root(1)] })).toBe(false);
  });
});

describe('tiles (C2SP tlog-tiles)', () => {
  it.each([
    [0, 0, 256, 'tile/0/000'],
    [1, 1234067, 256, 'tile/1/x001/x234/067'],
    [0, 273, 112, 'tile/0/273.p/112'],
    [2, 999, 256, 'tile/2/999'],
    [0, 1000, 256, 'tile/0/x001/000'],
  ])('level %i, %i, %i wide: %s', (level, n, part, path) => {
    expect(tilePath(level, n, part)).toBe(path);
  });

  it('written step by step are those of one go; each hash stands in them', () => {
    const { tree: large } = randomTree(70_000);
    const written = new Map<string, Uint8Array>();
    let old = 0;
    for (const size of [1, 255, 256, 257, 65_535, 65_536, 66_000, 70_000]) {
      for (const { path, bytes } of tilesSince(large.at, old, size)) written.set(path, bytes);
      old = size;
    }
    for (const { path, bytes } of tilesSince(large.at, 0, 70_000))
      expect(Buffer.compare(written.get(path) ?? Buffer.alloc(0), bytes)).toBe(0);
    expect([...tilesSince(large.at, 0, 70_000)].map(({ path }) => path)).toContain('tile/2/000.p/1');
    expect(
      Buffer.compare(written.get('tile/1/000')?.subarray(32, 64) ?? Buffer.alloc(0), large.at(8, 1)),
    ).toBe(0);
    expect([...tilesSince(large.at, 70_000, 70_000)]).toEqual([]);
    // and every proof can be made out of the tiles alone
    const tiled = hashesOfTiles((path) => written.get(path) ?? Buffer.alloc(0), 70_000);
    expect(Buffer.from(rootAt(tiled, 70_000))).toEqual(Buffer.from(large.root()));
    for (const kept of [1, 255, 256, 300, 65_537, 69_999])
      expect(consistencyProof(tiled, kept, 70_000).map((one) => Buffer.from(one).toString('hex'))).toEqual(
        consistencyProof(large.at, kept, 70_000).map((one) => Buffer.from(one).toString('hex')),
      );
  });
});
