import { given } from '#kernel/testing';
import type { NoticeBatchCommand, NoticeBatchEvent, ReceiptState } from '../events.js';
import { noticeBatch } from './notice-batch.js';

type Attempt = Extract<NoticeBatchEvent, { type: 'AttemptMade' }>['data'];
const terms = { notice: 'n', channel: 'sms', groupSize: 1, purposeEnds: null };
const opened = (more: object = { receipts: true }): NoticeBatchEvent => ({
  type: 'BatchOpened',
  data: { ...terms, recipients: ['a', 'b'], ...more },
});
const tried = (number: number, person: string, more: Partial<Attempt> = {}): NoticeBatchEvent => ({
  type: 'AttemptMade',
  data: {
    ...{ attempt: `t${number}`, number, recipients: [person], worker: 'w', takesUp: null },
    ...{ possiblyTwice: false, ...more },
  },
});
const outcome = (number: number, person: string, what: 'sent' | 'failedForNow'): NoticeBatchEvent => ({
  type: 'OutcomeRecorded',
  data: {
    ...{ attempt: `t${number}`, recipients: [person], outcome: what, reason: null, hash: null },
    possiblyTwice: false,
  },
});
const history = [opened(), tried(1, 'a'), outcome(1, 'a', 'sent'), tried(2, 'b'), outcome(2, 'b', 'sent')];
const report = (...told: readonly (readonly [string, ReceiptState])[]): NoticeBatchCommand => ({
  type: 'RecordReceipts',
  data: { receipts: told.map(([attempt, state]) => ({ attempt, state })) },
});
const edge = { by: 'system:edge' };
const recorded = (attempt: string, person: string, state: ReceiptState) => ({
  ...{ type: 'ReceiptRecorded', data: { attempt, recipients: [person], state } },
});
const there = given(noticeBatch, ...history);

describe('what a provider reports', () => {
  it('is recorded for the person whose message it was, by the edge alone', () => {
    const all = report(['t1', 'delivered'], ['t2', 'bounced']);
    expect(there.when(all, edge).events()).toEqual([
      recorded('t1', 'a', 'delivered'),
      recorded('t2', 'b', 'bounced'),
    ]);
    there.when(all, { by: 'somebody' }).refused('notice.onlySystem');
  });
  it('whoever it bounced for was not reached after all; a complaint shows that he was', () => {
    const { state } = there.when(report(['t1', 'bounced'], ['t2', 'complained']), edge).and();
    expect(state).toMatchObject({ recipients: { a: { state: 'failed' }, b: { state: 'sent' } } });
  });
  it('the worse stays, in whatever order they come, and the same again is nothing new', () => {
    const bounced = there.when(report(['t1', 'delivered'], ['t1', 'bounced']), edge).and();
    expect(bounced.state).toMatchObject({ recipients: { a: { receipt: 'bounced' } } });
    for (const state of ['delivered', 'bounced'] as const)
      expect(bounced.when(report(['t1', state]), edge).events()).toEqual([]);
    expect(bounced.when(report(['t1', 'complained']), edge).events()).toHaveLength(1);
  });
  it('one of an earlier try is let go, one of no try of this batch refused', () => {
    const again = given(
      noticeBatch,
      ...[opened(), tried(1, 'a'), outcome(1, 'a', 'failedForNow'), tried(2, 'a'), outcome(2, 'a', 'sent')],
    );
    expect(again.when(report(['t1', 'bounced'], ['t2', 'delivered']), edge).events()).toEqual([
      recorded('t2', 'a', 'delivered'),
    ]);
    again.when(report(['t9', 'delivered']), edge).refused('receipt.attemptUnknown');
  });
  it('a repeat is known by the first of its attempts', () => {
    const left = given(
      noticeBatch,
      ...[opened(), tried(1, 'a'), tried(2, 'a', { takesUp: 't1', possiblyTwice: true })],
    );
    expect(left.when(report(['t1', 'delivered']), edge).events()).toHaveLength(1);
    left.when(report(['t2', 'delivered']), edge).refused('receipt.attemptUnknown');
  });
  it('a batch without receipts knows no attempt', () => {
    const without = given(noticeBatch, opened({}), tried(1, 'a'), outcome(1, 'a', 'sent'));
    without.when(report(['t1', 'delivered']), edge).refused('receipt.attemptUnknown');
  });
});
