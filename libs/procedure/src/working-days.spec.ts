import { execFileSync } from 'node:child_process';

import { addDays, weekdayOf } from './civil-date.js';
import { workingDayTable } from './working-day-table.js';
import { addWorkingDays, isWorkingDay, periodEnd, workingDaysBetween } from './working-days.js';

const first = '2004-01-01';
const last = '2026-12-31';

/** The library answers by the machine's time zone and shifts a day west of UTC, so it is asked in Asia/Shanghai. */
function askLibrary(days: readonly string[]): Readonly<Record<string, boolean>> {
  const script = `
    const { isWorkday } = (await import('chinese-days')).default;
    const days = JSON.parse(process.argv[1]);
    console.log(JSON.stringify(Object.fromEntries(days.map((day) => [day, isWorkday(day)]))));`;
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(days)], {
    env: { ...process.env, TZ: 'Asia/Shanghai', NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  return JSON.parse(answer) as Record<string, boolean>;
}

describe('the table of working days (国务院办公厅关于部分节假日安排的通知)', () => {
  test('agrees with chinese-days on every day of the years it covers', () => {
    const days: string[] = [];
    for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
    const library = askLibrary(days);
    expect(days).toHaveLength(8401);
    expect(days.filter((day) => isWorkingDay(day).working !== library[day])).toEqual([]);
    expect(days.filter((day) => isWorkingDay(day).provisional)).toEqual([]);
  });

  test('covers 2004 to 2026 without a gap; make-up days are weekend days', () => {
    const years = Array.from({ length: 23 }, (_, index) => String(2004 + index));
    expect(Object.keys(workingDayTable)).toEqual(years);
    const makeUp = Object.entries(workingDayTable).flatMap(([year, row]) =>
      row.makeUp.split(' ').map((day) => `${year}-${day}`),
    );
    expect(makeUp.filter((day) => ![0, 6].includes(weekdayOf(day)))).toEqual([]);
  });

  test('the days of F1: Spring Festival 2026 with its make-up Saturday', () => {
    expect(isWorkingDay('2026-02-14')).toEqual({ working: true, provisional: false });
    expect(isWorkingDay('2026-02-16')).toEqual({ working: false, provisional: false });
    expect(isWorkingDay('2026-03-28')).toEqual({ working: false, provisional: false });
  });

  test('beyond the table: weekends and the fixed holidays of 放假办法 §2, never shown as certain', () => {
    const holidays = ['2027-01-01', '2027-04-05', '2028-04-04', '2028-05-01', '2028-05-02', '2029-10-01'];
    for (const day of holidays) expect(isWorkingDay(day)).toEqual({ working: false, provisional: true });
    expect(isWorkingDay('2027-01-04')).toEqual({ working: true, provisional: true });
    expect(isWorkingDay('2027-01-03')).toEqual({ working: false, provisional: true });
    expect(isWorkingDay('2003-12-31').provisional).toBe(true);
  });
});

describe('periods', () => {
  test.each([
    ['2026-03-13', 15, '2026-03-30'],
    ['2026-03-18', 3, '2026-03-23'],
    ['2026-03-16', 3, '2026-03-19'],
    ['2026-02-11', 3, '2026-02-14'],
    ['2026-02-12', 3, '2026-02-24'],
    ['2026-09-28', 3, '2026-10-08'],
  ])('民法典 §201–203: %s and %i days end on %s', (start, days, lastDay) => {
    expect(periodEnd(start, days)).toEqual({ lastDay, provisional: false });
  });

  test('an end that is found beyond the table is provisional', () => {
    expect(periodEnd('2026-12-20', 15)).toEqual({ lastDay: '2027-01-04', provisional: true });
    expect(periodEnd('2026-12-10', 15)).toEqual({ lastDay: '2026-12-25', provisional: false });
  });

  test('admission: 15 working days to decide, 30 ahead of the start (R§10)', () => {
    expect(addWorkingDays('2026-03-13', 15)).toEqual({ date: '2026-04-03', provisional: false });
    expect(addWorkingDays('2026-03-13', 0)).toEqual({ date: '2026-03-13', provisional: false });
    expect(addWorkingDays('2026-04-03', -15)).toEqual({ date: '2026-03-13', provisional: false });
    expect(addWorkingDays('2026-12-25', 5)).toEqual({ date: '2027-01-04', provisional: true });
    expect(workingDaysBetween('2026-03-13', '2026-04-03')).toBe(15);
    expect(workingDaysBetween('2026-02-13', '2026-02-24')).toBe(2);
  });
});
