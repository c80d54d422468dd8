import type { Folded } from './folded.js';

/** Folded states, least recently used first out; the bound is on the events that they stand for. */
export class StateCache {
  readonly #entries = new Map<string, Folded>();
  #held = 0;

  constructor(private readonly limit: number) {}

  /** Events that the cached states stand for. */
  get held(): number {
    return this.#held;
  }

  get(stream: string): Folded | undefined {
    const found = this.#entries.get(stream);
    if (found) {
      this.#entries.delete(stream);
      this.#entries.set(stream, found);
    }
    return found;
  }

  /** Keeps the newer of two folds of one stream; a stream that does not exist is not worth a place. */
  put(stream: string, folded: Folded): void {
    const before = this.#entries.get(stream);
    if (folded.revision < 0 || (before && before.revision > folded.revision)) return;
    this.drop(stream);
    if (folded.revision >= this.limit) return; // it alone would turn all others out
    this.#entries.set(stream, folded);
    this.#held += folded.revision + 1;
    for (const [oldest] of this.#entries) {
      if (this.#held <= this.limit) break;
      this.drop(oldest);
    }
  }

  drop(stream: string): void {
    const found = this.#entries.get(stream);
    if (!found) return;
    this.#entries.delete(stream);
    this.#held -= found.revision + 1;
  }
}
