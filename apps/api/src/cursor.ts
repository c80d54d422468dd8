import type { DayCursor } from '#decision';
import { isCivilDate } from '#procedure';
import { Problem } from './problem.js';

/** The cursor of the last line of a full page; none where the page was not full. */
export function nextAfter<T>(page: readonly T[], limit: number, of: (last: T) => DayCursor): string | null {
  const last = page.length === limit ? page.at(-1) : undefined;
  return last === undefined ? null : `${of(last).day}~${of(last).key}`;
}

/** The cursor again; 400 when its day is none. */
export function cursorOf(text: string | undefined): DayCursor | undefined {
  if (text === undefined) return undefined;
  const [day = '', key = ''] = text.split('~');
  if (!isCivilDate(day))
    throw new Problem(
      400,
      'reading.badQuery',
      'after 应为上一页给出的位置。',
      'after: the cursor that the page before gave',
    );
  return { day, key };
}
