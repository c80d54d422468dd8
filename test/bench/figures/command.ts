import { randomUUID } from 'node:crypto';
import { startHouse } from '../../stack/house.js';
import { appending } from '../appending.js';
import { callers } from '../callers.js';
import { clientOf, type Client } from '../client.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line, type Line } from '../line.js';
import { People, Votes } from '../people.js';
import { told } from '../sample.js';
import type { Size } from '../size.js';

const voters = 30;

async function compare(people: People, client: Client, count: number, { decisions, rounds }: Size) {
  const votes = new Votes(await people.matters(`${randomUUID()} `, decisions));
  const vote = (): Promise<unknown> => {
    const { person, decision } = votes.next();
    return people.vote(person, decision);
  };
  const append = appending(client, count);
  const times = Math.floor((decisions * voters) / (rounds + 1));
  await callers(count, { times }, vote);
  const { http, raw } = await inTurn(rounds, {
    http: () => callers(count, { times }, vote),
    raw: () => callers(count, { times }, append),
  });
  return {
    value: ratioOf(http, raw),
    unit: 'ratio' as const,
    beside: { ...told('http', http), ...told('raw', raw) },
  };
}

/** The whole vote command over HTTP against the bare append of one such event on the same node. */
export const command: Figure = async ({ size, say }) => {
  const house = await startHouse({ without: ['api2', 'projector', 'worker'] });
  const people = await People.on(house.folder, house.apis[0] as string);
  const client = clientOf(house.storeUrl);
  const lines: Line[] = [];
  const measure = async (count: number, when: string, aim?: { least: number }): Promise<void> => {
    say(`${count} callers${when}`);
    const what = `vote by HTTP / raw append, ${count} callers${when}`;
    const compared = await compare(people, client, count, size);
    lines.push(line({ figure: 'command', what, ...compared, ...(aim ? { aim } : {}) }));
  };
  try {
    await measure(1, '');
    await measure(16, '');
    await measure(64, '', { least: 0.4 });
    await measure(256, '');
    await house.roles.projector.start();
    await measure(64, ', while a projector follows');
    return lines;
  } finally {
    await client.dispose();
    await people.leave();
    await house.stop();
  }
};
