import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recorded } from '#kernel';
import { canonical } from '../../libs/eventing/src/plain.js';

const root = join('test', 'golden');
const eventsIn = join(root, 'events');
const historiesIn = join(root, 'histories');

/** One stored event, and what its sealed fields say once they are opened. */
export type Golden = Readonly<{ event: Recorded; opens: Readonly<Record<string, string>> }>;

/** What a history must come to: a digest of the state after each event of a stream, and the rows of each view. */
export type Expected = Readonly<{
  states: Readonly<Record<string, readonly string[]>>;
  rows: Readonly<Record<string, readonly unknown[]>>;
}>;

export const categoryOf = ({ stream }: Recorded): string => stream.slice(0, stream.indexOf('-'));

/** `decision.BallotOpened@1`: the context's category, the type and the version in which it was written. */
export const nameOf = (event: Recorded): string =>
  `${categoryOf(event)}.${event.type}@${event.metadata.schema}`;

/** Events by a name, each group in its order. */
export function grouped(
  events: readonly Recorded[],
  by: (event: Recorded) => string,
): ReadonlyMap<string, readonly Recorded[]> {
  const groups = new Map<string, Recorded[]>();
  for (const event of events) {
    const group = groups.get(by(event));
    if (group) group.push(event);
    else groups.set(by(event), [event]);
  }
  return groups;
}

export const digestOf = (state: unknown): string =>
  createHash('sha256').update(canonical(state)).digest('hex').slice(0, 16);

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').filter(Boolean);

/** All golden events by name, from one file per category of streams. */
export function goldenEvents(): ReadonlyMap<string, Golden> {
  if (!existsSync(eventsIn)) return new Map();
  const all = readdirSync(eventsIn).flatMap(
    (file) => JSON.parse(readFileSync(join(eventsIn, file), 'utf8')) as readonly Golden[],
  );
  return new Map(all.map((golden) => [nameOf(golden.event), golden]));
}

/** Adds golden events behind those that stand; one of a known name is refused. */
export function addEvents(category: string, added: readonly Golden[]): void {
  const path = join(eventsIn, `${category}.json`);
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Golden[]) : [];
  const known = new Set(before.map(({ event }) => nameOf(event)));
  const again = added.find(({ event }) => known.has(nameOf(event)));
  if (again) throw new Error(`${nameOf(again.event)} is golden already; a golden event is never replaced`);
  mkdirSync(eventsIn, { recursive: true });
  writeFileSync(path, `${JSON.stringify([...before, ...added], null, 1)}\n`);
}

/** Names of the histories that are there. */
export const histories = (): readonly string[] =>
  existsSync(historiesIn)
    ? readdirSync(historiesIn).flatMap((file) => /^([\w-]+)\.jsonl$/.exec(file)?.[1] ?? [])
    : [];

/** A history's events in the order of the log. */
export const historyOf = (name: string): readonly Recorded[] =>
  linesOf(join(historiesIn, `${name}.jsonl`)).map((line) => JSON.parse(line) as Recorded);

/** Writes a new history; one that stands is refused. */
export function addHistory(name: string, events: readonly Recorded[]): void {
  mkdirSync(historiesIn, { recursive: true });
  const text = events.map((event) => JSON.stringify(event)).join('\n');
  writeFileSync(join(historiesIn, `${name}.jsonl`), `${text}\n`, { flag: 'wx' });
}

const expectedPath = (name: string): string => join(historiesIn, `${name}.expected.json`);

export const expectedOf = (name: string): Expected =>
  JSON.parse(readFileSync(expectedPath(name), 'utf8')) as Expected;

/** Writes down what a history comes to now; only on purpose, after the difference was read. */
export function acceptExpected(name: string, { states, rows }: Expected): void {
  const part = (entries: readonly (readonly [string, readonly unknown[]])[]): string =>
    entries
      .map(([key, list]) => `${JSON.stringify(key)}: [\n${list.map((one) => canonical(one)).join(',\n')}\n]`)
      .join(',\n');
  const text = `{"states": {\n${part(Object.entries(states))}\n}, "rows": {\n${part(Object.entries(rows))}\n}}\n`;
  writeFileSync(expectedPath(name), text);
}
