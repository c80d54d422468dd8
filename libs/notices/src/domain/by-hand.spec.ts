import type { Facts } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityState, Seat } from '#community/events';
import type { ByHand, NoticeBatchCommand, NoticeBatchEvent } from '../events.js';
import { counts } from './batch-state.js';
import { noticeBatch } from './notice-batch.js';

const seat = (body: string, person: string, role: Seat['role'], until = '2028-12-31'): Seat => ({
  ...{ id: `${body}/${person}`, body, person, role, vote: true, from: '2024-01-01', until },
});
const seats = [
  seat('branch', 'sec', 'secretary'),
  seat('committee', 'm1', 'member'),
  seat('committee', 'gone', 'member', '2026-02-28'),
  seat('supervision', 's1', 'chair'),
];
const community: CommunityState = {
  ...{ status: 'formed', name: '', parent: 'street', households: 0, adults: 0, countsSource: '' },
  ...{ relatives: [], joined: {}, authorizations: {}, fundLines: {} },
  seats: Object.fromEntries(seats.map((one) => [one.id, one])),
};
const facts: Facts = { community: { stream: 'community-c', revision: 7, state: community } };

const history: readonly NoticeBatchEvent[] = [
  {
    type: 'BatchOpened',
    data: {
      ...{ notice: 'n', channel: 'email', recipients: ['a', 'b', 'c'], purposeEnds: null, groupSize: 20 },
    },
  },
  {
    type: 'AttemptMade',
    data: {
      ...{ attempt: 't', number: 1, recipients: ['a', 'b'], worker: 'w', takesUp: null },
      possiblyTwice: false,
    },
  },
  {
    type: 'OutcomeRecorded',
    data: {
      ...{ attempt: 't', recipients: ['a'], outcome: 'failedForGood', reason: 'x', hash: null },
      possiblyTwice: false,
    },
  },
  {
    type: 'OutcomeRecorded',
    data: {
      ...{ attempt: 't', recipients: ['b'], outcome: 'sent', reason: null, hash: 'h' },
      possiblyTwice: false,
    },
  },
];
const told = (more: Partial<ByHand> = {}): NoticeBatchCommand => ({
  type: 'RecordToldByHand',
  data: { recipients: ['a'], teller: 'm1', toldOn: '2026-03-10', how: 'visit', ...more },
});
const at = '2026-03-10T02:00:00.000Z';
const when = (by: string, command = told(), known = facts) =>
  given(noticeBatch, ...history).when(command, { by, at, facts: known });

describe('whom no channel reached', () => {
  it('is told by hand: by whom, when and how, on the word of a head of the community', () => {
    const [event] = when('sec').events();
    expect(event).toEqual({
      type: 'ToldByHand',
      data: { ...told().data, judged: [{ stream: 'community-c', revision: 7 }] },
    });
    const state = [...history, event as NoticeBatchEvent].reduce(
      noticeBatch.evolve,
      noticeBatch.initialState,
    );
    expect(state.status === 'none' ? null : counts(state)).toMatchObject({ sent: 1, failed: 0 });
  });

  it.each([
    ['a member', 'm1', told(), 'notice.notConvener'],
    ['the chair of the supervision committee', 's1', told(), 'notice.notConvener'],
    ['a worker of the machine', 'system:worker', told(), 'notice.notConvener'],
    ['tomorrow', 'sec', told({ toldOn: '2026-03-11' }), 'notice.toldLater'],
    ['on no day', 'sec', told({ toldOn: '2026-02-30' }), 'notice.toldLater'],
    ['by somebody from elsewhere', 'sec', told({ teller: 'x' }), 'notice.tellerUnknown'],
    ['by somebody whose term is over', 'sec', told({ teller: 'gone' }), 'notice.tellerUnknown'],
    ['of one who was reached', 'sec', told({ recipients: ['a', 'b'] }), 'notice.notUnreached'],
    ['of one who still waits', 'sec', told({ recipients: ['c'] }), 'notice.notUnreached'],
    ['of a stranger to the notice', 'sec', told({ recipients: ['z'] }), 'notice.notUnreached'],
    ['of nobody', 'sec', told({ recipients: [] }), 'notice.notUnreached'],
  ] as const)('not by or for %s', (_, by, command, code) => {
    when(by, command).refused(code);
  });

  it('not where no community is known, and not twice', () => {
    when('sec', told(), {}).refused('notice.notConvener');
    const again = given(noticeBatch, ...history, ...when('sec').events());
    again.when(told(), { by: 'sec', at, facts }).refused('notice.notUnreached');
  });

  it('also once the batch is done, whose sums are others then', () => {
    const rest: readonly NoticeBatchEvent[] = [
      { type: 'BatchLapsed', data: { reason: 'x', recipients: ['c'], unknown: [] } },
      { type: 'BatchDone', data: { notice: 'n', sent: 1, failed: 1, lapsed: 1, possiblyTwice: 0 } },
    ];
    const done = given(noticeBatch, ...history, ...rest).when(told(), { by: 'sec', at, facts });
    expect(done.events().map(({ type }) => type)).toEqual(['ToldByHand', 'BatchDone']);
    expect(done.events()[1]?.data).toMatchObject({ sent: 1, failed: 0, byHand: 1 });
  });
});

