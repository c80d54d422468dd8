import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore, type RunningStore } from '#embedded';
import { connect, systemClock, uuidV5, type Log, type StoredEvent } from '#eventing';
import { readCheckpoints } from './checkpoint.js';
import type { ReadModels } from './connect.js';
import { healthOf } from './health.js';
import { migrate } from './migrate.js';
import { run } from './query.js';
import { rebuild } from './rebuild.js';
import {
  matters,
  projector,
  reaches,
  stopProjectors,
  tally,
  testDatabase,
  type TestDatabase,
} from './testing/index.js';

const views = [matters, tally];
const categories = ['matter', 'place', 'other'];
let database: TestDatabase;
let db: ReadModels & Readonly<{ url: string }>;
let folder: string;
let node: RunningStore;
let log: Log;

let made = 0;
function event(type: string, title = ''): StoredEvent {
  const id = uuidV5(`event ${(made += 1)}`);
  const by = { person: 'someone' };
  const metadata = {
    $correlationId: id,
    $causationId: id,
    commandId: id,
    by,
    at: systemClock.now(),
    schema: 1,
  };
  return { id, type, data: { community: 'c1', title }, metadata };
}

const open = async (name: string): Promise<string> => {
  const events = [event('MatterOpened', `事项${name}`), event('VoteCast')];
  return (await log.append(`matter-${uuidV5(name)}`, events, 'no_stream')).position;
};

const start = async (port = 0): Promise<void> => {
  node = await startStore({ file: join(folder, 'log.sqlite'), port });
};

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(stopProjectors);
afterAll(() => database.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'siyi-log-'));
  db = await database.fresh();
  await migrate(db, views);
  await start();
  log = connect(`esdb://127.0.0.1:${node.port}?tls=false`);
});
afterEach(async () => {
  await log.close();
  await node.close();
  rmSync(folder, { recursive: true });
});

describe('over the real log', () => {
  it('goes on by itself when the log restarts, without gap or double', async () => {
    const runner = projector({ log, views, db, categories });
    await reaches(db, await open('1'));
    const { port } = node;
    await node.close();
    await runner.until(({ subscription }) => !subscription.connected && subscription.error !== undefined);
    await start(port);
    await reaches(db, await open('2'));
    await runner.stop();
    expect(await run(db.db, 'select title, votes from matter_v1 order by title')).toEqual([
      { title: '事项1', votes: 1 },
      { title: '事项2', votes: 1 },
    ]);
  });

  it('rebuilds what it projected live, and tells how far each view is behind', async () => {
    for (let n = 0; n < 20; n += 1) await open(`m${n}`);
    const runner = projector({ log, views, db, categories });
    await reaches(db, await log.end());
    expect(await rebuild({ log, db, view: matters })).toMatchObject({ rows: 20, same: true });
    await runner.stop();
    const end = await log.end();
    await log.append(`other-${uuidV5('other')}`, [event('Elsewhere'), event('Elsewhere')], 'no_stream');
    const health = await healthOf({ db, log, views, categories, clock: systemClock });
    expect(health.views).toMatchObject([
      { view: 'matter_v1', position: end, behind: { events: 2 } },
      { view: 'tally_v1', position: end, behind: { events: 2 } },
    ]);
  });

  it('keeps every checkpoint at or behind what the log acknowledged, while four append at once', async () => {
    const runner = projector({ log, views, db, categories, batchSize: 10 });
    let appending = true;
    const ahead: string[] = [];
    const watching = (async () => {
      while (appending) {
        const found = await readCheckpoints(db.db);
        const end = BigInt(await log.end());
        ahead.push(...found.filter(({ position }) => BigInt(position) > end).map(({ view }) => view));
      }
    })();
    const writers = ['a', 'b', 'c', 'd'].map(async (writer) => {
      for (let n = 0; n < 50; n += 1) await open(`${writer}${n}`);
    });
    await Promise.all(writers);
    appending = false;
    await watching;
    await reaches(db, await log.end());
    await runner.stop();
    expect(ahead).toEqual([]);
    expect(await run(db.db, 'select count(*), sum(votes)::int8 as votes from matter_v1')).toEqual([
      { count: 200, votes: 200 },
    ]);
    expect(await run(db.db, 'select opened from tally_v1')).toEqual([{ opened: 200 }]);
  });
});
