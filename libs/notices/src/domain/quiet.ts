import { addDays, dayOf } from '#procedure';

/** Hours of the day in Asia/Shanghai, `HH:MM`, in which nobody is woken; they may run over midnight. */
export type QuietHours = Readonly<{ from: string; until: string }>;

const shanghai = 8 * 3_600_000;
const clockOf = (at: string): string => new Date(Date.parse(at) + shanghai).toISOString().slice(11, 16);

/** When the quiet hours end in which an instant lies (ISO, UTC); undefined where it lies in none. */
export function quietUntil(at: string, { from, until }: QuietHours): string | undefined {
  const [now, today] = [clockOf(at), dayOf(at)];
  const overnight = from > until;
  const isQuiet = overnight ? now >= from || now < until : now >= from && now < until;
  if (!isQuiet) return undefined;
  const day = overnight && now >= from ? addDays(today, 1) : today;
  return new Date(Date.parse(`${day}T${until}:00+08:00`)).toISOString();
}

/**
 * Until when a notice waits for the end of the quiet hours; undefined when it goes now: no quiet hours, its last day is
 * over by their end, or it would have lost its purpose. The hours are the operator's; no rule for them was found.
 */
export function waitsUntil(
  at: string,
  quiet: QuietHours,
  { latest, purposeEnds }: Readonly<{ latest: string | null; purposeEnds: string | null }>,
): string | undefined {
  const end = quietUntil(at, quiet);
  if (end === undefined) return undefined;
  const tooLate = latest !== null && latest < dayOf(end);
  const inVain = purposeEnds !== null && Date.parse(purposeEnds) <= Date.parse(end);
  return tooLate || inVain ? undefined : end;
}
