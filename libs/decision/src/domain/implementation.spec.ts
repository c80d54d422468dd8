import {
  answered,
  completed,
  f1Posted,
  f1Proven,
  f1Resolved,
  hash,
  objected,
  playedOn,
  spent,
  started,
  tried,
} from './disclosure-testing.js';

const proven = (...more: Parameters<typeof playedOn>[1][]) => playedOn(f1Resolved(), ...f1Proven, ...more);
const working = (...more: Parameters<typeof playedOn>[1][]) => proven(started('2026-03-31'), ...more);
const contract = (amountFen: number, signedOn = '2026-04-01') => ({
  by: 'p8',
  day: signedOn,
  command: {
    type: 'RecordContract' as const,
    data: { payee: '某护栏厂', amountFen, documentHash: hash, signedOn },
  },
});

describe('starting (procedures.md §3, 居委会组织法(2025) §34)', () => {
  it('F1: from 03-31, the day after the posting’s end', () => {
    expect(tried(proven(), started('2026-03-31')).events()).toEqual([
      { type: 'ImplementationStarted', data: { startedOn: '2026-03-31', step: 'implementation' } },
    ]);
    const early = { ...started('2026-03-30'), day: '2026-03-31' };
    tried(proven(), early).refused('decision.tooEarly');
    tried(proven(), { ...started('2026-04-02'), day: '2026-04-01' }).refused('decision.inFuture');
  });
  it('not before the days are proven', () => {
    const refusal = tried(playedOn(f1Resolved(), ...f1Posted), started('2026-03-31')).refused(
      'decision.postingNotProven',
    );
    expect(refusal.article).toBe('居委会组织法(2025) §34');
  });
  it('not while an objection of the window waits; a late answer does, and a query does not wait', () => {
    const [check, post, ...rest] = f1Proven;
    const open = playedOn(f1Resolved(), check!, post!, objected('2026-03-18'), ...rest);
    tried(open, started('2026-03-31')).refused('decision.objectionsOpen');
    const late = playedOn(
      f1Resolved(),
      check!,
      post!,
      objected('2026-03-18'),
      ...rest,
      answered('2026-03-31'),
    );
    expect(tried(late, started('2026-03-31')).events()).toHaveLength(1);
    expect(tried(proven(objected('2026-03-31')), started('2026-03-31')).events()).toHaveLength(1);
  });
  it('by a convener', () => {
    tried(proven(), { ...started('2026-03-31'), by: 'r1' }).refused('decision.notConvener');
  });
});

describe('money (R§7: spend ≤ approved; a change of purpose goes back)', () => {
  it('to the last fen, not one beyond', () => {
    const most = working(spent(99_999, '2026-04-01'), spent(1, '2026-04-02'));
    expect(most.state).toMatchObject({ implementation: { spentFen: 100_000 } });
    const refusal = tried(most, spent(1, '2026-04-03')).refused('decision.beyondApproval');
    expect(refusal).toMatchObject({ article: 'R§7', details: { beyondFen: 1, approvedFen: 100_000 } });
    expect(refusal.text.zh).toContain('另行提出事项');
  });
  it('on the approved line and purpose only', () => {
    tried(working(), spent(1, '2026-04-01', { line: 'office' })).refused('decision.purposeChanged');
    tried(working(), spent(1, '2026-04-01', { purpose: '招待' })).refused('decision.purposeChanged');
  });
  it.each([0, -1, 0.5, Number.MAX_SAFE_INTEGER + 1])('refuses the amount %d', (amount) => {
    tried(working(), spent(amount, '2026-04-01')).refused('decision.amountInvalid');
  });
  it('paid on a day of the work that has come', () => {
    tried(working(), spent(1, '2026-03-30')).refused('decision.tooEarly');
    tried(working(), { ...spent(1, '2026-04-02'), day: '2026-04-01' }).refused('decision.inFuture');
  });
  it('contracts are held to the approval in total', () => {
    const signed = working(contract(60_000));
    tried(signed, contract(40_001)).refused('decision.beyondApproval');
    expect(tried(signed, contract(40_000)).events()).toHaveLength(1);
  });
  it('none where none was approved', () => {
    const free = playedOn(f1Resolved({ money: null }), ...f1Proven, started('2026-03-31'));
    tried(free, spent(1, '2026-04-01')).refused('decision.noMoney');
    tried(free, contract(1)).refused('decision.noMoney');
  });
  it('not before the work, and until the result is posted', () => {
    tried(proven(), spent(1, '2026-03-31')).refused('decision.wrongPhase');
    const done = working(completed('2026-04-10'));
    expect(tried(done, spent(1, '2026-04-11')).events()).toHaveLength(1);
    tried(done, contract(1, '2026-04-11')).refused('decision.wrongPhase');
  });
});

describe('progress and completion (R§10 result.report_within_days)', () => {
  it('progress is a percentage, said by a member of branch or committee', () => {
    const progress = (percent: number, by = 'p9') => ({
      by,
      day: '2026-04-01',
      command: { type: 'ReportProgress' as const, data: { percent, note: '两栋已装' } },
    });
    expect(tried(working(), progress(66)).events()).toHaveLength(1);
    tried(working(), progress(101)).refused('decision.percentInvalid');
    tried(working(), progress(66, 'r1')).refused('decision.notSeated');
  });
  it('the result is due ten days after completion', () => {
    expect(tried(working(spent(5_000, '2026-04-02')), completed('2026-04-10')).events()).toEqual([
      {
        type: 'ImplementationCompleted',
        data: {
          completedOn: '2026-04-10',
          spentFen: 5_000,
          resultPostingBy: '2026-04-20',
          next: 'resultPosting',
        },
      },
    ]);
    tried(working(), completed('2026-03-30')).refused('decision.tooEarly');
  });
});
