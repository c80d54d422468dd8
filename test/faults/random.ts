/** Random moments that can be had again: SIYI_SEED, else a new seed, which is printed. */
export type Random = Readonly<{ seed: number; below: (limit: number) => number }>;

/** A generator (mulberry32) from a seed; says the seed so that a failure can be repeated. */
export function random(what: string, say = (line: string) => process.stderr.write(`${line}\n`)): Random {
  const seed = Number(process.env['SIYI_SEED'] ?? process.hrtime.bigint() % 1_000_000_000n);
  say(`${what}: SIYI_SEED=${seed}`);
  let state = seed >>> 0;
  return {
    seed,
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
    },
  };
}

/** How often each process is killed: SIYI_KILLS, twice unless told otherwise; the long form is 20. */
export const kills = Number(process.env['SIYI_KILLS'] ?? 2);

/** How long the store is away, by the same number: a minute in the long form. */
export const absence = kills * 3_000;
