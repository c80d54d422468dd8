import type { Kysely } from 'kysely';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { answersTo, catalogOf } from './catalog.queries.js';
import type { CatalogEntry, TaskCatalogEvent } from './events.js';
import { admissionViews, type AdmissionTables } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<AdmissionTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

const entry = (id: string, title: string, more: Partial<CatalogEntry> = {}): CatalogEntry => ({
  ...{ id, title, names: [], class: 'shouldAssist', kind: 'task', department: '民政局', basis: '办法 §1' },
  ...more,
});
async function publish(district: string, version: number, from: string, entries: readonly CatalogEntry[]) {
  const published: TaskCatalogEvent = {
    type: 'TaskCatalogPublished',
    data: { version, district, effectiveFrom: from, source: 's', basisHash: 'h', entries, judged: [] },
  };
  log.add(`taskCatalog-${district}`, published.type, published.data);
  await waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });
}
const answers = (words: string, day = '2026-05-01', district = 'd1') =>
  answersTo(db, district, { words, day });

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  models = await database.fresh();
  db = models.tables<AdmissionTables>();
  log = memoryLog();
  await migrate(models, admissionViews);
  ({ stop } = projector({ log, views: admissionViews, db: models, categories: ['taskCatalog'] }));
  await publish('d1', 1, '2026-04-01', [
    entry('A-01', '最低生活保障申请受理', { names: ['低保申请'] }),
    entry('A-02', '居民代表会议召集', { class: 'mustBear', basis: '居委会组织法(2025) §28' }),
    entry('A-03', '人口抽样调查', { class: 'mayBeEntrusted', kind: 'survey' }),
    entry('N-01', '招商引资', { class: 'notTheCommunitys', basis: '民发〔2015〕136号' }),
  ]);
});
afterEach(() => stop());

describe('“may this be asked of us?”', () => {
  it('is answered by title and other name, with class, effect and article', async () => {
    expect(await answers('低保')).toEqual({
      version: 1,
      otherwise: null,
      answers: [
        expect.objectContaining({
          ...{ list: 'district', version: 1, entry: 'A-01', class: 'shouldAssist', department: '民政局' },
          ...{ mayRefuse: false, needs: 'moneyAndConditions', article: '办法 §1;居委会组织法(2025) §43' },
          text: { zh: expect.stringContaining('不得拒绝'), en: expect.stringContaining('not refused') },
        }),
      ],
    });
    const effect = async (words: string) =>
      (await answers(words)).answers.map((one) => [one.mayRefuse, one.needs]);
    expect(await effect('居民代表会议')).toEqual([[false, 'nothing']]);
    expect(await effect('抽样调查')).toEqual([[true, 'admission']]);
    expect(await effect('招商')).toEqual([[true, 'nothing']]);
  });

  it('A10: a bank’s 亲属关系证明 is refused by item 1 of the national list, also where no list was published', async () => {
    for (const district of ['d1', 'elsewhere']) {
      const { answers: found } = await answers('亲属关系证明', '2026-05-01', district);
      expect(found).toMatchObject([
        { list: 'national', entry: '1', class: 'notTheCommunitys', mayRefuse: true },
      ]);
      expect(found[0]?.article).toBe('民发〔2020〕20号 附件第 1 项');
    }
  });

  it('A4: what is on no list needs an admission, and may be refused without one (§43)', async () => {
    const asked = await answers('第23种台账');
    expect(asked.answers).toEqual([]);
    expect(asked.otherwise).toMatchObject({
      mayRefuse: true,
      needs: 'admission',
      article: '居委会组织法(2025) §43',
    });
  });

  it('goes by the version of the day, and by the district', async () => {
    await publish('d1', 2, '2026-06-01', [entry('A-03', '人口抽样调查', { class: 'notTheCommunitys' })]);
    await publish('d2', 1, '2026-04-01', [entry('A-03', '人口抽样调查', { class: 'mustBear' })]);
    const classOn = async (day: string, district = 'd1') =>
      (await answers('抽样', day, district)).answers.map((one) => one.class);
    expect(await classOn('2026-03-31')).toEqual([]);
    expect(await classOn('2026-05-31')).toEqual(['mayBeEntrusted']);
    expect(await classOn('2026-06-01')).toEqual(['notTheCommunitys']);
    expect(await classOn('2026-06-01', 'd2')).toEqual(['mustBear']);
  });
});

describe('a list', () => {
  it('comes page after page in its own order, of the version that applies or of one asked for', async () => {
    await publish('d1', 2, '2026-06-01', [entry('B-01', '新事项')]);
    const first = await catalogOf(db, 'd1', { day: '2026-05-01', limit: 3 });
    const second = await catalogOf(db, 'd1', { day: '2026-05-01', limit: 3, after: first?.next as string });
    expect([first?.version, first?.effectiveFrom]).toEqual([1, '2026-04-01']);
    expect([first, second].map((page) => page?.entries.map((one) => one.entry))).toEqual([
      ['A-01', 'A-02', 'A-03'],
      ['N-01'],
    ]);
    expect(second?.next).toBeNull();
    const asked = await catalogOf(db, 'd1', { day: '2026-05-01', version: 2, limit: 3 });
    expect(asked?.entries).toMatchObject([{ entry: 'B-01', title: '新事项', version: 2 }]);
    expect(await catalogOf(db, 'd1', { day: '2026-03-01', limit: 3 })).toBeUndefined();
    expect(await catalogOf(db, 'd9', { day: '2026-05-01', limit: 3 })).toBeUndefined();
  });
});
