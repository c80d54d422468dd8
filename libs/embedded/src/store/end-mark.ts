import { closeSync, constants, existsSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { lostEnd, unreadableMark } from './store-error.js';

const BYTES = 12;

/**
 * The position up to which appends were acknowledged, in a small file beside the store. SQLite drops the end of a
 * damaged write-ahead log in silence, and a file that was cut off or set back looks like a shorter one: the mark
 * tells. It is written over in place before each answer and not synced: after a kill it is exact, after a power
 * failure it may be behind, never ahead.
 */
export class EndMark {
  private readonly path: string;
  private readonly bytes = Buffer.alloc(BYTES);
  private file: number | undefined;

  constructor(private readonly store: string) {
    this.path = `${store}-end`;
    if (existsSync(this.path)) this.file = openSync(this.path, constants.O_RDWR);
  }

  /** Throws when the log ends before what was acknowledged. */
  check(end: number): void {
    if (this.file === undefined) return;
    const length = readSync(this.file, this.bytes, 0, BYTES, 0);
    // Killed between making the file and writing it.
    if (length === 0) return;
    if (length < BYTES || this.bytes.readUInt32LE(8) !== crc32(this.bytes.subarray(0, 8))) {
      throw unreadableMark(this.store);
    }
    const acknowledged = this.bytes.readDoubleLE(0);
    if (acknowledged > end) throw lostEnd(this.store, acknowledged, end);
  }

  set(end: number): void {
    this.file ??= openSync(this.path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.bytes.writeDoubleLE(end, 0);
    this.bytes.writeUInt32LE(crc32(this.bytes.subarray(0, 8)), 8);
    writeSync(this.file, this.bytes, 0, BYTES, 0);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }
}
