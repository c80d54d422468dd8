import type { Line } from './line.js';
import type { Logs } from './logs.js';
import type { Size } from './size.js';

/** What a figure measures with. */
export type Bench = Readonly<{
  size: Size;
  logs: Logs;
  /** Says on stderr how far it is. */
  say: (what: string) => void;
}>;

/** A group of lines that are measured together; its name is what `--only` takes. */
export type Figure = (bench: Bench) => Promise<readonly Line[]>;
