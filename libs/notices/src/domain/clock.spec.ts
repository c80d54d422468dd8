import type { Fact, Facts } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityState, Seat } from '#community/events';
import type { NoticeCommand } from '../events.js';
import type { ClockKind } from './clock.js';
import { noticeDecider } from './notice.js';

const notice = noticeDecider((name) => `id(${name})`);
const fact = <S>(stream: string, state: S): Fact<S> => ({ stream, revision: 1, state });
const seat = (body: string, person: string, from: string, until: string): Seat => ({
  ...{ id: `${body}/${person}`, body, person, role: 'chair', vote: true, from, until },
});

const decision = (more: object): Facts => ({
  decision: fact('decision-d', {
    ...{ phase: 'deliberating', community: 'c', title: '修路', step: 'review', postings: {}, ballots: [] },
    ...{ objections: [], ...more },
  }),
});
const sitting = (more: object): Facts => ({
  sitting: fact('sitting-s', {
    ...{ phase: 'closed', community: 'c', heldOn: '2026-03-02', items: [{ decision: 'd' }], called: [] },
    ...{ minutes: 'recorded', ...more },
  }),
});
const community = (
  seats: readonly Seat[],
  authorizations: CommunityStateOf['authorizations'] = {},
): Facts => ({
  community: fact('community-c', {
    ...{ status: 'formed', name: '', parent: 'street', households: 0, adults: 0, countsSource: '' },
    ...{ relatives: [], joined: {}, fundLines: {}, authorizations },
    seats: Object.fromEntries(seats.map((one) => [one.id, one])),
  } satisfies CommunityStateOf),
});
type CommunityStateOf = Extract<CommunityState, { status: 'formed' }>;

const given2025 = (until: string, more = {}) => ({
  ...{ id: until, matters: ['*'], from: '2025-01-01', until, resolutionHash: '', assumed: false, ...more },
});
const hung = (more = {}) => ({
  ...{ phase: 'posting', step: 'resolutionPosting' },
  postings: { resolutionPosting: { lastDay: '2026-03-20', proven: false, ...more } },
});
const up = seat('committee', 'p', '2023-04-01', '2026-03-31');

const raise = (kind: ClockKind, text: Readonly<Record<string, string>>): NoticeCommand => ({
  type: 'RaiseNotice',
  data: {
    ...{ kind, recipients: [], to: ['conveners'], ballot: null, latest: null, purposeEnds: null, text },
    about: {
      ...{ community: 'c', decision: null, sitting: null, objection: null },
      ...{ event: `${kind}/x`, stream: 's' },
    },
  },
});
const on = (kind: ClockKind, facts: Facts, day: string, text: Readonly<Record<string, string>>) =>
  given(notice).when(raise(kind, text), { by: 'system:timer', facts, at: `${day}T02:00:00.000Z` });

