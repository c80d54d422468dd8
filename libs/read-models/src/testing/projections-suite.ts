import { migrate } from '../migrate.js';
import { readCheckpoints } from '../checkpoint.js';
import { NotYet, positionOf, waitFor } from '../positions.js';
import { run } from '../query.js';
import type { Recorded } from '#kernel';
import { fragile, matters, memoryLog, projector, reaches, tally } from './index.js';
import type { MemoryLog, TestDatabase, TestProjector } from './index.js';
import { isAway, type ReadModels } from '../connect.js';

/** The projection runner, over any PostgreSQL; `stays` says why this one cannot be stopped. */
export function projectionsSuite(prepare: () => Promise<TestDatabase>, stays?: string): void {
  const itStops = stays === undefined ? it : it.skip;

  const views = [matters, tally];
  let database: TestDatabase;
  let db: ReadModels & Readonly<{ url: string }>;
  let log: MemoryLog;
  const started: TestProjector[] = [];

  const start = (more: Partial<Parameters<typeof projector>[0]> = {}): TestProjector => {
    const made = projector({ log, views, db, categories: ['other'], ...more });
    started.push(made);
    return made;
  };

  const open = (id: string, title = `事项${id}`): Recorded =>
    log.add(`matter-${id}`, 'MatterOpened', { community: 'c1', title });

  const rows = (table: string): Promise<readonly Record<string, unknown>[]> =>
    run(db.db, `select * from ${table} order by 1`);

  beforeAll(async () => {
    database = await prepare();
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    db = await database.fresh();
    log = memoryLog();
    await migrate(db, views);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.stop()));
  });

  describe('the projection runner', () => {
    it('makes rows of every column type, in log order, and removes rows', async () => {
      open('a');
      open('b');
      log.add('matter-a', 'VoteCast');
      log.add('place-c1', 'PlaceRenamed', { name: '新街' });
      const last = log.add('matter-b', 'MatterClosed');
      start();
      await reaches(db, last.position);
      expect(await rows('matter_v1')).toEqual([
        {
          id: 'a',
          community: 'c1',
          title: '新街:事项a',
          votes: 1,
          openedOn: '2026-11-24',
          tags: ['甲', '乙,"丙"'],
          more: { 字: [1, null, '二'] },
        },
      ]);
      expect(await rows('tally_v1')).toEqual([{ community: 'c1', opened: 2, last: '事项b' }]);
    });

    it('gives the same rows whatever the batches', async () => {
      for (let n = 0; n < 40; n += 1) {
        open(`m${n % 7}`, `第${n}件`);
        log.add(`matter-m${n % 5}`, 'VoteCast');
        if (n % 9 === 0) log.add('place-c1', 'PlaceRenamed', { name: `n${n}` });
        if (n % 11 === 0) log.add(`matter-m${n % 7}`, 'MatterClosed');
      }
      const end = await log.end();
      const seen: unknown[] = [];
      for (const batchSize of [1, 3, 500]) {
        db = await database.fresh();
        await migrate(db, views);
        const runner = start({ batchSize });
        await reaches(db, end);
        seen.push([await rows('matter_v1'), await rows('tally_v1')]);
        await runner.stop();
      }
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
    });

    it('moves every checkpoint with every append, also of streams that no view reads', async () => {
      start();
      const { position } = log.add('other-1', 'Elsewhere');
      expect(await reaches(db, position)).toBe(position);
      expect((await readCheckpoints(db.db)).map((each) => each.position)).toEqual([position, position]);
    });

    it('goes on after a restart without gap or double', async () => {
      open('a');
      log.add('matter-a', 'VoteCast');
      const first = start();
      await reaches(db, await log.end());
      await first.stop();
      for (let n = 0; n < 5; n += 1) log.add('matter-a', 'VoteCast');
      start();
      await reaches(db, await log.end());
      expect(await rows('matter_v1')).toMatchObject([{ id: 'a', votes: 6 }]);
    });

    it('takes an event once, also when the log gives it again', async () => {
      open('a');
      log.add('matter-a', 'VoteCast');
      const repeating: MemoryLog = {
        ...log,
        async *follow(options) {
          for await (const item of log.follow({ ...options, after: 'start' })) {
            yield item;
            if (item.kind === 'event') yield item;
          }
        },
      };
      const first = start({ log: repeating, batchSize: 1 });
      await reaches(db, await log.end());
      await first.stop();
      log.add('matter-a', 'VoteCast');
      start({ log: repeating }); // now both copies lie in one batch
      await reaches(db, await log.end());
      expect(await rows('matter_v1')).toMatchObject([{ votes: 2 }]);
    });

    it('starts again from its checkpoint when the subscription breaks', async () => {
      open('a');
      const runner = start();
      await reaches(db, await log.end());
      log.breakFollowers(new Error('the store went away'));
      await runner.until(({ role, error }) => role === 'waiting' && error === 'the store went away');
      log.add('matter-a', 'VoteCast');
      await reaches(db, await log.end());
      expect(await rows('matter_v1')).toMatchObject([{ votes: 1 }]);
    });

    it('goes on by itself when PostgreSQL ends all connections', async () => {
      open('a');
      start();
      await reaches(db, await log.end());
      const killer = database.again(db.url);
      await run(
        killer.db,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      log.add('matter-a', 'VoteCast');
      await reaches(killer, await log.end());
      expect(await run(killer.db, 'select votes from matter_v1')).toEqual([{ votes: 1 }]);
    });
  });

  describe('PostgreSQL away', () => {
    itStops(
      `stops nothing for good: the runner says so and goes on when it is back${stays ?? ''}`,
      async () => {
        open('a');
        const runner = start();
        await reaches(db, await log.end());
        await database.stop();
        const away: unknown = await waitFor(db, '7').catch((error: unknown) => error);
        expect(isAway(away)).toBe(true);
        await runner.until(({ role, error }) => role === 'waiting' && error !== undefined);
        for (let n = 0; n < 3; n += 1) log.add('matter-a', 'VoteCast');
        await database.start();
        await runner.until(({ role, position }) => role === 'running' && position === '28');
        expect(await rows('matter_v1')).toMatchObject([{ votes: 3 }]);
      },
    );
  });

  describe('two runners', () => {
    it('do not work at once; the second takes over when the first ends', async () => {
      const first = start();
      await first.until(({ role }) => role === 'running');
      const second = start({ db: database.again(db.url) });
      await second.until(({ role }) => role === 'standby');
      open('a');
      await reaches(db, await log.end());
      expect(second.states.every(({ role }) => role === 'standby')).toBe(true);
      await first.stop();
      log.add('matter-a', 'VoteCast');
      await reaches(db, await log.end());
      expect(await rows('matter_v1')).toMatchObject([{ votes: 1 }]);
    });
  });

  describe('a view that throws', () => {
    it('is parked at that event, the others go on, and it goes on when it is mended', async () => {
      const view = fragile();
      const all = [...views, view];
      await migrate(db, all);
      open('a');
      const before = open('b');
      const bad = log.add('matter-a', 'VoteCast');
      const runner = start({ views: all });
      await runner.until(({ parked }) => parked.includes('fragile_v1'));
      open('c');
      await reaches(db, await log.end());
      const parked = (await readCheckpoints(db.db)).find((each) => each.view === 'fragile_v1');
      expect(parked).toMatchObject({
        position: before.position,
        parked: { position: bad.position, type: 'VoteCast', error: 'Error: it cannot count votes yet' },
      });
      expect(await rows('fragile_v1')).toEqual([
        { id: 'a', seen: 1 },
        { id: 'b', seen: 1 },
      ]);
      await expect(reaches(db, bad.position, ['fragile_v1'])).rejects.toMatchObject({
        reached: before.position,
        parked: ['fragile_v1'],
      });
      await runner.stop();

      const still = start({ views: all });
      await still.until((state) => state.parked.includes('fragile_v1') && state.live.length === 2);
      await still.stop();

      view.mended = true;
      const again = start({ views: all });
      await again.until(({ live }) => live.includes('fragile_v1'));
      log.add('matter-a', 'VoteCast');
      await reaches(db, await log.end());
      expect(await rows('fragile_v1')).toMatchObject([{ seen: 3 }, { seen: 1 }, { seen: 1 }]);
      expect((await readCheckpoints(db.db)).every((each) => each.parked === null)).toBe(true);
    });

    it('is parked also by a value that only PostgreSQL refuses', async () => {
      open('a');
      const bad = open('b', '含有\u0000的标题');
      open('c');
      const runner = start();
      await runner.until(({ parked }) => parked.length === 2);
      const checkpoints = await readCheckpoints(db.db);
      expect(checkpoints.map(({ parked }) => parked?.position)).toEqual([bad.position, bad.position]);
      expect(await rows('matter_v1')).toMatchObject([{ id: 'a' }]);
    });

    it('refuses a value that is not what its column declares', async () => {
      const wrong = { ...tally, evolve: () => ({ community: 'c1', opened: '1', last: null }) };
      open('a');
      const runner = start({ views: [matters, wrong as unknown as typeof tally] });
      await runner.until(({ parked }) => parked.includes('tally_v1'));
      const found = (await readCheckpoints(db.db)).find(({ view }) => view === 'tally_v1');
      expect(found?.parked?.error).toContain('tally_v1.opened takes integer, not string');
    });
  });

  describe('a view new to a log with history', () => {
    it('catches up by itself and joins the others, who go on meanwhile', async () => {
      for (let n = 0; n < 30; n += 1) open(`m${n}`);
      await migrate(db, [matters]);
      const first = start({ views: [matters] });
      await reaches(db, await log.end(), ['matter_v1']);
      await first.stop();
      const runner = start({ batchSize: 4 });
      for (let n = 30; n < 60; n += 1) open(`m${n}`);
      await reaches(db, await log.end());
      await runner.until(({ live, behind }) => live.length === 2 && behind.length === 0);
      expect(await rows('tally_v1')).toMatchObject([{ opened: 60 }]);
      const { position } = open('m60');
      await reaches(db, position);
      expect(await rows('tally_v1')).toMatchObject([{ opened: 61 }]);
    });
  });

  describe('atLeast', () => {
    it('ends with the position reached when the time is over', async () => {
      const { position } = open('a');
      const runner = start();
      await reaches(db, position);
      await runner.stop();
      const later = open('b');
      const error: unknown = await waitFor(db, later.position, { timeoutMs: 40 }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(NotYet);
      expect(error).toMatchObject({ wanted: later.position, reached: position });
    });

    it('waits for what comes while it waits', async () => {
      start();
      const waiting = reaches(db, '7');
      open('a');
      expect(await waiting).toBe('7');
      expect(await positionOf(db.db)).toBe('7');
    });
  });
}
