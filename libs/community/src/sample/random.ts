/** FNV-1a over UTF-16 units: a seed from a name. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < name.length; n += 1) hash = Math.imul(hash ^ name.charCodeAt(n), 0x01000193);
  return hash >>> 0;
}

/** A whole number between two bounds, both included; the same name always gives the same (mulberry32). */
export function numberFor(name: string, least: number, most: number): number {
  const state = (seedOf(name) + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return least + (((mixed ^ (mixed >>> 14)) >>> 0) % (most - least + 1));
}
