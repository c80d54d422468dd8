import type { Log } from '#eventing';

/** An event that another one led to, of itself or through others. */
export type Led = Readonly<{ stream: string; revision: number; type: string }>;

/**
 * What each event of a stream led to in other streams (notices, their batches, timers), by event id: what it caused, what that
 * caused, and all that became of a stream that began so. One pass over the log: causes stand before what they led to.
 */
export async function ledTo(
  log: Pick<Log, 'readAll'>,
  of: string,
  onEvent: (position: number) => void = () => undefined,
): Promise<ReadonlyMap<string, readonly Led[]>> {
  const roots = new Map<string, string>();
  const begun = new Map<string, string>();
  const led = new Map<string, Led[]>();
  for await (const { id, stream, revision, type, metadata, position } of log.readAll()) {
    onEvent(Number(position));
    const root = roots.get(metadata.$causationId) ?? begun.get(stream);
    if (stream === of) {
      roots.set(id, id);
      led.set(id, []);
    } else if (root !== undefined) {
      roots.set(id, root);
      if (revision === 0) begun.set(stream, root);
      led.get(root)?.push({ stream, revision, type });
    }
  }
  return led;
}

/** Types and how often, in the order in which they came. */
export function countedTypes(led: readonly Led[]): string {
  const counts = new Map<string, number>();
  for (const { type } of led) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => (count === 1 ? type : `${type} ×${count}`)).join(', ');
}
