import { uuidV5, type ExecuteRequest, type Log } from '#eventing';
import { reactorId } from './reactor.js';

/** The engine's way in, as reactors and the sweep use it. */
export type ExecuteCommand = (request: ExecuteRequest) => Promise<unknown>;

/** Who reactors are in the log. */
export const byReactor = { person: 'system:reactor' };

async function recordedStart(log: Log, id: string): Promise<string | undefined> {
  for await (const { position } of log.read(`reactor-${id}`, 0, 1)) return position;
  return undefined;
}

/** Where a reactor began: the place of its `ReactorStarted`, in whatever log (ADR 0013); a new one begins now. */
export async function startReactor(log: Log, execute: ExecuteCommand, name: string): Promise<string> {
  const id = reactorId(name);
  const known = await recordedStart(log, id);
  if (known !== undefined) return known;
  const position = await log.end();
  const command = { type: 'StartReactor', data: { name, position } };
  const commandId = uuidV5(`start ${name} ${position}`);
  await execute({ category: 'reactor', id, command, by: byReactor, commandId });
  return (await recordedStart(log, id)) ?? position;
}
