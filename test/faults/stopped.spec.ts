import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { auditVotes, toldTwice, untilAllTold } from './audit.js';
import { kills, random } from './random.js';
import { houseTakes, setting, type Setting } from './setting.js';

const roles = ['api', 'projector', 'worker', 'store'] as const;

describe('a process that is asked to stop finishes what it holds', () => {
  const moments = random('moments of the stops');
  let here: Setting;

  beforeAll(async () => {
    here = await setting();
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  it('requests in hand are answered whole, then nobody is let in', async () => {
    const { house, ask, session } = here;
    const wanted = BigInt(await session.log.end()) + 1_000n;
    const path = `${house.apis[0]}/api/communities/${here.council.community}/board?atLeast=${wanted}`;
    const asked = Array.from({ length: 20 }, () => ask(path));
    await sleep(500);
    const code = await house.roles.api.stop();
    const answers = (await Promise.all(asked)).map(({ status, body }) => `${status} ${body.code}`);
    expect({ code, answers: [...new Set(answers)] }).toEqual({ code: 0, answers: ['503 reading.behind'] });
    await expect(ask(path)).rejects.toThrow();
    await house.roles.api.start();
  }, 60_000);

  it('each role, again and again under load: it ends with 0, no vote is lost, no notice has an unknown outcome', async () => {
    const { house, session } = here;
    const turns = Math.ceil(kills / 3);
    const matters = await here.matters('while they stop ', 12 * turns);
    const voters = here.voting(matters, moments);
    for (let turn = 0; turn < turns; turn += 1)
      for (const name of roles) {
        await sleep(200 + moments.below(500));
        const role = name === 'api' && turn % 2 === 1 ? house.roles.api2 : house.roles[name];
        expect([name, await role.stop()]).toEqual([name, 0]);
        await role.start();
      }
    await voters.stop();
    expect(voters.surprises).toEqual([]);
    const { lost, doubled, recorded } = await auditVotes(session.log, matters, voters.acknowledged);
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
    expect(recorded).toBe(voters.acknowledged.length);
    await untilAllTold(session.log, 100_000);
    const { notices } = house.folder;
    expect(toldTwice(notices)).toEqual([]);
    const marked = readdirSync(notices).filter((name) =>
      readFileSync(join(notices, name), 'utf8').includes('you may have got this notice before'),
    );
    expect(marked).toEqual([]);
  }, 240_000);
});
