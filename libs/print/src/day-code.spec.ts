import { createHmac } from 'node:crypto';
import { addDays } from '#procedure';
import { dayCodeOf, dayOfCode } from './day-code.js';

const hmac = (purpose: string, text: string): string =>
  createHmac('sha256', 'key').update(`${purpose}:${text}`).digest('base64url');
const about = 'decision-0b8f';
const day = '2026-03-20';

describe('the code of a day on a sheet', () => {
  it('is six letters and figures that are not mistaken for one another', () => {
    expect(dayCodeOf(hmac, about, day)).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
  });
  it('is another each day, and for each matter', () => {
    const codes = Array.from({ length: 60 }, (_, n) => dayCodeOf(hmac, about, addDays(day, n)));
    expect(new Set([...codes, dayCodeOf(hmac, 'decision-0b8e', day)]).size).toBe(61);
  });
  it.each([0, 1, 15, 366])('is found again %s days later', (days) => {
    expect(dayOfCode(hmac, about, dayCodeOf(hmac, about, day), addDays(day, days))).toBe(day);
  });
  it('is found where the sheet was printed the day after, and read in small letters', () => {
    const code = dayCodeOf(hmac, about, day);
    expect(dayOfCode(hmac, about, code.toLowerCase(), addDays(day, -1))).toBe(day);
  });
  it.each([
    ['of another matter', 'decision-0b8e', 0],
    ['of more than a year ago', about, 367],
    ['of the day after tomorrow', about, -2],
  ])('%s is none', (_, of, days) => {
    expect(dayOfCode(hmac, about, dayCodeOf(hmac, of, day), addDays(day, days))).toBeNull();
  });
  it('on no day at all is none', () => {
    expect(dayOfCode(hmac, about, 'ABCDEF', '2026-02-30')).toBeNull();
  });
});
