import { rmSync } from 'node:fs';
import type { Client } from '../client.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line } from '../line.js';
import { startBeside, startNode } from '../node.js';
import { timed, told } from '../sample.js';

const most = 50_000;

/** Reads all events of the log with the official client. */
export const readWhole = (client: Client) => (): ReturnType<typeof timed> =>
  timed(async () => {
    let events = 0;
    for await (const { event } of client.readAll()) if (event) events += 1;
    return events;
  });

/** Reading the whole log against the client's ceiling: a server that only sends prepared answers. */
export const readAll: Figure = async ({ size: { events, rounds }, logs }) => {
  const folder = await logs.copy(Math.min(events, most));
  const node = await startNode(folder);
  const prepared = await startBeside('prepared-answers', `127.0.0.1:${node.port}`);
  try {
    const ways = { node: readWhole(node.client()), ceiling: readWhole(prepared.client()) };
    await inTurn(1, ways);
    const taken = await inTurn(rounds, ways);
    return [
      line({
        figure: 'read-all',
        what: 'read of $all / ceiling of the client',
        ...{ value: ratioOf(taken.node, taken.ceiling), unit: 'ratio' },
        beside: { ...told('node', taken.node), ...told('ceiling', taken.ceiling) },
        aim: { least: 0.6 },
      }),
    ];
  } finally {
    await prepared.stop();
    await node.stop();
    rmSync(folder, { recursive: true });
  }
};
