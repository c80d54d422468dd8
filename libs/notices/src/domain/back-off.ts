/** What the next try depends on: ISO instants, `tries` made so far, `retryAfter` in seconds as the provider asked. */
export type BackOff = Readonly<{
  first: string;
  at: string;
  tries: number;
  retryAfter: number | null;
  /** Hours from the first attempt after which nothing is tried any more; null: no end. */
  hours: number | null;
  /** What the jitter is drawn from, so that a replay gives the same instant. */
  seed: string;
}>;

const minute = 60_000;
const longest = 4 * 60 * minute;
/** A wait is longer or shorter by at most this part, so that what failed together does not come again together. */
const jitter = 0.25;

/** FNV-1a of a text as a fraction, 0 up to 1. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash / 2 ** 32;
}

const spread = (wait: number, seed: string): number => wait * (1 - jitter + 2 * jitter * fraction(seed));

/**
 * The instant of the next try after a temporary failure, ISO; null when it has failed for good. One minute, doubled up to
 * four hours, with jitter; never before the provider's Retry-After; a last try when the hours end, and none after it.
 */
export function nextTry({ first, at, tries, retryAfter, hours, seed }: BackOff): string | null {
  const now = Date.parse(at);
  const end = hours === null ? Number.POSITIVE_INFINITY : Date.parse(first) + hours * 60 * minute;
  const asked = now + (retryAfter ?? 0) * 1_000;
  if (now >= end || asked > end) return null;
  const wait = spread(Math.min(longest, minute * 2 ** Math.min(20, Math.max(0, tries - 1))), seed);
  const next = Math.min(end, Math.max(now + wait, asked));
  return new Date(Math.ceil(next)).toISOString();
}

/**
 * The instant of the next try after a technical failure, ISO: an operator must mend something, so there is no end. Five
 * minutes, doubled up to an hour with each of the `times` before it in a row, with jitter.
 */
export function tryAfterMending(at: string, times: number, seed: string): string {
  const wait = spread(Math.min(60 * minute, 5 * minute * 2 ** Math.min(times, 10)), seed);
  return new Date(Math.ceil(Date.parse(at) + wait)).toISOString();
}
