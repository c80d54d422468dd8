import { rmSync } from 'node:fs';
import type { Figure } from '../figure.js';
import { line } from '../line.js';
import { streamsOf } from '../logs.js';
import { forgetPeak, peakMb, residentMb } from '../memory.js';
import { startNode } from '../node.js';
import { others } from '../others.js';
import { readWhole } from './read-all.js';

/** What the node holds after a start on a large log, a read of all of it, and appends and reads by some callers. */
export const nodeMemory: Figure = async ({ size: { events, sliceMs }, logs }) => {
  const folder = await logs.copy(events);
  const node = await startNode(folder);
  try {
    const startedMb = residentMb(node.pid);
    forgetPeak(node.pid);
    await readWhole(node.client())();
    const readMb = residentMb(node.pid);
    await others(node.client(), streamsOf(events), 5 * sliceMs)();
    return [
      line({
        figure: 'node-memory',
        what: `node at ${events} events, most it held`,
        ...{ value: peakMb(node.pid), unit: 'MB' },
        beside: { startedMb, readMb, afterMb: residentMb(node.pid) },
        aim: { most: 150 },
      }),
    ];
  } finally {
    await node.stop();
    rmSync(folder, { recursive: true });
  }
};
