import type { Kysely } from 'kysely';
import { addDays, dayOf } from '#procedure';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { decisionClocks } from './clock.queries.js';
import {
  completed,
  eventsAfter,
  f1Posted,
  f1Proven,
  f1Resolved,
  started,
} from './domain/disclosure-testing.js';
import type { DecisionEvent, SittingEvent } from './events.js';
import { decisionViews, type DecisionTables } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<DecisionTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

const tell = (stream: string, events: readonly (DecisionEvent | SittingEvent)[]): void => {
  for (const { type, data } of events) log.add(stream, type, data);
};
const on = async (day: string, villages: readonly string[] = []) => {
  await waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });
  const clocks = await decisionClocks(db, day, villages);
  return clocks.map(({ kind, id, on: set, step }) =>
    [kind, id, set, ...(step === null ? [] : [step])].join(' '),
  );
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  models = await database.fresh();
  db = models.tables<DecisionTables>();
  log = memoryLog();
  await migrate(models, decisionViews);
  ({ stop } = projector({ log, views: decisionViews, db: models, categories: ['decision', 'sitting'] }));
});
afterEach(() => stop());

const lastDayIn = (events: readonly DecisionEvent[]): string => {
  const posted = events.find((one) => one.type === 'ResolutionPosted');
  if (posted?.type !== 'ResolutionPosted') throw new Error('nothing was posted');
  return posted.data.lastDay;
};

describe('days that passed over a decision', () => {
  it('a posting that nobody closed, from the day after its last and for 30 days, until it is proven', async () => {
    const up = eventsAfter(f1Resolved(), ...f1Posted);
    tell('decision-d1', up);
    const last = lastDayIn(up);
    expect(await on(last)).toEqual([]);
    const told = [`postingUnclosed d1 ${last} resolutionPosting`];
    expect(await on(addDays(last, 1))).toEqual(told);
    expect(await on(addDays(last, 30))).toEqual(told);
    expect(await on(addDays(last, 31))).toEqual([]);
    tell('decision-d1', eventsAfter(f1Resolved(), ...f1Proven).slice(up.length));
    expect(await on(addDays(last, 1))).toEqual([]);
  });

  it('a result that nobody posted, once the work is done', async () => {
    tell(
      'decision-d1',
      eventsAfter(f1Resolved(), ...f1Proven, started('2026-04-01'), completed('2026-06-01')),
    );
    const done = log.events.at(-1)?.data as { resultPostingBy: string };
    expect(await on(done.resultPostingBy)).toEqual([]);
    expect(await on(addDays(done.resultPostingBy, 1))).toEqual([
      `resultUnposted d1 ${done.resultPostingBy} resultPosting`,
    ]);
  });

  it('a step that did not move for 60 days', async () => {
    tell('decision-d1', f1Resolved().slice(0, 1));
    const opened = log.events.at(-1)?.metadata.at ?? '';
    const day = addDays(dayOf(opened), 60);
    expect(await on(day)).toEqual([]);
    expect(await on(addDays(day, 1))).toEqual([`stepOverdue d1 ${day} proposal`]);
  });
});

describe('a day that passed over the work', () => {
  it('without a report for a quarter', async () => {
    tell('decision-d1', eventsAfter(f1Resolved(), ...f1Proven, started('2026-04-01')));
    expect(dayOf(log.events.at(-1)?.metadata.at ?? '')).toBe('2023-11-15');
    const day = '2024-02-15';
    expect(await on(day)).toEqual([]);
    expect(await on(addDays(day, 1))).toEqual([`progressUnreported d1 ${day}`]);
  });
});

describe('days that passed over a meeting', () => {
  const convened = (heldOn: string): SittingEvent => ({
    type: 'SittingConvened',
    data: {
      ...{ community: 'c1', heldOn, time: '19:00', place: '活动室', noticeOn: heldOn, items: [] },
      ...{ called: [], supervision: [], convenerBodies: ['committee'], noticeNeeded: 0, noticeGiven: 0 },
      ...{ waived: null, sources: [], judged: [] },
    },
  });
  const opened = (heldOn: string, body: string): SittingEvent => ({
    type: 'SittingOpened',
    data: {
      ...{ heldOn, rolls: [{ body, roll: ['p1'] }], seatedSince: [], enteredLateDays: 0 },
      ...{ secondPersonNeeded: false, openedBy: 'p1', conveners: [], judged: [] },
    } as never,
  });
  const held = (id: string, heldOn: string, body: string) =>
    tell(`sitting-${id}`, [convened(heldOn), opened(heldOn, body), { type: 'SittingClosed', data: {} }]);

  it('minutes that nobody confirmed in seven days', async () => {
    held('s1', '2026-03-02', 'committee');
    expect(await on('2026-03-09')).toEqual([]);
    expect(await on('2026-03-10')).toEqual(['minutesUnconfirmed s1 2026-03-09']);
    tell('sitting-s1', [{ type: 'MinutesConfirmed', data: { by: 'p2' } } as never]);
    expect(await on('2026-03-10')).toEqual([]);
  });

  it('representatives who did not meet for half a year, of the meetings in the log', async () => {
    held('s1', '2026-01-31', 'representatives');
    held('s2', '2026-03-02', 'committee');
    expect(await on('2026-07-31')).toEqual([]);
    expect(await on('2026-08-01')).toEqual(['meetingOverdue c1 2026-07-31']);
    held('s3', '2026-07-30', 'representatives');
    expect(await on('2026-08-01')).toEqual([]);
  });

  it('a village’s for a quarter (村民委员会组织法 §29)', async () => {
    held('s1', '2026-01-31', 'representatives');
    expect(await on('2026-04-30', ['c1'])).toEqual([]);
    expect(await on('2026-05-01', ['c1'])).toEqual(['meetingOverdue c1 2026-04-30']);
    expect(await on('2026-05-01', ['c2'])).toEqual([]);
  });
});
