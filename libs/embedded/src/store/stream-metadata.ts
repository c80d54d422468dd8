/** What a stream's metadata says about reading it. */
export type Limits = Readonly<{ maxCount?: number; maxAge?: number; from: number; deleted: boolean }>;

/** The `$tb` value by which the protocol says "deleted, may be written again". */
export const DELETED = 9223372036854775807n;
export const UNLIMITED: Limits = { from: 0, deleted: false };
/** Of a metadata stream only the newest event can be read. */
export const NEWEST_ONLY: Limits = { maxCount: 1, from: 0, deleted: false };

declare global {
  // In the language since 2025, not yet in TypeScript's library.
  interface JSON {
    rawJSON(text: string): object;
    isRawJSON(value: unknown): value is object;
  }
}

type Context = { source?: string };

/** Numbers stay as they are written: the largest ones that the protocol uses are no numbers of JavaScript. */
function parse(json: string): Map<string, unknown> | undefined {
  const exact = (_: string, value: unknown, context?: Context): unknown =>
    typeof value === 'number' ? JSON.rawJSON(context?.source ?? '') : value;
  try {
    const root: unknown = JSON.parse(json, exact);
    return typeof root === 'object' && root !== null && !Array.isArray(root) && !JSON.isRawJSON(root)
      ? new Map(Object.entries(root))
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function integer(value: unknown, least: bigint): bigint | undefined | 'bad' {
  if (value === undefined) return undefined;
  const text = JSON.isRawJSON(value) ? JSON.stringify(value) : '';
  if (!/^-?\d+$/.test(text)) return 'bad';
  const whole = BigInt(text);
  // The real server takes a number above the largest long for a broken document, not for a large number.
  if (whole > DELETED) return 'bad';
  return whole < least ? undefined : whole;
}

/** Parses the newest event of a metadata stream; a document with a wrong type counts as empty, as on the real server. */
export function limits(json: string): Limits {
  const found = parse(json);
  const from = integer(found?.get('$tb'), 0n);
  const maxCount = integer(found?.get('$maxCount'), 1n);
  const maxAge = integer(found?.get('$maxAge'), 1n);
  const cacheControl = integer(found?.get('$cacheControl'), 1n);
  if (from === 'bad' || maxCount === 'bad' || maxAge === 'bad' || cacheControl === 'bad') return UNLIMITED;
  return {
    from: Number(from ?? 0n),
    deleted: from === DELETED,
    ...(maxCount === undefined ? {} : { maxCount: Number(maxCount) }),
    ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
  };
}

/** The document with its `$tb` set, all else kept; undefined when it is none. */
export function truncatedBefore(json: string, revision: number): string | undefined {
  const found = parse(json === '' ? '{}' : json);
  return found && JSON.stringify(Object.fromEntries(found.set('$tb', revision)));
}
