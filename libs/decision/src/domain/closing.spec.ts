import type { DecisionEvent } from '../events.js';
import {
  checked,
  closed,
  completed,
  d1Resolved,
  f1Proven,
  f1Resolved,
  hash,
  hung,
  objected,
  playedOn,
  posted,
  spent,
  started,
  takenDown,
  text,
  tried,
} from './disclosure-testing.js';

const result = 'resultPosting';
const filing = (day: string, by = 'p8') => ({
  by,
  day,
  command: { type: 'CloseFile' as const, data: {} },
});
const done = [...f1Proven, started('2026-03-31'), spent(80_000, '2026-04-02'), completed('2026-04-10')];
const resultUp = [
  ...done,
  checked('2026-04-13', result),
  posted('2026-04-13', result),
  hung('p4', '2026-04-13', result),
  hung('s1', '2026-04-13', result),
];
const resultProven = [
  ...resultUp,
  takenDown('p4', '2026-04-28', result),
  takenDown('s1', '2026-04-28', result),
  closed('2026-04-29', result),
];

describe('the result is disclosed (居委会组织法(2025) §34(1))', () => {
  it('after its own check, with budget against actual, for the same days', () => {
    tried(playedOn(f1Resolved(), ...done), posted('2026-04-13', result)).refused('decision.notChecked');
    const ready = playedOn(f1Resolved(), ...done, checked('2026-04-13', result));
    expect(tried(ready, posted('2026-04-13', result)).events()).toMatchObject([
      { type: 'ResultPosted', data: { budgetFen: 100_000, spentFen: 80_000, lastDay: '2026-04-28' } },
    ]);
    expect(tried(ready, posted('2026-04-23', result)).events()).toMatchObject([
      { data: { postedLateDays: 3 } },
    ]);
    tried(ready, posted('2026-04-09', result, '2026-04-13')).refused('decision.tooEarly');
  });
});

describe('the file (一事一档, R§3.10)', () => {
  it('is closed with the numbered list of everything in it, kept for ever', () => {
    const all = playedOn(f1Resolved(), ...resultProven);
    const [event] = tried(all, filing('2026-04-29')).events();
    if (event?.type !== 'FileClosed') throw new Error('not filed');
    expect(event.data).toMatchObject({ closedOn: '2026-04-29', retention: '永久' });
    expect(event.data.entries.map(({ number, revision }) => number - revision)).toEqual(
      event.data.entries.map(() => 1),
    );
    expect(event.data.entries.map((entry) => entry.type)).toEqual([
      ...f1Resolved().map((one) => one.type),
      ...['PostingChecked', 'ResolutionPosted', 'HangingAttested', 'HangingAttested'],
      ...['TakingDownAttested', 'TakingDownAttested', 'PostingProven', 'ImplementationStarted'],
      ...['SpendingRecorded', 'ImplementationCompleted', 'PostingChecked', 'ResultPosted'],
      ...['HangingAttested', 'HangingAttested', 'TakingDownAttested', 'TakingDownAttested', 'PostingProven'],
    ]);
    const filed = playedOn(f1Resolved(), ...resultProven, filing('2026-04-29'));
    expect(filed.state.phase).toBe('filed');
    tried(filed, filing('2026-04-30')).refused('decision.filedAlready');
    expect(tried(filed, objected('2026-06-01')).events()).toMatchObject([{ data: { kind: 'query' } }]);
  });
  it('not while steps are left, days unproven or an objection waits', () => {
    tried(playedOn(f1Resolved(), ...f1Proven), filing('2026-03-31')).refused('decision.stepsLeft');
    tried(playedOn(f1Resolved(), ...resultUp), filing('2026-05-01')).refused('decision.stepsLeft');
    const [last, ...before] = [...resultProven].reverse();
    const waiting = [...before.reverse(), objected('2026-04-28', 'o1', result), last!];
    tried(playedOn(f1Resolved(), ...waiting), filing('2026-04-29')).refused('decision.objectionsOpen');
  });
  it('of a one-meeting set closes after its posting (D1), or at once when nothing follows', () => {
    const d1 = playedOn(
      d1Resolved({ openedOn: '2026-03-02' }),
      posted('2026-03-13', 'posting'),
      hung('p4', '2026-03-13', 'posting'),
      hung('s1', '2026-03-13', 'posting'),
      takenDown('p4', '2026-03-18', 'posting'),
      takenDown('s1', '2026-03-18', 'posting'),
      closed('2026-03-19', 'posting'),
    );
    expect(tried(d1, filing('2026-03-19')).events()).toHaveLength(1);
    tried(d1, started('2026-03-19')).refused('decision.nothingToImplement');
    const [opening] = f1Resolved({ ruleSet: 'practice-council', firstStep: 'meeting' });
    const concluded: DecisionEvent = {
      type: 'StepPassed',
      data: { step: 'meeting', ballot: 1, next: null, nextKind: null },
    };
    expect(tried(playedOn([opening!, concluded]), filing('2026-03-19')).events()).toHaveLength(1);
  });
  it('of a withdrawn decision is kept ten years, and it stays withdrawn', () => {
    const withdrawal: DecisionEvent = {
      type: 'DecisionWithdrawn',
      data: { reason: '', step: 'review', reliedOnBy: [] },
    };
    const withdrawn = playedOn([...f1Resolved(), withdrawal]);
    expect(tried(withdrawn, filing('2026-03-19')).events()).toMatchObject([{ data: { retention: '10年' } }]);
    const filed = playedOn([...f1Resolved(), withdrawal], filing('2026-03-19'));
    expect(filed.state.phase).toBe('withdrawn');
    tried(filed, filing('2026-03-20')).refused('decision.filedAlready');
  });
});

describe('beside the steps', () => {
  const remark = (by: string) => ({
    by,
    day: '2026-03-20',
    command: { type: 'Remark' as const, data: { text: text('m1') } },
  });
  const outside = (until: string) => ({
    by: 'p9',
    day: '2026-03-30',
    command: {
      type: 'RecordOutsideFact' as const,
      data: { title: '街道公示 7 日', from: '2026-03-20', until, documentHash: hash },
    },
  });
  it('the supervision committee remarks at any time (居委会组织法(2025) §36)', () => {
    expect(tried(playedOn(f1Resolved()), remark('s3')).events()).toMatchObject([
      { type: 'RemarkMade', data: { by: 's3', text: text('m1') } },
    ]);
    tried(playedOn(f1Resolved()), remark('p8')).refused('decision.notSeated');
  });
  it('the aid procedure’s postings are outside facts of aid matters (R§1.12)', () => {
    const aid = playedOn(f1Resolved({ aid: true, category: 'allowance', money: null }));
    expect(tried(aid, outside('2026-03-27')).events()).toHaveLength(1);
    tried(aid, outside('2026-03-19')).refused('decision.spanReversed');
    tried(playedOn(f1Resolved()), outside('2026-03-27')).refused('decision.notAnAidMatter');
  });
});
