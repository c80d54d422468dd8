import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:net';
import type { Clock } from '#eventing';
import { askControl, serveControl } from './control-socket.js';
import { isSimulated, refuseSimulated, writeWhole, type Folder } from './folder.js';
import { handedMark } from './settings/index.js';

/** `mark` is what the stack that marked the folder hands to its own processes. */
type Setting = Readonly<{ base: string; setAt: number; mark: string }>;

const read = (folder: Folder): Setting => JSON.parse(readFileSync(folder.simulated, 'utf8')) as Setting;

const nowOf = ({ base, setAt }: Setting): string =>
  new Date(Date.parse(base) + Math.max(0, Date.now() - setAt)).toISOString();

/** Marks a folder as simulated and sets its clock; only `demo` and tests do this, before anything else is there. */
export function simulate(folder: Folder, base: string): void {
  const mark = isSimulated(folder) ? read(folder).mark : randomUUID();
  writeWhole(folder.simulated, JSON.stringify({ base, setAt: Date.now(), mark } satisfies Setting));
}

/** What a stack adds to the environment of the processes that it starts on its own folder. */
export const markOf = (folder: Folder): Readonly<Record<string, string>> =>
  isSimulated(folder) ? { SIYI_SIMULATED: read(folder).mark } : {};

/** Refuses a marked folder to a server that the folder's own stack did not start. */
export function refuseStranger(folder: Folder): void {
  const shown = handedMark();
  if (isSimulated(folder) && (shown === undefined || shown !== read(folder).mark)) refuseSimulated(folder);
}

/** The folder's clock: the simulated one where it is marked, else the machine's. It runs on between the moves. */
export const clockOf = (folder: Folder): Clock =>
  isSimulated(folder) ? { now: () => nowOf(read(folder)) } : { now: () => new Date().toISOString() };

/** What is waited for before and after the clock is moved. */
type Moving = Readonly<{ before: () => Promise<void>; after: () => Promise<void> }>;

/** Moves the clock forward, never back. */
async function move(folder: Folder, to: string, { before, after }: Moving): Promise<string> {
  await before();
  const now = nowOf(read(folder));
  if (Number.isNaN(Date.parse(to))) throw new Error(`not an instant: ${to}`);
  if (Date.parse(to) < Date.parse(now))
    throw new Error(`the clock moves forward only: it is ${now}, asked for ${to}`);
  simulate(folder, new Date(to).toISOString());
  await after();
  return nowOf(read(folder));
}

/** Answers on the folder's control socket: `{"to": instant}` in, `{"now": instant}` out. */
export const serveClock = (folder: Folder, moving: Moving): Promise<Server> =>
  serveControl(folder.control, async (asked) => ({
    now: await move(folder, (asked as { to: string }).to, moving),
  }));

/** Asks the stack on this folder to move its clock; returns the new time. */
export const moveClock = async (folder: Folder, to: string): Promise<string> =>
  ((await askControl(folder.control, { to })) as { now: string }).now;
