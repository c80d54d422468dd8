import type { Recorded } from '#kernel';
import { defineView } from '#read-models';
import type {
  AdmissionRequestEvent,
  AdmissionStatus,
  Application,
  AuthoritySitting,
  DistrictRules,
  DuePayment,
  LoadRead,
  Opinion,
} from './events.js';
import { idOf, told } from './told.js';

/** A decision of the authority, with its arithmetic. */
export type Settled = Readonly<{
  carried: boolean;
  sitting: AuthoritySitting;
  arithmetic: Readonly<{ zh: string; en: string }>;
  article: string;
  conditions: readonly string[];
  lateDays: number;
  ownAssessmentBlocked: boolean;
  /** What the communities bore then, against the cap; null before it was kept. */
  load: (LoadRead & Readonly<{ cap: number | null; over: readonly string[]; because: string | null }>) | null;
}>;

/** A later vote of the authority. */
export type LaterVote = Readonly<{
  on: 'renewal' | 'exit';
  carried: boolean;
  heldOn: string;
  /** The new term, or why it ends. */
  what: string;
  arithmetic: Readonly<{ zh: string; en: string }>;
}>;

/** What a community and its representatives said of a year; `own`: its head for it, null while he has not. */
export type YearRating = Readonly<{
  year: number;
  community: string;
  satisfied: number;
  dissatisfied: number;
  own: boolean | null;
}>;

/** A year's review as it was published. */
export type YearReview = Readonly<{
  year: number;
  ratings: number;
  satisfied: number;
  below: boolean;
  arithmetic: Readonly<{ zh: string; en: string }>;
}>;

/** What was paid to a community, and when. */
export type Paid = Readonly<{ community: string; paidOn: string; amountFen: number; voucherHash: string }>;

/** A request with everything that became of it. */
export type AdmissionRow = Readonly<{
  id: string;
  district: string;
  department: string;
  status: AdmissionStatus;
  kind: Application['kind'];
  title: string;
  application: Omit<Application, 'district' | 'department' | 'kind' | 'title' | 'communities' | 'payments'>;
  communities: readonly string[];
  /** Beside the row's long parts, so that a list need not unpack them. */
  communityCount: number;
  hoursPerMonth: number;
  filedOn: string | null;
  decideBy: string | null;
  provisional: boolean;
  catalogVersion: number | null;
  hearingsNeeded: number;
  /** What the district had set when it was filed. */
  rules: DistrictRules;
  /** Until when an urgent matter must be confirmed. */
  confirmBy: string | null;
  opinions: readonly Readonly<{ community: string; opinion: Opinion; text: string; at: string }>[];
  review: string | null;
  returned: string | null;
  settled: Settled | null;
  agreement: Readonly<{ signedOn: string; documentHash: string }> | null;
  /** Agreed once it is signed, asked for before. */
  payments: readonly DuePayment[];
  paid: readonly Paid[];
  publishedOn: string | null;
  inForceFrom: string | null;
  inForceUntil: string | null;
  withdrawn: string | null;
  /** Communities that have stopped the work, since their money is late. */
  suspended: readonly string[];
  /** Later votes of the authority on it: renewals and exits, carried or not. */
  votes: readonly LaterVote[];
  /** On what it was admitted, and what shows that it is met; null while it is not. */
  conditions: readonly Readonly<{ text: string; metOn: string | null; documentHash: string | null }>[];
  ratings: readonly YearRating[];
  reviews: readonly YearReview[];
  /** Its last review fell below the threshold, and the authority has not voted on its exit since. */
  forExit: boolean;
  /** Log position of its beginning: the order of lists. */
  begun: number;
  movedAt: string;
}>;

type Told = Recorded<AdmissionRequestEvent>;

function asked({ district, department, kind, title, communities, payments, ...application }: Application) {
  return {
    ...{ district, department, kind, title, communities, payments, application },
    ...{ communityCount: communities.length, hoursPerMonth: application.hoursPerMonth },
  };
}

