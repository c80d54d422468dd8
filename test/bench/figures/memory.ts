import { connectReadModels, waitFor } from '#read-models';
import { callers } from '../callers.js';
import { clientOf } from '../client.js';
import { fillWithDecisions } from '../decisions-log.js';
import type { Figure } from '../figure.js';
import { line } from '../line.js';
import { family, proportionalMb, residentMb } from '../memory.js';
import { People } from '../people.js';
import { withStack } from '../stack.js';

const patience = 600_000;

/** What each process of the stack holds after so many events and some use. */
export const memory: Figure = ({ size: { projected }, say }) =>
  withStack(async (stack, folder) => {
    const people = await People.on(folder, stack.url);
    const { log } = people.session;
    const client = clientOf(stack.env['EVENTSTORE_URL'] as string);
    const db = connectReadModels(stack.env['DATABASE_URL'] as string);
    await fillWithDecisions(people.session, client, projected, say);
    await waitFor(db, await log.end(), { timeoutMs: patience });
    const { community, members } = people.council;
    await callers(16, { times: 500 }, () =>
      people.get(members[0] as string, `/api/communities/${community}/board`),
    );
    const { store, app, postgres } = stack.pids() as Readonly<Record<string, number>>;
    const held = {
      storeMb: residentMb(store as number),
      appMb: residentMb(app as number),
      postgresMb: family(postgres as number).reduce((sum, pid) => sum + proportionalMb(pid), 0),
    };
    const events = await log.end();
    await db.close();
    await client.dispose();
    await people.leave();
    return [
      line({
        figure: 'memory',
        what: `store, app and PostgreSQL together at ${events} events`,
        ...{ value: held.storeMb + held.appMb + held.postgresMb, unit: 'MB' },
        beside: held,
        aim: { most: 700 },
      }),
    ];
  });
