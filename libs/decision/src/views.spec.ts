import { toSeal } from '#kernel';
import type { Kysely } from 'kysely';
import { migrate, waitFor, type ReadModels } from '#read-models';
import { memoryLog, projector, testDatabase, type MemoryLog, type TestDatabase } from '#read-models/testing';
import { boardOf, overviewOf } from './board.queries.js';
import {
  decisionPageOf,
  dueTimers,
  dutiesOf,
  historyOf,
  missingIn,
  sittingPageOf,
  type HeldRole,
} from './decision.queries.js';
import {
  answered,
  completed,
  eventsAfter,
  f1Posted,
  f1Proven,
  f1Resolved,
  hash,
  hung,
  objected,
  spent,
  started,
  text,
} from './domain/disclosure-testing.js';
import type { DecisionEvent, SittingEvent } from './events.js';
import { decisionViews, type DecisionTables } from './views.js';

let database: TestDatabase;
let models: ReadModels;
let db: Kysely<DecisionTables>;
let log: MemoryLog;
let stop: () => Promise<void>;

const tell = (stream: string, ...events: readonly (DecisionEvent | SittingEvent)[]): void => {
  for (const { type, data } of events) log.add(stream, type, data);
};
const seen = (): Promise<string> =>
  waitFor(models, log.events.at(-1)?.position ?? '0', { timeoutMs: 20_000 });
const organOf = (community: string): HeldRole => ({ community, role: 'organ', bodies: ['committee'] });
const kinds = async (
  today: string,
  person: string,
  ...roles: readonly HeldRole[]
): Promise<readonly string[]> =>
  (await dutiesOf(db, today, person, roles)).map(({ kind, late }) => (late ? `${kind}!` : kind));

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

const [opening] = f1Resolved();
if (opening?.type !== 'DecisionOpened') throw new Error('a history begins with its opening');
const openedAs = (data: Partial<typeof opening.data>): DecisionEvent => ({
  ...opening,
  data: { ...opening.data, ...data },
});

const convened: SittingEvent = {
  type: 'SittingConvened',
  data: {
    ...{ community: 'c1', heldOn: '2026-03-02', time: '19:00', place: '活动室', noticeOn: '2026-03-01' },
    items: [
      {
        decision: 'd1',
        step: 'proposal',
        body: 'branch',
        planVersion: 1,
        planHash: hash,
        origin: 'command-0',
      },
    ],
    called: [{ body: 'branch', roll: ['p1', 'p2', 'p3'] }],
    ...{ supervision: [], convenerBodies: ['branch'], noticeNeeded: 0, noticeGiven: 1, waived: null },
    ...{ sources: [], judged: [] },
  },
};
const namedBallot = (): DecisionEvent => {
  const template = f1Resolved().find((one) => one.type === 'BallotOpened');
  if (template?.type !== 'BallotOpened') throw new Error('no ballot in the history');
  const persons = ['p1', 'p2', 'p3'];
  const named = { form: 'named', roll: persons, present: persons, recused: ['p3'] } as const;
  return {
    ...template,
    data: { ...template.data, ...named, step: 'proposal', sitting: 's1', heldOn: '2026-03-02' },
  };
};
const vote = (person: string): DecisionEvent => ({
  type: 'VoteCast',
  data: { ballot: 1, person, paper: { kind: 'yesNo', choice: 'yes' }, via: 'phone', enteredBy: null },
});

describe('a sitting and its open ballot', () => {
  beforeEach(async () => {
    tell('decision-d1', opening);
    tell('sitting-s1', convened);
    await seen();
  });

  it('calls those on the roll, and no longer those who came', async () => {
    expect(await kinds('2026-03-02', 'p2')).toEqual(['attend']);
    tell('sitting-s1', { type: 'ArrivalRecorded', data: { persons: ['p2'], means: 'tick' } });
    await seen();
    expect(await kinds('2026-03-02', 'p2')).toEqual([]);
    expect(await kinds('2026-03-03', 'p3')).toEqual(['attend!']);
  });

  it('the convening is no longer due once it is convened; the minutes are, by the bodies that lead it', async () => {
    expect(await kinds('2026-03-02', 'x', organOf('c1'))).toEqual([]);
    const branch: HeldRole = { community: 'c1', role: 'organ', bodies: ['branch'] };
    expect(await kinds('2026-03-02', 'x', branch)).toEqual(['openSitting']);
    tell('sitting-s1', { type: 'SittingClosed', data: {} });
    await seen();
    expect(await kinds('2026-03-02', 'x', branch)).toEqual(['recordMinutes']);
    tell('sitting-s1', { type: 'MinutesRecorded', data: { text: text('m'), documentHash: null, by: 'x' } });
    await seen();
    expect(await kinds('2026-03-02', 'y', branch)).toEqual(['confirmMinutes']);
  });

  it('shows whose vote is missing, reminds only those, and hides the running count (loomio#6222, #6113)', async () => {
    tell('decision-d1', namedBallot(), vote('p1'));
    await seen();
    expect(await missingIn(db, 'd1', 1)).toEqual(['p2']);
    expect(await kinds('2026-03-02', 'p1')).toEqual(['attend']);
    expect(await kinds('2026-03-02', 'p2')).toEqual(['attend', 'vote']);
    const page = await sittingPageOf(db, 's1', 'p1');
    expect(page?.ballots).toMatchObject([
      { open: true, counts: null, voted: ['p1'], missing: ['p2'], own: { via: 'phone' } },
    ]);
    const another = await sittingPageOf(db, 's1', 'p2');
    expect(another?.ballots).toMatchObject([{ voted: ['p1'], own: null }]);
    expect(JSON.stringify(another)).not.toContain('choice');
  });
});

