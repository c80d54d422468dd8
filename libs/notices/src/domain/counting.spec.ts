import { given } from '#kernel/testing';
import type { NoticeCommand, NoticeEvent, Sums } from '../events.js';
import { pageSize } from './counting.js';
import { noticeDecider } from './notice.js';

const notice = noticeDecider((name) => `id(${name})`);
const reactor = { by: 'system:reactor', commandId: 'cause' };
const fact = (state: unknown) => ({ stream: 's', revision: 7, state });
const about = { community: 'c', decision: 'd', sitting: null, objection: null, event: 'e', stream: 's' };
const none: Sums = { sent: 0, failed: 0, lapsed: 0, possiblyTwice: 0 };
const numbered = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `x${String(n + from).padStart(6, '0')}`);

type Raise = Extract<NoticeCommand, { type: 'RaiseNotice' }>['data'];
const raise = (more: Partial<Raise>): NoticeCommand => ({
  type: 'RaiseNotice',
  data: {
    ...{ kind: 'stepDecided', recipients: [], to: [], ballot: null, latest: null, purposeEnds: null, about },
    text: { title: '修路', step: 'proposal', result: 'passed' },
    ...more,
  },
});
const addressed = (more: Partial<Raise>, facts = {}) =>
  given(notice)
    .when(raise(more), { ...reactor, facts })
    .and()
    .when({ type: 'AddressNotice', data: {} }, { ...reactor, facts });
const count = (batch: number | string, sums: Partial<Sums>): NoticeCommand => ({
  type: 'CountBatch',
  data: { batch: typeof batch === 'number' ? `id(cause/batch/${batch})` : batch, ...none, ...sums },
});
const types = (events: readonly NoticeEvent[]) => events.map(({ type }) => type);

describe('closing a notice', () => {
  const raised = addressed({ recipients: numbered(501) }).and();

  it('waits for the last batch and sums up what became of all (listmonk#1802)', () => {
    const first = raised.when(count(0, { sent: 499, failed: 1 }), reactor);
    expect(types(first.events())).toEqual(['BatchCounted']);
    const last = first.and().when(count(1, { sent: 1, possiblyTwice: 1 }), reactor);
    expect(last.events().at(-1)).toEqual({
      type: 'NoticeClosed',
      data: { told: 500, failed: 1, lapsed: 0, possiblyTwice: 1, byHand: 0, digest: 0 },
    });
  });

  it('counts a batch once for the same sums, anew for others, and no batch of a robot', () => {
    const first = raised.when(count(0, { sent: 500 }), reactor).and();
    expect(first.when(count(0, { sent: 500, byHand: 0 }), reactor).events()).toEqual([]);
    expect(types(first.when(count(0, { sent: 499, failed: 1 }), reactor).events())).toEqual(['BatchCounted']);
    expect(raised.when(count('of a robot', { sent: 1 }), reactor).events()).toEqual([]);
    raised.when(count(0, none), { by: 'sec' }).refused('notice.onlySystem');
  });
});

describe('told', () => {
  it('is a notice when all of its persons are, by hand too, and once, also after it was closed', () => {
    const closed = addressed({ recipients: ['a', 'b'] })
      .and()
      .when(count(0, { sent: 1, failed: 1 }), reactor);
    expect(types(closed.events())).toEqual(['BatchCounted', 'NoticeClosed']);
    const byHand = closed.and().when(count(0, { sent: 1, byHand: 1 }), reactor);
    byHand.then(
      { type: 'BatchCounted', data: { batch: 'id(cause/batch/0)', ...none, sent: 1, byHand: 1 } },
      {
        type: 'NoticeTold',
        data: { told: 2, recipients: 2, share: { num: 1, den: 1 }, source: '设计默认:全部告知' },
      },
    );
    expect(
      types(
        byHand
          .and()
          .when(count(0, { sent: 2 }), reactor)
          .events(),
      ),
    ).toEqual(['BatchCounted']);
  });

  it('counts whom the digest tells, as they asked', () => {
    const events = addressed({ recipients: ['a', 'b'] })
      .and()
      .when(count(0, { sent: 1, digest: 1 }), reactor)
      .events();
    expect(types(events)).toEqual(['BatchCounted', 'NoticeTold', 'NoticeClosed']);
  });

  it('is nobody of a notice that lists nobody', () => {
    expect(types(addressed({}).events())).toEqual(['NoticeRaised', 'NoticeClosed']);
  });
});

