import { setTimeout as sleep } from 'node:timers/promises';
import {
  auditVotes,
  ballotsThatDiffer,
  notRaised,
  toldTwice,
  untilAllTold,
  viewsThatDiffer,
} from './audit.js';
import { kills, random } from './random.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

const roles = ['store', 'api', 'projector', 'worker', 'postgres'] as const;
const patience = 120_000 + kills * 20_000;

describe(`each process killed by kill -9 ${kills} times while people vote`, () => {
  const moments = random('moments of the kills');
  let here: Setting;

  beforeAll(async () => {
    here = await setting();
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  const processOf = (role: (typeof roles)[number], turn: number) => {
    const { roles: running, postgres } = here.house;
    if (role === 'postgres') return postgres;
    return role === 'api' && turn % 2 === 1 ? running.api2 : running[role];
  };

  it.each(roles)(
    '%s: no acknowledged vote is lost or doubled, the read models catch up by themselves',
    async (role) => {
      const { session, models } = here;
      const matters = await here.matters(`${role} `, 12 * kills);
      const voters = here.voting(matters, moments);
      voters.holdBack(60);
      for (let turn = 0; turn < kills; turn += 1) {
        await sleep(300 + moments.below(1_200));
        const victim = processOf(role, turn);
        await victim.kill();
        await sleep(moments.below(400));
        await victim.start();
      }
      const before = voters.acknowledged.length;
      voters.release();
      await until(
        async () => voters.acknowledged.length,
        (votes) => votes > before + 10,
      );
      await voters.stop();
      process.stderr.write(
        `${role}: ${voters.acknowledged.length} votes acknowledged, ${voters.retried} asked again\n`,
      );
      expect(voters.surprises).toEqual([]);
      const { lost, doubled, recorded } = await auditVotes(session.log, matters, voters.acknowledged);
      expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
      expect(recorded).toBe(voters.acknowledged.length);
      expect(await ballotsThatDiffer(session.log, models, matters)).toEqual([]);
    },
    patience,
  );

  it('every view is what the log gives; every notice went out, to nobody twice without the mark that says so', async () => {
    expect(await viewsThatDiffer(here.session, here.models)).toEqual([]);
    const ended = await untilAllTold(here.session.log, 100_000).catch((error: Error) => {
      const { worker, projector } = here.house.roles;
      throw new Error(`${error.message}\nworker: ${worker.said}\nprojector: ${projector.said}`);
    });
    expect(ended.length).toBeGreaterThan(kills);
    expect(await notRaised(here.session.log)).toEqual([]);
    expect(toldTwice(here.house.folder.notices)).toEqual([]);
  }, 240_000);
});
