import { uuidV5 } from '#eventing';
import { Rejection, type Addressed } from '#kernel';
import type { ExecuteCommand } from '#read-models';

/** Something that is due; `key` says which timer of which event, so that asking again is the same command. */
export type DueTimer = Addressed & Readonly<{ key: string }>;

export type TimersOptions = Readonly<{
  /** Reads what is due from a view's table. */
  due: () => Promise<readonly DueTimer[]>;
  execute: ExecuteCommand;
}>;

/** What became of a sweep; a refusal means that the log already knows better than the row. */
export type Swept = Readonly<{ asked: number; refused: readonly string[] }>;

const by = { person: 'system:timer' };

/** Asks each due stream by a command; whether it is due the decider says, by its clock and the recorded date. */
export async function sweepTimers({ due, execute }: TimersOptions): Promise<Swept> {
  const timers = await due();
  const refused: string[] = [];
  for (const { category, id, command, key } of timers) {
    try {
      await execute({ category, id, command, by, commandId: uuidV5(`timer ${key}`) });
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      refused.push(`${key}: ${error.code}`);
    }
  }
  return { asked: timers.length, refused };
}