describe('boards', () => {
  it('page by keyset without gap or double, the one opened last first, also within a day', async () => {
    for (const id of ['d', 'a', 'e', 'c', 'b'])
      tell(`decision-${id}`, openedAs({ openedOn: id === 'd' ? '2026-03-01' : '2026-03-02' }));
    await seen();
    const first = await boardOf(db, '2026-03-03', { community: 'c1', limit: 2 });
    const second = await boardOf(db, '2026-03-03', { community: 'c1', limit: 2, after: first.next! });
    const third = await boardOf(db, '2026-03-03', { community: 'c1', limit: 2, after: second.next! });
    const ids = [first, second, third].map(({ lines }) => lines.map(({ decision }) => decision));
    expect(ids).toEqual([['b', 'c'], ['e', 'a'], ['d']]);
    expect(third.next).toBeNull();
  });

  it('find 低保 in titles and plans, but not in the plan of an aid matter, which names persons (R§6)', async () => {
    tell('decision-a', openedAs({ title: '2026 年低保人员申报', plan: '略' }));
    tell('decision-b', openedAs({ title: '甲', plan: '与低保户结对' }));
    tell('decision-c', openedAs({ title: '乙', plan: toSeal('item:1', '低保申请人张三'), aid: true }));
    tell('decision-d', openedAs({ title: '低碳', plan: '环保' }));
    await seen();
    const { lines } = await boardOf(db, '2026-03-03', { search: '低保' });
    expect(lines.map(({ decision }) => decision)).toEqual(['b', 'a']);
  });

  it('count the replies given and those that came late, so that the share in time is known', async () => {
    tell(
      'decision-d1',
      ...eventsAfter(f1Resolved(), ...f1Posted, objected('2026-03-18'), answered('2026-03-20')),
    );
    tell(
      'decision-d2',
      ...eventsAfter(f1Resolved(), ...f1Posted, objected('2026-03-18'), answered('2026-03-25')),
    );
    await seen();
    const { lines } = await boardOf(db, '2026-03-26', { community: 'c1' });
    expect(lines.map(({ replies, lateReplies }) => [replies, lateReplies])).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(await overviewOf(db, '2026-03-26', ['c1'])).toMatchObject([{ replies: 2, lateReplies: 1 }]);
  });

  it('carry verdicts, days and lateness; the overview sums them by community', async () => {
    tell('decision-d1', ...eventsAfter(f1Resolved(), ...f1Posted, objected('2026-03-18')));
    tell('decision-d2', openedAs({ community: 'c2' }));
    await seen();
    const { lines } = await boardOf(db, '2026-03-24', { community: 'c1' });
    expect(lines).toMatchObject([
      {
        phase: 'posting',
        step: 'resolutionPosting',
        title: '楼道护栏',
        postingLastDay: '2026-03-30',
        objectionsOpen: 1,
        replyDue: '2026-03-23',
        late: ['reply'],
        verdicts: [{ step: 'review' }, { step: 'resolution', carried: true }],
      },
    ]);
    expect(await overviewOf(db, '2026-03-31', ['c1', 'c2'])).toMatchObject([
      {
        community: 'c1',
        decisions: 1,
        byPhase: { posting: 1 },
        byStep: { resolutionPosting: 1 },
        objectionsOpen: 1,
        late: { reply: 1, postingNotClosed: 1, resultNotPosted: 0 },
      },
      { community: 'c2', byPhase: { deliberating: 1 }, late: { reply: 0 } },
    ]);
    expect(await overviewOf(db, '2026-03-31', ['c2', 'c3'])).toMatchObject([
      { community: 'c2', decisions: 1 },
      { community: 'c3', decisions: 0, byPhase: {}, byStep: {}, late: { reply: 0 }, escalations: 0 },
    ]);
  });
});

