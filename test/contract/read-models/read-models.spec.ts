import { fenceSuite } from '../../../libs/read-models/src/testing/fence-suite.js';
import { databasesOn, type TestDatabase } from '../../../libs/read-models/src/testing/index.js';
import { migrationsSuite } from '../../../libs/read-models/src/testing/migrate-suite.js';
import { projectionsSuite } from '../../../libs/read-models/src/testing/projections-suite.js';
import { rebuildSuite } from '../../../libs/read-models/src/testing/rebuild-suite.js';
import { overEach } from '../servers/backend.js';
import { postgresServers, type Postgres } from '../servers/postgres.js';

/** The suite that `npm test` runs on the embedded PostgreSQL, here on every other that can be had. */
overEach(await postgresServers(), ({ start, stays }) => {
  async function open(): Promise<TestDatabase> {
    let server: Postgres | undefined;
    const startOrAgain = async () => {
      if (server === undefined) server = await start();
      else await server.again();
      return server;
    };
    return databasesOn(startOrAgain, async () => server?.remove());
  }
  migrationsSuite(open);
  projectionsSuite(open, stays);
  fenceSuite(open);
  rebuildSuite(open);
});
