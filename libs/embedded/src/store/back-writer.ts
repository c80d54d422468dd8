/**
 * Writes a protocol-buffers message from its end to its start: a nested message is complete when its length is
 * written, so nothing is measured beforehand. One scratch buffer serves all messages of a process.
 */
export class BackWriter {
  private scratch = Buffer.allocUnsafe(64 * 1024);
  private at = this.scratch.length;

  /** Bytes written so far; keep it to `close` a nested message. */
  get mark(): number {
    return this.scratch.length - this.at;
  }

  varint(tag: number, value: number): void {
    this.room(11);
    this.number(value);
    this.scratch[--this.at] = tag;
  }

  bytes(tag: number, value: Uint8Array): void {
    this.room(value.length + 11);
    this.at -= value.length;
    this.scratch.set(value, this.at);
    this.head(tag, value.length);
  }

  text(tag: number, value: string): void {
    const length = Buffer.byteLength(value);
    this.room(length + 11);
    this.at -= length;
    this.scratch.write(value, this.at, length, 'utf8');
    this.head(tag, length);
  }

  /** Copies bytes that are already encoded. */
  raw(value: Uint8Array): void {
    this.room(value.length);
    this.at -= value.length;
    this.scratch.set(value, this.at);
  }

  /** Puts tag and length before what was written since the mark. */
  close(tag: number, mark: number): void {
    this.room(11);
    this.head(tag, this.mark - mark);
  }

  /** The message, copied out; the writer is empty again. */
  finish(): Buffer {
    const message = Buffer.from(this.scratch.subarray(this.at));
    this.at = this.scratch.length;
    return message;
  }

  private head(tag: number, length: number): void {
    this.number(length);
    this.scratch[--this.at] = tag;
  }

  private number(value: number): void {
    let bytes = 1;
    for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes += 1;
    this.at -= bytes;
    let rest = value;
    let place = this.at;
    while (rest > 127) {
      this.scratch[place++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.scratch[place] = rest;
  }

  private room(bytes: number): void {
    if (this.at >= bytes) return;
    const larger = Buffer.allocUnsafe(2 * (this.scratch.length + bytes));
    const used = this.scratch.length - this.at;
    this.scratch.copy(larger, larger.length - used, this.at);
    this.at = larger.length - used;
    this.scratch = larger;
  }
}
