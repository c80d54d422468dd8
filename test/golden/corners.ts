import type { Message, Recorded } from '#kernel';
import { toSeal } from '#kernel';
import { Engine, uuidV5 } from '#eventing';
import { memoryLog } from '#eventing/testing';
import type { Seat } from '#procedure';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import { Branch, streamIn, type Doing, type Seated } from './branch.js';
import { amongAccounts } from './account-corners.js';
import { amongNotices } from './notice-corners.js';
import { goldenCodec, goldenKeys } from './keys.js';


const hash = '0'.repeat(64);
const sealed = (what: string) => toSeal(`item:${uuidV5(`golden/${what}`)}`, what);


/** The registrar of the street under which a community stands. */
async function registrarOver(branch: Branch, { parent }: Seated): Promise<string> {
  const { seats } = await branch.seats(`organization-${parent}`);
  return Object.values(seats).find(({ role }) => role === 'registrar')?.person as string;
}


const dataOf = (history: readonly Recorded[], type: string): Readonly<Record<string, unknown>> =>
  history.find((event) => event.type === type)?.data as Readonly<Record<string, unknown>>;

/** Deliberating and voting otherwise: in the matter F1, where named votes are cast at the review (its third sitting). */
async function atTheTable(f1: readonly Recorded[]): Promise<readonly Branch[]> {
  const decision = streamIn(f1, 'DecisionOpened');
  const [first, review] = [streamIn(f1, 'SittingConvened'), streamIn(f1, 'SittingConvened', 2)];
  const community = `community-${dataOf(f1, 'DecisionOpened')['community']}`;
  const start = await Branch.behind(f1, { type: 'DecisionOpened', at: '' });
  const formed = await start.seats(community);
  const registrar = await registrarOver(start, formed);
  const { seats } = formed;
  const of = (body: string, role?: string): string =>
    Object.values(seats).find((seat) => seat.body === body && (!role || seat.role === role))
      ?.person as string;
  const [secretary, chair, supervisor] = [
    of('branch', 'secretary'),
    of('committee', 'chair'),
    of('supervision'),
  ];
  const ballot = f1.filter(({ type }) => type === 'BallotOpened')[2]?.data as Readonly<{
    teller: string;
    scrutineer: string;
    present: readonly string[];
  }>;
  const { teller, scrutineer } = ballot;
  const [person, other] = ballot.present.slice(-2) as [string, string];
  const { money } = dataOf(f1, 'DecisionOpened');
  const paper = { kind: 'yesNo', choice: 'no' };
  const onPaper: Doing = [decision, teller, { type: 'EnterPaperVote', data: { ballot: 3, person, paper } }];
  const voided = { ballot: 3, person, reason: '错录' };
  const correct: Message = {
    type: 'CorrectBallot',
    data: { ballot: 3, voidVoteOf: person, counts: null, reason: '核对纸票发现错录' },
  };
  const card = uuidV5('golden/second card of a teller');
  const twoCards = { from: card, into: teller, reason: sealed('同一人的两个证件') };
  const counters = { sitting: review.slice(8), step: 'review', teller, scrutineer };
  const ballotAgain = { ...counters, form: 'named', kind: 'yesNo', options: [], seats: 1 };
  const voting = { type: 'BallotOpened', nth: 2, at: '2026-03-09T11:30:00.000Z' };
  return [
    await (
      await Branch.behind(f1, { type: 'DecisionOpened', at: '2026-02-28T03:00:00.000Z' })
    ).does(
      [decision, secretary, { type: 'RevisePlan', data: { plan: '第二稿。', money, reason: '听取意见' } }],
      [decision, supervisor, { type: 'Remark', data: { text: sealed('请说明资金来源。') } }],
    ),
    await (
      await Branch.behind(f1, { type: 'SittingConvened', at: '2026-03-01T03:00:00.000Z' })
    ).does([first, secretary, { type: 'CancelSitting', data: { reason: '改期' } }]),
    await (
      await Branch.behind(f1, { type: 'SittingConvened', at: '2026-03-12T03:00:00.000Z' })
    ).does(
      [first, secretary, { type: 'OpenSitting', data: { heldOn: '2026-03-02' } }],
      [first, chair, { type: 'ConfirmLateEntry', data: {} }],
    ),
    await (
      await Branch.behind(f1, { type: 'ArrivalRecorded', nth: 2, at: '2026-03-09T11:30:00.000Z' })
    ).does(
      [community, registrar, { type: 'JoinPersons', data: twoCards }],
      [decision, secretary, { type: 'OpenBallot', data: ballotAgain }],
    ),
    await (
      await Branch.behind(f1, voting)
    ).does(
      onPaper,
      [decision, teller, { type: 'VoidPaperVote', data: voided }],
      [decision, scrutineer, { type: 'VoidPaperVote', data: voided }],
      [review, other, { type: 'RecordDeparture', data: { person: other } }],
      [
        decision,
        'system:reactor',
        { type: 'NoteDeparture', data: { sitting: review.slice(8), person: other } },
      ],
    ),
    await (
      await Branch.behind(f1, voting)
    ).does(
      onPaper,
      [decision, secretary, { type: 'CloseBallot', data: { ballot: 3 } }],
      [decision, teller, correct],
      [decision, scrutineer, correct],
    ),
  ];
}

