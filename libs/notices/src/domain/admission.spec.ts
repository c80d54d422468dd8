import type { Fact, Facts } from '#kernel';
import { given } from '#kernel/testing';
import type { AdmissionRequestState } from '#admission/events';
import type { OrganizationState, Seat } from '#community/events';
import type { Audience, NoticeCommand, NoticeKind } from '../events.js';
import { noticeDecider } from './notice.js';

const notice = noticeDecider((name) => `id(${name})`);
const seat = (person: string, role: Seat['role'] = 'member', body = 'office'): Seat => ({
  ...{ id: person, body, person, role, vote: true, from: '2024-01-01', until: '2028-12-31' },
});
const fact = <S>(stream: string, state: S): Fact<S> => ({ stream, revision: 1, state });
const seats = (...all: readonly Seat[]) => Object.fromEntries(all.map((one) => [one.id, one]));
const office = (kind: string, ...all: readonly Seat[]) =>
  fact(kind, { status: 'formed', kind, name: '', parent: null, seats: seats(...all) } as OrganizationState);
const community = (...all: readonly Seat[]) =>
  fact('community', { status: 'formed', joined: {}, seats: seats(...all) });

const application = {
  ...{ district: 'd', department: 'x', title: '老年人助餐', communities: ['c1', 'c2'], until: '2027-04-13' },
  payments: ['c1', 'c2'].map((one) => ({ community: one, dueOn: '2026-06-30', amountFen: 100 })),
};
const request = (more: object) =>
  fact('admissionRequest-a', {
    ...{ status: 'reviewed', application, authority: 'z', decideBy: '2026-03-23', paid: {}, ...more },
  } as unknown as AdmissionRequestState);
const facts = (more: object = {}): Facts => ({
  admission: request(more),
  department: office('department', seat('clerk')),
  authority: office('authority', seat('a1'), seat('a2', 'registrar', 'registrar')),
  district: office('district', seat('boss')),
  'target:c1': community(seat('sec', 'secretary', 'branch'), seat('m', 'member', 'committee')),
  'target:c2': community(seat('chair2', 'chair', 'committee'), seat('s', 'chair', 'supervision')),
});

const about = { community: null, decision: null, sitting: null, objection: null, event: 'e', stream: 's' };
const raise = (kind: NoticeKind, to: readonly Audience[], text = {}): NoticeCommand => ({
  type: 'RaiseNotice',
  data: {
    ...{ kind, recipients: [], to, ballot: null, latest: null, purposeEnds: null, text },
    about: { ...about, admission: 'a' },
  },
});
const told = (command: NoticeCommand, known = facts(), day = '2026-03-24') => {
  const stamp = { by: 'system:reactor', commandId: 'cause', facts: known, at: `${day}T02:00:00.000Z` };
  const address: NoticeCommand = { type: 'AddressNotice', data: {} };
  return given(notice, ...given(notice).when(command, stamp).events())
    .when(address, stamp)
    .events()[0];
};

describe('a notice of an admission', () => {
  it.each([
    ['department', ['clerk']],
    ['authority', ['a1', 'a2']],
    ['district', ['boss']],
    ['targets', ['chair2', 'sec']],
  ] as const)('goes to the %s: %j', (audience, persons) => {
    expect(told(raise('admissionHearing', [audience]))).toMatchObject({
      type: 'NoticeRaised',
      data: {
        ...{ template: 'admissionHearing', text: { title: '老年人助餐' }, recipients: persons.length },
        ...{ batches: [{ recipients: persons }], about: { community: null, admission: 'a' } },
      },
    });
  });

  it.each([
    ['admissionLate', { on: '2026-03-23' }, {}, '2026-03-24', true],
    ['admissionLate', { on: '2026-03-23' }, {}, '2026-03-23', false],
    ['admissionLate', { on: '2026-03-23' }, { status: 'granted' }, '2026-03-24', false],
    ['admissionExpiring', { on: '2027-04-13' }, { status: 'published' }, '2027-03-14', true],
    ['admissionExpiring', { on: '2027-04-13' }, { status: 'published' }, '2027-03-13', false],
    ['admissionExpiring', { on: '2027-04-13' }, { status: 'exited' }, '2027-03-14', false],
    [
      'paymentLate',
      { on: '2026-06-30' },
      { status: 'published', paid: { c1: 100, c2: 99 } },
      '2026-07-01',
      true,
    ],
    [
      'paymentLate',
      { on: '2026-06-30' },
      { status: 'published', paid: { c1: 100, c2: 100 } },
      '2026-07-01',
      false,
    ],
    ['paymentLate', { on: '2026-06-30' }, { status: 'published' }, '2026-06-30', false],
  ] as const)('%s of %j in %j on %s: %s, whatever a read model said', (kind, text, state, day, due) => {
    const stamp = { by: 'system:timer', facts: facts(state), at: `${day}T02:00:00.000Z` };
    const events = given(notice)
      .when(raise(kind, ['authority'], text), stamp)
      .events();
    expect(events).toHaveLength(due ? 1 : 0);
  });

  it('a claim that nobody answered, until it is', () => {
    const claim = (status: string) => ({
      refusal: fact('taskRefusal-r', {
        ...{ status, answerBy: '2026-03-23', authority: 'z' },
        task: { community: 'c1', district: 'd', department: 'x', title: '低保申请' },
      }),
    });
    const late = raise('claimLate', ['authority'], { on: '2026-03-23' });
    const on = (status: string, day: string) =>
      given(notice)
        .when(late, { by: 'system:timer', facts: claim(status), at: `${day}T02:00:00.000Z` })
        .events();
    expect(on('claimed', '2026-03-24')).toMatchObject([{ data: { about: { community: 'c1' } } }]);
    expect(on('claimed', '2026-03-23')).toEqual([]);
    expect(on('answered', '2026-03-24')).toEqual([]);
  });
});
