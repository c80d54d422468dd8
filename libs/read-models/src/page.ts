/** A page of rows of which one more than the limit was read; `next` is where the next page begins, null on the last. */
export function pageOf<R>(
  rows: readonly R[],
  limit: number,
  placeOf: (row: R) => number,
): Readonly<{ rows: readonly R[]; next: string | null }> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: rows.slice(0, limit), next: last === undefined ? null : String(placeOf(last)) };
}