/** Disclosing otherwise: a sheet that was blown away, a reply that does not come. */
async function onTheBoard(f1: readonly Recorded[]): Promise<readonly Branch[]> {
  const decision = streamIn(f1, 'DecisionOpened');
  const { by } = dataOf(f1, 'HangingAttested');
  const { objection } = dataOf(f1, 'ObjectionFiled');
  const shown = {
    ...{ place: 'board', on: '2026-03-16', photoHash: '7'.repeat(64) },
    ...{ dayCode: 'ABC234', printedOn: '2026-03-14' },
  };
  const asked = { on: '2026-03-15', reason: 'HTTP 502' };
  const gone = { place: 'board', from: '2026-03-15', until: '2026-03-16', reason: '大风' };
  return [
    await (
      await Branch.behind(f1, { type: 'HangingAttested', nth: 1, at: '2026-03-17T03:00:00.000Z' })
    ).does([
      decision,
      by as string,
      { type: 'ReportInterruption', data: { step: 'resolutionPosting', ...gone } },
    ]),
    await (
      await Branch.behind(f1, { type: 'HangingAttested', nth: 1, at: '2026-03-17T03:00:00.000Z' })
    ).does(
      [decision, by as string, { type: 'PhotographBoard', data: { step: 'resolutionPosting', ...shown } }],
      ...[false, true].map(
        (found) =>
          [
            decision,
            'system:probe',
            { type: 'ProbePage', data: { step: 'resolutionPosting', ...asked, found } },
          ] as const,
      ),
    ),
    await (
      await Branch.behind(f1, { type: 'ObjectionFiled', at: '2026-04-01T03:00:00.000Z' })
    ).does([decision, 'system:timer', { type: 'EscalateObjection', data: { objection, why: 'late' } }]),
  ];
}

/** People who leave, marry, turn out to be one, or want to be forgotten. */
async function amongPeople(people: readonly Recorded[]): Promise<readonly Branch[]> {
  const last = people.at(-1) as Recorded;
  const nth = people.filter(({ type }) => type === last.type).length - 1;
  const branch = await Branch.behind(people, { type: last.type, nth, at: '2026-07-01T03:00:00.000Z' });
  const community = streamIn(people, 'CommunityFormed');
  const person = streamIn(people, 'PersonRegistered');
  const formed = await branch.seats(community);
  const { seats, parent } = formed;
  const street = `organization-${parent}`;
  const offices = Object.values((await branch.seats(street)).seats);
  const registrar = await registrarOver(branch, formed);
  const inspector = offices.find(({ role }) => role !== 'registrar') as Seat;
  const [one, two, three] = Object.values(seats)
    .filter(({ body }) => body === 'members')
    .slice(-3) as [Seat, Seat, Seat];
  const on = '2026-06-30';
  const { authorization } = dataOf(people, 'RepresentativesAuthorized') as Readonly<{
    authorization: Readonly<{ id: string }>;
  }>;
  const card = uuidV5('golden/second card');
  const joined = { into: three.person, reason: sealed('同一人的两个证件') };
  const objection = uuidV5('golden/an objection');
  const erased = {
    ...{ key: `item:${objection}`, of: `decision-${uuidV5('golden/its decision')}` },
    ...{ reason: sealed('提出人申请'), office: parent },
  };
  return [
    await branch.does(
      [community, registrar, { type: 'UnseatMember', data: { seat: one.id, on, reason: sealed('迁出') } }],
      [
        community,
        registrar,
        { type: 'DeclareRelatives', data: { persons: [two.person, three.person], relation: sealed('spouse') } },
      ],
      [community, registrar, { type: 'JoinPersons', data: { from: card, ...joined } }],
      [
        community,
        registrar,
        {
          type: 'RecordYearlyReport',
          data: { report: 'review', year: 2025, on: '2025-12-20', documentHash: hash },
        },
      ],
      [
        community,
        registrar,
        { type: 'RevokeAuthorization', data: { authorization: authorization.id, on, resolutionHash: hash } },
      ],
      [street, registrar, { type: 'UnseatMember', data: { seat: inspector.id, on, reason: sealed('调任') } }],
      [person, registrar, { type: 'JoinPersons', data: { ...joined, office: parent } }],
      [
        person,
        person.slice(7),
        {
          type: 'SetContact',
          data: { contact: toSeal(`person:${person.slice(7)}`, '13900000000'), ways: ['sms'] },
        },
      ],
      [
        person,
        person.slice(7),
        { type: 'SetNoticePreferences', data: { daily: true, follows: [community.slice(10)] } },
      ],
      [person, person.slice(7), { type: 'ErasePerson', data: { reason: sealed('本人要求') } }],
      [`item-${objection}`, registrar, { type: 'EraseItem', data: erased }],
    ),
  ];
}

/** Its cause, a year whose holiday notice comes out later, cannot be played with one table of days: written by hand. */
async function endSettled(f1: readonly Recorded[]): Promise<Recorded> {
  const posted = f1.find(({ type }) => type === 'ResolutionPosted') as Recorded;
  const id = uuidV5('golden/PostingEndSettled');
  const data = { step: 'resolutionPosting', lastDay: '2027-10-08', was: '2027-10-02' };
  const { metadata } = posted;
  const [settled] = await goldenCodec.encode([{ id, type: 'PostingEndSettled', data, metadata }]);
  return { ...posted, ...settled };
}

/** Events of the types that no sample case brings forth, each decided by its aggregate. */
export async function corners(
  people: readonly Recorded[],
  f1: readonly Recorded[],
): Promise<readonly Recorded[]> {
  const whole = [...people, ...f1].sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  const branches = [
    ...(await atTheTable(whole)),
    ...(await onTheBoard(whole)),
    ...(await amongPeople(people)),
    ...(await amongNotices(people)),
    ...(await amongAccounts(people)),
  ];
  return [...branches.flatMap(({ happened }) => happened), await endSettled(f1)];
}
