import { readFileSync } from 'node:fs';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import type { Schema } from './schema.js';

/** The schemas of all events, by `category.Type`; made from the types by `npm run docs`. */
export const catalog = (
  JSON.parse(readFileSync('docs/catalog/events.schema.json', 'utf8')) as Readonly<{
    definitions: Readonly<Record<string, Schema>>;
  }>
).definitions;

/** Every type that the catalog knows, in each version up to the one that is written now; and the reactors' own. */
export function namesNeeded(): readonly string[] {
  return [...Object.keys(catalog), 'reactor.ReactorStarted'].flatMap((name) => {
    const [category, type] = name.split('.') as [string, string];
    const now = aggregates.find((one) => one.category === category)?.schemaOf(type) ?? 1;
    return Array.from({ length: now }, (_, version) => `${name}@${version + 1}`);
  });
}
