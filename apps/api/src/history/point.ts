import { invalid, type Recorded } from '#kernel';
import { addDays, isCivilDate } from '#procedure';

/** Whether an event comes after a point. */
type IsPast = (event: Pick<Recorded, 'revision' | 'metadata'>) => boolean;

/** What a point of a history says: a revision, the end of a day in Beijing, or an instant; undefined for what is none. */
export function pointOf(text: string): IsPast | undefined {
  if (/^\d{1,9}$/.test(text)) return ({ revision }) => revision > Number(text);
  const isDay = isCivilDate(text);
  const instant = isDay ? `${addDays(text, 1)}T00:00:00+08:00` : text;
  const until = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  return ({ metadata: { at } }) => (isDay ? Date.parse(at) >= until : Date.parse(at) > until);
}

/** A point of a history; refuses what is none. */
export const endOf = (text: string): IsPast =>
  pointOf(text) ??
  invalid(
    'history.badPoint',
    `时点须为序号、日期(2026-03-13)或带时区的时刻(2026-03-13T19:00:00+08:00),不能是 ${text}。`,
    `A point is a revision, a day (2026-03-13) or an instant with its offset (2026-03-13T19:00:00+08:00), not ${text}.`,
  );
