/** The one clock port: ISO, UTC, with milliseconds. */
export type Clock = Readonly<{ now(): string }>;

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** The later of two instants; what the engine records never lies before the stream's last event. */
export function later(a: string, b: string | undefined): string {
  return b === undefined || Date.parse(a) >= Date.parse(b) ? a : b;
}
