import type { ReadModels } from './connect.js';
import { pause } from './pause.js';

const betweenTries = 500;

/** An advisory lock of this deployment; `lost` when its connection broke. */
export type Lock = Readonly<{ lost: AbortSignal; release(): Promise<void> }>;

/** Waits for the named lock until the signal aborts; then undefined. The fence is elsewhere. */
export async function takeLock(
  models: ReadModels,
  name: string,
  signal: AbortSignal,
  onStandby: () => void,
): Promise<Lock | undefined> {
  const client = await models.session();
  const lost = new AbortController();
  client.on('error', (error) => lost.abort(error));
  /** The connection is destroyed, with which the lock ends too; unlocked first, so that the next finds it free. */
  async function release(): Promise<void> {
    try {
      if (!lost.signal.aborted) await client.query('select pg_advisory_unlock_all()');
    } finally {
      client.release(true);
    }
  }
  try {
    while (!signal.aborted) {
      const text = 'select pg_try_advisory_lock(hashtext($1)) as taken';
      const { rows } = await client.query<{ taken: boolean }>(text, [`siyi read ${name}`]);
      if (rows[0]?.taken) return { lost: lost.signal, release };
      onStandby();
      await pause(betweenTries, signal);
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.release(true);
  return undefined;
}