describe('whom no channel reached, tried anew', () => {
  const retry = (recipients: readonly string[]): NoticeBatchCommand => ({
    ...{ type: 'RetryUnreached', data: { recipients } },
  });
  const done: readonly NoticeBatchEvent[] = [
    ...history,
    {
      type: 'OutcomeRecorded',
      data: {
        ...{ attempt: 't2', recipients: ['c'], outcome: 'sent', reason: null, hash: 'h' },
        possiblyTwice: false,
      },
    },
    { type: 'BatchDone', data: { notice: 'n', sent: 2, failed: 1, lapsed: 0, possiblyTwice: 0 } },
  ];
  const asked = (by: string, command = retry(['a'])) =>
    given(noticeBatch, ...done).when(command, { by, at, facts });

  it('opens the batch for them alone, with as many tries as at first', () => {
    const [event] = asked('sec').events();
    expect(event).toEqual({
      type: 'RetryAsked',
      data: { recipients: ['a'], judged: [{ stream: 'community-c', revision: 7 }] },
    });
    const state = [...done, event as NoticeBatchEvent].reduce(noticeBatch.evolve, noticeBatch.initialState);
    expect(state).toMatchObject({
      status: 'open',
      recipients: { a: { state: 'open', tries: 0 }, b: { state: 'sent' }, c: { state: 'sent' } },
    });
    const attempt = { attempt: 't3', recipients: ['a', 'b', 'c'], worker: 'w', takesUp: null };
    const after = given(noticeBatch, ...done, event as NoticeBatchEvent);
    const tried = after.when({ type: 'RecordAttempt', data: attempt }, { by: 'system:worker', at });
    expect(tried.events()).toMatchObject([{ type: 'AttemptMade', data: { recipients: ['a'], number: 2 } }]);
  });
  it('by a head of the community, and of nobody who was reached or waits', () => {
    for (const by of ['m1', 's1', 'stranger', 'system:worker']) asked(by).refused('notice.notConvener');
    for (const names of [['b'], ['a', 'b'], [], ['nobody']])
      asked('sec', retry(names)).refused('notice.notUnreached');
  });
  it('not after its purpose has ended', () => {
    const [opened, ...rest] = done;
    const ended = { ...opened?.data, purposeEnds: '2026-03-10T00:00:00.000Z' };
    const late = given(noticeBatch, { type: 'BatchOpened', data: ended } as NoticeBatchEvent, ...rest);
    late.when(retry(['a']), { by: 'sec', at, facts }).refused('notice.purposeEnded');
  });
});
