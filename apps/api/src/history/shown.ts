/** Fields that nobody is shown in a replay: what was voted and counted before the close, and the code that is an objector's alone. */
const kept = new Set(['paper', 'counts', 'receipt']);

/** A state or an event's data for others than the operator: personal data stay sealed (PIPL §6), votes by name their voters'. */
export function shown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(shown);
  if ('sealed' in value) return null;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, kept.has(name) ? null : shown(inner)]),
  );
}
