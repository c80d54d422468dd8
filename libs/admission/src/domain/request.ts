import type { Decider, Issued, Judged } from '#kernel';
import { conflict, invalid, missing, never, judgedOn } from '#kernel';
import type {
  AdmissionRequestCommand,
  AdmissionRequestEvent,
  AdmissionRequestState,
  AdmissionStatus,
} from '../events.js';
import { meet, pay, publish, sign, voucherOf } from './agreement.js';
import { exit, expire, renew, resume, suspend } from './term.js';
import { opine, review, settle } from './deciding.js';
import { publishReview, rate, ratedKey } from './yearly-review.js';
import { file, mustBeReadable } from './filing.js';
import {
  mustBeOfTheAuthority,
  mustBeOfTheDepartment,
  type Begun,
  type Given,
  type RequestFacts,
} from './request-facts.js';

/** In which states a command makes sense; the order is the way of a request. */
const when: Readonly<
  Record<Exclude<AdmissionRequestCommand['type'], 'DraftAdmissionRequest'>, readonly AdmissionStatus[]>
> = {
  ReviseAdmissionRequest: ['draft', 'returned'],
  FileAdmissionRequest: ['draft', 'returned'],
  AcceptAdmissionRequest: ['filed'],
  ReturnAdmissionRequest: ['filed'],
  GiveOpinion: ['accepted'],
  ReviewAdmissionRequest: ['accepted'],
  DecideAdmissionRequest: ['reviewed'],
  SignAgreement: ['granted'],
  PublishAdmission: ['agreed'],
  RecordPayment: ['agreed', 'published', 'exited', 'expired'],
  WithdrawAdmissionRequest: ['draft', 'returned', 'filed', 'accepted', 'reviewed', 'granted', 'agreed'],
  SuspendAdmission: ['published'],
  ResumeAdmission: ['published'],
  RenewAdmission: ['published'],
  ExitAdmission: ['published'],
  RecordConditionMet: ['granted', 'agreed', 'published'],
  RateAdmission: ['published'],
  PublishYearlyReview: ['published'],
  // an urgent matter that nobody confirmed lapses too
  ExpireAdmission: ['published', 'filed', 'accepted', 'reviewed'],
};

function begun(command: Given, state: AdmissionRequestState): Begun {
  if (state.status === 'none')
    return missing('admission.unknown', '没有这项申请。', 'There is no such request.');
  const fitting = when[command.type as keyof typeof when];
  if (fitting.includes(state.status)) return state;
  return conflict(
    'admission.notNow',
    `申请现为“${state.status}”,此操作须在“${fitting.join('、')}”时进行。`,
    `The request is "${state.status}"; this is done while it is ${fitting.join(', ')}.`,
    { details: { status: state.status, needed: fitting } },
  );
}

function draft(
  command: Given<'DraftAdmissionRequest'>,
  state: AdmissionRequestState,
): readonly AdmissionRequestEvent[] {
  if (state.status !== 'none')
    conflict('admission.exists', '该申请已经建立。', 'This request was begun already.');
  mustBeOfTheDepartment(command);
  const { application } = command.data;
  mustBeReadable(application);
  return [
    { type: 'AdmissionRequestDrafted', data: { application, judged: judgedOn(command.facts.department) } },
  ];
}

function revise(command: Given<'ReviseAdmissionRequest'>, state: Begun): readonly AdmissionRequestEvent[] {
  mustBeOfTheDepartment(command);
  const { application } = command.data;
  mustBeReadable(application);
  const { district, department } = state.application;
  if (application.district !== district || application.department !== department)
    invalid(
      'admission.anotherDepartment',
      '申请的区和部门不能改:请另行申请。',
      'District and department of a request stay: begin another.',
    );
  return [{ type: 'AdmissionRequestRevised', data: { application } }];
}

function accept(command: Given<'AcceptAdmissionRequest'>, state: Begun): readonly AdmissionRequestEvent[] {
  mustBeOfTheAuthority(command, state.application);
  return [{ type: 'AdmissionRequestAccepted', data: { judged: judgedOn(command.facts.authority) } }];
}

function giveBack(command: Given<'ReturnAdmissionRequest'>, state: Begun): readonly AdmissionRequestEvent[] {
  mustBeOfTheAuthority(command, state.application);
  return [{ type: 'AdmissionRequestReturned', data: { reason: command.data.reason } }];
}

function withdraw(command: Given<'WithdrawAdmissionRequest'>): readonly AdmissionRequestEvent[] {
  mustBeOfTheDepartment(command);
  return [{ type: 'AdmissionRequestWithdrawn', data: { reason: command.data.reason } }];
}

