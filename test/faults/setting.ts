import { connectReadModels, type ReadModels } from '#read-models';
import { openSession, type Session } from '../../apps/cli/src/session.js';
import { formCouncil, openMatters, type Council, type OpenMatter } from '../stack/council.js';
import { startHouse, type House, type HouseOptions } from '../stack/house.js';
import { asking, type Ask } from './asking.js';
import type { Random } from './random.js';
import { Voters } from './voters.js';

/** The day of every spec here, on a simulated clock: midnight never falls into a run. */
export const day = '2026-03-10';

/** What starting or stopping a house may take on a machine that is busy. */
export const houseTakes = 180_000;

/** A house with a council, and the spec's own way to log and read models. */
export type Setting = Readonly<{
  house: House;
  session: Session;
  models: ReadModels;
  council: Council;
  ask: Ask;
  /** Opens that many matters with an open ballot. */
  matters: (prefix: string, count: number) => Promise<readonly OpenMatter[]>;
  /** Lets people vote in them until they are stopped, at the latest by the end. */
  voting: (matters: readonly OpenMatter[], moments: Random) => Voters;
  end: () => Promise<void>;
}>;

/** Starts a house and forms a council of 30. */
export async function setting(options: Omit<HouseOptions, 'at'> = {}): Promise<Setting> {
  const house = await startHouse({ ...options, at: `${day}T01:00:00.000Z` });
  const session = await openSession(house.folder);
  const models = connectReadModels(house.databaseUrl, { onError: () => undefined });
  const council = await formCouncil(session.engine, { name: 'faults', day });
  const ask = asking(house.folder);
  const voting: Voters[] = [];
  return {
    ...{ house, session, models, council, ask },
    matters: (prefix, count) => openMatters(session.engine, council, { prefix, count, day }),
    voting(matters, moments) {
      const voters = new Voters(ask, house.apis, matters, council.teller, moments);
      voting.push(voters);
      voters.start();
      return voters;
    },
    async end() {
      await Promise.all(voting.map((voters) => voters.abandon()));
      await models.close();
      await session.close();
      await house.stop();
    },
  };
}
