import { given } from '#kernel/testing';
import type { NoticeBatchCommand, Part } from '../events.js';
import { nextGroup, repeatsOf, type Batch } from './batch-state.js';
import { noticeBatch } from './notice-batch.js';

const at = (hours: number) =>
  new Date(Date.parse('2026-03-02T00:00:00.000Z') + hours * 3_600_000).toISOString();
const worker = (hours = 0) => ({ by: 'system:worker', at: at(hours) });
const attempt = (name: string, recipients: readonly string[]): NoticeBatchCommand => ({
  type: 'RecordAttempt',
  data: { attempt: name, recipients, worker: 'w', takesUp: null },
});
const part = (outcome: Part['outcome'], recipients: readonly string[], more: Partial<Part> = {}): Part => ({
  ...{ outcome, recipients, reason: outcome === 'sent' ? null : 'busy', retryAfter: null },
  ...more,
});
const outcomes = (name: string, ...parts: readonly Part[]): NoticeBatchCommand => ({
  type: 'RecordOutcomes',
  data: { attempt: name, hash: 'h', parts },
});
const opened = (recipients: readonly string[]) =>
  given(noticeBatch, {
    type: 'BatchOpened',
    data: {
      ...{ notice: 'n', channel: 'email', recipients, purposeEnds: null, groupSize: 20, retryFor: 72 },
    },
  });
const trying = (recipients: readonly string[]) =>
  opened(recipients).when(attempt('t1', recipients), worker()).and();

describe('outcomes, person by person', () => {
  it('are recorded by kind in one append; who is in none stays under way', () => {
    const after = trying(['a', 'b', 'c', 'd'])
      .when(
        outcomes(
          't1',
          part('sent', ['a'], { providerIds: { a: 'q1' } }),
          part('permanent', ['b']),
          part('temporary', ['c']),
        ),
        worker(),
      )
      .and();
    const { recipients, running } = after.state as Batch;
    expect(Object.values(recipients).map(({ state }) => state)).toEqual(['sent', 'failed', 'open', 'trying']);
    expect(running?.recipients).toEqual(['d']);
    expect(after.history().at(-3)?.data).toMatchObject({ hash: 'h', providerIds: { a: 'q1' } });
  });

  it('are of persons of the group, each once', () => {
    const batch = trying(['a', 'b']);
    for (const wrong of [[part('sent', ['x'])], [part('sent', ['a']), part('permanent', ['a'])]])
      batch.when(outcomes('t1', ...wrong), worker()).refused('notice.outcomeOfOthers');
    batch.when(outcomes('t0', part('sent', ['a'])), worker()).refused('notice.attemptNotRunning');
  });

  it('of all end the batch', () => {
    const events = trying(['a', 'b'])
      .when(outcomes('t1', part('sent', ['a']), part('permanent', ['b'])), worker())
      .events();
    expect(events.at(-1)).toEqual({
      type: 'BatchDone',
      data: { notice: 'n', sent: 1, failed: 1, lapsed: 0, possiblyTwice: 0, byHand: 0, digest: 0 },
    });
  });

  it('what a repeat repeats is the first of them, also when the repeat is tried again', () => {
    const take = (name: string, takesUp: string | null, one = 'a'): NoticeBatchCommand => ({
      type: 'RecordAttempt',
      data: { attempt: name, recipients: [one], worker: 'w', takesUp },
    });
    const repeat = opened(['a', 'b'])
      .when(attempt('t1', ['a']), worker())
      .and();
    const taken = repeat.when(take('t2', 't1'), worker()).and();
    expect((taken.state as Batch).running).toMatchObject({ attempt: 't2', repeats: 't1' });
    const busy = taken.when(outcomes('t2', part('temporary', ['a'])), worker()).and();
    expect(repeatsOf(busy.state as Batch, nextGroup(busy.state as Batch))).toBe('t1');
    const again = busy.when(take('t3', null), worker(1)).and().state as Batch;
    expect(again.running).toMatchObject({ attempt: 't3', repeats: 't1', possiblyTwice: true });
    const other = busy.when(take('t3', null, 'b'), worker(1)).and().state as Batch;
    expect(other.running).not.toHaveProperty('repeats');
  });
});

describe('a temporary failure', () => {
  const failedAt = (hours: number, batch = opened(['a']), name = `t${hours}`, more: Partial<Part> = {}) =>
    batch
      .when(attempt(name, ['a']), worker(hours))
      .and()
      .when(outcomes(name, part('temporary', ['a'], more)), worker(hours));

  it('waits for its hour, and holds nobody else up', () => {
    const state = failedAt(0, opened(['a', 'b'])).and().state as Batch;
    expect(nextGroup(state, new Set(), at(0))).toEqual(['b']);
    expect(nextGroup(state, new Set(), at(0.1))).toEqual(['a', 'b']);
  });

  it('honours Retry-After', () => {
    expect(failedAt(0, opened(['a']), 't', { retryAfter: 36_000 }).events()[0]?.data).toMatchObject({
      ...{ outcome: 'failedForNow', class: 'temporary', retryAt: at(10) },
    });
  });

  it('is for good 72 hours after the first attempt, however often it was tried', () => {
    let batch = opened(['a']);
    for (let hours = 0; hours < 72; hours += 6) batch = failedAt(hours, batch).and();
    expect((batch.state as Batch).recipients['a']?.tries).toBe(12);
    expect(failedAt(72, batch).events()[0]?.data).toMatchObject({ outcome: 'failedForGood', reason: 'busy' });
  });
});

describe('a technical failure', () => {
  it('halts the whole batch for a while; an outcome of another kind ends that', () => {
    const group = (name: string, one: string, how: Part['outcome'], batch: ReturnType<typeof opened>) =>
      batch
        .when(attempt(name, [one]), worker())
        .and()
        .when(outcomes(name, part(how, [one])), worker())
        .and();
    const broken = group('t1', 'a', 'technical', opened(['a', 'b', 'c']));
    expect(nextGroup(broken.state as Batch, new Set(), at(0.01))).toEqual([]);
    expect(nextGroup(broken.state as Batch, new Set(), at(0.2))).toEqual(['a', 'b', 'c']);
    const mended = group('t2', 'b', 'sent', broken);
    expect(nextGroup(mended.state as Batch, new Set(), at(0.01))).toEqual(['a', 'c']);
  });

  it('uses up nobody’s attempts, not even after a week', () => {
    let batch = opened(['a']);
    for (let hours = 0; hours < 168; hours += 12)
      batch = batch
        .when(attempt(`t${hours}`, ['a']), worker(hours))
        .and()
        .when(outcomes(`t${hours}`, part('technical', ['a'])), worker(hours))
        .and();
    const { state, tries, since } = (batch.state as Batch).recipients['a']!;
    expect([state, tries, since]).toEqual(['open', 0, undefined]);
  });
});
