import type { Kysely } from 'kysely';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { communityClocks } from './clock.queries.js';
import { communityViews, type CommunityTables } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<CommunityTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  models = await database.fresh();
  db = models.tables<CommunityTables>();
  log = memoryLog();
  await migrate(models, communityViews);
  const categories = ['community', 'organization', 'person'] as const;
  ({ stop } = projector({ log, views: communityViews, db: models, categories }));
});
afterEach(() => stop());

const on = async (day: string) => {
  await waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });
  return (await communityClocks(db, day)).map(({ kind, id, on: set }) => `${kind} ${id} ${set}`);
};
const seat = (id: string, body: string, from: string, until: string) =>
  log.add('community-c1', 'MemberSeated', {
    seat: { id, body, person: id, role: 'member', vote: true, from, until },
    judged: [],
  });
const hand = (id: string, until: string) =>
  log.add('community-c1', 'RepresentativesAuthorized', {
    authorization: { id, matters: ['*'], from: '2025-01-01', until, resolutionHash: 'h', assumed: false },
    article: 'x',
  });

it('terms that end within 90 days, one clock for a day and a community, until somebody follows in the body', async () => {
  seat('a', 'committee', '2023-07-01', '2026-06-30');
  seat('b', 'committee', '2023-07-01', '2026-06-30');
  seat('s', 'supervision', '2023-07-01', '2026-06-30');
  expect(await on('2026-03-31')).toEqual([]);
  expect(await on('2026-04-01')).toEqual(['termEnding c1 2026-06-30']);
  expect(await on('2026-07-01')).toEqual([]);
  seat('c', 'committee', '2026-07-01', '2031-06-30');
  expect(await on('2026-04-01')).toEqual(['termEnding c1 2026-06-30']);
  log.add('community-c1', 'MemberUnseated', { seat: 's', on: '2026-02-01', reason: null });
  expect(await on('2026-04-01')).toEqual([]);
});

it('an authorization that ends within 30 days, unless it was revoked or another goes on', async () => {
  hand('x', '2026-06-30');
  expect(await on('2026-05-30')).toEqual([]);
  expect(await on('2026-05-31')).toEqual(['authorizationEnding c1 2026-06-30']);
  hand('y', '2027-06-30');
  expect(await on('2026-05-31')).toEqual([]);
  log.add('community-c1', 'AuthorizationRevoked', { authorization: 'y', on: '2026-05-01' });
  expect(await on('2026-05-31')).toEqual(['authorizationEnding c1 2026-06-30']);
});

it('the yearly reports that nobody recorded, in December and, as missed, in January', async () => {
  log.add('community-c1', 'CommunityFormed', {}); // in November 2023, by the log's clock
  log.add('community-c1', 'YearlyReportRecorded', {
    ...{ report: 'review', year: 2024, on: '2024-12-20', documentHash: 'h', by: 's1', article: 'x' },
  });
  expect(await on('2024-11-30')).toEqual([]);
  expect(await on('2024-12-01')).toEqual(['yearlyReportDue c1 2024-12-31']);
  expect(await on('2025-01-31')).toEqual(['yearlyReportMissing c1 2024-12-31']);
  expect(await on('2025-02-01')).toEqual([]);
  expect(await on('2025-12-01')).toHaveLength(2);
  expect(await on('2023-01-15')).toEqual([]); // it was not there
  expect((await communityClocks(db, '2024-12-01')).map(({ report }) => report)).toEqual(['supervision']);
});
