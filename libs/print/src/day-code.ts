import { addDays, isCivilDate, type CivilDate } from '#procedure';

/** Makes a keyed digest of a text for one purpose, base64url; only the house has the key. */
export type Hmac = (purpose: string, text: string) => string;

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** Sheets that were printed longer before are not looked for. */
const daysBack = 366;

/** The code of a sheet and a day, six letters: only the house can make it, so a photograph that shows it is not of before. */
export function dayCodeOf(hmac: Hmac, about: string, day: CivilDate): string {
  const digest = Buffer.from(hmac('day-code', `${about}/${day}`), 'base64url');
  return Array.from({ length: 6 }, (_, n) => letters[(digest[n] ?? 0) % letters.length]).join('');
}

/** The day, up to a year before `latest` or the day after it, whose code on a sheet of this matter this is; null: of none. */
export function dayOfCode(hmac: Hmac, about: string, code: string, latest: CivilDate): CivilDate | null {
  if (!isCivilDate(latest)) return null;
  for (let back = -1; back <= daysBack; back += 1) {
    const day = addDays(latest, -back);
    if (dayCodeOf(hmac, about, day) === code.toUpperCase()) return day;
  }
  return null;
}