describe('from the posting to the file', () => {
  const committee = (today: string) => kinds(today, 'p8', organOf('c1'));
  const watchers = (today: string, person: string) =>
    kinds(today, person, { community: 'c1', role: 'witness', bodies: ['supervision'] });

  it('each step opens its duties and ends those before', async () => {
    const posted = eventsAfter(f1Resolved(), ...f1Posted.slice(0, 2));
    tell('decision-d1', ...f1Resolved());
    await seen();
    expect(await committee('2026-03-13')).toEqual(['post']);
    tell('decision-d1', ...posted.slice(f1Resolved().length));
    await seen();
    expect(await committee('2026-03-13')).toEqual(['closePosting']);
    expect(await watchers('2026-03-14', 's1')).toEqual(['attestHanging!', 'attestTakingDown']);
    const proven = eventsAfter(f1Resolved(), ...f1Proven);
    tell('decision-d1', ...proven.slice(posted.length, posted.length + 1));
    await seen();
    expect(await watchers('2026-03-13', 'p4')).toEqual(['attestTakingDown']);
    expect(await watchers('2026-03-13', 's1')).toEqual(['attestHanging', 'attestTakingDown']);
    tell('decision-d1', ...proven.slice(posted.length + 1));
    await seen();
    expect(await watchers('2026-03-31', 's1')).toEqual([]);
    expect(await committee('2026-03-31')).toEqual(['proceed']);
  });

  it('a posting attested by the supervision committee alone still waits for a second person', async () => {
    const watched = eventsAfter(f1Resolved(), ...f1Posted.slice(0, 2), hung('s1', '2026-03-13'));
    tell('decision-d1', ...watched);
    await seen();
    expect(await watchers('2026-03-13', 'p4')).toEqual(['attestHanging', 'attestTakingDown']);
    expect(await watchers('2026-03-13', 's1')).toEqual(['attestTakingDown']);
  });

  it('money, progress and the days of the result stand on the page', async () => {
    const done = [...f1Proven, started('2026-03-31'), spent(80_000, '2026-04-02'), completed('2026-04-10')];
    tell('decision-d1', ...eventsAfter(f1Resolved(), ...done));
    await seen();
    const page = await decisionPageOf(db, 'd1', null);
    expect(page).toMatchObject({
      phase: 'posting',
      step: 'resultPosting',
      plans: [{ version: 1, text: '为三栋楼安装护栏' }],
      steps: [
        { step: 'review', carried: true },
        { step: 'resolution', carried: true },
      ],
      postings: [{ kind: 'resolution', proven: { days: 17, needed: 15 }, void: false }],
      work: { spentFen: 80_000, completedOn: '2026-04-10', resultPostingBy: '2026-04-20' },
      ballots: [{ open: false }, { open: false, counts: { yes: 16 }, verdict: { carried: true } }],
    });
    expect(await kinds('2026-04-21', 'p8', organOf('c1'))).toEqual(['post!']);
  });

  it('an upheld objection sends the matter back; the void posting stays shown', async () => {
    const upheld = answered('2026-03-20', 'upheldToReview');
    tell('decision-d1', ...eventsAfter(f1Resolved(), ...f1Posted, objected('2026-03-18'), upheld));
    await seen();
    const page = await decisionPageOf(db, 'd1', null);
    expect(page).toMatchObject({ phase: 'deliberating', step: 'review', postings: [{ void: true }] });
    expect(page?.objections[0]).toMatchObject({ by: 'resident1', outcome: 'upheldToReview' });
  });

  it('timers ask for an escalation from the day after the reply was due, until it is answered', async () => {
    tell('decision-d1', ...eventsAfter(f1Resolved(), ...f1Posted, objected('2026-03-18')));
    await seen();
    expect(await dueTimers(db, '2026-03-23')).toEqual([]);
    expect(await dueTimers(db, '2026-03-24')).toEqual([
      {
        category: 'decision',
        id: 'd1',
        command: { type: 'EscalateObjection', data: { objection: 'o1', why: 'late' } },
        key: 'd1:replyDue:o1@2026-03-24',
      },
    ]);
    const after = eventsAfter(f1Resolved(), ...f1Posted, objected('2026-03-18'), answered('2026-03-20'));
    tell('decision-d1', ...after.slice(-1));
    await seen();
    expect(await dueTimers(db, '2026-03-24')).toEqual([]);
  });

  it('the history tells every event in both languages, with article and arithmetic', async () => {
    tell('decision-d1', ...eventsAfter(f1Resolved(), ...f1Posted, objected('2026-03-18')));
    await seen();
    const lines = await historyOf(db, 'decision-d1');
    expect(lines.map(({ revision }) => revision)).toEqual(lines.map((_, at) => at));
    const of = (type: string) => lines.findLast((one) => one.type === type);
    expect(of('BallotClosed')?.summary.zh).toContain('§29');
    expect(of('ResolutionPosted')?.summary.zh).toContain('2026-03-30');
    expect(of('ObjectionFiled')).toMatchObject({
      summary: { en: 'Objection filed; reply due 2026-03-23' },
    });
    expect(lines.every(({ type, summary }) => summary.zh !== type && summary.en !== type)).toBe(true);
    expect(await historyOf(db, 'decision-d1', { after: 2, limit: 1 })).toMatchObject([{ revision: 3 }]);
  });
});
