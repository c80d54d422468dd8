import type { Kysely } from 'kysely';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { application, upTo } from './domain/request-testing.js';
import type { Application } from './events.js';
import { ledgerOf } from './ledger.queries.js';
import { admissionViews, type AdmissionTables } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<AdmissionTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

const come = (id: string, state: string, more: Partial<Application> = {}): void => {
  for (const { type, data } of upTo(state, more).history()) log.add(`admissionRequest-${id}`, type, data);
};
const pay = (id: string, community: string, paidOn: string, amountFen: number): void => {
  const data = { community, paidOn, amountFen, voucherHash: 'v', paidFen: amountFen, agreedFen: 1 };
  log.add(`admissionRequest-${id}`, 'PaymentRecorded', data);
};
const seen = (): Promise<string> =>
  waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });

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

/** Every one of four communities is due 3,000 yuan on 2026-06-30. */
const line = (partner: string, more: object) => ({
  ...{ with: partner, agreedFen: 300_000, dueFen: 300_000, paidFen: 0, lateFen: 0 },
  ...more,
});

describe('the ledger of a year', () => {
  it('says per community what a department agreed, owes, paid, and is late with after the grace', async () => {
    come('a', 'published');
    pay('a', 'c1', '2026-07-01', 300_000);
    pay('a', 'c2', '2026-07-02', 100_000);
    await seen();
    const of = (today: string, year = 2026) => ledgerOf(db, { department: 'department' }, { year, today });
    expect((await of('2026-06-29')).lines.map(({ dueFen }) => dueFen)).toEqual([0, 0, 0, 0]);
    expect((await of('2026-07-30')).lines.map(({ lateFen }) => lateFen)).toEqual([0, 0, 0, 0]);
    expect((await of('2026-07-31')).lines).toEqual([
      line('c1', { paidFen: 300_000 }),
      line('c2', { paidFen: 100_000, lateFen: 200_000 }),
      line('c3', { lateFen: 300_000 }),
      line('c4', { lateFen: 300_000 }),
    ]);
    expect(
      (await of('2027-01-02', 2027)).lines.map(({ agreedFen, lateFen }) => [agreedFen, lateFen]),
    ).toEqual([
      [0, 200_000],
      [0, 300_000],
      [0, 300_000],
    ]);
  });

  it('one request paid ahead does not hide what another owes', async () => {
    const later = application.payments.map((one) => ({ ...one, dueOn: '2027-03-31' }));
    come('a', 'published');
    come('b', 'published', { payments: later });
    pay('b', 'c1', '2026-07-01', 300_000);
    await seen();
    const { lines } = await ledgerOf(db, { community: 'c1' }, { year: 2026, today: '2026-08-31' });
    expect(lines).toEqual([line('department', { paidFen: 300_000, lateFen: 300_000 })]);
  });

  it('counts what was asked and what became of it; a district’s stands by department', async () => {
    come('a', 'published');
    come('b', 'filed', { department: 'other' });
    log.add('taskRefusal-r', 'UnadmittedTaskReported', {
      task: {
        ...{ community: 'c1', district: 'district', department: 'department', title: 'x', kind: 'task' },
        askedOn: '2026-05-01',
      },
      ...{ reason: 'x', grounds: 'notAdmitted', item: null, article: 'a', catalogVersion: null },
      ...{ assessmentFlagged: false, seat: 's', judged: [] },
    });
    await seen();
    const asked = { year: 2026, today: '2026-06-29' };
    const none = { rejected: 0, expired: 0, exited: 0 };
    const district = await ledgerOf(db, { district: 'district' }, asked);
    expect(district.counts).toEqual({ ...none, filed: 2, admitted: 1, refused: 1 });
    expect(district.lines.map((one) => [one.with, one.agreedFen])).toEqual([['department', 1_200_000]]);
    const { counts } = await ledgerOf(db, { community: 'c1' }, asked);
    expect(counts).toEqual({ ...none, filed: 2, admitted: 1, refused: 1 });
    const other = await ledgerOf(db, { department: 'other' }, asked);
    expect([other.counts, other.lines]).toEqual([{ ...none, filed: 1, admitted: 0, refused: 0 }, []]);
  });
});
