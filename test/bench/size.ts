/** How much is measured; all of it follows from one number. */
export type Size = Readonly<{
  scale: number;
  /** Events of the large log. */
  events: number;
  /** Events that the read models catch up with. */
  projected: number;
  /** Decisions on which 30 people vote, for each number of callers. */
  decisions: number;
  /** Length of one slice, and how many are taken of each way. */
  sliceMs: number;
  rounds: number;
}>;

const named: Readonly<Record<string, number>> = { small: 0.02, full: 1 };

/** SIYI_BENCH: `small` (0.02), `full` (1) or a scale between. */
export function sizeOf(asked = 'small'): Size {
  const scale = named[asked] ?? Number(asked);
  if (!(scale >= 0.01 && scale <= 1))
    throw new Error(`SIYI_BENCH=${asked}: small, full, or a number from 0.01 to 1`);
  return {
    scale,
    events: Math.round(1_000_000 * scale),
    projected: Math.round(200_000 * scale),
    decisions: Math.max(20, Math.round(200 * scale)),
    sliceMs: scale < 0.5 ? 500 : 2_000,
    rounds: scale < 0.5 ? 4 : 10,
  };
}
