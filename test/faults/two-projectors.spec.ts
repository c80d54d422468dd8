import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { RoleProcess } from '../stack/role-process.js';
import { auditVotes, ballotsThatDiffer, toldTwice, untilAllTold, viewsThatDiffer } from './audit.js';
import { kills, random } from './random.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

type Session = Readonly<{ pid: number; granted: boolean }>;

describe('two projectors on one log', () => {
  const moments = random('moments of the projectors');
  let here: Setting;
  let both: readonly RoleProcess[];

  /** The sessions that hold the projectors' lock, or ask for it. */
  async function sessions(granted: boolean): Promise<readonly Session[]> {
    const { rows } = await sql<Session>`select pid, exists (
        select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory' and l.granted) as granted
      from pg_stat_activity a where query like 'select pg_try_advisory_lock%'`.execute(here.models.db);
    return rows.filter((row) => row.granted === granted);
  }

  const voting = async (name: string, count: number) => {
    const matters = await here.matters(name, count);
    return { matters, voters: here.voting(matters, moments) };
  };

  /** Nothing lost or doubled in the log, and what is served is what the log gives. */
  async function allIsWell({ matters, voters }: Awaited<ReturnType<typeof voting>>): Promise<void> {
    expect(voters.surprises).toEqual([]);
    const { lost, doubled } = await auditVotes(here.session.log, matters, voters.acknowledged);
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
    expect(await ballotsThatDiffer(here.session.log, here.models, matters)).toEqual([]);
    expect(await viewsThatDiffer(here.session, here.models)).toEqual([]);
  }

  beforeAll(async () => {
    here = await setting({ without: ['projector'] });
    both = [here.house.roles.projector, here.house.another(['projector'])];
    await Promise.all(both.map((one) => one.start()));
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  it('started at once, one works and the other waits', async () => {
    const load = await voting('at once ', 2);
    await until(
      () => sessions(true),
      (found) => found.length === 1,
    );
    const [holder] = await sessions(true);
    await until(
      () => sessions(false),
      (found) => found.length === 1,
    );
    await sleep(1_500);
    expect(await sessions(true)).toEqual([holder]);
    await load.voters.stop();
    await allIsWell(load);
  }, 180_000);

  it(
    'the lock is taken from its holder again and again, also while one of them stands still: the fence holds',
    async () => {
      const load = await voting('lock lost ', 4 * kills);
      for (let turn = 0; turn < 2 * kills; turn += 1) {
        const still = turn % 2 === 0 ? undefined : both[(turn >> 1) % 2];
        still?.hold(true);
        for (const { pid } of await sessions(true))
          await sql`select pg_terminate_backend(${pid})`.execute(here.models.db);
        await sleep(300 + moments.below(900));
        still?.hold(false);
        await sleep(moments.below(600));
      }
      await load.voters.stop();
      await until(
        () => sessions(true),
        (found) => found.length === 1,
      );
      await allIsWell(load);
      expect(both.map(({ pid }) => typeof pid)).toEqual(['number', 'number']);
    },
    240_000 + kills * 10_000,
  );

  it('the one is killed: the other goes on; each notice went out, to nobody twice', async () => {
    const load = await voting('killed ', 4);
    await both[0]!.kill();
    await sleep(1_500);
    await load.voters.stop();
    await allIsWell(load);
    await untilAllTold(here.session.log, 100_000);
    expect(toldTwice(here.house.folder.notices)).toEqual([]);
  }, 240_000);
});
