import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { appending } from '../appending.js';
import { callers } from '../callers.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line } from '../line.js';
import { passingFolder, startBeside, withNode, type Node } from '../node.js';
import { told } from '../sample.js';

const count = 256;

const appends = (node: Node, ms: number) => {
  const append = appending(node.client(), count);
  return () => callers(count, { ms }, append);
};

/** Batch append of many callers against a bare SQLite group commit behind the same service. */
export const batchAppend: Figure = async ({ size: { sliceMs, rounds } }) => {
  const folder = passingFolder();
  const bare = await startBeside('bare-commit', join(folder, 'bare.sqlite'));
  try {
    return await withNode(async (node) => {
      const ways = { node: appends(node, sliceMs), bare: appends(bare, sliceMs) };
      await inTurn(1, ways);
      const taken = await inTurn(rounds, ways);
      return [
        line({
          figure: 'batch-append',
          what: `batch append / bare group commit, ${count} callers`,
          ...{ value: ratioOf(taken.node, taken.bare), unit: 'ratio' },
          beside: { ...told('node', taken.node), ...told('bare', taken.bare) },
          aim: { least: 0.9 },
        }),
      ];
    });
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true });
  }
};
