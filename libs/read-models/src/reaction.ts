import { CommandReused, KeyStoreAway, PreconditionFailed, Unavailable, uuidV5 } from '#eventing';
import { Rejection, type Addressed, type Reactor, type Recorded } from '#kernel';
import { failureAt } from './checkpoint.js';
import { isAway } from './connect.js';
import { BackOff } from './pause.js';
import type { ReactorCheckpoints } from './reactor-checkpoint.js';
import { byReactor, type ExecuteCommand } from './reactor-start.js';

/** A policy by name: which streams it listens to and what each event calls for. */
export type NamedReactor = Readonly<{
  name: string;
  categories: readonly string[];
  react: Reactor<Recorded>;
}>;

/** Something a reactor could not do: refused and left, stopped at, or to be tried again. */
export type Trouble = Readonly<{ reactor: string; what: 'skipped' | 'parked' | 'again'; error: unknown }>;

export type ReactionOptions = Readonly<{
  execute: ExecuteCommand;
  checkpoints: ReactorCheckpoints;
  signal: AbortSignal;
  onTrouble?: (trouble: Trouble) => void;
}>;

/** `nothing`: no command was called for; `stopped`: the signal came before the event was dealt with. */
export type Reaction = 'nothing' | 'done' | 'parked' | 'stopped';

const willPass = (error: unknown): boolean =>
  error instanceof Unavailable || error instanceof KeyStoreAway || isAway(error);

const isRefusal = (error: unknown): error is Error =>
  error instanceof Rejection || error instanceof CommandReused || error instanceof PreconditionFailed;

/** Gives one command until it is answered; a refusal is an answer, and is recorded. */
async function give(
  reactor: NamedReactor,
  event: Recorded,
  { category, id, command }: Addressed,
  index: number,
  { execute, checkpoints, signal, onTrouble }: ReactionOptions,
): Promise<boolean> {
  const backOff = new BackOff();
  const commandId = uuidV5(`${event.id} ${reactor.name} ${index}`);
  const from = { correlationId: event.metadata.$correlationId, causationId: event.id };
  while (!signal.aborted) {
    try {
      await execute({ category, id, command, by: byReactor, commandId, ...from });
      return true;
    } catch (error) {
      if (isRefusal(error)) {
        const code = error instanceof Rejection ? error.code : error.name;
        onTrouble?.({ reactor: reactor.name, what: 'skipped', error });
        await checkpoints.skip(reactor.name, { event: event.id, command: command.type, code });
        return true;
      }
      if (!willPass(error)) throw error;
      onTrouble?.({ reactor: reactor.name, what: 'again', error });
      await backOff.wait(signal);
    }
  }
  return false;
}

/** Does what an event calls for; a reactor that throws is parked there, and the others go on. */
export async function reaction(
  reactor: NamedReactor,
  event: Recorded,
  options: ReactionOptions,
): Promise<Reaction> {
  try {
    const called = reactor.react(event);
    for (const [index, addressed] of called.entries())
      if (!(await give(reactor, event, addressed, index, options))) return 'stopped';
    return called.length > 0 ? 'done' : 'nothing';
  } catch (error) {
    if (isAway(error)) throw error; // the checkpoints, not the reactor
    options.onTrouble?.({ reactor: reactor.name, what: 'parked', error });
    await options.checkpoints.park(reactor.name, failureAt(event, error));
    return 'parked';
  }
}
