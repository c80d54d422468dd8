import { rmSync } from 'node:fs';
import { callers } from '../callers.js';
import type { Client } from '../client.js';
import { voteLike } from '../events.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line } from '../line.js';
import { perStream, streamsOf } from '../logs.js';
import { startNode, type Node } from '../node.js';
import { told, type Sample } from '../sample.js';

const count = 8;
const within = 1.2;

const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** Appends of one event to streams that are there, anywhere in the log, at the revision at which each stands. */
function appending(client: Client, events: number, ms: number): () => Promise<Sample> {
  const streams = streamsOf(events).map((name) => ({ name, last: BigInt(perStream - 1), busy: false }));
  return () =>
    callers(count, { ms }, async (_, nth) => {
      let stream = any(streams);
      while (stream.busy) stream = any(streams);
      stream.busy = true;
      await client.appendToStream(stream.name, voteLike(nth), { expectedRevision: stream.last });
      stream.last += 1n;
      stream.busy = false;
    });
}

/** Reads of one whole stream, anywhere in the log, of the events that all of them have. */
function reading(client: Client, events: number, ms: number): () => Promise<Sample> {
  const streams = streamsOf(events);
  return () =>
    callers(count, { ms }, async () => {
      let seen = 0;
      for await (const { event } of client.readStream(any(streams), { maxCount: perStream }))
        if (event) seen += 1;
      if (seen !== perStream) throw new Error(`a stream gave ${seen} events`);
    });
}

/** What an append and a read of a stream cost in logs of 1, 10 and 100 parts, each on a node of its own, in turn. */
export const growth: Figure = async ({ size: { events, sliceMs, rounds }, logs }) => {
  const sizes = { small: events / 100, middle: events / 10, large: events } as const;
  const folders: string[] = [];
  const nodes: Node[] = [];
  const startOn = async (size: number): Promise<Client> => {
    const folder = await logs.copy(size);
    folders.push(folder);
    const node = await startNode(folder);
    nodes.push(node);
    return node.client();
  };
  try {
    const clients = {
      small: await startOn(sizes.small),
      middle: await startOn(sizes.middle),
      large: await startOn(sizes.large),
    };
    const lines = [];
    for (const [what, way] of [
      ['append', appending],
      ['stream read', reading],
    ] as const) {
      const ways = {
        small: way(clients.small, sizes.small, sliceMs),
        middle: way(clients.middle, sizes.middle, sliceMs),
        large: way(clients.large, sizes.large, sliceMs),
      };
      await inTurn(1, ways);
      const taken = await inTurn(rounds, ways);
      for (const size of ['middle', 'large'] as const)
        lines.push(
          line({
            figure: 'growth',
            what: `cost of one ${what} at ${sizes[size]} events / at ${sizes.small}`,
            ...{ value: ratioOf(taken.small, taken[size]), unit: 'ratio' as const },
            beside: { ...told('large', taken[size]), ...told('small', taken.small) },
            aim: { most: within },
          }),
        );
    }
    return lines;
  } finally {
    for (const node of nodes) await node.stop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
};
