import { rmSync } from 'node:fs';
import { burdens } from '../burdens.js';
import type { Figure } from '../figure.js';
import { inTurn } from '../in-turn.js';
import { line } from '../line.js';
import { streamsOf } from '../logs.js';
import { forgetPeak, peakMb, residentMb } from '../memory.js';
import { startNode } from '../node.js';
import { others } from '../others.js';
import { median, quantile, told, type Sample } from '../sample.js';

const p99 = (samples: readonly Sample[]): number =>
  median(samples.map(({ latencies }) => quantile(latencies, 0.99)));

/** Each burden on a node with a large log: what the node holds at most, and what other callers notice. */
export const bounded: Figure = async ({ size: { events, sliceMs, rounds }, logs, say }) => {
  const folder = await logs.copy(events);
  const streams = streamsOf(events);
  const lines = [];
  try {
    for (const [name, burden] of Object.entries(burdens)) {
      say(name);
      const node = await startNode(folder);
      const alone = others(node.client(), streams, sliceMs);
      await alone();
      const before = residentMb(node.pid);
      forgetPeak(node.pid);
      const burdened = async (): Promise<Sample> => {
        const lift = await burden(node, streams);
        const sample = await alone();
        await lift();
        return sample;
      };
      const taken = await inTurn(rounds, { alone, burdened });
      lines.push(
        line({
          figure: 'bounded',
          what: `node at ${events} events under ${name}, most it held`,
          ...{ value: peakMb(node.pid), unit: 'MB' },
          beside: { beforeMb: before },
          aim: { most: 150 },
        }),
        line({
          figure: 'bounded',
          what: `others' append and read under ${name} / without, p99`,
          ...{ value: p99(taken.burdened) / p99(taken.alone), unit: 'ratio' },
          beside: { ...told('under', taken.burdened), ...told('without', taken.alone) },
        }),
      );
      await node.stop();
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
