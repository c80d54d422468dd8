import type { Followed } from '#eventing';
import type { Recorded } from '#kernel';
import { applyBatch, type Batch } from './apply.js';
import { catchUp, catchUpWith, type Group } from './catch-up.js';
import { isAfter, origin, readCheckpoints } from './checkpoint.js';
import { Inbox } from './inbox.js';
import { pause } from './pause.js';
import type { Running } from './running.js';
import { standing } from './standing.js';
import type { Status } from './status.js';
import type { ViewDefinition } from './view.js';

/** What is new among the items, each event once. */
function batchOf(items: readonly Followed[], from: string, { decode }: Running): Batch | undefined {
  let to = from;
  const events: Recorded[] = [];
  for (const item of items) {
    if (item.kind === 'caughtUp') continue;
    const position = item.kind === 'event' ? item.event.position : item.position;
    if (!isAfter(position, to)) continue;
    to = position;
    if (item.kind === 'event') events.push(decode(item.event));
  }
  return to === from ? undefined : { events, from, to };
}

const without = (views: readonly ViewDefinition[], gone: readonly ViewDefinition[]): ViewDefinition[] =>
  views.filter((view) => !gone.includes(view));

type Late = Readonly<{ began: Group; now: Group }>;

/** From the stored checkpoints until the signal aborts; throws when PostgreSQL or the log fails. */
class Session {
  #live: Group = { views: [], position: origin };
  #behind: readonly ViewDefinition[] = [];
  #parked: readonly ViewDefinition[] = [];
  readonly #nearby: Late[] = [];
  readonly #inbox: Inbox<Followed>;

  constructor(
    readonly options: Running,
    readonly status: Status,
  ) {
    this.#inbox = new Inbox(2 * options.batchSize);
  }

  async run(stop: () => void): Promise<void> {
    const { live, late } = await standing(this.options);
    this.#live = live;
    this.#behind = late.flatMap(({ views }) => views);
    this.#tell();
    const end = (error?: unknown): void => this.#inbox.end(error);
    this.options.signal.addEventListener('abort', () => end(), { once: true });
    const tasks = [
      this.#follow().then(() => end(), end),
      this.#bringAll(late).catch(end),
      this.#watchParked().catch(end),
    ];
    try {
      while (await this.#step()) this.#tell();
    } finally {
      stop();
      // what still writes must have ended before anybody reads the checkpoints again
      await Promise.all(tasks);
    }
  }

  #tell(): void {
    const names = (views: readonly ViewDefinition[]): string[] => views.map(({ name }) => name);
    const { views, position } = this.#live;
    const [live, behind, parked] = [names(views), names(this.#behind), names(this.#parked)];
    this.status.set({ role: 'running', position, live, behind, parked });
  }

  async #follow(): Promise<void> {
    const { log, signal, categories } = this.options;
    const after = this.#live.position === origin ? 'start' : this.#live.position;
    const onState = (subscription: { connected: boolean; error?: string }): void =>
      this.status.set({ subscription });
    for await (const item of log.follow({ after, categories, signal, onState }))
      if (item.kind !== 'caughtUp') await this.#inbox.put(item);
  }

  /** One after the other, the nearest first: each needs a connection. */
  async #bringAll(groups: readonly Group[]): Promise<void> {
    for (const group of groups) await this.#bring(group);
  }

  /** A parked view that a rebuild has taken past its event goes on without a restart. */
  async #watchParked(): Promise<void> {
    const { db, signal, recheckMs } = this.options;
    while (!signal.aborted) {
      await pause(recheckMs, signal);
      if (this.#parked.length === 0 || signal.aborted) continue;
      for (const { view: name, position, parked } of await readCheckpoints(db.db)) {
        const views = this.#parked.filter((view) => view.name === name && parked === null);
        this.#parked = without(this.#parked, views);
        this.#behind = [...this.#behind, ...views];
        if (views.length > 0) await this.#bring({ views, position });
      }
    }
  }

  async #bring(began: Group): Promise<void> {
    const now = await catchUpWith(this.options, began, () => this.#live.position);
    this.#nearby.push({ began, now });
    this.#inbox.wake();
  }

  /** Between two batches nobody moves: who has nearly caught up is brought here and goes on with the others. */
  async #join({ began, now }: Late): Promise<void> {
    const { views } = await catchUp(this.options, now, this.#live.position);
    if (this.options.signal.aborted) return;
    this.#live = { ...this.#live, views: [...this.#live.views, ...views] };
    this.#behind = without(this.#behind, began.views);
    this.#parked = [...this.#parked, ...without(began.views, views)];
  }

  async #step(): Promise<boolean> {
    const items = await this.#inbox.take(this.options.batchSize);
    if (!items) return false;
    for (let late = this.#nearby.shift(); late; late = this.#nearby.shift()) await this.#join(late);
    const batch = batchOf(items, this.#live.position, this.options);
    if (!batch || this.options.signal.aborted) return true;
    const stopped = (await applyBatch(this.options.db, this.#live.views, batch)).map(({ view }) => view);
    this.#live = { views: without(this.#live.views, stopped), position: batch.to };
    this.#parked = [...this.#parked, ...stopped];
    this.options.db.moved.fire();
    return true;
  }
}

/** Runs the views from their checkpoints until the signal aborts; throws when PostgreSQL or the log fails. */
export async function session(options: Running, status: Status): Promise<void> {
  const own = new AbortController();
  const signal = AbortSignal.any([options.signal, own.signal]);
  await new Session({ ...options, signal }, status).run(() => own.abort());
}
