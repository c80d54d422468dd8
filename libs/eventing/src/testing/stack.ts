import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.js';
import { Engine, type EngineOptions } from '../engine.js';
import { OutcomeUnknown } from '../errors.js';
import { openKeyStore } from '../key-store.js';
import type { KeyStore } from '../keys.js';
import type { Log } from '../log.js';
import type { Executed, ExecuteRequest } from '../request.js';
import { uuidV5 } from '../uuid.js';
import { limit, tally } from './counter.js';

/** A key store of its own in a folder of its own. */
export async function ownKeys(): Promise<
  Readonly<{ keys: KeyStore; file: string; remove: () => Promise<void> }>
> {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-keys-'));
  const file = join(folder, 'keys.db');
  const keys = await openKeyStore(file);
  const remove = async (): Promise<void> => {
    await keys.close();
    rmSync(folder, { recursive: true });
  };
  return { keys, file, remove };
}

/** A clock that a spec sets. */
export function setClock(at = '2026-03-01T08:00:00.000Z'): Clock & { at: string } {
  return {
    at,
    now() {
      return this.at;
    },
  };
}

export const engineOn = (log: Log, keys: KeyStore, more: Partial<EngineOptions> = {}): Engine =>
  new Engine({ log, keys, clock: setClock(), aggregates: [tally, limit], ...more });

/** Gives tally commands to an engine; each `nth` is its own command id. */
export function voting(engine: Engine, id: string) {
  return (
    nth: number,
    command: ExecuteRequest['command'],
    more: Partial<ExecuteRequest> = {},
  ): Promise<Executed> =>
    engine.execute({
      category: 'tally',
      id,
      command,
      by: { person: 'p' },
      commandId: uuidV5(`${id}/${nth}`),
      ...more,
    });
}

export const vote = (voter: string) => ({ type: 'Vote', data: { voter } });
export const close = { type: 'Close', data: {} };
export const ask = { type: 'Ask', data: {} };

/** A log whose next append is written while its answer is lost; `meanwhile` runs before the caller hears of it. */
export function losing(log: Log): Log & { lose: (meanwhile?: () => Promise<unknown>) => void } {
  let next: (() => Promise<unknown>) | undefined;
  return {
    ...log,
    async append(stream, events, expected) {
      const appended = await log.append(stream, events, expected);
      const meanwhile = next;
      if (!meanwhile) return appended;
      next = undefined;
      await meanwhile();
      throw new OutcomeUnknown('the answer was lost');
    },
    lose: (meanwhile = async () => undefined) => (next = meanwhile),
  };
}

/** A log that counts its calls. */
export function counting(log: Log): Log & { appends: number; reads: number } {
  const counted = {
    ...log,
    appends: 0,
    reads: 0,
    append: (...call: Parameters<Log['append']>) => ((counted.appends += 1), log.append(...call)),
    read: (...call: Parameters<Log['read']>) => ((counted.reads += 1), log.read(...call)),
  };
  return counted;
}
