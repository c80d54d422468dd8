import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Above so many categories a prefix is too general for the index to help. */
const MOST = 64;

/** The part of a stream's name before its first dash; a name without one is its own category. */
export const categoryOf = (name: string): string => {
  const dash = name.indexOf('-');
  return dash > 0 ? name.slice(0, dash) : name;
};

/** Finds the next event of some categories by index. */
export class Categories {
  private readonly exact: StatementSync;
  private readonly starting: StatementSync;
  private readonly following: StatementSync;

  constructor(db: DatabaseSync) {
    this.exact = db.prepare('SELECT id FROM categories WHERE name = ?');
    this.starting = db.prepare('SELECT id FROM categories WHERE name >= ? AND name < ? LIMIT ?');
    this.following = db.prepare('SELECT min(position) AS at FROM events WHERE category = ? AND position > ?');
  }

  /**
   * The first position after this one that may hold a stream with one of the prefixes; Infinity when there is none,
   * undefined when the index cannot tell.
   */
  next(prefixes: readonly string[], after: number): number | undefined {
    const ids = new Set<number>();
    for (const prefix of prefixes) {
      const rows =
        prefix.indexOf('-') > 0
          ? this.exact.all(categoryOf(prefix))
          : this.starting.all(prefix, `${prefix}\u{10ffff}`, MOST + 1);
      for (const { id } of rows) ids.add(Number(id));
    }
    if (ids.size > MOST) return undefined;
    const places = [...ids].map((id) => Number(this.following.get(id, after)?.at ?? Infinity));
    return Math.min(...places);
  }
}