function begun(event: Told & Readonly<{ type: 'AdmissionRequestDrafted' }>): AdmissionRow {
  return {
    ...{ id: idOf(event), status: 'draft', ...asked(event.data.application) },
    ...{ filedOn: null, decideBy: null, provisional: false, catalogVersion: null, hearingsNeeded: 0 },
    ...{ rules: {}, confirmBy: null },
    ...{ opinions: [], review: null, returned: null, settled: null, agreement: null, paid: [] },
    ...{ publishedOn: null, inForceFrom: null, inForceUntil: null, withdrawn: null },
    ...{ suspended: [], votes: [], conditions: [], ratings: [], reviews: [], forExit: false },
    ...{ begun: Number(event.position), movedAt: event.metadata.at },
  };
}

type OfAVote = Extract<
  Told,
  { type: 'AdmissionRenewed' | 'RenewalDeclined' | 'AdmissionExited' | 'ExitDeclined' }
>;

function votedOn(row: AdmissionRow, { data }: OfAVote): AdmissionRow {
  const { sitting, verdict } = data;
  const [on, what] =
    'grounds' in data
      ? (['exit', `${data.grounds}: ${data.reason}`] as const)
      : (['renewal', data.until] as const);
  const { carried, arithmetic } = verdict;
  return { ...row, votes: [...row.votes, { on, carried, heldOn: sitting.heldOn, what, arithmetic }] };
}

function ratedIn(
  ratings: readonly YearRating[],
  { data }: Extract<Told, { type: 'AdmissionRated' }>,
): readonly YearRating[] {
  const { year, community, as, satisfied } = data;
  const isIt = (one: YearRating): boolean => one.year === year && one.community === community;
  const before = ratings.find(isIt) ?? { year, community, satisfied: 0, dissatisfied: 0, own: null };
  const counted = {
    ...before,
    satisfied: before.satisfied + (satisfied ? 1 : 0),
    dissatisfied: before.dissatisfied + (satisfied ? 0 : 1),
    own: as === 'community' ? satisfied : before.own,
  };
  return [...ratings.filter((one) => !isIt(one)), counted];
}

