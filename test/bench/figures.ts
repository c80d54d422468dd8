import type { Figure } from './figure.js';
import { audit } from './figures/audit.js';
import { batchAppend } from './figures/batch-append.js';
import { bounded } from './figures/bounded.js';
import { command } from './figures/command.js';
import { desks } from './figures/desks.js';
import { filtered } from './figures/filtered.js';
import { growth } from './figures/growth.js';
import { live } from './figures/live.js';
import { longList } from './figures/long-list.js';
import { memory } from './figures/memory.js';
import { nodeMemory } from './figures/node-memory.js';
import { notices } from './figures/notices.js';
import { pages } from './figures/pages.js';
import { projection } from './figures/projection.js';
import { readAll } from './figures/read-all.js';
import { replay } from './figures/replay.js';
import { singleAppend } from './figures/single-append.js';
import { visible } from './figures/visible.js';

/** Every figure by the name that `--only` takes. */
export const figures: Readonly<Record<string, Figure>> = {
  command,
  projection,
  visible,
  replay,
  memory,
  'batch-append': batchAppend,
  'single-append': singleAppend,
  'read-all': readAll,
  live,
  'node-memory': nodeMemory,
  bounded,
  growth,
  filtered,
  desks,
  audit,
  notices,
  'long-list': longList,
  pages,
};
