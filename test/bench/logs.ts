import { cpSync, rmSync } from 'node:fs';
import { NO_STREAM } from '@eventstore/db-client';
import { callers } from './callers.js';
import { voteLike } from './events.js';
import { passingFolder, startNode, type Node } from './node.js';

export const perStream = 10;

/** Rare categories, by how many streams one of them comes; all others are of the category `thing`. */
export const rare: Readonly<Record<string, number>> = { tenth: 10, hundredth: 100, thousandth: 1_000 };

const category = (nth: number): string =>
  Object.entries(rare)
    .toReversed()
    .find(([, every]) => nth % every === 0)?.[0] ?? 'thing';

/** The streams of a log of so many events; each holds ten, in two places of the log. */
export const streamsOf = (events: number): readonly string[] =>
  Array.from({ length: Math.ceil(events / perStream) }, (_, nth) => `${category(nth)}-${nth}`);

async function fill(node: Node, events: number, say: (what: string) => void): Promise<void> {
  const client = node.client();
  const streams = streamsOf(events);
  const half = perStream / 2;
  const batch = () => Array.from({ length: half }, (_, nth) => voteLike(nth));
  for (const expectedRevision of [NO_STREAM, BigInt(half - 1)] as const) {
    const times = streams.length;
    await callers(64, { times }, (_, nth) => {
      if (nth % 20_000 === 0) say(`${nth * half} of ${events / 2} events`);
      return client.appendToStream(streams[nth] as string, batch(), { expectedRevision });
    });
  }
}

/** Large logs, each filled once by batch append and then copied for whoever measures on it. */
export class Logs {
  readonly #made = new Map<number, Promise<string>>();

  constructor(private readonly say: (what: string) => void) {}

  /** A folder with a log of so many events, for the caller alone; the caller removes it. */
  async copy(events: number): Promise<string> {
    const made = this.#made.get(events) ?? this.#make(events);
    this.#made.set(events, made);
    const folder = passingFolder();
    cpSync(await made, folder, { recursive: true });
    return folder;
  }

  async #make(events: number): Promise<string> {
    const folder = passingFolder();
    const node = await startNode(folder);
    try {
      await fill(node, events, this.say);
    } finally {
      await node.stop();
    }
    return folder;
  }

  async remove(): Promise<void> {
    for (const folder of await Promise.all(this.#made.values())) rmSync(folder, { recursive: true });
  }
}
