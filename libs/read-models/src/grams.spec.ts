import { grams, gramsOfQuery, searchBy } from './grams.js';
import { migrate } from './migrate.js';
import { testDatabase, type TestDatabase } from './testing/index.js';
import { defineView } from './view.js';

describe('grams', () => {
  it('are the characters and pairs of characters of each word, each once', () => {
    expect(grams('低保 低保')).toEqual(['低', '低保', '保']);
    expect(grams(null, undefined, '')).toEqual([]);
  });

  it('know full width, case and characters beyond the basic plane', () => {
    expect(grams('ＡＢ')).toEqual(grams('ab'));
    expect(gramsOfQuery('𠮷野')).toEqual(['𠮷野']);
  });

  it('of a question are pairs, of a single character that character', () => {
    expect(gramsOfQuery('低保户')).toEqual(['低保', '保户']);
    expect(gramsOfQuery('低')).toEqual(['低']);
  });
});

describe('searchBy', () => {
  type Found = Readonly<{ id: string; title: string; plan: string; grams: readonly string[] }>;
  const view = defineView<Found>({
    name: 'found_v1',
    key: 'id',
    columns: { id: 'text', title: 'text', plan: 'text', grams: 'text[]' },
    indexes: [{ columns: ['grams'], gin: true }],
    categories: ['found'],
    rows: () => [],
    evolve: () => null,
  });
  const texts = [
    ['1', '低保评议', '按月公示'],
    ['2', '保低价房', '低价的保障'],
    ['3', '道路 ＡＢＣ 标', '给低\n保'],
    ['4', "百分之%的'_", ''],
    ['5', '安置房', '置换'],
  ] as const;
  let database: TestDatabase;
  let search: (query: string) => Promise<string[]>;

  beforeAll(async () => {
    database = await testDatabase();
    const models = await database.fresh();
    await migrate(models, [view]);
    const db = models.tables<{ found_v1: Found }>();
    for (const [id, title, plan] of texts)
      await db
        .insertInto('found_v1')
        .values({ id, title, plan, grams: grams(title, plan) })
        .execute();
    search = async (query) => {
      const where = searchBy('grams', ['title', 'plan'], query);
      const rows = await db.selectFrom('found_v1').select('id').where(where).orderBy('id').execute();
      return rows.map(({ id }) => id);
    };
  });

  afterAll(() => database.close());

  it('finds 低保, two characters that trigrams cannot find', async () => {
    expect(await search('低保')).toEqual(['1']);
  });

  it('does not take grams from different places for the word', async () => {
    expect(await search('安置换')).toEqual([]); // 安置 and 置换 are both there
    expect(await search('保低价房')).toEqual(['2']);
  });

  it('wants every word, in any of the texts', async () => {
    expect(await search('低保 公示')).toEqual(['1']);
    expect(await search('低保 道路')).toEqual([]);
  });

  it('finds one character, full width by half width, and signs that SQL patterns would read', async () => {
    expect(await search('低')).toEqual(['1', '2', '3']);
    expect(await search('abc')).toEqual(['3']);
    expect(await search("%的'_")).toEqual(['4']);
    expect(await search('_')).toEqual(['4']);
  });

  it('gives everything for an empty question', async () => {
    expect(await search('  ')).toEqual(['1', '2', '3', '4', '5']);
  });
});
