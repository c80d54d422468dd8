import type { DecisionCommand } from '../events.js';
import {
  answered,
  checked,
  closed,
  completed,
  d1Resolved,
  f1Posted,
  f1Proven,
  f1Resolved,
  objected,
  playedOn,
  posted,
  started,
  text,
  tried,
} from './disclosure-testing.js';
import { receiptCode } from './objection-receipt.js';

const step = 'resolutionPosting';
const up = (...more: Parameters<typeof playedOn>[1][]) => playedOn(f1Resolved(), ...f1Posted, ...more);
const escalating = (by: string, day: string, why: 'late' | 'notSatisfied') => ({
  by,
  day,
  command: { type: 'EscalateObjection', data: { objection: 'o1', why } } satisfies DecisionCommand,
});

describe('filing an objection (居委会组织法(2025) §34, R§3.9)', () => {
  it('F1: filed 03-18, the reply is due 03-21, a Saturday: 03-23', () => {
    const [event] = tried(up(), objected('2026-03-18')).events();
    expect(event).toEqual({
      type: 'ObjectionFiled',
      data: {
        objection: 'o1',
        step,
        kind: 'objection',
        receipt: receiptCode('o1'),
        text: text('o1'),
        contact: null,
        by: 'resident1',
        filedOn: '2026-03-18',
        replyBy: '2026-03-23',
        provisional: false,
        source: '社区四议两公开流程图(范本) [T4]',
      },
    });
  });
  it('the window is the posting: its last day still counts, what comes after is a query with the same clock', () => {
    expect(tried(up(), objected('2026-03-30')).events()).toMatchObject([{ data: { kind: 'objection' } }]);
    expect(tried(up(), objected('2026-03-31')).events()).toMatchObject([
      { data: { kind: 'query', replyBy: '2026-04-03' } },
    ]);
  });
  it('without an account: by nobody who is named, and taken further by whoever showed its code', () => {
    const filed = { ...objected('2026-03-18'), by: 'visitor' };
    expect(tried(up(), filed).events()).toMatchObject([{ data: { objection: 'o1', by: null } }]);
    const late = up(filed);
    const refused = (by: string) =>
      tried(late, escalating(by, '2026-03-24', 'late')).refused('decision.notTheObjector');
    for (const by of ['visitor', 'visitor:o2', 'resident1', 'null']) refused(by);
    expect(tried(late, escalating('visitor:o1', '2026-03-24', 'late')).events()).toMatchObject([
      { type: 'ObjectionEscalated', data: { why: 'late' } },
    ]);
    const own = up(objected('2026-03-18'));
    tried(own, escalating('visitor:o1', '2026-03-24', 'late')).refused('decision.notTheObjector');
  });
  it('a window extended by an interruption is open to its new end (openzeppelin-contracts#3184)', () => {
    const torn = up({
      by: 'r1',
      day: '2026-03-22',
      command: {
        type: 'ReportInterruption',
        data: { step, place: 'board', from: '2026-03-20', until: '2026-03-22', reason: '被撕' },
      },
    });
    expect(tried(torn, objected('2026-03-31')).events()).toMatchObject([{ data: { kind: 'objection' } }]);
  });
  it('is accepted before the posting and after the file is closed, as a query', () => {
    expect(tried(playedOn(f1Resolved()), objected('2026-03-13')).events()).toMatchObject([
      { data: { kind: 'query' } },
    ]);
    const withdrawn = playedOn([
      ...f1Resolved(),
      { type: 'DecisionWithdrawn', data: { reason: '', step, reliedOnBy: [] } },
    ]);
    tried(withdrawn, objected('2026-03-18')).refused('decision.nothingToObject');
  });
  it('names a posting step, and is a person’s', () => {
    tried(up(), objected('2026-03-18', 'o1', 'review')).refused('decision.notAPostingStep');
    tried(up(), { ...objected('2026-03-18'), by: 'system:timer' }).refused('decision.personsOnly');
  });
  it('gives the same receipt for the same try, another for another', () => {
    expect(receiptCode('o1')).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(receiptCode('o1')).not.toBe(receiptCode('o2'));
  });
});

describe('answering (R§3.9, R§10 objection.reply_days)', () => {
  const filed = () => up(objected('2026-03-18'));
  it('in time on 03-23, late by one day on 03-24; lateness blocks nothing', () => {
    expect(tried(filed(), answered('2026-03-23')).events()).toMatchObject([{ data: { lateDays: 0 } }]);
    expect(tried(filed(), answered('2026-03-24')).events()).toMatchObject([{ data: { lateDays: 1 } }]);
  });
  it('by a convener, once, of an objection that there is', () => {
    tried(filed(), { ...answered('2026-03-20'), by: 'r1' }).refused('decision.notConvener');
    const done = up(objected('2026-03-18'), answered('2026-03-20'));
    tried(done, answered('2026-03-21')).refused('decision.answeredAlready');
    tried(filed(), answered('2026-03-20', 'answered', 'o9')).refused('decision.noObjection');
  });
  it.each([
    [-1, 3],
    [3, 3],
    [5, 2],
    [0.5, 2],
  ])('refuses the blackout [%d, %d)', (from, to) => {
    const { command, ...who } = answered('2026-03-20');
    if (command.type !== 'AnswerObjection') throw new Error('no answer');
    const data = { ...command.data, blackouts: [{ from, to, reason: '第三人姓名' }] };
    tried(filed(), { ...who, command: { ...command, data } }).refused('decision.blackoutInvalid');
  });
});

