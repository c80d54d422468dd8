import { applyBatch } from '../apply.js';
import { Fenced, readCheckpoints } from '../checkpoint.js';
import type { ReadModels } from '../connect.js';
import { takeLock } from '../lock.js';
import { migrate } from '../migrate.js';
import { run } from '../query.js';
import { running } from '../running.js';
import { session } from '../session.js';
import { Status } from '../status.js';
import { matters, memoryLog, projector, reaches, stopProjectors, tally, type TestDatabase } from './index.js';

/** The lock and the fence, over any PostgreSQL. */
export function fenceSuite(prepare: () => Promise<TestDatabase>): void {
  const views = [matters, tally];
  let database: TestDatabase;
  let db: ReadModels & Readonly<{ url: string }>;

  beforeAll(async () => {
    database = await prepare();
  });
  afterEach(stopProjectors);
  afterAll(() => database.close());
  beforeEach(async () => {
    db = await database.fresh();
    await migrate(db, views);
  });

  describe('the lock', () => {
    it('is free for the next as soon as its holder has released it', async () => {
      const other = database.again(db.url);
      const waits: string[] = [];
      for (let n = 0; n < 40; n += 1) {
        const lock = await takeLock(n % 2 ? db : other, 'spec', AbortSignal.timeout(30_000), () => {
          waits.push(`round ${n}`);
        });
        await lock?.release();
      }
      expect(waits).toEqual([]);
    });
  });

  describe('the fence', () => {
    it('lets a batch in once; the second time nothing of it stays', async () => {
      const log = memoryLog();
      const opened = log.add('matter-a', 'MatterOpened', { community: 'c1' });
      const vote = log.add('matter-a', 'VoteCast');
      const batch = { events: [opened, vote], from: '0', to: vote.position };
      await applyBatch(db, views, batch);
      await expect(applyBatch(db, views, batch)).rejects.toThrow(Fenced);
      // one view moved apart is enough to refuse the whole batch
      await run(db.db, `update read.checkpoint set position = '0' where view = 'tally_v1'`);
      await expect(applyBatch(db, views, batch)).rejects.toThrow(Fenced);
      expect(await run(db.db, 'select votes from matter_v1')).toEqual([{ votes: 1 }]);
      expect(await run(db.db, 'select opened from tally_v1')).toEqual([{ opened: 1 }]);
    });

    it('holds without the lock: of two that both work, one stops and no event counts twice', async () => {
      const log = memoryLog();
      log.add('matter-a', 'MatterOpened', { community: 'c1' });
      const stopping = new AbortController();
      const { signal } = stopping;
      const both = [db, database.again(db.url)].map((each) => {
        const options = running({ log, views, db: each, signal, batchSize: 3 });
        return session(options, new Status(() => undefined));
      });
      const outcomes = Promise.allSettled(both);
      for (let n = 0; n < 200; n += 1) {
        log.add('matter-a', 'VoteCast');
        await new Promise(setImmediate);
      }
      await Promise.race(both.map((each) => each.catch(() => undefined)));
      await reaches(db, await log.end());
      stopping.abort();
      const settled = await outcomes;
      const reasons = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
      expect(reasons).toEqual([expect.any(Fenced)]);
      expect(await run(db.db, 'select votes from matter_v1')).toEqual([{ votes: 200 }]);
    });

    it('does not end the projector: who was fenced off reads the checkpoints again', async () => {
      const log = memoryLog();
      const runner = projector({ log, views, db });
      const opened = log.add('matter-a', 'MatterOpened', { community: 'c1' });
      await reaches(db, opened.position);
      const vote = log.events.length + 1;
      await applyBatch(db, views, { events: [], from: opened.position, to: String(vote * 7) });
      log.add('matter-a', 'VoteCast'); // another runner said that it took this one
      const next = log.add('matter-a', 'VoteCast');
      await runner.until(({ error }) => error?.startsWith('another projector runs') ?? false);
      await reaches(db, next.position);
      expect(await run(db.db, 'select votes from matter_v1')).toEqual([{ votes: 1 }]);
      await runner.stop();
    });

    it('never shows a checkpoint beyond what the log holds', async () => {
      const log = memoryLog();
      const runner = projector({ log, views, db, batchSize: 2 });
      for (let n = 0; n < 60; n += 1) {
        log.add(`matter-${n % 4}`, n < 4 ? 'MatterOpened' : 'VoteCast', { community: 'c1' });
        const found = await readCheckpoints(db.db);
        const end = BigInt(await log.end());
        expect(found.every(({ position }) => BigInt(position) <= end)).toBe(true);
      }
      await reaches(db, await log.end());
      await runner.stop();
      const votes = await run<{ votes: number }>(db.db, 'select votes from matter_v1');
      expect(votes.reduce((sum, row) => sum + row.votes, 0)).toBe(56);
    });
  });
}
