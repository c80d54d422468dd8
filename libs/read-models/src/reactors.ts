import type { Followed, Log } from '#eventing';
import type { Recorded } from '#kernel';
import { isAfter, least, origin } from './checkpoint.js';
import { Inbox } from './inbox.js';
import { BackOff } from './pause.js';
import { reaction, type NamedReactor, type ReactionOptions } from './reaction.js';
import { startReactor } from './reactor-start.js';

export type ReactorsOptions = ReactionOptions &
  Readonly<{
    log: Log;
    reactors: readonly NamedReactor[];
    decode?: (event: Recorded) => Recorded;
    /** All categories of the application, so that `onReached` speaks of every event. */
    categories?: readonly string[];
    /** Everything up to this position was dealt with. */
    onReached?: (position: string) => void;
  }>;

type Place = { readonly reactor: NamedReactor; position: string; parked: boolean };

type Dealt = 'nothing' | 'reacted' | 'stopped';

const perTurn = 200;
/** Events without a command after which the checkpoints are kept all the same. */
const unkept = 200;

const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

async function places({ log, reactors, execute, checkpoints }: ReactorsOptions): Promise<Place[]> {
  const found: Place[] = [];
  for (const reactor of reactors) {
    const { name } = reactor;
    const position = (await checkpoints.read(name)) ?? (await startReactor(log, execute, name));
    await checkpoints.move([name], position);
    await checkpoints.park(name, null); // tried again at each start
    found.push({ reactor, position, parked: false });
  }
  return found;
}

async function dealWith(event: Recorded, all: readonly Place[], options: ReactorsOptions): Promise<Dealt> {
  let dealt: Dealt = 'nothing';
  for (const place of all) {
    if (place.parked || !isAfter(event.position, place.position)) continue;
    if (place.reactor.categories.includes(categoryOf(event.stream))) {
      const outcome = await reaction(place.reactor, event, options);
      if (outcome === 'stopped') return 'stopped';
      if (outcome !== 'nothing') dealt = 'reacted';
      place.parked = outcome === 'parked';
    }
    if (!place.parked) place.position = event.position;
  }
  return dealt;
}

async function keep(all: readonly Place[], { checkpoints }: ReactorsOptions): Promise<void> {
  const going = all.filter(({ parked }) => !parked);
  for (const position of new Set(going.map((place) => place.position))) {
    const there = going.filter((place) => place.position === position);
    await checkpoints.move(
      there.map(({ reactor }) => reactor.name),
      position,
    );
  }
}

function pass(position: string, all: readonly Place[]): void {
  for (const place of all) if (!place.parked && isAfter(position, place.position)) place.position = position;
}

/** Deals with what came; the checkpoints are kept when a command was given, or when much has passed. */
class Keeper {
  #passed = 0;

  constructor(
    readonly all: readonly Place[],
    readonly options: ReactorsOptions,
  ) {}

  async take(items: readonly Followed[], decode: (event: Recorded) => Recorded): Promise<void> {
    let reacted = false;
    for (const item of items) {
      if (item.kind === 'caughtUp') continue;
      if (item.kind === 'event') {
        const dealt = await dealWith(decode(item.event), this.all, this.options);
        if (dealt === 'stopped') break;
        reacted ||= dealt === 'reacted';
      } else pass(item.position, this.all);
      this.options.onReached?.(item.kind === 'event' ? item.event.position : item.position);
    }
    this.#passed += items.length;
    if (!reacted && this.#passed < unkept) return;
    await keep(this.all, this.options);
    this.#passed = 0;
  }
}
/** One run from the stored checkpoints; each chunk of events is dealt with before its checkpoints move. */
async function turn(options: ReactorsOptions, stop: () => void, onStart: () => void): Promise<void> {
  const { log, reactors, signal, decode = (event: Recorded): Recorded => event } = options;
  const all = await places(options);
  onStart();
  const after = least(all.map(({ position }) => position));
  options.onReached?.(after);
  const own = reactors.flatMap((reactor) => reactor.categories);
  const categories = [...new Set([...own, ...(options.categories ?? [])])];
  const keeper = new Keeper(all, options);
  const inbox = new Inbox<Followed>(4 * perTurn);
  const follow = async (): Promise<void> => {
    for await (const item of log.follow({ after: after === origin ? 'start' : after, categories, signal }))
      await inbox.put(item);
  };
  const end = (error?: unknown): void => inbox.end(error);
  const following = follow().then(() => end(), end);
  signal.addEventListener('abort', () => end(), { once: true });
  try {
    for (let items = await inbox.take(perTurn); items; items = await inbox.take(perTurn))
      await keeper.take(items, decode);
  } finally {
    stop();
    await following;
  }
}

/** Turns events into commands until the signal aborts; a failure of the log or of the checkpoints is waited out. */
export async function runReactors(options: ReactorsOptions): Promise<void> {
  if (options.reactors.length === 0) return;
  const backOff = new BackOff();
  while (!options.signal.aborted) {
    const own = new AbortController();
    const signal = AbortSignal.any([options.signal, own.signal]);
    try {
      await turn(
        { ...options, signal },
        () => own.abort(),
        () => backOff.reset(),
      );
    } catch (error) {
      options.onTrouble?.({ reactor: '*', what: 'again', error });
      await backOff.wait(options.signal);
    }
  }
}
