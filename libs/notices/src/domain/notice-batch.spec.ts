import { given } from '#kernel/testing';
import type { NoticeBatchCommand, NoticeBatchEvent, Outcome } from '../events.js';
import { nextGroup, type Batch } from './batch-state.js';
import { maxTries, noticeBatch } from './notice-batch.js';

const worker = { by: 'system:worker' };
const persons = (count: number) => Array.from({ length: count }, (_, n) => `p${String(n).padStart(3, '0')}`);

const opened = (recipients: readonly string[], groupSize = 2, purposeEnds: string | null = null) => ({
  type: 'BatchOpened' as const,
  data: { notice: 'n', channel: 'file', recipients, purposeEnds, groupSize },
});
const attempt = (
  name: string,
  recipients: readonly string[],
  by = 'w1',
  takesUp: string | null = null,
): NoticeBatchCommand => ({
  type: 'RecordAttempt',
  data: { attempt: name, recipients, worker: by, takesUp },
});
const made = (
  name: string,
  number: number,
  recipients: readonly string[],
  { possiblyTwice = false, takesUp = null as string | null } = {},
): NoticeBatchEvent => ({
  type: 'AttemptMade',
  data: { attempt: name, number, recipients, worker: 'w1', takesUp, possiblyTwice },
});
const outcome = (name: string, how: Outcome): NoticeBatchCommand => ({
  type: 'RecordOutcome',
  data: { attempt: name, outcome: how, reason: null, hash: 'h' },
});

describe('opening a batch', () => {
  it('sorts its recipients and counts each once', () => {
    given(noticeBatch)
      .when({ type: 'OpenBatch', data: opened(['b', 'a', 'b']).data }, { by: 'system:reactor' })
      .then(opened(['a', 'b']));
  });

  it('takes at most 500 persons (procedures §6)', () => {
    const open = (count: number) => ({ type: 'OpenBatch' as const, data: opened(persons(count)).data });
    expect(given(noticeBatch).when(open(500), worker).events()).toHaveLength(1);
    given(noticeBatch).when(open(501), worker).refused('notice.batchSize');
    given(noticeBatch).when(open(0), worker).refused('notice.batchSize');
  });

  it('is not for people', () => {
    const command = { type: 'OpenBatch' as const, data: opened(['a']).data };
    given(noticeBatch).when(command, { by: 'somebody' }).refused('notice.onlySystem');
  });
});

describe('an attempt, recorded before the sending', () => {
  it('names those still open, up to the group size of the channel', () => {
    const batch = given(noticeBatch, opened(['a', 'b', 'c']));
    batch.when(attempt('t1', ['a', 'b']), worker).then(made('t1', 1, ['a', 'b']));
    batch.when(attempt('t1', ['a', 'b', 'c']), worker).refused('notice.groupSize');
    expect(batch.when(attempt('t1', ['nobody']), worker).events()).toEqual([]);
  });

  it('waits for the attempt that is running', () => {
    given(noticeBatch, opened(['a', 'b', 'c']), made('t1', 1, ['a', 'b']))
      .when(attempt('t2', ['c'], 'w2'), worker)
      .refused('notice.attemptRunning');
  });

  it('that was left without outcome is repeated once, marked, and no third time', () => {
    const left = given(noticeBatch, opened(['a', 'b']), made('t1', 1, ['a', 'b']));
    const marks = { possiblyTwice: true, takesUp: 't1' };
    const again = left.when(attempt('t2', ['a', 'b'], 'w1', 't1'), worker);
    again.then(made('t2', 2, ['a', 'b'], marks));
    again
      .and()
      .when(attempt('t3', ['a', 'b'], 'w3', 't2'), worker)
      .refused('notice.repeatedOnce');
  });

  it('cannot take up what has its outcome', () => {
    given(noticeBatch, opened(['a']))
      .when(attempt('t2', ['a'], 'w2', 't1'), worker)
      .refused('notice.nothingToTakeUp');
  });
});

