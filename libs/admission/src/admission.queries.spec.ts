import type { Kysely } from 'kysely';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { admissionPage, admissionsOf, dueExpiries, loadOf, overlapsOf } from './admission.queries.js';
import { application, upTo } from './domain/request-testing.js';
import type { AdmissionRequestEvent, Application } from './events.js';
import { admissionViews, type AdmissionTables } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<AdmissionTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

const tell = (id: string, ...events: readonly AdmissionRequestEvent[]): void => {
  for (const { type, data } of events) log.add(`admissionRequest-${id}`, type, data);
};
const seen = (): Promise<string> =>
  waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });
const come = (id: string, state: string, more: Partial<Application> = {}): void =>
  tell(id, ...upTo(state, more).history());
const paid = (amountFen: number): AdmissionRequestEvent => ({
  type: 'PaymentRecorded',
  data: {
    community: 'c1',
    paidOn: '2026-07-01',
    amountFen,
    voucherHash: 'v',
    paidFen: amountFen,
    agreedFen: 1,
  },
});
const stopped = (community: string): AdmissionRequestEvent => ({
  type: 'AdmissionSuspended',
  data: { community, reason: 'x', owedFen: 1, dueOn: '2026-06-30', article: 'a', seat: 's' },
});

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  models = await database.fresh();
  db = models.tables<AdmissionTables>();
  log = memoryLog();
  await migrate(models, admissionViews);
  ({ stop } = projector({ log, views: admissionViews, db: models, categories: ['admissionRequest'] }));
});
afterEach(() => stop());

describe('a request', () => {
  it('is in force from its first day to its last, and no other', async () => {
    come('a', 'published');
    await seen();
    const inForce = async (day: string) => (await admissionPage(db, 'a', day))?.inForce;
    expect([
      await inForce('2026-04-13'),
      await inForce('2026-04-14'),
      await inForce('2027-04-13'),
      await inForce('2027-04-14'),
    ]).toEqual([false, true, true, false]);
  });

  it('is overdue from the day after its clock, while nobody has decided', async () => {
    come('a', 'reviewed');
    come('b', 'granted');
    await seen();
    const overdue = async (id: string, day: string) => (await admissionPage(db, id, day))?.overdue;
    expect([await overdue('a', '2026-03-23'), await overdue('a', '2026-03-24')]).toEqual([false, true]);
    expect(await overdue('b', '2026-03-24')).toBe(false);
  });

  it('shows money per community in fen: agreed, due by today, paid, owed', async () => {
    come('a', 'published');
    tell('a', paid(100_000));
    await seen();
    const money = async (day: string) => (await admissionPage(db, 'a', day))?.money[0];
    const agreed = { community: 'c1', agreedFen: 300_000, paidFen: 100_000 };
    expect(await money('2026-06-29')).toEqual({ ...agreed, dueFen: 0, owedFen: 0 });
    expect(await money('2026-06-30')).toEqual({ ...agreed, dueFen: 300_000, owedFen: 200_000 });
  });

  it('shows the load of every target community before and after, of what is in force and not stopped', async () => {
    come('a', 'published', { hoursPerMonth: 12 });
    come('b', 'published', { hoursPerMonth: 30 });
    tell('b', stopped('c2'));
    come('c', 'reviewed', { hoursPerMonth: 5 });
    await seen();
    const load = async (day: string) => (await admissionPage(db, 'c', day))?.load.slice(0, 2);
    expect(await load('2026-08-01')).toEqual([
      { community: 'c1', before: 42, after: 47 },
      { community: 'c2', before: 12, after: 17 },
    ]);
    expect(await load('2026-04-13')).toEqual([
      { community: 'c1', before: 0, after: 5 },
      { community: 'c2', before: 0, after: 5 },
    ]);
    expect(await loadOf(db, 'c1', '2026-08-01')).toEqual({ admissions: 2, hoursPerMonth: 42 });
    expect(await loadOf(db, 'c2', '2026-08-01')).toEqual({ admissions: 1, hoursPerMonth: 12 });
    expect(await loadOf(db, 'c9', '2026-08-01')).toEqual({ admissions: 0, hoursPerMonth: 0 });
    expect((await admissionPage(db, 'a', '2026-08-01'))?.load[0]).toEqual({
      ...{ community: 'c1', before: 30, after: 42 },
    });
  });

  it('overlaps with the same task of the department in one of its communities, until that has ended', async () => {
    const term = (from: string, until: string, more: object = {}) => ({ from, until, ...more });
    come('a', 'published');
    come('mine', 'draft', term('2027-04-13', '2028-04-12'));
    come('later', 'draft', term('2027-04-14', '2028-04-13'));
    come('elsewhere', 'draft', term('2027-04-13', '2028-04-12', { communities: ['c9'] }));
    come('another', 'draft', term('2027-04-13', '2028-04-12', { title: '别的' }));
    await seen();
    const found = { request: 'a', from: '2026-04-14', until: '2027-04-13' };
    expect(await overlapsOf(db, 'mine')).toEqual([found]);
    for (const id of ['later', 'elsewhere', 'another', 'a']) expect(await overlapsOf(db, id)).toEqual([]);
    tell('a', { type: 'AdmissionExpired', data: { until: '2027-04-13' } });
    await seen();
    expect(await overlapsOf(db, 'mine')).toEqual([]);
  });

  it('expires when its term is over, and is asked for as long as it has not', async () => {
    come('a', 'published');
    await seen();
    expect(await dueExpiries(db, '2027-04-13')).toEqual([]);
    expect(await dueExpiries(db, '2027-04-14')).toEqual([
      {
        ...{ category: 'admissionRequest', id: 'a', key: 'expiry a@2027-04-13' },
        command: { type: 'ExpireAdmission', data: {} },
      },
    ]);
    tell('a', { type: 'AdmissionExpired', data: { until: '2027-04-13' } });
    await seen();
    expect(await dueExpiries(db, '2027-04-14')).toEqual([]);
    expect((await admissionPage(db, 'a', '2027-04-14'))?.status).toBe('expired');
  });
});

describe('lists', () => {
  it('hold no drafts but for the department, the one begun last first, page after page', async () => {
    for (const id of ['a', 'b', 'c'])
      come(
        id,
        'filed',
        id === 'b' ? { communities: ['c1'], payments: application.payments.slice(0, 1) } : {},
      );
    come('d', 'draft');
    await seen();
    const of = async (asked: object) => {
      const { lines, next } = await admissionsOf(db, '2026-03-10', { limit: 2, ...asked });
      return [lines.map(({ id }) => id), next === null] as const;
    };
    expect(await of({ district: 'district' })).toEqual([['c', 'b'], false]);
    const { next } = await admissionsOf(db, '2026-03-10', { limit: 2, district: 'district' });
    expect(await of({ district: 'district', after: next })).toEqual([['a'], true]);
    expect(await of({ department: 'department', drafts: true })).toEqual([['d', 'c'], false]);
    expect(await of({ community: 'c2' })).toEqual([['c', 'a'], true]);
    expect(await of({ district: 'other' })).toEqual([[], true]);
  });
});
