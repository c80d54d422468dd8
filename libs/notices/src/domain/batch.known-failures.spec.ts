import fc from 'fast-check';
import { given } from '#kernel/testing';
import type { NoticeBatchCommand, NoticeBatchEvent, Outcome } from '../events.js';
import { counts, doneWith, nextGroup, openOf, type Batch, type BatchState } from './batch-state.js';
import { noticeBatch } from './notice-batch.js';

const end = '2026-03-02T16:00:00.000Z';
const worker = { by: 'system:worker', at: '2026-03-02T08:00:00.000Z' };
const persons = Array.from({ length: 12 }, (_, n) => `p${String(n).padStart(2, '0')}`);
const opened: NoticeBatchEvent = {
  type: 'BatchOpened',
  data: { notice: 'n', channel: 'file', recipients: persons, purposeEnds: end, groupSize: 5 },
};
const fold = (events: readonly NoticeBatchEvent[]): Batch =>
  events.reduce<BatchState>(noticeBatch.evolve, noticeBatch.initialState) as Batch;
const decide = (events: readonly NoticeBatchEvent[], command: NoticeBatchCommand, at = worker.at) =>
  given(noticeBatch, ...events)
    .when(command, { ...worker, at })
    .events();

/** What a worker lives through with one group: an outcome, or its death before it could record one. */
type Fate = Outcome | 'died';
const fates = fc.array(fc.constantFrom<Fate>('sent', 'failedForNow', 'failedForGood', 'died'), {
  maxLength: 60,
});

/** Lets workers hold the batch until it is done or the fates are used up. */
function lived(all: readonly Fate[]): readonly NoticeBatchEvent[] {
  let events: readonly NoticeBatchEvent[] = [opened];
  for (const [n, fate] of all.entries()) {
    const batch = fold(events);
    if (batch.status === 'done') break;
    const { running } = batch;
    const attempt = running?.possiblyTwice ? running.attempt : `t${n}`;
    const [recipients, takesUp] = running ? [running.recipients, running.attempt] : [nextGroup(batch), null];
    if (!running?.possiblyTwice)
      events = [
        ...events,
        ...decide(events, { type: 'RecordAttempt', data: { attempt, recipients, worker: 'w', takesUp } }),
      ];
    if (fate === 'died') continue;
    const data = { attempt, outcome: fate, reason: null, hash: null };
    events = [...events, ...decide(events, { type: 'RecordOutcome', data })];
  }
  return events;
}

const ofType = (events: readonly NoticeBatchEvent[], type: NoticeBatchEvent['type']) =>
  events.filter((event) => event.type === type);

describe('whatever happens to workers and channels', () => {
  it('listmonk#164, #1802, decidim#16129: done is said once, last, and never while somebody waits', () => {
    fc.assert(
      fc.property(fates, (all) => {
        const events = lived(all);
        const batch = fold(events);
        expect(ofType(events, 'BatchDone')).toHaveLength(doneWith(batch) ? 1 : 0);
        if (doneWith(batch)) expect(events.at(-1)?.type).toBe('BatchDone');
        expect(openOf(batch).length > 0 && batch.status === 'done').toBe(false);
      }),
    );
  });

  it('listmonk#1530: no more are counted as told than there are, and nobody is told again after an outcome', () => {
    fc.assert(
      fc.property(fates, (all) => {
        const events = lived(all);
        const { sent, failed, lapsed } = counts(fold(events));
        expect(sent + failed + lapsed).toBeLessThanOrEqual(persons.length);
        const told = events.flatMap((event) =>
          event.type === 'OutcomeRecorded' && event.data.outcome === 'sent' ? event.data.recipients : [],
        );
        expect(new Set(told).size).toBe(told.length);
        expect(told).toHaveLength(sent);
      }),
    );
  });

  it('listmonk#2624, helios-server#273: who was not told is known by name, at every moment and at the end', () => {
    fc.assert(
      fc.property(fates, (all) => {
        const events = lived(all);
        const before = fold(events);
        const missed = persons.filter((person) => before.recipients[person]?.state !== 'sent');
        const late =
          before.status === 'done'
            ? []
            : decide(events, { type: 'LapseBatch', data: { reason: 'purposeEnded' } }, end);
        const batch = fold([...events, ...late]);
        expect(batch.status).toBe('done');
        const of = (state: string) => persons.filter((person) => batch.recipients[person]?.state === state);
        expect([...of('failed'), ...of('lapsed')].sort()).toEqual(missed);
        const { sent, failed, lapsed } = counts(batch);
        expect([sent, failed, lapsed]).toEqual([of('sent').length, of('failed').length, of('lapsed').length]);
        expect(sent + failed + lapsed).toBe(persons.length);
      }),
    );
  });
});
