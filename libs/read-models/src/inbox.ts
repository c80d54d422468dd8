/** What the log brings, held until a batch is taken; who fills it waits while it is full. */
export class Inbox<T> {
  #items: T[] = [];
  #end: { error?: unknown } | undefined;
  #woken = false;
  #arrived: () => void = () => undefined;
  #room: () => void = () => undefined;

  constructor(readonly capacity: number) {}

  async put(item: T): Promise<void> {
    this.#items.push(item);
    this.#arrived();
    while (this.#items.length >= this.capacity && !this.#end)
      await new Promise<void>((resolve) => (this.#room = resolve));
  }

  /** Lets `take` return although nothing came. */
  wake(): void {
    this.#woken = true;
    this.#arrived();
  }

  /** Ends it; an error is thrown to who takes. */
  end(error?: unknown): void {
    this.#end ??= error === undefined ? {} : { error };
    this.#arrived();
    this.#room();
  }

  /** What is there, up to `max`; waits for the first; nothing when woken; undefined at the end. */
  async take(max: number): Promise<readonly T[] | undefined> {
    while (this.#items.length === 0 && !this.#woken && !this.#end)
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    if (this.#end?.error !== undefined) throw this.#end.error;
    if (this.#end) return undefined;
    this.#woken = false;
    const taken = this.#items.slice(0, max);
    this.#items = this.#items.slice(max);
    if (this.#items.length < this.capacity) this.#room();
    return taken;
  }
}
