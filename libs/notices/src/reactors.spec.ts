import type { Message, Recorded } from '#kernel';
import { uuidV5 } from '#eventing';
import { noticeReactors } from './reactors.js';

const reactors = noticeReactors({ idOf: uuidV5, channel: { name: 'file', groupSize: 100 } });

const recorded = (stream: string, event: Message, id = 'e1'): Recorded => ({
  ...event,
  ...{ id, stream, revision: 3, position: '9' },
  metadata: {
    ...{ $correlationId: 'x', $causationId: 'x', commandId: 'x', by: { person: 'p' } },
    ...{ at: '2026-03-02T01:00:00.000Z', schema: 1 },
  },
});
const react = (stream: string, event: Message, id?: string) =>
  reactors
    .filter(({ categories }) => categories.includes(stream.split('-')[0] ?? ''))
    .flatMap((one) => one.react(recorded(stream, event, id)));

const convened = {
  type: 'SittingConvened',
  data: {
    ...{ community: 'c', items: [{ decision: 'd' }], heldOn: '2026-03-10', time: '09:00', place: '会议室' },
    ...{ noticeOn: '2026-03-05', supervision: ['s'] },
    called: [
      { body: 'branch', roll: ['a', 'b'] },
      { body: 'residents', roll: { number: 300, source: 'list' } },
    ],
  },
};

describe('an event that somebody must be told of', () => {
  it('a meeting convened: each person called and the supervision committee, until the day is over', () => {
    const [raise] = react('sitting-s1', convened);
    expect(raise).toMatchObject({
      category: 'notice',
      command: {
        type: 'RaiseNotice',
        data: {
          ...{ kind: 'meetingConvened', recipients: ['a', 'b', 's'], latest: '2026-03-05' },
          purposeEnds: '2026-03-10T15:59:59.999Z',
          about: { community: 'c', sitting: 's1', decision: null, event: 'e1', stream: 'sitting-s1' },
        },
      },
    });
  });

  it('the same event gives the same notice, another event another one', () => {
    const id = (event: string) => react('sitting-s1', convened, event)[0]?.id;
    expect(id('e1')).toBe(id('e1'));
    expect(id('e1')).not.toBe(id('e2'));
  });

  it.each([
    ['StepPassed', { step: 'review', ballot: 2, next: 'resolution' }, 'stepDecided', ['roll', 'conveners']],
    ['StepFailed', { step: 'review', ballot: 2 }, 'stepDecided', ['roll', 'conveners']],
    [
      'VerdictRecounted',
      { step: 'review', ballot: 2, verdict: { carried: false } },
      'stepDecided',
      ['roll', 'conveners'],
    ],
    ['ResolutionPosted', { step: 'resolutionPosting', from: '1' }, 'posted', ['street', 'roll']],
    ['ResultPosted', { step: 'resultPosting', from: '1' }, 'posted', ['street', 'roll']],
    [
      'ObjectionFiled',
      { objection: 'o', receipt: 'R', replyBy: 'D' },
      'objectionFiled',
      ['conveners', 'supervision'],
    ],
    ['ObjectionAnswered', { objection: 'o', answeredOn: 'D' }, 'objectionAnswered', ['objector']],
    ['ObjectionEscalated', { objection: 'o', why: 'late' }, 'objectionLate', ['street']],
  ])('%s', (type, data, kind, to) => {
    const [raise] = react('decision-d1', { type, data });
    expect(raise?.command).toMatchObject({
      type: 'RaiseNotice',
      data: { kind, to, about: { decision: 'd1' } },
    });
  });

  it('a cancelled meeting', () => {
    const [raise] = react('sitting-s1', { type: 'SittingCancelled', data: { reason: 'x' } });
    expect(raise?.command).toMatchObject({
      data: { kind: 'meetingCancelled', to: ['called', 'supervision'] },
    });
  });

  it('nobody is told of a vote', () => {
    expect(react('decision-d1', { type: 'VoteCast', data: { ballot: 1, person: 'a' } })).toEqual([]);
  });

  it('the objection itself, its text, contact and receipt never reach a notice', () => {
    const text = { sealed: 'closed', key: 'k', box: 'SECRET', digest: 'd' };
    const data = { objection: 'o', receipt: 'SECRET', replyBy: 'D', text, contact: text, by: 'res1' };
    expect(JSON.stringify(react('decision-d1', { type: 'ObjectionFiled', data }))).not.toContain('SECRET');
  });
});

describe('a notice on its way', () => {
  it('owed: its persons are looked for', () => {
    expect(react('notice-n1', { type: 'NoticeOwed', data: {} })).toEqual([
      { category: 'notice', id: 'n1', command: { type: 'AddressNotice', data: {} } },
    ]);
  });

  it('raised: each batch is opened for the channel', () => {
    const batches = [{ batch: 'b1', recipients: ['a'] }];
    const [open] = react('notice-n1', { type: 'NoticeRaised', data: { batches, purposeEnds: null } });
    expect(open).toMatchObject({
      ...{ category: 'noticeBatch', id: 'b1' },
      command: {
        type: 'OpenBatch',
        data: { notice: 'n1', channel: 'file', groupSize: 100, recipients: ['a'] },
      },
    });
  });

  it('a batch done: its notice may be closed', () => {
    const sums = { sent: 1, failed: 0, lapsed: 0, possiblyTwice: 0 };
    expect(react('noticeBatch-b1', { type: 'BatchDone', data: { notice: 'n1', ...sums } })).toEqual([
      { category: 'notice', id: 'n1', command: { type: 'CountBatch', data: { batch: 'b1', ...sums } } },
    ]);
  });

  it('a list that goes on: its batches are opened under their own numbers', () => {
    const batches = [
      { batch: 'b20', recipients: ['a'] },
      { batch: 'b21', recipients: ['b'] },
    ];
    const event = { type: 'RecipientsListed', data: { batches, number: 20, more: true, purposeEnds: null } };
    expect(react('notice-n1', event)).toMatchObject([
      { id: 'b20', command: { data: { notice: 'n1', recipients: ['a'], number: 20 } } },
      { id: 'b21', command: { data: { notice: 'n1', recipients: ['b'], number: 21 } } },
    ]);
  });
});
