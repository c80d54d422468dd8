/** Runs what concerns one key one after another; a key with nothing to do takes no memory. */
export class Serial {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Keys with something running or waiting. */
  get busy(): number {
    return this.#tails.size;
  }

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key);
    const mine = before ? before.then(work, work) : work();
    const free = (): void => {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    };
    this.#tails.set(key, mine);
    mine.then(free, free);
    return mine;
  }
}
