import { setTimeout as sleep } from 'node:timers/promises';
import { isAway } from './connect.js';
import { run } from './query.js';
import { testDatabase, type TestDatabase } from './testing/index.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const backend = 'select pg_backend_pid() as pid';
const cut = 'select pg_terminate_backend($1)';

// PostgreSQL killed under load once ended the projector: pg throws where a connection in use breaks and nobody listens
describe.each([
  ['between two statements', async () => sleep(100)],
  ['during a statement', async () => undefined],
])('a connection that breaks in a transaction, %s', (_, pause) => {
  it('fails that transaction as PostgreSQL away, not the process; the next one works', async () => {
    const db = await database.fresh();
    const other = database.again(db.url);
    const failed = await db.db
      .transaction()
      .execute(async (trx) => {
        const [mine] = await run<{ pid: number }>(trx, backend);
        const end = run(other.db, cut, [mine?.pid]);
        await pause();
        await run(trx, 'select pg_sleep(5)');
        await end;
      })
      .catch((error: unknown) => error);
    expect(isAway(failed) || failed).toBe(true);
    expect(await run(db.db, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