describe('a list that goes on', () => {
  const raised = addressed({ to: ['subscribers'] }).and();
  const page = (recipients: readonly string[], after: string | null, last = false): NoticeCommand => ({
    type: 'ListRecipients',
    data: { recipients, after, last },
  });
  const timer = { by: 'system:timer', commandId: 'page' };

  it('is frozen page by page, and the notice waits for the last of them', () => {
    expect(raised.state).toMatchObject({ status: 'raised', listed: null });
    const first = raised.when(page(numbered(1_000), null), timer);
    expect(first.events()).toMatchObject([{ type: 'RecipientsListed', data: { number: 0, more: true } }]);
    const counted = [0, 1].reduce(
      (so, n) => so.and().when(count(`id(page/batch/${n})`, { sent: 500 }), reactor),
      first,
    );
    expect(types(counted.events())).toEqual(['BatchCounted']);
    const last = counted
      .and()
      .when(page(numbered(1, 1_000), 'x000999', true), { ...timer, commandId: 'next' });
    expect(last.events()).toMatchObject([
      {
        type: 'RecipientsListed',
        data: { number: 2, more: false, batches: [{ batch: 'id(next/batch/0)' }] },
      },
    ]);
    const end = last.and().when(count('id(next/batch/0)', { sent: 1 }), reactor);
    expect(types(end.events())).toEqual(['BatchCounted', 'NoticeTold', 'NoticeClosed']);
  });

  it('of nobody closes the notice', () => {
    expect(types(raised.when(page([], null, true), timer).events())).toEqual([
      'RecipientsListed',
      'NoticeClosed',
    ]);
  });

  it('takes no page twice, none out of order, none too large for one event', () => {
    const first = raised.when(page(['a', 'b'], null), timer).and();
    expect(first.when(page(['a', 'b'], null), timer).events()).toEqual([]);
    first.when(page(['d', 'c'], 'b'), timer).refused('notice.pageOrder');
    first.when(page(['b'], 'b'), timer).refused('notice.pageOrder');
    first.when(page([], 'b'), timer).refused('notice.pageSize');
    raised.when(page(numbered(pageSize + 1), null), timer).refused('notice.pageSize');
    const whole = raised.when(page(numbered(pageSize), null), timer).events();
    expect(JSON.stringify(whole).length).toBeLessThan(600_000);
  });
});

describe('the share that a rule set asks', () => {
  const decision = (ruleSet: string) => ({
    decision: fact({
      phase: 'deliberating',
      community: 'c',
      title: '修路',
      ballots: [],
      objections: [],
      ruleSet,
    }),
  });

  it('is all where it names none; its days say until when', () => {
    const [raised] = addressed({ recipients: ['a'] }, decision('city-2026')).events();
    expect(raised?.data).not.toHaveProperty('share');
    // one day from the day of the addressing
    expect(raised?.data).toMatchObject({ latest: '2026-03-03' });
  });

  it('tells a notice with the share that was written into it', () => {
    const [raised] = addressed({ recipients: numbered(10) }).events();
    const share = { value: { num: 9, den: 10 }, source: '示例章程' };
    const lenient = given(notice, { ...raised, data: { ...raised?.data, share } } as NoticeEvent);
    expect(types(lenient.when(count(0, { sent: 8 }), reactor).events())).toEqual([
      'BatchCounted',
      'NoticeClosed',
    ]);
    const told = lenient.when(count(0, { sent: 9, failed: 1 }), reactor).events();
    expect(told[1]).toEqual({
      type: 'NoticeTold',
      data: { told: 9, recipients: 10, share: share.value, source: share.source },
    });
  });
});