function changed(row: AdmissionRow, event: Told): AdmissionRow {
  switch (event.type) {
    case 'AdmissionRequestRevised':
      return { ...row, ...asked(event.data.application) };
    case 'AdmissionRequestFiled': {
      const { filedOn, decideBy, provisional, catalogVersion, hearingsNeeded } = event.data;
      const { rules = {}, confirmBy = null } = event.data;
      const urgent = confirmBy && { inForceFrom: filedOn, inForceUntil: confirmBy };
      const clock = {
        filedOn,
        decideBy,
        provisional,
        catalogVersion,
        hearingsNeeded,
        rules,
        confirmBy,
        ...urgent,
      };
      return { ...row, status: 'filed', ...clock, opinions: [], returned: null };
    }
    case 'AdmissionRequestAccepted':
      return { ...row, status: 'accepted' };
    case 'AdmissionRequestReturned':
      return { ...row, status: 'returned', decideBy: null, returned: event.data.reason };
    case 'OpinionGiven': {
      const { community, opinion, text } = event.data;
      return { ...row, opinions: [...row.opinions, { community, opinion, text, at: event.metadata.at }] };
    }
    case 'AdmissionRequestReviewed':
      return { ...row, status: 'reviewed', review: event.data.opinion };
    case 'AdmissionGranted':
    case 'AdmissionRejected': {
      const { sitting, verdict, lateDays } = event.data;
      const { arithmetic, article, carried } = verdict;
      const more =
        event.type === 'AdmissionGranted'
          ? {
              conditions: event.data.conditions,
              ownAssessmentBlocked: event.data.ownAssessmentBlocked,
              load: event.data.load ?? null,
            }
          : { conditions: [], ownAssessmentBlocked: false, load: null };
      const settled = { carried, sitting, arithmetic, article, lateDays, ...more };
      const conditions = more.conditions.map((text) => ({ text, metOn: null, documentHash: null }));
      const confirmed = carried && row.confirmBy !== null ? { inForceUntil: row.application.until } : {};
      const status = carried ? 'granted' : 'rejected';
      return { ...row, status, decideBy: null, settled, conditions, ...confirmed };
    }
    case 'AgreementSigned': {
      const { signedOn, documentHash, payments } = event.data;
      return { ...row, status: 'agreed', agreement: { signedOn, documentHash }, payments };
    }
    case 'AdmissionPublished': {
      const { publishedOn, from, until } = event.data;
      return { ...row, status: 'published', publishedOn, inForceFrom: from, inForceUntil: until };
    }
    case 'PaymentRecorded': {
      const { community, paidOn, amountFen, voucherHash } = event.data;
      return { ...row, paid: [...row.paid, { community, paidOn, amountFen, voucherHash }] };
    }
    case 'AdmissionSuspended':
      return { ...row, suspended: [...row.suspended, event.data.community] };
    case 'AdmissionResumed':
      return { ...row, suspended: row.suspended.filter((one) => one !== event.data.community) };
    case 'AdmissionRenewed': {
      const { until, payments } = event.data;
      return { ...votedOn(row, event), inForceUntil: until, payments: [...row.payments, ...payments] };
    }
    case 'RenewalDeclined':
      return votedOn(row, event);
    case 'ExitDeclined':
      return { ...votedOn(row, event), forExit: false };
    case 'AdmissionExited':
      return { ...votedOn(row, event), status: 'exited', forExit: false };
    case 'ConditionMet': {
      const { condition, metOn, documentHash } = event.data;
      const meets = (n: number): object => (n === condition - 1 ? { metOn, documentHash } : {});
      return { ...row, conditions: row.conditions.map((one, n) => ({ ...one, ...meets(n) })) };
    }
    case 'AdmissionRated':
      return { ...row, ratings: ratedIn(row.ratings, event) };
    case 'YearlyReviewPublished': {
      const { year, ratings, satisfied, below, arithmetic } = event.data;
      const reviews = [...row.reviews, { year, ratings, satisfied, below, arithmetic }];
      return { ...row, reviews, forExit: below };
    }
    case 'AdmissionExpired':
      return { ...row, status: 'expired' };
    case 'AdmissionRequestWithdrawn':
      return { ...row, status: 'withdrawn', decideBy: null, withdrawn: event.data.reason };
    default:
      return row;
  }
}

/** Requests for admission: the desks of departments, authority and communities, and the public ledger. */
export const admissionView = defineView<AdmissionRow>({
  name: 'admission_v3',
  key: 'id',
  columns: {
    ...{ rules: 'jsonb', confirmBy: 'date', forExit: 'boolean' },
    ...{ id: 'text', district: 'text', department: 'text', status: 'text', kind: 'text', title: 'text' },
    ...{
      application: 'jsonb',
      communities: 'text[]',
      communityCount: 'integer',
      hoursPerMonth: 'integer',
      filedOn: 'date',
      decideBy: 'date',
    },
    ...{ provisional: 'boolean', catalogVersion: 'integer', hearingsNeeded: 'integer', opinions: 'jsonb' },
    ...{ review: 'text', returned: 'text', settled: 'jsonb', agreement: 'jsonb', payments: 'jsonb' },
    ...{ paid: 'jsonb', publishedOn: 'date', inForceFrom: 'date', inForceUntil: 'date', withdrawn: 'text' },
    ...{ suspended: 'text[]', votes: 'jsonb', ratings: 'jsonb', reviews: 'jsonb', conditions: 'jsonb' },
    ...{ begun: 'bigint', movedAt: 'text' },
  },
  indexes: [{ columns: ['department', 'begun'] }, { columns: ['district', 'begun'] }],
  categories: ['admissionRequest'],
  rows: (event) => [idOf(event)],
  evolve(row, recorded) {
    const event = told.request(recorded);
    if (event.type === 'AdmissionRequestDrafted') return begun(event);
    return row ? { ...changed(row, event), movedAt: event.metadata.at } : null;
  },
});
