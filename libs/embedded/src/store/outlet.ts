import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Failure } from './failures.js';
import { Waker } from './tail.js';

const WINDOW_BYTES = 256 * 1024;
const WINDOW_MESSAGES = 128;

/** A call's answers with a bounded number under way: `send`, then wait while `full`. */
export class Outlet {
  /** Wakes the follower that fills this outlet: room again, something committed, or the end. */
  readonly waker = new Waker();
  private bytes = 0;
  private messages = 0;
  private over = false;

  constructor(private readonly call: ServerWritableStream<unknown, Buffer>) {
    call.once('cancelled', () => this.leave());
    call.once('close', () => this.leave());
    if (call.cancelled) this.leave();
  }

  get closed(): boolean {
    return this.over;
  }

  get full(): boolean {
    return !this.over && (this.bytes >= WINDOW_BYTES || this.messages >= WINDOW_MESSAGES);
  }

  send(message: Buffer): void {
    if (this.over) return;
    this.bytes += message.length;
    this.messages += 1;
    this.call.write(message, () => {
      const wasFull = this.full;
      this.bytes -= message.length;
      this.messages -= 1;
      if (wasFull && !this.full) this.waker.wake();
    });
  }

  /** Resolves when there is room again, or nobody to send to. */
  async room(): Promise<void> {
    while (this.full) await this.waker.wait();
  }

  end(): void {
    if (this.over) return;
    this.leave();
    this.call.end();
  }

  fail(failure: Failure): void {
    if (this.over) return;
    this.leave();
    this.call.emit('error', failure);
  }

  private leave(): void {
    this.over = true;
    this.waker.wake();
  }
}
