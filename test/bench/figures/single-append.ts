import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ANY } from '@eventstore/db-client';
import { callers } from '../callers.js';
import { voteLike } from '../events.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line } from '../line.js';
import { passingFolder, withNode } from '../node.js';
import { told } from '../sample.js';

const page = Buffer.alloc(4_096, 1);
/** The file is written over from its beginning after so much, as SQLite does with its write-ahead log. */
const around = 16 * 2 ** 20;

/** Appends of one caller, one after the other, against the bare flushing of one page to the same disk. */
export const singleAppend: Figure = async ({ size: { sliceMs, rounds } }) => {
  const folder = passingFolder();
  const file = openSync(join(folder, 'pages'), 'w');
  const flush = async (nth: number): Promise<void> => {
    writeSync(file, page, 0, page.length, (nth * page.length) % around);
    fdatasyncSync(file);
  };
  try {
    return await withNode(async (node) => {
      const client = node.client();
      const append = (nth: number) =>
        client.appendToStream('single-1', voteLike(nth), { expectedRevision: ANY });
      const ways = {
        append: () => callers(1, { ms: sliceMs }, (_, nth) => append(nth)),
        flush: () => callers(1, { ms: sliceMs }, (_, nth) => flush(nth)),
      };
      await inTurn(1, ways);
      const taken = await inTurn(rounds, ways);
      return [
        line({
          figure: 'single-append',
          what: 'append / one fsync, 1 caller',
          ...{ value: ratioOf(taken.append, taken.flush), unit: 'ratio' },
          beside: { ...told('append', taken.append), ...told('fsync', taken.flush) },
          aim: { least: 0.8 },
        }),
      ];
    });
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
};
