/** Wakes a follower when something was committed; a wake-up that comes before the wait is kept. */
export class Waker {
  private pending = false;
  private resolve: (() => void) | undefined;

  wake(): void {
    this.pending = true;
    this.resolve?.();
  }

  async wait(): Promise<void> {
    if (!this.pending) await new Promise<void>((resolve) => (this.resolve = resolve));
    this.resolve = undefined;
    this.pending = false;
  }
}

/** Where followers of the log wait for its growth. They hold no events: each reads on from its own place. */
export class Tail {
  private readonly followers = new Set<Waker>();

  get size(): number {
    return this.followers.size;
  }

  follow(waker: Waker): () => void {
    this.followers.add(waker);
    return () => this.followers.delete(waker);
  }

  announce(): void {
    for (const follower of this.followers) follower.wake();
  }
}
