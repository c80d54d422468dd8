import type { Kysely } from 'kysely';
import type { Addressed } from '#kernel';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { dueDigests, isDigestInTime } from './digest.js';
import type { NoticeTables } from './notice.queries.js';
import { dueDisclosures, listSubscribers, preferencesOf } from './subscribers.js';
import { noticeViews } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<NoticeTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  models = await database.fresh();
  db = models.tables<NoticeTables>();
  log = memoryLog();
  await migrate(models, noticeViews);
  const categories = ['notice', 'noticeBatch', 'person', 'decision'];
  ({ stop } = projector({ log, views: noticeViews, db: models, categories }));
});
afterEach(() => stop());

const idOf = (name: string) => `id(${name})`;
const seen = () => waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });
/** The log's clock stands here, in Shanghai 06:13 on the 15th. */
const now = '2023-11-14T22:13:20.000Z';

const about = {
  community: 'c',
  decision: 'd',
  sitting: null,
  objection: null,
  event: 'e',
  stream: 'decision-d',
};
const text = { title: '修路', step: 'resolutionPosting', from: '1', lastDay: '2', objectionUntil: '3' };
const terms = { kind: 'posted', about, text, latest: null, purposeEnds: null };
const raise = (id: string, more: object = {}) =>
  log.add(`notice-${id}`, 'NoticeRaised', {
    ...{ ...terms, template: 'posted', version: 1, batches: [], recipients: 0, judged: [] },
    ...more,
  });
const prefer = (person: string, daily: boolean, follows: readonly string[]) =>
  log.add(`person-${person}`, 'NoticePreferencesSet', { daily, follows });

describe('what a person chose', () => {
  it('is the last that was said, and nothing once erased or found to be another’s card', async () => {
    prefer('a', true, ['c']);
    prefer('a', false, ['c', 'k']);
    prefer('gone', true, ['c']);
    log.add('person-gone', 'PersonErased', {});
    prefer('card', true, ['c']);
    log.add('person-card', 'PersonsJoined', { into: 'a' });
    await seen();
    expect(await preferencesOf(db, 'a')).toEqual({ daily: false, follows: ['c', 'k'] });
    for (const person of ['gone', 'card', 'nobody'])
      expect(await preferencesOf(db, person)).toEqual({ daily: false, follows: [] });
  });
});

describe('who follows a board', () => {
  const pages = async (page?: number, opens = true) => {
    const given: Addressed['command'][] = [];
    const execute = async ({ id, command }: Addressed) => {
      given.push(command);
      // as its reactor would
      const { recipients } = command.data as { recipients: readonly string[] };
      if (!opens || recipients.length === 0) return;
      const data = { notice: id, channel: 'file', recipients, purposeEnds: null, groupSize: 1 };
      log.add(`noticeBatch-${given.length}-${recipients[0]}`, 'BatchOpened', data);
    };
    const sizes = { patience: 500, ...(page === undefined ? {} : { page }) };
    const listed = await listSubscribers({ db, idOf, execute, ...sizes });
    return { listed, given };
  };

  it('is told of a posting once, and of nothing that was posted days ago', async () => {
    raise('p1');
    raise('elsewhere', { about: { ...about, community: 'x' } });
    raise('decided', { kind: 'stepDecided' });
    await seen();
    expect(await dueDisclosures(db, now, idOf)).toEqual([]);
    prefer('a', false, ['c']);
    await seen();
    const [due, ...others] = await dueDisclosures(db, now, idOf);
    expect(others).toEqual([]);
    expect(due).toMatchObject({
      stream: 'id(notice/disclosed/p1)',
      command: { type: 'RaiseNotice', data: { kind: 'disclosed', to: ['subscribers'], text } },
    });
    expect(await dueDisclosures(db, '2023-11-18T22:13:20.000Z', idOf)).toEqual([]);
    log.add('notice-id(notice/disclosed/p1)', 'NoticeOwed', { ...terms, kind: 'disclosed', recipients: [] });
    await seen();
    expect(await dueDisclosures(db, now, idOf)).toEqual([]);
  });

  it('is listed page by page, goes on where it stood, and is whole with the last page', async () => {
    for (const person of ['a-1', 'B', 'a1', 'c', 'd']) prefer(person, false, ['c']);
    prefer('other', false, ['k']);
    raise('n1', { kind: 'disclosed', more: true });
    raise('whole');
    await seen();
    const { listed, given } = await pages(2);
    expect(listed).toBe(5);
    expect(given.map(({ data }) => data)).toEqual([
      { after: null, recipients: ['B', 'a-1'], last: false },
      { after: 'a-1', recipients: ['a1', 'c'], last: false },
      { after: 'c', recipients: ['d'], last: true },
    ]);
    await seen();
    // a page whose batches do not come is waited for, and the next sweep goes on
    expect((await pages(2, false)).listed).toBe(2);
    const batches = [{ batch: 'b', recipients: ['B', 'a-1'] }];
    log.add('notice-n1', 'RecipientsListed', { batches, number: 0, more: true, purposeEnds: null });
    await seen();
    expect((await pages(10)).given.map(({ data }) => data)).toEqual([
      { after: 'a-1', recipients: ['a1', 'c', 'd'], last: true },
    ]);
    log.add('notice-n1', 'RecipientsListed', { batches: [], number: 1, more: false, purposeEnds: null });
    await seen();
    expect(await pages()).toEqual({ listed: 0, given: [] });
    const row = await db.selectFrom('notice_v3').selectAll().where('id', '=', 'n1').executeTakeFirst();
    expect(row).toMatchObject({ recipients: 2, listedTo: null });
  });
});

