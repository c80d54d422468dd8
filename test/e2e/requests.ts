import { uuidV5 } from '#eventing';
import { idOf } from '../../apps/cli/src/sample.js';
import { addDays } from '#procedure';
import { fileHash, money, today, type Spot } from '../stack/course.js';
import { people, places } from '../stack/realm.js';
import { applicationIn, districtOf } from './admissions.js';
import { authorityOf, departmentOf, listFrom } from './catalogs.js';
import { authorizationIn, seatIn } from './registers.js';
import { useOf } from './seals.js';
import { paperVoter, voterLeft } from './states.js';
import { attending } from '../stack/realm.js';

/** A well-formed request of one command about a spot: whether it is lawful depends on state and person alone. */
export type Request = Readonly<{ path: string; body: Readonly<Record<string, unknown>> }>;
export type Ask = (spot: Spot) => Request;

const decision =
  (path: string, body: (spot: Spot) => object): Ask =>
  (spot) => ({
    path: `decisions/${spot.decision}/${path
      .replace('#', String(spot.ballot))
      .replace(':step', spot.step)
      .replace(':objection', spot.objection)}`,
    body: body(spot) as Request['body'],
  });
const sitting =
  (path: string, body: (spot: Spot) => object): Ask =>
  (spot) => ({ path: `sittings/${spot.sitting}/${path}`, body: body(spot) as Request['body'] });
/** A request to what stands in a register, by its id. */
export const register =
  (path: string, body: (spot: Spot) => object): Ask =>
  (spot) => ({
    path: path.replace(':id', spot.decision),
    body: body(spot) as Request['body'],
  });

const none = (): object => ({});
const because = { reason: '条件尚不成熟' };
const yes = { kind: 'yesNo', choice: 'yes' };
const counters = { teller: people.teller, scrutineer: people.scrutineer };
const counts = (no: number) => ({ yes: 16, no, abstain: 0, spoiled: 0 });
const payment = { payee: '某某建设有限公司', amountFen: 1_000_000 };
const entitled = { line: money.line, purpose: money.purpose };
const meeting = (key: string): boolean => ['proposal', 'consultation', 'review', 'resolution'].includes(key);
const [lastIn] = attending.resolution.slice(-1) as [string];

