import { readdirSync } from 'node:fs';
import { redisBinary, startRedis } from '../../apps/worker/src/testing/servers.js';
import { freePort } from '../stack/house.js';
import { batchesIn, toldTwice, untilAllTold } from './audit.js';
import { votesOf, yes } from './asking.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

/** A vote by HTTP in every matter is recorded, whatever the queue does. */
async function allMayVote({ ask, house, matters }: Setting, prefix: string): Promise<void> {
  for (const { decision, voters } of await matters(prefix, 3)) {
    const url = votesOf(house.apis[0] as string, decision);
    const { status } = await ask(url, { person: voters[0]!, body: yes, key: 'k' });
    expect(status).toBe(200);
  }
}

const openBatches = async ({ session }: Setting): Promise<number> =>
  (await batchesIn(session.log)).open.length;

describe('the queue away: nothing is refused, notices wait and go out later', () => {
  let here: Setting;
  afterEach(() => here.end(), houseTakes);

  it('no worker: the notices of three sittings wait in the log until one comes', async () => {
    here = await setting({ without: ['worker'] });
    await allMayVote(here, 'no worker ');
    await until(
      () => openBatches(here),
      (open) => open === 3,
    );
    await here.house.roles.worker.start();
    expect(await untilAllTold(here.session.log, 60_000)).toHaveLength(3);
    expect(toldTwice(here.house.folder.notices)).toEqual([]);
    expect(readdirSync(here.house.folder.notices)).toHaveLength(3);
  }, 120_000);

  if (redisBinary === undefined)
    process.stderr.write(
      'DID NOT RUN: "Redis emptied, then away" needs redis-server in PATH, and none is there\n',
    );
  else
    it('Redis emptied, then away: the sweep of the minute fills it again, with nothing restarted', async () => {
      const port = await freePort();
      let redis = await startRedis(redisBinary as string, port);
      here = await setting({ without: ['worker'], redisUrl: redis.url });
      await allMayVote(here, 'in Redis ');
      await until(
        () => openBatches(here),
        (open) => open === 3,
      );
      await redis.stop(); // it kept nothing on disk: its jobs are gone
      await here.house.roles.worker.start();
      await allMayVote(here, 'without Redis ');
      await until(
        () => openBatches(here),
        (open) => open === 6,
      );
      redis = await startRedis(redisBinary as string, port);
      expect(await untilAllTold(here.session.log, 120_000)).toHaveLength(6);
      expect(toldTwice(here.house.folder.notices)).toEqual([]);
      await here.house.roles.worker.stop();
      await here.house.roles.projector.stop();
      await redis.stop();
    }, 200_000);
});
