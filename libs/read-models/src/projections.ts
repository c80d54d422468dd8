import { takeLock } from './lock.js';
import { BackOff, told } from './pause.js';
import { running, type Running, type RunOptions } from './running.js';
import { session } from './session.js';
import { Status } from './status.js';

/** One turn of work: under the lock until the signal, a failure, or the lock's loss ends it. */
async function turn(options: Running, status: Status, backOff: BackOff): Promise<void> {
  const lock = await takeLock(options.db, 'projector', options.signal, () => {
    status.set({ role: 'standby', live: [], behind: [] });
  });
  if (!lock) return;
  try {
    backOff.reset();
    status.set({ error: undefined });
    await session({ ...options, signal: AbortSignal.any([options.signal, lock.lost]) }, status);
    if (lock.lost.aborted && !options.signal.aborted) throw lock.lost.reason;
  } finally {
    await lock.release();
  }
}

/**
 * Keeps the views at the log until the signal aborts. A failure of PostgreSQL or the log, or another runner
 * that moved a checkpoint, ends the turn; the next one starts from what is stored.
 */
export async function runProjections(given: RunOptions): Promise<void> {
  const options = running(given);
  const status = new Status(options.onState);
  const backOff = new BackOff();
  while (!options.signal.aborted) {
    try {
      await turn(options, status, backOff);
    } catch (error) {
      status.set({ role: 'waiting', live: [], behind: [], error: told(error) });
      await backOff.wait(options.signal);
    }
  }
  status.set({ role: 'stopped', live: [], behind: [] });
}
