import { randomUUID } from 'node:crypto';
import { startHouse } from '../../stack/house.js';
import { callers } from '../callers.js';
import { clientOf } from '../client.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line } from '../line.js';
import { People } from '../people.js';
import { told } from '../sample.js';

/** Opened, its ballot opened, and the votes. */
const events = 500;

/** The state after each event of a decision with 500 of them, against a bare read of its stream. */
export const replay: Figure = async ({ size: { sliceMs, rounds } }) => {
  const house = await startHouse({ without: ['api', 'api2', 'projector', 'worker'] });
  const people = await People.on(house.folder, 'http://nobody', events);
  const client = clientOf(house.storeUrl);
  const { engine } = people.session;
  try {
    const [matter] = await people.matters('long ', 1);
    if (!matter) throw new Error('no matter was opened');
    const { decision, voters } = matter;
    await callers(1, { times: events - 2 }, (_, nth) =>
      engine.execute({
        ...{
          category: 'decision',
          id: decision,
          by: { person: voters[nth] as string },
          commandId: randomUUID(),
        },
        command: { type: 'CastVote', data: { ballot: 1, paper: { kind: 'yesNo', choice: 'yes' } } },
      }),
    );
    const mustBeWhole = (seen: number): void => {
      if (seen !== events) throw new Error(`${seen} events instead of ${events}`);
    };
    const replayed = async (): Promise<void> => {
      let seen = 0;
      for await (const { event } of engine.history('decision', decision)) if (event) seen += 1;
      mustBeWhole(seen);
    };
    const read = async (): Promise<void> => {
      let seen = 0;
      for await (const { event } of client.readStream(`decision-${decision}`)) if (event) seen += 1;
      mustBeWhole(seen);
    };
    const taken = await inTurn(rounds, {
      replay: () => callers(1, { ms: sliceMs }, replayed),
      read: () => callers(1, { ms: sliceMs }, read),
    });
    return [
      line({
        figure: 'replay',
        what: `replay of a decision of ${events} events / raw read of its stream`,
        ...{ value: ratioOf(taken.replay, taken.read), unit: 'ratio' },
        beside: { ...told('replay', taken.replay), ...told('read', taken.read) },
      }),
    ];
  } finally {
    await client.dispose();
    await people.leave();
    await house.stop();
  }
};