function decide(
  command: Issued<AdmissionRequestCommand, RequestFacts>,
  state: AdmissionRequestState,
): readonly AdmissionRequestEvent[] {
  switch (command.type) {
    case 'DraftAdmissionRequest':
      return draft(command, state);
    case 'ReviseAdmissionRequest':
      return revise(command, begun(command, state));
    case 'FileAdmissionRequest':
      return file(command, begun(command, state));
    case 'AcceptAdmissionRequest':
      return accept(command, begun(command, state));
    case 'ReturnAdmissionRequest':
      return giveBack(command, begun(command, state));
    case 'GiveOpinion':
      return opine(command, begun(command, state));
    case 'ReviewAdmissionRequest':
      return review(command, begun(command, state));
    case 'DecideAdmissionRequest':
      return settle(command, begun(command, state));
    case 'SignAgreement':
      return sign(command, begun(command, state));
    case 'PublishAdmission':
      return publish(command, begun(command, state));
    case 'RecordPayment':
      return pay(command, begun(command, state));
    case 'WithdrawAdmissionRequest':
      begun(command, state);
      return withdraw(command);
    case 'SuspendAdmission':
      return suspend(command, begun(command, state));
    case 'ResumeAdmission':
      return resume(command, begun(command, state));
    case 'RenewAdmission':
      return renew(command, begun(command, state));
    case 'ExitAdmission':
      return exit(command, begun(command, state));
    case 'RecordConditionMet':
      return meet(command, begun(command, state));
    case 'RateAdmission':
      return rate(command, begun(command, state));
    case 'PublishYearlyReview':
      return publishReview(command, begun(command, state));
    case 'ExpireAdmission':
      return expire(command, begun(command, state));
    default:
      return never(command);
  }
}

const statusAfter: Readonly<Partial<Record<AdmissionRequestEvent['type'], AdmissionStatus>>> = {
  AdmissionRequestFiled: 'filed',
  AdmissionRequestAccepted: 'accepted',
  AdmissionRequestReturned: 'returned',
  AdmissionRequestReviewed: 'reviewed',
  AdmissionGranted: 'granted',
  AdmissionRejected: 'rejected',
  AgreementSigned: 'agreed',
  AdmissionPublished: 'published',
  AdmissionRequestWithdrawn: 'withdrawn',
  AdmissionExited: 'exited',
  AdmissionExpired: 'expired',
};

const organizationIn = (judged: readonly Judged[]): string | null =>
  judged.find(({ stream }) => stream.startsWith('organization-'))?.stream.slice('organization-'.length) ??
  null;

const unrated = { vouchers: [], conditions: [], rated: [], ratings: {}, reviewed: null } as const;

function rated(
  state: Begun,
  { data }: Extract<AdmissionRequestEvent, { type: 'AdmissionRated' }>,
): Pick<Begun, 'rated' | 'ratings'> {
  const { year, as, satisfied } = data;
  const before = state.ratings[year] ?? { communities: 0, ratings: 0, satisfied: 0 };
  const counted = {
    communities: before.communities + (as === 'community' ? 1 : 0),
    ratings: before.ratings + 1,
    satisfied: before.satisfied + (satisfied ? 1 : 0),
  };
  return { rated: [...state.rated, ratedKey(data)], ratings: { ...state.ratings, [year]: counted } };
}

function evolve(state: AdmissionRequestState, event: AdmissionRequestEvent): AdmissionRequestState {
  if (event.type === 'AdmissionRequestDrafted') {
    const { application } = event.data;
    const clock = {
      filedOn: null,
      decideBy: null,
      hearingsNeeded: 0,
      rules: {},
      confirmBy: null,
      authority: null,
    };
    return { status: 'draft', application, ...clock, opinions: {}, paid: {}, suspended: [], ...unrated };
  }
  if (state.status === 'none') return state;
  const next = { ...state, status: statusAfter[event.type] ?? state.status };
  switch (event.type) {
    case 'AdmissionRequestRevised':
      return { ...next, application: event.data.application };
    case 'AdmissionRequestFiled': {
      const { filedOn, decideBy, hearingsNeeded, rules = {}, confirmBy = null } = event.data;
      const { authority = null } = event.data;
      return { ...next, filedOn, decideBy, hearingsNeeded, rules, confirmBy, authority, opinions: {} };
    }
    case 'AdmissionRequestAccepted':
      return { ...next, authority: state.authority ?? organizationIn(event.data.judged) };
    case 'OpinionGiven':
      return { ...next, opinions: { ...state.opinions, [event.data.community]: event.data.opinion } };
    case 'PaymentRecorded':
      return {
        ...next,
        paid: { ...state.paid, [event.data.community]: event.data.paidFen },
        vouchers: [...state.vouchers, voucherOf(event.data)],
      };
    case 'AdmissionSuspended':
      return { ...next, suspended: [...state.suspended, event.data.community] };
    case 'AdmissionResumed':
      return { ...next, suspended: state.suspended.filter((one) => one !== event.data.community) };
    case 'AdmissionGranted':
      return { ...next, conditions: event.data.conditions.map((text) => ({ text, metOn: null })) };
    case 'ConditionMet': {
      const { condition, metOn } = event.data;
      const conditions = state.conditions.map((one, n) => (n === condition - 1 ? { ...one, metOn } : one));
      return { ...next, conditions };
    }
    case 'AdmissionRated':
      return { ...next, ...rated(state, event) };
    case 'YearlyReviewPublished': {
      const { year, below } = event.data;
      const open = state.rated.filter((key) => !key.startsWith(`${year}/`));
      return { ...next, rated: open, reviewed: { years: [...(state.reviewed?.years ?? []), year], below } };
    }
    case 'AdmissionRenewed': {
      const { until, payments } = event.data;
      const { application } = state;
      return {
        ...next,
        application: { ...application, until, payments: [...application.payments, ...payments] },
      };
    }
    default:
      return next;
  }
}

/** A request for admission: what a department asks of communities, until it is in force or refused. */
export const admissionRequest: Decider<
  AdmissionRequestCommand,
  AdmissionRequestEvent,
  AdmissionRequestState,
  RequestFacts
> = {
  decide,
  evolve,
  initialState: { status: 'none' },
};