describe('the digest of a day', () => {
  it('comes too late for what must be told that very day, once its hour is over', () => {
    const [before, after] = ['2023-11-15T09:59:59.000Z', '2023-11-15T10:00:00.000Z'];
    expect([isDigestInTime(before, '2023-11-15'), isDigestInTime(after, '2023-11-15')]).toEqual([
      true,
      false,
    ]);
    expect([isDigestInTime(after, '2023-11-16'), isDigestInTime(after, null)]).toEqual([true, true]);
  });

  const leave = (notice: string, ...recipients: string[]) =>
    log.add(`noticeBatch-of-${notice}`, 'LeftToDigest', { notice, recipients });

  it('holds at six in the evening what was left until then, for each person in one notice', async () => {
    raise('n1');
    raise('n2', {
      kind: 'stepDecided',
      template: 'stepDecided',
      text: { title: '修灯', step: 'review', result: 'passed' },
    });
    leave('n1', 'a', 'b');
    leave('n2', 'a');
    await seen();
    expect(await dueDigests(db, '2023-11-15T09:59:59.000Z', idOf)).toEqual([]);
    const due = await dueDigests(db, '2023-11-15T10:00:00.000Z', idOf);
    expect(due.map(({ command }) => (command.data as { recipients: readonly string[] }).recipients)).toEqual([
      ['a'],
      ['b'],
    ]);
    expect(due[0]).toMatchObject({
      stream: 'id(notice/digest/a/2023-11-15)',
      command: {
        type: 'RaiseNotice',
        data: {
          ...{ kind: 'digest', holds: ['n1', 'n2'], about: { community: 'c' } },
          text: {
            ...{
              on: '2023-11-15',
              count: '2',
              itemsZh: '1. 公示：「修路」决议公开；2. 「修灯」党员大会审议：通过',
            },
            itemsEn: '1. Posted: “修路”, disclosure of the resolution; 2. “修灯”: review, passed',
          },
        },
      },
    });
  });

  it('is still due the next morning after a standstill, and not again once it was raised', async () => {
    raise('n1');
    leave('n1', 'a');
    await seen();
    const morning = '2023-11-16T01:00:00.000Z';
    const [due] = await dueDigests(db, morning, idOf);
    expect(due?.stream).toBe('id(notice/digest/a/2023-11-15)');
    log.add(`notice-${due?.stream}`, 'NoticeOwed', { ...(due?.command.data as object) });
    await seen();
    expect(await dueDigests(db, '2023-11-17T11:00:00.000Z', idOf)).toEqual([]);
  });
});
