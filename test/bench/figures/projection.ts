import { codec, connect } from '#eventing';
import { connectReadModels, migrate, runProjections, waitFor } from '#read-models';
import { openSession } from '../../../apps/cli/src/session.js';
import { categories, views } from '../../../apps/cli/src/views.js';
import { startHouse } from '../../stack/house.js';
import { clientOf } from '../client.js';
import { fillWithDecisions } from '../decisions-log.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line } from '../line.js';
import { timed, told } from '../sample.js';
import { readWhole } from './read-all.js';

const patience = 600_000;

/** All read models from nothing to the end of the log, against a bare read of the same log. */
export const projection: Figure = async ({ size: { projected, rounds }, say }) => {
  const house = await startHouse({ without: ['api', 'api2', 'projector', 'worker'] });
  const session = await openSession(house.folder);
  const client = clientOf(house.storeUrl);
  const log = connect(house.storeUrl);
  const db = connectReadModels(house.databaseUrl);
  const { decode } = codec(session.keys);
  try {
    await fillWithDecisions(session, client, projected, say);
    const end = await log.end();
    const catchUp = async () => {
      await db.db.schema.dropSchema('read').ifExists().cascade().execute();
      await migrate(db, views);
      const stopping = new AbortController();
      return timed(async () => {
        const running = runProjections({ log, views, db, categories, decode, signal: stopping.signal });
        await waitFor(db, end, { timeoutMs: patience });
        stopping.abort();
        await running;
        return Number(end);
      });
    };
    const taken = await inTurn(Math.ceil(rounds / 3), { views: catchUp, raw: readWhole(client) });
    return [
      line({
        figure: 'projection',
        what: `catch-up of ${views.length} read models / raw read, ${end} events`,
        ...{ value: ratioOf(taken.views, taken.raw), unit: 'ratio' },
        beside: { ...told('views', taken.views), ...told('raw', taken.raw) },
        aim: { least: 0.5 },
      }),
    ];
  } finally {
    await db.close();
    await log.close();
    await client.dispose();
    await session.close();
    await house.stop();
  }
};
