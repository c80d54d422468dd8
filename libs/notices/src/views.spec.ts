import type { Message, Recorded } from '#kernel';
import { noticeBatchView, noticeView, type NoticeBatchRow, type NoticeRow } from './notice.view.js';
import { reminderView, type ReminderRow } from './reminder.view.js';

const recorded = (stream: string, event: Message, revision: number): Recorded => ({
  ...event,
  ...{ id: `${stream}/${revision}`, stream, revision, position: String(100 + revision) },
  metadata: {
    ...{ $correlationId: 'x', $causationId: 'x', commandId: 'x', by: { person: 'p' } },
    ...{ at: '2026-03-02T01:00:00.000Z', schema: 1 },
  },
});
const play = <R>(
  view: {
    rows: (e: Recorded) => readonly string[];
    evolve: (r: R | undefined, e: Recorded, k: string) => R | null;
  },
  stream: string,
  ...events: readonly Message[]
): R | undefined => {
  let row: R | undefined;
  for (const [revision, event] of events.entries())
    for (const key of view.rows(recorded(stream, event, revision)))
      row = view.evolve(row, recorded(stream, event, revision), key) ?? undefined;
  return row;
};

const about = { community: 'c', decision: 'd', sitting: null, objection: 'o1', event: 'e', stream: 's' };
const terms = { kind: 'posted', about, text: { title: '修路' }, latest: null, purposeEnds: null };
const owed = { type: 'NoticeOwed', data: { ...terms, recipients: [], to: ['street'], ballot: null } };
const raised = {
  type: 'NoticeRaised',
  data: { ...terms, template: 'posted', version: 1, batches: [], recipients: 3, judged: [] },
};
const closed = { type: 'NoticeClosed', data: { told: 3, failed: 0, lapsed: 0, possiblyTwice: 0 } };

describe('notice_v3', () => {
  it('goes from owed over raised to closed and keeps the place where it began', () => {
    const at = (...events: readonly Message[]) => play<NoticeRow>(noticeView, 'notice-n', ...events);
    expect(at(owed)).toMatchObject({ id: 'n', status: 'owed', recipients: 0, decision: 'd' });
    expect(at(owed, raised)).toMatchObject({ status: 'raised', recipients: 3, version: 1, position: '100' });
    expect(at(owed, raised, closed)).toMatchObject({ status: 'closed', recipients: 3 });
  });
});

describe('notice_batch_v2', () => {
  const opened = {
    type: 'BatchOpened',
    data: { notice: 'n', channel: 'file', recipients: ['a', 'b', 'c'], purposeEnds: null, groupSize: 2 },
  };
  const attempt = {
    type: 'AttemptMade',
    data: {
      attempt: 't',
      number: 1,
      recipients: ['a', 'b'],
      worker: 'w',
      takesUp: null,
      possiblyTwice: false,
    },
  };
  const outcome = {
    type: 'OutcomeRecorded',
    data: {
      attempt: 't',
      recipients: ['a', 'b'],
      outcome: 'sent',
      reason: null,
      hash: 'h',
      possiblyTwice: false,
    },
  };
  const at = (...events: readonly Message[]) =>
    play<NoticeBatchRow>(noticeBatchView, 'noticeBatch-b', ...events);

  it('counts who waits, also during an attempt, and who was told', () => {
    expect(at(opened)).toMatchObject({ id: 'b', notice: 'n', open: true, queued: 3, sent: 0 });
    expect(at(opened, attempt)).toMatchObject({ open: true, queued: 3, sent: 0 });
    expect(at(opened, attempt, outcome)).toMatchObject({ open: true, queued: 1, sent: 2 });
  });

  it('stays open until the batch is done', () => {
    const lapsed = { type: 'BatchLapsed', data: { reason: 'purposeEnded', recipients: ['c'], unknown: [] } };
    const done = {
      type: 'BatchDone',
      data: { notice: 'n', sent: 2, failed: 0, lapsed: 1, possiblyTwice: 0 },
    };
    expect(at(opened, attempt, outcome, lapsed)?.open).toBe(true);
    expect(at(opened, attempt, outcome, lapsed, done)).toMatchObject({ open: false, queued: 0, lapsed: 1 });
  });
});

describe('reply_reminder_v1', () => {
  const filed = { type: 'ObjectionFiled', data: { objection: 'o1', replyBy: '2026-03-09' } };
  const at = (...events: readonly Message[]) => play<ReminderRow>(reminderView, 'decision-d', ...events);

  it('is due the day before the reply is', () => {
    expect(at(filed)).toMatchObject({ id: 'o1', decision: 'd', remindOn: '2026-03-08' });
  });

  it('goes with the reply, or with the reminder', () => {
    expect(at(filed, { type: 'ObjectionAnswered', data: { objection: 'o1' } })).toBeUndefined();
    const reminded = { type: 'NoticeOwed', data: { ...owed.data, kind: 'replyDue' } };
    expect(at(filed, reminded)).toBeUndefined();
    expect(at(filed, owed)).toMatchObject({ id: 'o1' });
  });
});
