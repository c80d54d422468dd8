import type { Kysely } from 'kysely';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { admissionClocks } from './clock.queries.js';
import { upTo } from './domain/request-testing.js';
import { admissionViews, type AdmissionTables } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<AdmissionTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

const come = (id: string, state: string): void => {
  for (const { type, data } of upTo(state).history()) log.add(`admissionRequest-${id}`, type, data);
};
const on = async (day: string) => {
  await waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });
  return (await admissionClocks(db, day)).map(({ kind, id, on: set }) => `${kind} ${id} ${set}`);
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  models = await database.fresh();
  db = models.tables<AdmissionTables>();
  log = memoryLog();
  await migrate(models, admissionViews);
  const categories = ['admissionRequest', 'taskRefusal'] as const;
  ({ stop } = projector({ log, views: admissionViews, db: models, categories }));
});
afterEach(() => stop());

describe('clocks that somebody is told of', () => {
  it('a decision after its day, until there is one', async () => {
    come('a', 'reviewed');
    come('b', 'granted');
    expect(await on('2026-03-23')).toEqual([]);
    expect(await on('2026-03-24')).toEqual(['admissionLate a 2026-03-23']);
  });

  it('money that is due and not paid in full, day by day; and an end 30 days ahead', async () => {
    come('a', 'published');
    expect(await on('2026-06-30')).toEqual([]);
    expect(await on('2026-07-01')).toEqual(['paymentLate a 2026-06-30']);
    for (const community of ['c1', 'c2', 'c3', 'c4'])
      log.add('admissionRequest-a', 'PaymentRecorded', {
        ...{ community, paidOn: '2026-07-01', amountFen: 300_000, voucherHash: 'v', paidFen: 300_000 },
        agreedFen: 300_000,
      });
    expect(await on('2026-07-01')).toEqual([]);
    expect(await on('2027-03-13')).toEqual([]);
    expect(await on('2027-03-14')).toEqual(['admissionExpiring a 2027-04-13']);
  });

  it('a claim after its day, until it is answered', async () => {
    const task = {
      ...{ community: 'c1', district: 'd', department: 'x', title: '低保申请', kind: 'task' },
      askedOn: '2026-03-02',
    };
    const claim = { task, claim: '经费', item: 'A-01', catalogVersion: 1, answerBy: '2026-03-23', seat: 's' };
    log.add('taskRefusal-r', 'ConditionsClaimed', {
      ...claim,
      provisional: false,
      article: '§43',
      judged: [],
    });
    expect(await on('2026-03-23')).toEqual([]);
    expect(await on('2026-03-24')).toEqual(['claimLate r 2026-03-23']);
    log.add('taskRefusal-r', 'ClaimAnswered', { outcome: 'provided', answer: '', lateDays: 1, judged: [] });
    expect(await on('2026-03-24')).toEqual([]);
  });
});
