/** How much was done in a time, and how long each piece took where that was measured. */
export type Sample = Readonly<{ seconds: number; done: number; latencies: readonly number[] }>;

export const rateOf = ({ seconds, done }: Sample): number => done / seconds;

/** The time that so much work took. */
export async function timed(work: () => Promise<number>): Promise<Sample> {
  const began = performance.now();
  const done = await work();
  return { seconds: (performance.now() - began) / 1000, done, latencies: [] };
}

/** The value below which this part of the numbers lies. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** All samples as one. */
export const together = (samples: readonly Sample[]): Sample => ({
  seconds: samples.reduce((sum, { seconds }) => sum + seconds, 0),
  done: samples.reduce((sum, { done }) => sum + done, 0),
  latencies: samples.flatMap(({ latencies }) => latencies),
});

/** Rate and latencies under names that begin with `name`. */
export function told(name: string, samples: readonly Sample[]): Record<string, number> {
  const whole = together(samples);
  const rate = { [`${name}PerSecond`]: rateOf(whole) };
  if (whole.latencies.length === 0) return rate;
  const [p50, p99] = [quantile(whole.latencies, 0.5), quantile(whole.latencies, 0.99)];
  return { ...rate, [`${name}P50Ms`]: p50, [`${name}P99Ms`]: p99 };
}