describe('an upheld objection (R§3.9: re-examined, then resolved anew)', () => {
  it('leads back to the resolution; what was posted is void and is checked and posted again', () => {
    const back = up(objected('2026-03-18'), answered('2026-03-20', 'upheldToResolution'));
    expect(back.state).toMatchObject({
      phase: 'deliberating',
      step: 'resolution',
      postings: {},
      checks: {},
      held: { review: { carried: true } },
    });
    expect(back.state).not.toHaveProperty('held.resolution');
    expect(back.state).toHaveProperty(
      'file',
      expect.arrayContaining(['ResolutionPosted', 'ObjectionUpheld']),
    );
  });
  it('leads back to the review', () => {
    const back = up(objected('2026-03-18'), answered('2026-03-20', 'upheldToReview'));
    expect(back.state).toMatchObject({ phase: 'deliberating', step: 'review', held: {} });
  });
  it('a second one leads back further, never forward', () => {
    const both = [objected('2026-03-18'), objected('2026-03-18', 'o2')];
    const twice = up(
      ...both,
      answered('2026-03-20', 'upheldToResolution'),
      answered('2026-03-20', 'upheldToReview', 'o2'),
    );
    expect(twice.state).toMatchObject({ step: 'review' });
    const once = up(
      ...both,
      answered('2026-03-20', 'upheldToReview'),
      answered('2026-03-20', 'upheldToResolution', 'o2'),
    );
    expect(once.state).toMatchObject({ step: 'review' });
  });
  it('a query is answered, not upheld; a set without a review goes to the resolution (R§3.6)', () => {
    const late = playedOn(f1Resolved(), ...f1Proven, objected('2026-04-02'));
    tried(late, answered('2026-04-03', 'upheldToReview')).refused('decision.queryNotUpheld');
    const d1 = playedOn(
      d1Resolved(),
      posted('2026-03-13', 'posting'),
      objected('2026-03-14', 'o1', 'posting'),
    );
    tried(d1, answered('2026-03-16', 'upheldToReview')).refused('decision.noStepBack');
  });
  it('of the residents’ meeting only that meeting resolves anew (R§3.6)', () => {
    const referral = {
      type: 'DecisionReferred',
      data: { reason: '', step: 'resolution', body: 'residents', article: '§30' },
    } as const;
    const [first, ...rest] = f1Resolved();
    const referred = playedOn([first!, referral, ...rest], ...f1Posted, objected('2026-03-18'));
    tried(referred, answered('2026-03-20', 'upheldToReview')).refused('decision.sameKindOfMeeting');
    tried(referred, answered('2026-03-20', 'upheldToResolution')).events();
  });
});

describe('escalation to the street office (居委会组织法(2025) §35, R§10)', () => {
  const filed = () => up(objected('2026-03-18'));
  it('the timer asks; nothing happens through the last day of the reply, and once after it', () => {
    expect(tried(filed(), escalating('system:timer', '2026-03-23', 'late')).events()).toEqual([]);
    expect(tried(filed(), escalating('system:timer', '2026-03-24', 'late')).events()).toMatchObject([
      {
        type: 'ObjectionEscalated',
        data: { why: 'late', escalatedOn: '2026-03-24', answerBy: '2026-04-03' },
      },
    ]);
    const told = up(objected('2026-03-18'), escalating('system:timer', '2026-03-24', 'late'));
    expect(tried(told, escalating('system:timer', '2026-03-25', 'late')).events()).toEqual([]);
  });
  it('nothing for what was answered in time', () => {
    const done = up(objected('2026-03-18'), answered('2026-03-20'));
    expect(tried(done, escalating('system:timer', '2026-03-24', 'late')).events()).toEqual([]);
  });
  it('the objector, after the answer, once; nobody else', () => {
    tried(filed(), escalating('resident1', '2026-03-20', 'notSatisfied')).refused('decision.notToEscalate');
    const done = up(objected('2026-03-18'), answered('2026-03-20'));
    tried(done, escalating('resident2', '2026-03-21', 'notSatisfied')).refused('decision.notTheObjector');
    const told = up(
      objected('2026-03-18'),
      answered('2026-03-20'),
      escalating('resident1', '2026-03-21', 'notSatisfied'),
    );
    tried(told, escalating('resident1', '2026-03-22', 'notSatisfied')).refused('decision.notToEscalate');
  });
});

describe('an objection to the result (R§3.9)', () => {
  it('leads back as well; money that was spent stays spent', () => {
    const result = playedOn(
      f1Resolved(),
      ...f1Proven,
      started('2026-03-31'),
      completed('2026-04-10'),
      checked('2026-04-10', 'resultPosting'),
      posted('2026-04-10', 'resultPosting'),
      objected('2026-04-13', 'o1', 'resultPosting'),
      answered('2026-04-14', 'upheldToReview'),
    );
    expect(result.state).toMatchObject({ phase: 'deliberating', step: 'review', postings: {} });
    tried(result, closed('2026-05-01', 'resultPosting')).refused('decision.wrongPhase');
  });
});
