import { periodEnd } from './working-days.js';

/**
 * A written interpellation 质询: by the supervision committee, by five representatives, or by a tenth of the adults; answered
 * within fifteen days. The one provincial rule that was found is for villages; for cities it is taken over.
 */
export const interpellation = {
  representatives: 5,
  adults: { num: 1, den: 10 },
  days: 15,
  source: '假定:浙江省实施村委会组织法办法 §36',
} as const;

/** How many of so many adults make a tenth, rounded up. */
export const adultsNeeded = (adults: number): number =>
  Math.ceil((adults * interpellation.adults.num) / interpellation.adults.den);

/** The day by which an interpellation filed on a day is answered; a day of rest passes it on (民法典 §203). */
export const interpellationDue = (filedOn: string): ReturnType<typeof periodEnd> =>
  periodEnd(filedOn, interpellation.days);
