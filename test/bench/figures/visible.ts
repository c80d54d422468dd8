import { paced } from '../callers.js';
import type { Figure } from '../figure.js';
import { line } from '../line.js';
import { People, Votes } from '../people.js';
import { median, quantile } from '../sample.js';
import { withStack } from '../stack.js';

const perSecond = 100;

/** From the answer to a vote to an answer of the decision's page that shows it, at an even pace. */
export const visible: Figure = ({ size: { sliceMs, rounds, decisions } }) =>
  withStack(async (stack, folder) => {
    const people = await People.on(folder, stack.url);
    const votes = new Votes(await people.matters('seen ', decisions));
    const slice = async (): Promise<number[]> => {
      const latencies: number[] = [];
      await paced(perSecond, sliceMs, async () => {
        const { person, decision } = votes.next();
        const { position } = await people.vote(person, decision);
        const acknowledged = performance.now();
        await people.get(person, `/api/decisions/${decision}?atLeast=${String(position)}`);
        latencies.push(performance.now() - acknowledged);
      });
      return latencies;
    };
    await slice();
    const slices: number[][] = [];
    for (let round = 0; round < rounds; round += 1) slices.push(await slice());
    await people.leave();
    const p99 = slices.map((one) => quantile(one, 0.99));
    return [
      line({
        figure: 'visible',
        what: `acknowledged to visible, p99 at ${perSecond} votes/s, middle of ${rounds} slices`,
        ...{ value: median(p99), unit: 'ms' },
        beside: {
          p50Ms: quantile(slices.flat(), 0.5),
          worstP99Ms: Math.max(...p99),
          votes: slices.flat().length,
        },
        aim: { most: 50 },
      }),
    ];
  });