/** The commands to a decision, and the convening of a sitting on it. */
export const ofDecisions: Readonly<Record<string, Ask>> = {
  OpenDecision: () => ({
    path: 'decisions',
    body: {
      ...{ community: places.community, ruleSet: 'city-2026', category: 'publicWelfare' },
      ...{ initiative: 'residents', title: '修护栏', plan: '修护栏 40 米。', money },
    },
  }),
  RevisePlan: decision('plan', () => ({ plan: '改为 250 米。', money, reason: '党员意见' })),
  DeclareRecusal: decision('recusals', ({ step }) => ({
    ...{ step: meeting(step) ? step : 'resolution', person: people.representative, reason: '近亲属投标' },
  })),
  ConveneSitting: ({ decision: id, step }) => ({
    path: 'sittings',
    body: {
      ...{ community: places.community, items: [{ decision: id, step }], heldOn: addDays(today, 4) },
      ...{ time: '19:00', place: '社区会议室', noticeOn: today },
    },
  }),
  OpenBallot: decision('ballots', ({ sitting: where, step }) => ({
    ...{ sitting: where, step, form: 'named', kind: 'yesNo', options: [], seats: 1, ...counters },
  })),
  CastVote: decision('ballots/#/votes', () => ({ paper: yes })),
  EnterPaperVote: decision('ballots/#/paper-votes', () => ({ person: voterLeft, paper: yes })),
  VoidPaperVote: decision('ballots/#/voids', () => ({ person: paperVoter, reason: '录入错误' })),
  RecordCounts: decision('ballots/#/counts', () => ({ counts: counts(8) })),
  ConfirmCounts: decision('ballots/#/counts/confirmation', none),
  CloseBallot: decision('ballots/#/closing', none),
  CorrectBallot: decision('ballots/#/corrections', () => ({
    ...{ voidVoteOf: null, counts: counts(7), reason: '唱票记录不符' },
  })),
  WithdrawDecision: decision('withdrawal', () => because),
  ReenterDecision: decision('reentry', () => ({
    ...{ step: 'proposal', plan: '改为 250 米。', money, substantive: true, reason: '党员意见' },
  })),
  ReferToResidentsMeeting: decision('referral', () => because),
  CheckPosting: decision('postings/:step/check', () => ({ opinion: 'agreed', remark: '内容属实' })),
  Post: decision('postings/:step', () => ({
    ...{ from: today, places: ['board', 'web'], contentHash: fileHash },
  })),
  AttestHanging: decision('postings/:step/hangings', ({ from }) => ({ on: from, place: 'board' })),
  ReportInterruption: decision('postings/:step/interruptions', ({ lastDay }) => ({
    ...{ place: 'board', from: lastDay, until: lastDay, reason: '公示栏维修' },
  })),
  PhotographBoard: decision('postings/:step/photographs', ({ from }) => ({
    ...{ place: 'board', on: from, photoHash: fileHash, dayCode: null },
  })),
  AttestTakingDown: decision('postings/:step/takings-down', ({ lastDay }) => ({
    ...{ on: lastDay, place: 'board' },
  })),
  ClosePosting: decision('postings/:step/closing', none),
  SettlePostingEnd: decision('postings/:step/settlement', none),
  FileObjection: decision('objections', () => ({ step: 'resolutionPosting', text: '我对预算有异议。' })),
  Interpellate: decision('interpellations', () => ({
    ...{ step: 'resolutionPosting', text: '请说明预算增加的依据。', basis: 'voters' },
    ...{ voters: 260, documentHash: fileHash },
  })),
  AnswerObjection: decision('objections/:objection/answer', () => ({
    ...{ reply: '依据见附件。', outcome: 'answered' },
  })),
  EscalateObjection: decision('objections/:objection/escalation', () => ({ why: 'late' })),
  StartImplementation: decision('implementation', () => ({ startedOn: today })),
  ReportProgress: decision('progress', () => ({ percent: 50, note: '路基完成' })),
  RecordContract: decision('contracts', () => ({ ...payment, documentHash: fileHash, signedOn: today })),
  RecordSpending: decision('spending', () => ({
    ...{ ...entitled, ...payment, paidOn: today, voucherHash: fileHash },
  })),
  CompleteImplementation: decision('completion', () => ({ completedOn: today })),
  RecordOutsideFact: decision('outside-facts', () => ({
    ...{ title: '街道公示', from: '2026-06-01', until: '2026-06-08', documentHash: fileHash },
  })),
  CloseFile: decision('file', none),
  Remark: decision('remarks', () => ({ text: '请说明招标过程。' })),
  AnnulDecision: decision('annulment', () => ({ by: 'court', documentHash: fileHash, reason: '判决撤销' })),
};

/** The commands to a sitting. */
export const ofSittings: Readonly<Record<string, Ask>> = {
  CancelSitting: sitting('cancellation', () => because),
  OpenSitting: sitting('opening', ({ heldOn }) => ({ heldOn })),
  ConfirmLateEntry: sitting('late-entry-confirmation', none),
  RecordArrival: sitting('arrivals', () => ({ persons: [people.supervision], means: 'sheet' })),
  RecordHeadcount: sitting('headcounts', () => ({
    ...{ body: 'residents', number: 1301, scrutineer: people.scrutineer },
  })),
  RecordDeparture: sitting('departures', () => ({ person: lastIn })),
  AdjournSitting: sitting('adjournment', () => ({ kind: 'other', reason: '停电' })),
  CloseSitting: sitting('closing', none),
  RecordMinutes: sitting('minutes', () => ({ text: '会议记录……' })),
  ConfirmMinutes: sitting('minutes/confirmation', none),
};

