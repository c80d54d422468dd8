import { median, rateOf, type Sample } from './sample.js';

type Ways<K extends string> = Readonly<Record<K, (round: number) => Promise<Sample>>>;

/** Takes slices of the ways in turn, every second time the other way round: what else the machine does hits all alike. */
export async function inTurn<K extends string>(
  rounds: number,
  ways: Ways<K>,
): Promise<Readonly<Record<K, readonly Sample[]>>> {
  const names = Object.keys(ways) as K[];
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, Sample[]>;
  for (let round = 0; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed())
      taken[name].push(await ways[name](round));
  return taken;
}

/** The middle of the rounds' ratios of rates. */
export const ratioOf = (above: readonly Sample[], below: readonly Sample[]): number =>
  median(above.map((sample, round) => rateOf(sample) / rateOf(below[round] ?? sample)));
