import { noticeSuite } from '../../../apps/worker/src/testing/notice-suite.js';
import { overEach } from '../servers/backend.js';
import { postgresServers } from '../servers/postgres.js';
import { redisServers } from '../servers/redis.js';

/** The suite that `npm test` runs on the embedded PostgreSQL, here on every other server that can be had. */
overEach(await redisServers(), ({ name, start, stays }) => {
  async function open() {
    const redis = await start();
    return { ...redis, address: { redisUrl: redis.url } };
  }
  noticeSuite(name, open, { stays });
});

overEach(await postgresServers(), ({ name, start, stays }) => {
  async function open() {
    const postgres = await start();
    async function restart() {
      await postgres.stop();
      await postgres.again();
    }
    return { ...postgres, restart, address: { postgresUrl: postgres.url, schema: 'siyi_queue_test' } };
  }
  noticeSuite(name, open, { stays, keeps: ' (left out: PostgreSQL comes back with what it held)' });
});