const seat = (stream: string, body: string, person: string) => ({
  ...{ id: seatIn(stream, 'new'), body, person, role: 'member', vote: true },
  ...{ from: '2026-06-01', until: '2028-12-31' },
});
const newcomer = uuidV5('requests/newcomer');
const [oldSeat] = attending.resolution.slice(-1) as [string];

/** The commands to organizations. */
export const ofOrganizations: Readonly<Record<string, Ask>> = {
  FormOrganization: () => ({
    path: 'organizations',
    body: { kind: 'department', name: '某部门', source: '三定方案', parent: places.street },
  }),
  SeatMembersOfOrganization: register('organizations/:id/seats', ({ decision: id }) => ({
    ...{ seats: [{ ...seat(id, 'inspector', newcomer), role: 'inspector' }], basisHash: fileHash },
  })),
  UnseatMemberOfOrganization: ({ decision: id }) => ({
    path: `organizations/${id}/seats/${seatIn(id, 'auditor')}/unseating`,
    body: { on: today, reason: '调离' },
  }),
};

/** The commands to a district’s list of tasks. */
export const ofCatalogs: Readonly<Record<string, Ask>> = {
  PublishTaskCatalog: register('task-catalogs/:id', ({ decision: id }) => ({
    ...listFrom(addDays(today, 2)),
    authority: authorityOf(id),
    entries: [{ ...listFrom(today).entries[0], title: '残疾人证申请受理' }],
  })),
};

/** The commands to requests for admission; who acts for the authority names it. */
const admission =
  (path: string, body: (spot: Spot) => object): Ask =>
  (spot) => ({
    path: `admission-requests/${spot.decision}/${path}`,
    body: body(spot) as Request['body'],
  });
const byAuthority = (path: string, more: object = {}): Ask =>
  admission(path, ({ decision }) => ({ authority: authorityOf(districtOf(decision)), ...more }));
const vote = { heldOn: today, present: 3, yes: 3, no: 0, abstain: 0, minutesHash: fileHash };
const application = ({ decision }: Spot) => ({ application: applicationIn(districtOf(decision)) });

const asked = (_: Spot, title: string) => ({
  ...{ community: places.community, district: idOf('organization/district'), title, kind: 'task' },
  ...{ department: departmentOf(idOf('organization/district')), askedOn: today },
});

/** The commands to refusals and claims, in the district of the boundary community. */
export const ofRefusals: Readonly<Record<string, Ask>> = {
  RefuseTask: (spot) => ({
    path: 'task-refusals',
    body: { task: asked(spot, '招商引资'), admission: null, reason: '不在清单内' },
  }),
  ClaimConditions: (spot) => ({
    path: 'task-refusals/claims',
    body: { task: asked(spot, '低保申请'), claim: '需一名专员和经费' },
  }),
  AnswerClaim: ({ decision }) => ({
    path: `task-refusals/${decision}/answer`,
    body: { authority: authorityOf(idOf('organization/district')), outcome: 'provided', answer: '七月到位' },
  }),
};

export const ofAdmissions: Readonly<Record<string, Ask>> = {
  DraftAdmissionRequest: (spot) => ({ path: 'admission-requests', body: application(spot) }),
  ReviseAdmissionRequest: admission('revision', application),
  FileAdmissionRequest: admission('filing', none),
  AcceptAdmissionRequest: byAuthority('acceptance'),
  ReturnAdmissionRequest: byAuthority('return', { reason: '未说明工时' }),
  GiveOpinion: admission('opinions', () => ({
    ...{ community: places.community, opinion: 'for', text: '居民有需要' },
  })),
  ReviewAdmissionRequest: byAuthority('review', { opinion: '建议准入' }),
  DecideAdmissionRequest: byAuthority('decision', {
    sitting: vote,
    conditions: [],
  }),
  SignAgreement: admission('agreement', () => ({ signedOn: today, documentHash: fileHash })),
  PublishAdmission: byAuthority('publication', { publishedOn: today, documentHash: fileHash }),
  RecordPayment: admission('payments', () => ({
    ...{ community: places.community, paidOn: today, amountFen: 1_000, voucherHash: fileHash },
  })),
  SuspendAdmission: admission('suspension', () => ({
    ...{ community: places.community, reason: '经费逾期未到位' },
  })),
  ResumeAdmission: admission('resumption', () => ({ community: places.community })),
  RenewAdmission: byAuthority('renewal', {
    ...{ sitting: vote, until: '2028-08-31' },
    payments: [{ community: places.community, dueOn: '2027-12-31', amountFen: 300_000 }],
  }),
  ExitAdmission: byAuthority('exit', { sitting: vote, grounds: 'done', reason: '任务已完成' }),
  RecordConditionMet: byAuthority('conditions', { condition: 1, metOn: today, documentHash: fileHash }),
  RateAdmission: admission('ratings', () => ({
    ...{ community: places.community, year: 2026, satisfied: false, text: '经费一直没有到位' },
  })),
  PublishYearlyReview: byAuthority('yearly-reviews', { year: 2026 }),
  WithdrawAdmissionRequest: admission('withdrawal', () => ({ reason: '任务取消' })),
};

