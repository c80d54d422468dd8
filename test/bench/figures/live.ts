import { END } from '@eventstore/db-client';
import { paced } from '../callers.js';
import { voteLike } from '../events.js';
import type { Figure } from '../figure.js';
import { line } from '../line.js';
import { withNode } from '../node.js';
import { median, quantile } from '../sample.js';

const perSecond = 1_000;

/** From the sending of an append to its event's arrival at a subscriber, at an even pace. */
export const live: Figure = ({ size: { sliceMs, rounds } }) =>
  withNode(async (node) => {
    const [writer, reader] = [node.client(), node.client()];
    let latencies: number[] = [];
    const subscription = reader.subscribeToAll({ fromPosition: END });
    subscription.on('data', ({ event }) => {
      const sent = (event?.data as { sent?: number } | undefined)?.sent;
      if (sent !== undefined) latencies.push(performance.now() - sent);
    });
    const slice = async (): Promise<number[]> => {
      latencies = [];
      await paced(perSecond, sliceMs, (nth) =>
        writer.appendToStream(`live-${nth % 50}`, voteLike(nth, { sent: performance.now() })),
      );
      return latencies;
    };
    await slice();
    const slices: number[][] = [];
    for (let round = 0; round < rounds; round += 1) slices.push(await slice());
    await subscription.unsubscribe();
    const p99 = slices.map((one) => quantile(one, 0.99));
    return [
      line({
        figure: 'live',
        what: `sent to delivered, p99 at ${perSecond} events/s, middle of ${rounds} slices`,
        ...{ value: median(p99), unit: 'ms' },
        beside: {
          p50Ms: quantile(slices.flat(), 0.5),
          worstP99Ms: Math.max(...p99),
          delivered: slices.flat().length,
        },
        aim: { most: 20 },
      }),
    ];
  });
