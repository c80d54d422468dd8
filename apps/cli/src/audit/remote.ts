import { consistencyProof, hashesOfTiles, readCheckpoint, type GrowthFile } from '#audit';
import { invalid } from '#kernel';

const patience = 10_000;
const most = 64 * 1024;

/** A published file of a log, no larger than a checkpoint or a tile can be. */
async function fetched(base: URL, path: string): Promise<Buffer> {
  const url = new URL(path, base);
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patience) });
  const length = Number(answer.headers.get('content-length'));
  if (answer.status !== 200 || length > most)
    return invalid(
      'audit.notPublished',
      `${url.href} 取不到(${answer.status},${length} 字节)。`,
      `${url.href} cannot be had (${answer.status}, ${length} bytes).`,
      { article: 'C2SP tlog-tiles' },
    );
  return Buffer.from(await answer.arrayBuffer());
}

/** Proof that a log has only grown since a checkpoint that was kept, from what it publishes at an address alone. */
export async function growthFrom(address: string, old: string): Promise<GrowthFile> {
  if (!/^https?:/.test(address) || !URL.canParse(address))
    invalid('audit.badAddress', `${address} 不是 http(s) 地址。`, `${address} is no address of http(s).`);
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const now = (await fetched(base, 'checkpoint')).toString('utf8');
  const [before, after] = [readCheckpoint(old).size, readCheckpoint(now).size];
  const growth = { format: 'siyi-growth/1', old, now } as const;
  if (before > after) return { ...growth, proof: [] };
  const tiles = new Map<string, Buffer>();
  const blank = Buffer.alloc(256 * 32);
  const asked = new Set<string>();
  // once to see which tiles it needs, once with them
  consistencyProof(
    hashesOfTiles((path) => (asked.add(path), blank), after),
    before,
    after,
  );
  for (const path of asked) tiles.set(path, await fetched(base, path));
  const at = hashesOfTiles((path) => tiles.get(path) ?? blank, after);
  const proof = consistencyProof(at, before, after);
  return { ...growth, proof: proof.map((one) => Buffer.from(one).toString('base64')) };
}
