import { invalid } from '#kernel';

import type { CivilDate } from './types.js';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** Days since 1970-01-01, by integers only: the proleptic Gregorian calendar in eras of 400 years. */
function toDayNumber(date: CivilDate): number {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function fromDayNumber(number: number): CivilDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return `${pad(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function known(date: CivilDate): CivilDate {
  if (isCivilDate(date)) return date;
  return invalid(
    'procedure.notADate',
    `“${date}”不是日期(应为 YYYY-MM-DD)`,
    `"${date}" is not a date (YYYY-MM-DD)`,
  );
}

/** Whether the text is a day of the calendar, written YYYY-MM-DD; there is no year 0. */
export function isCivilDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= '0001' && fromDayNumber(toDayNumber(text)) === text;
}

/** The day in Asia/Shanghai of an instant (ISO with its offset): the one conversion between the two. */
export function dayOf(at: string): CivilDate {
  const ms = INSTANT.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(ms)) {
    return invalid(
      'procedure.notAnInstant',
      `“${at}”不是带时区的时刻(ISO 8601)`,
      `"${at}" is not an instant with its offset (ISO 8601)`,
    );
  }
  return fromDayNumber(Math.floor((ms + SHANGHAI_OFFSET_MS) / DAY_MS));
}

/** The day n days later (earlier if n is negative). */
export function addDays(date: CivilDate, n: number): CivilDate {
  return fromDayNumber(toDayNumber(known(date)) + n);
}

/** How many days b is after a. */
export function daysBetween(a: CivilDate, b: CivilDate): number {
  return toDayNumber(known(b)) - toDayNumber(known(a));
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: CivilDate): number {
  return (((toDayNumber(known(date)) + 4) % 7) + 7) % 7;
}
