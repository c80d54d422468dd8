import type { Log } from './log.js';
import type { Tail } from './tail.js';
import type { Writer } from './writer.js';

/** What the calls of one running node have in hand. */
export type Node = Readonly<{
  log: Log;
  writer: Writer;
  tail: Tail;
  maxAppendSize: number;
}>;