/** The commands to the seal of a community; its first entry is the one in hand. */
export const ofSeals: Readonly<Record<string, Ask>> = {
  EntrustSeal: register('seal-registers/:id/custody', () => ({
    ...{ custodian: people.resident, on: today, basisHash: fileHash },
  })),
  ApplyForSeal: register('seal-registers/:id/uses', () => ({ use: useOf() })),
  ApproveSealUse: register('seal-registers/:id/uses/1/approval', none),
  DeclineSealUse: register('seal-registers/:id/uses/1/declining', () => ({ grounds: 'incomplete' })),
  StampDocument: register('seal-registers/:id/uses/1/stamping', () => ({
    ...{ documentHash: fileHash, copies: 2 },
  })),
  ReportSealLost: register('seal-registers/:id/loss', () => ({ lostOn: today, reportHash: fileHash })),
  ReplaceSeal: register('seal-registers/:id/replacement', () => ({
    ...{ imprintHash: fileHash, cutOn: today, basisHash: fileHash },
  })),
};

/** The commands to communities. */
export const ofCommunities: Readonly<Record<string, Ask>> = {
  FormCommunity: () => ({
    path: 'communities',
    body: {
      ...{ name: '第 119 社区(名称待补)', parent: places.street, households: 1200, adults: 2600 },
      countsSource: '假定',
    },
  }),
  SeatMembers: register('communities/:id/seats', ({ decision: id }) => ({
    ...{ seats: [seat(id, 'members', newcomer)], basisHash: fileHash },
  })),
  UnseatMember: ({ decision: id }) => ({
    path: `communities/${id}/seats/${seatIn(id, `representatives/${oldSeat}`)}/unseating`,
    body: { on: today, reason: '辞去职务' },
  }),
  DeclareRelatives: register('communities/:id/relatives', () => ({
    ...{ persons: [people.representative, oldSeat], relation: '配偶' },
  })),
  JoinPersonsOfCommunity: register('communities/:id/joinings', () => ({
    ...{ from: newcomer, into: people.representative, reason: '同一人两张证件' },
  })),
  AuthorizeRepresentatives: register('communities/:id/authorizations', ({ decision: id }) => ({
    authorization: {
      ...{ id: uuidV5(`${id}/another`), matters: ['publicWelfare'], from: '2026-06-01', until: '2028-12-31' },
      ...{ resolutionHash: fileHash, assumed: false },
    },
  })),
  RevokeAuthorization: ({ decision: id }) => ({
    path: `communities/${id}/authorizations/${authorizationIn(id)}/revocation`,
    body: { on: today, resolutionHash: fileHash },
  }),
  RecordYearlyReport: register('communities/:id/yearly-reports', () => ({
    ...{ report: 'review', year: 2025, on: '2025-12-20', documentHash: fileHash },
  })),
  OpenFundLine: register('communities/:id/fund-lines', () => ({
    line: { id: 'serviceFund', title: '为民服务专项经费', purposes: ['便民'], forbidden: [], source: '办法' },
  })),
};
