import { readCheckpoints } from '../checkpoint.js';
import type { ReadModels } from '../connect.js';
import { migrate } from '../migrate.js';
import { atPosition } from '../positions.js';
import { run } from '../query.js';
import { rebuild, RebuildFailed } from '../rebuild.js';
import { fragile, matters, memoryLog, projector, reaches, stopProjectors, tally } from './index.js';
import type { MemoryLog, TestDatabase } from './index.js';

/** Rebuilds, over any PostgreSQL. */
export function rebuildSuite(prepare: () => Promise<TestDatabase>): void {
  const views = [matters, tally];
  let database: TestDatabase;
  let db: ReadModels & Readonly<{ url: string }>;
  let log: MemoryLog;

  const grow = (count: number): void => {
    for (let n = 0; n < count; n += 1) {
      const id = log.events.length;
      log.add(`matter-m${id}`, 'MatterOpened', { community: `c${id % 3}`, title: `第${id}件` });
      log.add(`matter-m${id}`, 'VoteCast');
      if (id % 10 === 0) log.add('place-c1', 'PlaceRenamed', { name: `n${id}` });
    }
  };

  beforeAll(async () => {
    database = await prepare();
  });
  afterEach(stopProjectors);
  afterAll(() => database.close());
  beforeEach(async () => {
    db = await database.fresh();
    log = memoryLog();
    await migrate(db, views);
  });

  describe('a rebuild', () => {
    it('gives what was projected live, and says so', async () => {
      grow(60);
      const runner = projector({ log, views, db, batchSize: 7 });
      await reaches(db, await log.end());
      const progress: number[] = [];
      const built = await rebuild({
        ...{ log, db, view: matters, batchSize: 11 },
        onProgress: ({ events }) => progress.push(events),
      });
      expect(built).toMatchObject({ view: 'matter_v1', rows: 60, rowsBefore: 60, same: true });
      expect(progress.at(-1)).toBe(built.events);
      grow(1);
      await reaches(db, await log.end());
      expect(await run(db.db, 'select count(*) from matter_v1')).toEqual([{ count: 61 }]);
      await runner.stop();
    });

    it('mends a table and says that it was different', async () => {
      grow(5);
      const runner = projector({ log, views, db });
      await reaches(db, await log.end());
      await run(db.db, 'update matter_v1 set votes = 99');
      await run(db.db, `delete from matter_v1 where id = 'm0'`);
      const built = await rebuild({ log, db, view: matters });
      expect(built).toMatchObject({ rows: 5, rowsBefore: 4, same: false });
      expect(await run(db.db, 'select distinct votes from matter_v1')).toEqual([{ votes: 1 }]);
      await runner.stop();
    });

    it('never shows readers a gap, while events go on coming', async () => {
      grow(40);
      const runner = projector({ log, views, db, batchSize: 5 });
      await reaches(db, await log.end());
      let going = true;
      const counts: number[] = [];
      const other = database.again(db.url);
      const reading = (async () => {
        while (going) {
          const { position, result } = await atPosition<{ matter_v1: { id: string } }, unknown[]>(
            other,
            ['matter_v1'],
            (from) => from.selectFrom('matter_v1').select('id').execute(),
          );
          const opened = log.events.filter(
            ({ type, position: at }) => type === 'MatterOpened' && BigInt(at) <= BigInt(position),
          );
          counts.push(result.length - opened.length);
        }
      })();
      const growing = (async () => {
        while (going) {
          grow(1);
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
      })();
      try {
        for (let n = 0; n < 4; n += 1)
          expect(await rebuild({ log, db, view: matters, batchSize: 9 })).toMatchObject({ same: true });
      } finally {
        going = false;
        await Promise.all([reading, growing]);
      }
      await reaches(db, await log.end());
      expect(counts.length).toBeGreaterThan(10);
      expect(new Set(counts)).toEqual(new Set([0]));
      expect(runner.states.every(({ role }) => role !== 'waiting')).toBe(true);
      await runner.stop();
    });

    it('runs once at a time', async () => {
      grow(20);
      const outcomes = await Promise.allSettled([1, 2].map(() => rebuild({ log, db, view: matters })));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes).toContainEqual(
        expect.objectContaining({ reason: new Error('matter_v1 is being rebuilt by another process') }),
      );
    });

    it('leaves the serving table as it was when the view cannot take an event', async () => {
      const view = fragile();
      view.mended = true;
      await migrate(db, [view]);
      grow(3);
      const runner = projector({ log, views: [view], db });
      await reaches(db, await log.end(), ['fragile_v1']);
      view.mended = false;
      await expect(rebuild({ log, db, view })).rejects.toThrow(RebuildFailed);
      expect(await run(db.db, 'select count(*) from fragile_v1')).toEqual([{ count: 3 }]);
      expect(await run(db.db, `select to_regclass('read.fragile_v1__new') as left`)).toEqual([
        { left: null },
      ]);
      await runner.stop();
    });

    it('takes a parked view to the end of the log once it is mended', async () => {
      const view = fragile();
      await migrate(db, [view]);
      grow(3);
      const runner = projector({ log, views: [view], db, recheckMs: 20 });
      await runner.until(({ parked }) => parked.length > 0);
      view.mended = true;
      await rebuild({ log, db, view });
      const found = (await readCheckpoints(db.db)).find((each) => each.view === 'fragile_v1');
      expect(found).toMatchObject({ position: await log.end(), parked: null });
      await runner.until(({ live, parked }) => live.length === 1 && parked.length === 0);
      grow(1);
      await reaches(db, await log.end(), ['fragile_v1']);
      expect(await run(db.db, 'select count(*) from fragile_v1')).toEqual([{ count: 4 }]);
      await runner.stop();
    });
  });
}
