import { reactorCheckpoints, runReactors, type ReactorsOptions, type ReadModels } from '#read-models';

type Options = Omit<ReactorsOptions, 'checkpoints' | 'signal' | 'onReached'> & Readonly<{ db: ReadModels }>;

/** Reactors that run while this process is the one that projects. */
export class Reacting {
  #own: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #reached: string | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(readonly options: Options) {}

  start(): void {
    if (this.#own) return;
    const own = new AbortController();
    this.#own = own;
    const onReached = (position: string): void => {
      this.#reached = position;
      for (const look of [...this.#waiting]) look();
    };
    const checkpoints = reactorCheckpoints(this.options.db);
    // one after the other: a run that is ending may still give a command
    this.#ended = this.#ended.then(() =>
      runReactors({ ...this.options, checkpoints, signal: own.signal, onReached }),
    );
  }

  /** Resolves when everything up to a position was dealt with; rejects when the signal comes first. */
  async until(position: string, signal: AbortSignal): Promise<void> {
    if (this.options.reactors.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      const over = (): void => {
        this.#waiting.delete(look);
        reject(
          new Error(`the reactors stand at ${this.#reached ?? 'no position yet'}, ${position} was asked for`),
        );
      };
      const look = (): void => {
        if (this.#reached === undefined || BigInt(this.#reached) < BigInt(position)) return;
        signal.removeEventListener('abort', over);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      signal.addEventListener('abort', over, { once: true });
      look();
    });
  }

  async stop(): Promise<void> {
    this.#own?.abort();
    this.#own = undefined;
    await this.#ended;
  }
}