describe('an outcome, recorded after the sending', () => {
  it('closes the batch in the same append when nobody waits any more', () => {
    const events = given(noticeBatch, opened(['a', 'b']), made('t1', 1, ['a', 'b']))
      .when(outcome('t1', 'sent'), worker)
      .events();
    expect(events.map(({ type }) => type)).toEqual(['OutcomeRecorded', 'BatchDone']);
    const nobody = { failed: 0, lapsed: 0, possiblyTwice: 0, byHand: 0, digest: 0 };
    expect(events.at(-1)?.data).toEqual({ notice: 'n', sent: 2, ...nobody });
  });

  it('does not say done before all are told (listmonk#1802)', () => {
    const events = given(noticeBatch, opened(['a', 'b', 'c']), made('t1', 1, ['a', 'b']))
      .when(outcome('t1', 'sent'), worker)
      .events();
    expect(events.map(({ type }) => type)).toEqual(['OutcomeRecorded']);
  });

  it('is refused for an attempt that another worker took up', () => {
    const taken = [made('t1', 1, ['a']), made('t2', 2, ['a'], { possiblyTwice: true, takesUp: 't1' })];
    given(noticeBatch, opened(['a']), ...taken)
      .when(outcome('t1', 'sent'), worker)
      .refused('notice.attemptNotRunning');
  });

  it('that failed for now leaves the group open, and after the last try is for good', () => {
    let batch = given(noticeBatch, opened(['a']));
    for (let n = 1; n < maxTries; n += 1) {
      batch = batch.when(attempt(`t${n}`, ['a']), worker).and();
      batch = batch.when(outcome(`t${n}`, 'failedForNow'), worker).and();
      expect(nextGroup(batch.state as Batch)).toEqual(['a']);
    }
    const last = batch
      .when(attempt('last', ['a']), worker)
      .and()
      .when(outcome('last', 'failedForNow'), worker);
    expect(last.events().at(-1)?.data).toMatchObject({ sent: 0, failed: 1 });
  });

  it('keeps the mark on who may be told twice, and on nobody else', () => {
    const marks = { possiblyTwice: true, takesUp: 't1' };
    const batch = given(
      noticeBatch,
      opened(['a', 'b', 'c']),
      made('t1', 1, ['a', 'b']),
      made('t2', 2, ['a', 'b'], marks),
    )
      .when(outcome('t2', 'failedForNow'), worker)
      .and();
    expect(nextGroup(batch.state as Batch)).toEqual(['a', 'b']);
    expect(nextGroup(batch.state as Batch, new Set(['a', 'b']))).toEqual(['c']);
    const told = batch
      .when(attempt('t3', ['a', 'b']), worker)
      .and()
      .when(outcome('t3', 'sent'), worker)
      .and();
    const end = told
      .when(attempt('t4', ['c']), worker)
      .and()
      .when(outcome('t4', 'sent'), worker)
      .events();
    expect(end.at(-1)?.data).toMatchObject({ sent: 3, possiblyTwice: 2 });
  });
});

describe('what has lost its purpose', () => {
  const over = '2026-03-02T15:59:59.999Z';
  const lapse: NoticeBatchCommand = { type: 'LapseBatch', data: { reason: 'purposeEnded' } };

  it('is recorded as lapsed, those of unknown outcome by name', () => {
    const events = given(noticeBatch, opened(['a', 'b', 'c'], 1, over), made('t1', 1, ['a']))
      .when(lapse, { ...worker, at: '2026-03-02T16:00:00.000Z' })
      .events();
    expect(events[0]?.data).toEqual({
      reason: 'purposeEnded',
      recipients: ['a', 'b', 'c'],
      unknown: ['a'],
    });
    expect(events[1]?.data).toMatchObject({ sent: 0, lapsed: 3 });
  });

  it('does not lapse before its time, nor without one', () => {
    const early = { ...worker, at: '2026-03-02T15:00:00.000Z' };
    given(noticeBatch, opened(['a'], 1, over))
      .when(lapse, early)
      .refused('notice.purposeStands');
    given(noticeBatch, opened(['a'], 1, null))
      .when(lapse, early)
      .refused('notice.purposeStands');
  });
});

describe('who wants it in the day’s digest', () => {
  const leave = (recipients: readonly string[]): NoticeBatchCommand => ({
    type: 'LeaveToDigest',
    data: { recipients },
  });

  it('is left to it before the first try, and is tried no more', () => {
    const events = given(noticeBatch, opened(['a', 'b', 'c'])).when(leave(['b', 'x', 'b']), worker);
    events.then({ type: 'LeftToDigest', data: { notice: 'n', recipients: ['b'] } });
    expect(nextGroup(events.and().state as Batch)).toEqual(['a', 'c']);
  });

  it('is told at once when a try was made: it may have come through', () => {
    const failed: NoticeBatchEvent = {
      type: 'OutcomeRecorded',
      data: {
        ...{ attempt: 't1', recipients: ['a'], reason: 'x', hash: null, possiblyTwice: false },
        outcome: 'failedForNow',
      },
    };
    const tried = given(noticeBatch, opened(['a', 'b']), made('t1', 1, ['a']), failed);
    expect(tried.when(leave(['a']), worker).events()).toEqual([]);
    given(noticeBatch, opened(['a']))
      .when(leave(['a']), { by: 'sec' })
      .refused('notice.onlySystem');
  });

  it('ends the batch when nobody else waits', () => {
    const last = given(noticeBatch, opened(['a']))
      .when(leave(['a']), worker)
      .events()
      .at(-1);
    expect(last).toMatchObject({ type: 'BatchDone', data: { sent: 0, digest: 1 } });
  });
});
