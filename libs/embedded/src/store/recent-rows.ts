import type { Row } from './row.js';

const ROWS = 1024;
const BYTES = 2 << 20;

const size = ({ body, metadata }: Row): number => body.length + metadata.length;

/** The rows committed last, so that many live followers share them instead of reading each for itself. */
export class RecentRows {
  private rows: Row[] = [];
  private bytes = 0;

  /** Takes over what was committed, without a gap behind what it holds. */
  add(committed: readonly Row[]): void {
    for (const row of committed) {
      this.rows.push(row);
      this.bytes += size(row);
    }
    if (this.rows.length <= 2 * ROWS && this.bytes <= 2 * BYTES) return;
    let from = Math.max(0, this.rows.length - ROWS);
    let kept = this.rows.slice(from).reduce((sum, row) => sum + size(row), 0);
    for (; kept > BYTES && from < this.rows.length; from += 1) kept -= size(this.rows[from] as Row);
    this.rows = this.rows.slice(from);
    this.bytes = kept;
  }

  /** True when everything after the position is held here. */
  reaches(position: number): boolean {
    const first = this.rows[0];
    return first !== undefined && first.position <= position + 1;
  }

  /** Rows after a position that it reaches. */
  after(position: number, limit: number): Row[] {
    const from = position + 1 - (this.rows[0]?.position ?? 0);
    return this.rows.slice(from, from + limit);
  }
}
