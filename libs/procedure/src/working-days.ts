import { addDays, weekdayOf } from './civil-date.js';
import type { CivilDate } from './types.js';
import { workingDayTable } from './working-day-table.js';

/** A date that was reckoned; `provisional` while the State Council's notice for it is not in the table. */
export type Reckoned = Readonly<{ date: CivilDate; provisional: boolean }>;

const span = (year: string, text: string): readonly CivilDate[] => {
  const [first, last] = text.split('/').map((day) => `${year}-${day}`) as [CivilDate, CivilDate?];
  const days = [first];
  while (last !== undefined && days.at(-1) !== last) days.push(addDays(days.at(-1) as CivilDate, 1));
  return days;
};

const daysOf = (pick: 'off' | 'makeUp'): ReadonlySet<CivilDate> =>
  new Set(
    Object.entries(workingDayTable).flatMap(([year, row]) =>
      row[pick]
        .split(' ')
        .filter((text) => text !== '')
        .flatMap((text) => span(year, text)),
    ),
  );

const off = daysOf('off');
const makeUp = daysOf('makeUp');

/**
 * 全国年节及纪念日放假办法 (2024) §2, as far as the solar calendar gives it: New Year, Qingming, Labour Day, National
 * Day. Spring Festival, Dragon Boat and Mid-Autumn follow the moon and are left out, hence `provisional`.
 */
function fixedHoliday(date: CivilDate): boolean {
  const yearOfCentury = Number(date.slice(2, 4));
  const qingming = Math.floor((2422 * yearOfCentury + 48_100) / 10_000) - Math.floor(yearOfCentury / 4);
  const days = [
    '01-01',
    `04-${String(qingming).padStart(2, '0')}`,
    '05-01',
    '05-02',
    '10-01',
    '10-02',
    '10-03',
  ];
  return days.includes(date.slice(5));
}

/** Whether a day is a working day; outside the years of the table the answer is provisional. */
export function isWorkingDay(date: CivilDate): Readonly<{ working: boolean; provisional: boolean }> {
  const weekday = weekdayOf(date);
  const weekend = weekday === 0 || weekday === 6;
  const provisional = !(date.slice(0, 4) in workingDayTable);
  if (provisional) return { working: !weekend && !fixedHoliday(date), provisional };
  return { working: makeUp.has(date) || (!weekend && !off.has(date)), provisional };
}

/** The n-th working day after a day, which is itself not counted; before it if n is negative. */
export function addWorkingDays(date: CivilDate, n: number): Reckoned {
  const step = Math.sign(n);
  let reckoned: Reckoned = { date, provisional: false };
  for (let left = Math.abs(n); left > 0;) {
    const next = addDays(reckoned.date, step);
    const day = isWorkingDay(next);
    reckoned = { date: next, provisional: reckoned.provisional || day.provisional };
    if (day.working) left -= 1;
  }
  return reckoned;
}

/** How many working days lie after `from` up to and including `to`. */
export function workingDaysBetween(from: CivilDate, to: CivilDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(day).working) count += 1;
  return count;
}

/** Civil Code §201–203: the first day is not counted; an end on a non-working day moves to the next working day. */
export function periodEnd(
  start: CivilDate,
  days: number,
): Readonly<{ lastDay: CivilDate; provisional: boolean }> {
  let lastDay = addDays(start, days);
  let day = isWorkingDay(lastDay);
  let provisional = day.provisional;
  while (!day.working) {
    lastDay = addDays(lastDay, 1);
    day = isWorkingDay(lastDay);
    provisional ||= day.provisional;
  }
  return { lastDay, provisional };
}
