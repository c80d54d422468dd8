import { randomUUID } from 'node:crypto';
import { connect, Engine, openKeyStore, uuidV5, type Executed, type KeyStore, type Log } from '#eventing';
import { missing } from '#kernel';
import { aggregates } from './aggregates.js';
import { notedPort, type Folder } from './folder.js';
import { ownSettings, type Settings } from './settings/index.js';
import { clockOf } from './simulated-clock.js';

/** The address of the log: EVENTSTORE_URL, else the embedded store of this folder. */
export function storeUrl(folder: Folder, { eventStoreUrl }: Settings = ownSettings()): string {
  const port = notedPort(folder, 'store');
  const noted = port === undefined ? undefined : `esdb://127.0.0.1:${port}?tls=false`;
  return (
    eventStoreUrl ??
    noted ??
    missing(
      'cli.noStore',
      `${folder.root} 未记有事件库:请先启动服务(npm start),或设 EVENTSTORE_URL。`,
      `No event store is noted in ${folder.root}: start the stack (npm start) or set EVENTSTORE_URL.`,
    )
  );
}

/** Opens the key store at KEYS_URL, else the one of this folder; one that the log shows to be lost is not made anew. */
export const openKeys = (
  folder: Folder,
  log: Log,
  { keysUrl }: Settings = ownSettings(),
): Promise<KeyStore> =>
  openKeyStore(keysUrl ?? folder.keys, { needed: async () => (await log.end()) !== '0' });

/** A command line's own way to the log, for the time of one command. */
export type Session = Readonly<{ log: Log; keys: KeyStore; engine: Engine; close(): Promise<void> }>;

/** Opens log, key store and engine of a data folder. */
export async function openSession(folder: Folder, settings: Settings = ownSettings()): Promise<Session> {
  const log = connect(storeUrl(folder, settings));
  try {
    const keys = await openKeys(folder, log, settings);
    const engine = new Engine({ log, keys, clock: clockOf(folder), aggregates });
    const close = async (): Promise<void> => {
      await log.close();
      await keys.close();
    };
    return { log, keys, engine, close };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** Executes a command of the operator; the same `name` is the same command, so that a second try adds nothing. */
export function operate(
  session: Session,
  by: `system:${string}`,
  to: Readonly<{ category: string; id: string; command: { type: string; data: unknown } }>,
  name: string = randomUUID(),
): Promise<Executed> {
  return session.engine.execute({
    ...to,
    by: { person: by },
    commandId: uuidV5(`${by}/${to.category}-${to.id}/${name}`),
  });
}