describe('a clock of a community that somebody is told of', () => {
  const closing = { on: '2026-03-20', step: 'resolutionPosting' };
  const result = { on: '2026-03-20', step: 'resultPosting' };
  const still = { on: '2026-03-20', step: 'review' };
  const minutes = { on: '2026-03-09' };
  const end = { on: '2026-03-31' };
  const yearly = { on: '2026-12-31', report: 'review' };
  const recorded = (report: string): Facts => {
    const { community: found } = community([]);
    return {
      community: fact('community-c', { ...(found?.state as object), reports: { [report]: '2026-12-20' } }),
    };
  };
  const waits = { phase: 'posting', step: 'resultPosting' };

  it.each<readonly [ClockKind, string, Facts, string, Readonly<Record<string, string>>, boolean]>([
    ['postingUnclosed', 'the day after its last', decision(hung()), '2026-03-21', closing, true],
    ['postingUnclosed', 'on its last day', decision(hung()), '2026-03-20', closing, false],
    ['postingUnclosed', 'once proven', decision(hung({ proven: true })), '2026-03-21', closing, false],
    [
      'postingUnclosed',
      'made longer',
      decision(hung({ lastDay: '2026-03-25' })),
      '2026-03-21',
      closing,
      false,
    ],
    ['resultUnposted', 'not there the day after', decision(waits), '2026-03-21', result, true],
    ['resultUnposted', 'on the day itself', decision(waits), '2026-03-20', result, false],
    [
      'resultUnposted',
      'posted',
      decision({ ...waits, postings: { resultPosting: {} } }),
      '2026-03-21',
      result,
      false,
    ],
    ['stepOverdue', 'still at the step', decision({}), '2026-03-21', still, true],
    ['stepOverdue', 'gone on', decision({ step: 'resolution' }), '2026-03-21', still, false],
    ['progressUnreported', 'at work', decision({ phase: 'implementing' }), '2026-03-21', closing, true],
    ['progressUnreported', 'done', decision({ phase: 'posting' }), '2026-03-21', closing, false],
    ['stepOverdue', 'withdrawn', decision({ phase: 'withdrawn' }), '2026-03-21', still, false],
    ['minutesUnconfirmed', 'recorded only', sitting({}), '2026-03-10', minutes, true],
    ['minutesUnconfirmed', 'on the last day', sitting({}), '2026-03-09', minutes, false],
    ['minutesUnconfirmed', 'confirmed', sitting({ minutes: 'confirmed' }), '2026-03-10', minutes, false],
    ['minutesUnconfirmed', 'of no meeting', sitting({ phase: 'cancelled' }), '2026-03-10', minutes, false],
    ['termEnding', 'nobody follows', community([up]), '2026-03-01', end, true],
    ['termEnding', 'over already', community([up]), '2026-04-01', end, false],
    ['termEnding', 'left before', community([{ ...up, endedOn: '2026-02-01' }]), '2026-03-01', end, false],
    [
      ...(['termEnding', 'somebody follows'] as const),
      community([up, seat('committee', 'q', '2026-04-01', '2031-03-31')]),
      ...(['2026-03-01', end, false] as const),
    ],
    [
      'authorizationEnding',
      'nothing after it',
      community([], { a: given2025('2026-03-31') }),
      '2026-03-10',
      end,
      true,
    ],
    [
      ...(['authorizationEnding', 'a newer one'] as const),
      community([], { a: given2025('2026-03-31'), b: given2025('2027-03-31') }),
      ...(['2026-03-10', end, false] as const),
    ],
    [
      ...(['authorizationEnding', 'revoked'] as const),
      community([], { a: given2025('2026-03-31', { revokedOn: '2026-02-01' }) }),
      ...(['2026-03-10', end, false] as const),
    ],
    ['yearlyReportDue', 'not recorded', community([]), '2026-12-01', yearly, true],
    ['yearlyReportDue', 'over already', community([]), '2027-01-01', yearly, false],
    ['yearlyReportMissing', 'not recorded', community([]), '2027-01-01', yearly, true],
    ['yearlyReportMissing', 'recorded', recorded('review/2026'), '2027-01-01', yearly, false],
    ['yearlyReportMissing', 'another recorded', recorded('review/2025'), '2027-01-01', yearly, true],
    ['meetingOverdue', 'half a year over', community([]), '2026-04-01', end, true],
    ['meetingOverdue', 'on the day', community([]), '2026-03-31', end, false],
  ])('%s, %s', (kind, _, facts, day, text, due) => {
    expect(on(kind, facts, day, text).events()).toHaveLength(due ? 1 : 0);
  });

  it('minutes are asked for after the meeting is over, and keep that purpose', () => {
    const stamp = {
      by: 'system:timer',
      facts: { ...sitting({}), ...community([up]) },
      at: '2026-03-10T02:00:00Z',
    };
    const facts = { ...stamp.facts, 'item:d': decision({})['decision'] } as Facts;
    const owed = given(notice).when(raise('minutesUnconfirmed', minutes), stamp).events();
    const told = given(notice, ...owed).when({ type: 'AddressNotice', data: {} }, { ...stamp, facts });
    expect(told.events()).toMatchObject([
      {
        type: 'NoticeRaised',
        data: {
          purposeEnds: null,
          recipients: 1,
          text: { heldOn: '2026-03-02', on: '2026-03-09', titles: '「修路」' },
        },
      },
    ]);
  });
});

describe('the escalation chain', () => {
  const still = { on: '2026-03-20', step: 'review' };
  const atLevel = (level: number, facts: Facts, day: string) => {
    const { type, data } = raise('stepOverdue', still) as Extract<NoticeCommand, { type: 'RaiseNotice' }>;
    const command: NoticeCommand = { type, data: { ...data, to: ['district'], level } };
    const stamp = { by: 'system:timer', facts, at: `${day}T02:00:00.000Z` };
    return given(notice).when(command, stamp).events();
  };

  it('goes up a level when its days are over, while the thing waits', () => {
    expect(atLevel(1, decision({}), '2026-03-30')).toEqual([]);
    expect(atLevel(1, decision({}), '2026-03-31')).toHaveLength(1);
    expect(atLevel(2, decision({}), '2026-04-09')).toEqual([]);
    expect(atLevel(2, decision({}), '2026-04-10')).toHaveLength(1);
    expect(atLevel(2, decision({ step: 'resolution' }), '2026-04-10')).toEqual([]);
    expect(atLevel(3, decision({}), '2026-12-31')).toEqual([]);
  });

  it('tells whoever sits in the district of the community', () => {
    const district = fact('organization-district', {
      ...{ status: 'formed', kind: 'district', name: '', parent: null },
      seats: { x: seat('civilAffairs', 'officer', '2025-01-01', '2028-12-31') },
    });
    const facts = { ...decision({}), ...community([up]), district } as Facts;
    const stamp = { by: 'system:timer', facts, at: '2026-04-10T02:00:00.000Z' };
    const owed = atLevel(2, facts, '2026-04-10');
    const [raised] = given(notice, ...owed)
      .when({ type: 'AddressNotice', data: {} }, stamp)
      .events();
    expect(raised?.data).toMatchObject({ batches: [{ recipients: ['officer'] }] });
  });
});
