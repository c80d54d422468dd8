import { readCheckpoints } from '../checkpoint.js';
import type { ReadModels } from '../connect.js';
import { migrate, SchemaRefused } from '../migrate.js';
import { run } from '../query.js';
import { tally, type TestDatabase } from './index.js';

/** The making of tables, over any PostgreSQL. */
export function migrationsSuite(prepare: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let db: ReadModels;

  beforeAll(async () => {
    database = await prepare();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    db = await database.fresh();
  });

  describe('migrate', () => {
    it('makes what is missing once, also when several processes start together', async () => {
      const all = await Promise.all([migrate(db, [tally]), migrate(db, [tally]), migrate(db, [tally])]);
      expect(all.flatMap(({ created }) => created)).toEqual(['tally_v1']);
      expect(await readCheckpoints(db.db)).toMatchObject([{ view: 'tally_v1', position: '0', parked: null }]);
    });

    it('refuses a table that is declared otherwise under the same name', async () => {
      await migrate(db, [tally]);
      const changed = { ...tally, columns: { ...tally.columns, opened: 'bigint' as const } };
      await expect(migrate(db, [changed])).rejects.toThrow(SchemaRefused);
      await expect(migrate(db, [changed])).rejects.toThrow(/new version/);
    });

    it('refuses to be the older program', async () => {
      await migrate(db, [tally, { ...tally, name: 'tally_v2' }]);
      await expect(migrate(db, [tally])).rejects.toThrow(/newer version of this program/);
      await expect(migrate(db, [tally, { ...tally, name: 'tally_v3' }])).resolves.toMatchObject({
        created: ['tally_v3'],
        obsolete: ['tally_v2'],
      });
      await run(db.db, 'insert into read.layout values (99)');
      await expect(migrate(db, [{ ...tally, name: 'tally_v3' }])).rejects.toThrow(/layout 99/);
    });

    it('begins anew where the rows or their checkpoint were lost', async () => {
      await migrate(db, [tally]);
      await run(db.db, `insert into tally_v1 values ('c1', 3, null)`);
      await run(db.db, 'delete from read.checkpoint');
      expect(await migrate(db, [tally])).toMatchObject({ created: ['tally_v1'] });
      expect(await run(db.db, 'select * from tally_v1')).toEqual([]);

      await run(db.db, `update read.checkpoint set position = '70'`);
      await run(db.db, 'drop table tally_v1');
      await migrate(db, [tally]);
      expect(await readCheckpoints(db.db)).toMatchObject([{ position: '0' }]);
    });
  });
}
