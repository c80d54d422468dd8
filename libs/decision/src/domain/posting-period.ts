import { addDays, periodEnd, type CivilDate } from '#procedure';
import type { Attestation, Posting } from './state.js';

type Interruption = Posting['interruptions'][number];
type Period = Pick<Posting, 'from' | 'minDays' | 'requiredPlaces' | 'interruptions' | 'probes'>;

/** What was missing where: as reported, and the days on which the public page did not show it. */
export const gapsOf = ({
  interruptions,
  probes,
}: Pick<Posting, 'interruptions' | 'probes'>): readonly Interruption[] => [
  ...interruptions,
  ...Object.entries(probes).flatMap(([day, found]) =>
    found ? [] : [{ place: 'web', from: day, until: day }],
  ),
];

/** The days after `from`, up to `until`, on which the sheet did not hang at one of these places. */
export function missedDays(
  interruptions: readonly Interruption[],
  places: readonly string[],
  from: CivilDate,
  until: CivilDate,
): number {
  const missed = new Set<CivilDate>();
  for (const gap of interruptions.filter((one) => places.includes(one.place)))
    for (
      let day = gap.from > from ? gap.from : addDays(from, 1);
      day <= gap.until && day <= until;
      day = addDays(day, 1)
    )
      missed.add(day);
  return missed.size;
}

/** Last day by Civil Code §201–203; each day missed at a required place is hung afterwards. */
export function lastDayOf(period: Period): ReturnType<typeof periodEnd> {
  let reckoned = periodEnd(period.from, period.minDays);
  for (;;) {
    const missed = missedDays(gapsOf(period), period.requiredPlaces, period.from, reckoned.lastDay);
    const next = periodEnd(period.from, period.minDays + missed);
    if (next.lastDay === reckoned.lastDay) return next;
    reckoned = next;
  }
}

/** The latest day on which two persons, one of the supervision committee, attest the same thing at that place. */
export function attestedOn(attestations: readonly Attestation[], place: string): CivilDate | undefined {
  const here = attestations.filter((one) => one.place === place);
  const days = [...new Set(here.map((one) => one.on))].sort().reverse();
  return days.find((day) => {
    const that = here.filter((one) => one.on === day);
    return new Set(that.map((one) => one.by)).size >= 2 && that.some((one) => one.supervision);
  });
}
