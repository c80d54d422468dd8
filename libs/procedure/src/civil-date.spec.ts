import fc from 'fast-check';

import { addDays, dayOf, daysBetween, isCivilDate, weekdayOf } from './civil-date.js';

const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
const iso = (date: Date): string => date.toISOString().slice(0, 10);

describe('a day is a day in Asia/Shanghai, whatever the machine’s time zone', () => {
  test.each([
    ['2026-03-13T15:59:59.999Z', '2026-03-13'],
    ['2026-03-13T16:00:00Z', '2026-03-14'],
    ['2026-03-14T00:00:00+08:00', '2026-03-14'],
    ['2026-03-13T23:59:59+08:00', '2026-03-13'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    ['2024-02-28T11:00:00-05:00', '2024-02-29'],
  ])('%s is %s', (at, day) => {
    expect(dayOf(at)).toBe(day);
  });

  test.each(['2026-03-13T10:00:00', '2026-03-13', 'yesterday', '2026-13-01T00:00:00Z'])(
    'refuses %s, which is no instant with its offset',
    (at) => {
      expect(() => dayOf(at)).toThrow('procedure.notAnInstant');
    },
  );
});

describe('civil dates', () => {
  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '',
    '2026-04-31',
    '0000-01-01',
  ])('%s is not a date', (text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow('procedure.notADate');
  });

  test('leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  test('agree with the calendar of the platform, read in UTC', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -20_000, max: 20_000 }), (from, n) => {
        const day = iso(from);
        const later = new Date(Date.parse(day) + n * 86_400_000);
        expect(isCivilDate(day)).toBe(true);
        expect(addDays(day, n)).toBe(iso(later));
        expect(daysBetween(day, iso(later))).toBe(n);
        expect(weekdayOf(day)).toBe(new Date(Date.parse(day)).getUTCDay());
      }),
    );
  });
});
