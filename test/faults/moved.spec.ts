import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openSession } from '../../apps/cli/src/session.js';
import { ownSettings } from '../../apps/cli/src/settings/index.js';
import { freePort } from '../stack/house.js';
import { votesOf, yes } from './asking.js';
import { auditVotes, ballotsThatDiffer, toldTwice, untilAllTold, viewsThatDiffer } from './audit.js';
import { kills, random } from './random.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { StoreProcess } from './store/store-process.js';
import { until } from './until.js';

describe('a deployment moves to another event store', () => {
  const moments = random('moments of the move');
  let here: Setting;
  let target: StoreProcess;

  beforeAll(async () => {
    here = await setting();
    target = await StoreProcess.start();
  }, houseTakes);
  afterAll(async () => {
    await here.end();
    await target.remove();
  }, houseTakes);

  /** Runs `siyi migrate`; after `ms` it is killed. */
  async function migrate(ms?: number): Promise<Readonly<{ code: number | null; out: string; err: string }>> {
    const args = ['migrate', here.house.storeUrl, target.url, '--json'];
    const child = spawn(process.execPath, [resolve('dist/apps/cli/src/main.js'), ...args], {
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    const ended = once(child, 'exit') as Promise<[number | null]>;
    if (ms !== undefined) await Promise.race([ended, sleep(ms)]);
    if (ms !== undefined) child.kill('SIGKILL');
    const [code] = await ended;
    return { code, out, err };
  }

  it('the copy, killed again and again, is the same log; the application goes on there and tells nobody twice', async () => {
    const { house, models, ask } = here;
    const matters = await here.matters('before the move ', 4);
    const voters = here.voting(matters, moments);
    await until(
      () => Promise.resolve(voters.acknowledged.length),
      (count) => count >= 60,
    );
    await voters.stop();
    const told = await untilAllTold(here.session.log, 60_000);
    const { store: _, ...stopping } = house.roles;
    await Promise.all(Object.values(stopping).map((role) => role.stop()));
    for (let turn = 0; turn < kills; turn += 1) await migrate(500 + moments.below(1_500));
    const moved = await migrate();
    expect(moved).toMatchObject({ code: 0, err: expect.not.stringContaining('siyi') });
    const report = JSON.parse(moved.out) as { events: number; copied: number; hash: string };
    expect(JSON.parse((await migrate()).out)).toMatchObject({ copied: 0, hash: report.hash });

    // read models of the old log's positions are of no use on the new one
    await sql`drop schema read cascade`.execute(models.db);
    const env = { EVENTSTORE_URL: target.url };
    const port = await freePort();
    const roles = [['projector'], ['worker'], ['api', '--port', String(port)]] as const;
    for (const role of roles) await house.another(role, { env }).start();
    const api = `http://127.0.0.1:${port}`;
    await until(
      () => ask(`${api}/health/ready`),
      ({ status }) => status === 200,
    );
    const session = await openSession(house.folder, { ...ownSettings(), eventStoreUrl: target.url });
    try {
      const { doubled, recorded } = await auditVotes(session.log, matters, []);
      expect({ doubled, recorded }).toEqual({ doubled: [], recorded: voters.acknowledged.length });
      expect(await ballotsThatDiffer(session.log, models, matters)).toEqual([]);
      const voted = new Set(voters.acknowledged.map(({ decision, person }) => `${decision} ${person}`));
      const missing = matters.flatMap(({ decision, voters: all }) =>
        all.filter((person) => !voted.has(`${decision} ${person}`)).map((person) => ({ decision, person })),
      );
      const { decision, person } = missing[0]!;
      expect((await ask(votesOf(api, decision), { person, body: yes, key: 'moved' })).status).toBe(200);
      const again = await untilAllTold(session.log, 60_000);
      expect(again.length).toBe(told.length);
      expect(toldTwice(house.folder.notices)).toEqual([]);
      expect(await viewsThatDiffer(session, models)).toEqual([]);
    } finally {
      await session.close();
    }
  }, 240_000);
});
