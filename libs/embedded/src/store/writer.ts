import type { Log } from './log.js';
import { closing, StoreError } from './store-error.js';
import type { Tail } from './tail.js';

type Waiting<T> = {
  step: (log: Log) => T;
  bytes: number;
  settle: (outcome: T) => void;
  fail: (error: unknown) => void;
};

/** So much is committed at once at most, so that readers get their turn. */
const GROUP = 1024;
const GROUP_BYTES = 8 << 20;

/** Group commit: writes that arrive together become one transaction and are answered after it is on disk. */
export class Writer {
  /** Transactions committed since the start. */
  commits = 0;
  private queue: Waiting<unknown>[] = [];
  private scheduled = false;
  private closed = false;

  constructor(
    private readonly log: Log,
    private readonly tail: Tail,
  ) {}

  /** Queues one atomic step that writes about so many bytes; exactly one of the callbacks runs, after the commit. */
  submit<T>(
    bytes: number,
    step: (log: Log) => T,
    settle: (outcome: T) => void,
    fail: (error: unknown) => void,
  ): void {
    if (this.closed) {
      fail(closing());
      return;
    }
    this.queue.push({ step, bytes, settle, fail } as Waiting<unknown>);
    this.schedule();
  }

  /** Commits what waits and refuses what comes later. */
  close(): void {
    this.closed = true;
    while (this.queue.length > 0) this.flush();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
      if (this.queue.length > 0) this.schedule();
    });
  }

  private flush(): void {
    const group = this.nextGroup();
    if (group.length === 0) return;
    const before = this.log.end;
    this.commit(group);
    if (this.log.end > before) this.tail.announce();
  }

  private nextGroup(): Waiting<unknown>[] {
    let size = 0;
    let bytes = 0;
    while (size < Math.min(GROUP, this.queue.length) && bytes < GROUP_BYTES) {
      bytes += this.queue[size]?.bytes ?? 0;
      size += 1;
    }
    return this.queue.splice(0, size);
  }

  /** Commits the steps and answers them. */
  private commit(group: readonly Waiting<unknown>[]): void {
    const outcomes: unknown[] = [];
    try {
      this.log.commit(() => {
        for (const { step } of group) outcomes.push(step(this.log));
      });
    } catch (error) {
      this.failed(group, error);
      return;
    }
    this.commits += 1;
    this.log.acknowledge();
    group.forEach(({ settle }, index) => settle(outcomes[index]));
  }

  /** Nothing was written. A step that throws must not fail the others: each is tried by itself. */
  private failed(group: readonly Waiting<unknown>[], error: unknown): void {
    const forAll = error instanceof StoreError && error.code === 'store.full';
    if (forAll || group.length === 1) for (const { fail } of group) fail(error);
    else for (const waiting of group) this.commit([waiting]);
  }
}
