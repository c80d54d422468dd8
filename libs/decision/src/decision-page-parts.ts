import type {
  MarkSeen,
  ObjectionSeen,
  PageRow,
  PlanSeen,
  PostingSeen,
  WorkSeen,
} from './decision-page-row.js';
import type { ToldOf } from './told.js';

type Posted = ToldOf<'ResolutionPosted' | 'ResultPosted'>;
type OfPosting = ToldOf<
  | 'HangingAttested'
  | 'TakingDownAttested'
  | 'InterruptionReported'
  | 'BoardPhotographed'
  | 'PageProbed'
  | 'PostingEndSettled'
  | 'PostingProven'
>;
type OfObjection = ToldOf<'ObjectionFiled' | 'ObjectionAnswered' | 'ObjectionEscalated'>;
type OfWork = ToldOf<
  | 'ImplementationStarted'
  | 'ProgressReported'
  | 'ContractRecorded'
  | 'SpendingRecorded'
  | 'ImplementationCompleted'
>;

/** A version of the plan as an event tells it. */
export function planSeen(event: ToldOf<'DecisionOpened' | 'PlanRevised' | 'DecisionReentered'>): PlanSeen {
  const { plan, planVersion, planHash, money } = event.data;
  const reason = 'reason' in event.data ? event.data.reason : null;
  return { version: planVersion, hash: planHash, text: plan, money, reason, at: event.metadata.at };
}

/** A posting as it goes up; one of the same step that was up is void. */
export function postedAnew(postings: readonly PostingSeen[], event: Posted): readonly PostingSeen[] {
  const { judged: _judged, ...data } = event.data;
  const result = event.type === 'ResultPosted' ? event.data : undefined;
  const seen: PostingSeen = {
    ...data,
    kind: result ? 'result' : 'resolution',
    budgetFen: result?.budgetFen ?? null,
    spentFen: result?.spentFen ?? null,
    ...{ hung: [], takenDown: [], interruptions: [], photographs: [], probes: [] },
    ...{ proven: null, void: false },
  };
  return [...postings.map((one) => (one.step === data.step ? { ...one, void: true } : one)), seen];
}

const moved = (posting: PostingSeen, lastDay: string): PostingSeen => ({
  ...posting,
  lastDay,
  objectionUntil: posting.objectionUntil === posting.lastDay ? lastDay : posting.objectionUntil,
});

function furthered(posting: PostingSeen, event: OfPosting): PostingSeen {
  const { step: _step, ...data } = event.data;
  switch (event.type) {
    case 'HangingAttested':
      return { ...posting, hung: [...posting.hung, data as PostingSeen['hung'][number]] };
    case 'TakingDownAttested':
      return { ...posting, takenDown: [...posting.takenDown, data as PostingSeen['hung'][number]] };
    case 'InterruptionReported': {
      const { place, from, until, reason, lastDay } = event.data;
      const gap = { place, from, until, reason };
      return { ...moved(posting, lastDay), interruptions: [...posting.interruptions, gap] };
    }
    case 'BoardPhotographed':
      return {
        ...posting,
        photographs: [...posting.photographs, data as PostingSeen['photographs'][number]],
      };
    case 'PageProbed': {
      const { on, found, reason, lastDay } = event.data;
      const others = posting.probes.filter((one) => one.on !== on);
      return { ...moved(posting, lastDay), probes: [...others, { on, found, reason }] };
    }
    case 'PostingEndSettled':
      return { ...moved(posting, event.data.lastDay), provisional: false };
    case 'PostingProven':
      return { ...posting, proven: event.data };
  }
}

/** The postings after an event of the one that is up. */
export const postingsAfter = (postings: readonly PostingSeen[], event: OfPosting): readonly PostingSeen[] =>
  postings.map((one) => (one.step === event.data.step && !one.void ? furthered(one, event) : one));

/** The objections after one of their events. */
export function objectionsAfter(
  objections: readonly ObjectionSeen[],
  event: OfObjection,
): readonly ObjectionSeen[] {
  if (event.type === 'ObjectionFiled') {
    const { source: _source, judged: _judged, interpellation = null, ...data } = event.data;
    const open = { reply: null, blackouts: [], outcome: 'open', answeredOn: null } as const;
    return [...objections, { ...data, interpellation, ...open, lateDays: 0, escalations: [] }];
  }
  return objections.map((one) => {
    if (one.objection !== event.data.objection) return one;
    if (event.type === 'ObjectionEscalated') {
      const { objection: _objection, ...data } = event.data;
      return { ...one, escalations: [...one.escalations, data] };
    }
    const { reply, outcome, blackouts, answeredOn, lateDays } = event.data;
    return { ...one, reply, outcome, blackouts, answeredOn, lateDays };
  });
}

/** The work after one of its events. */
export function workAfter(work: WorkSeen | null, event: OfWork): WorkSeen | null {
  if (event.type === 'ImplementationStarted') {
    const empty = { notes: [], contracts: [], payments: [], spentFen: 0 };
    const { startedOn } = event.data;
    return { ...empty, ...work, startedOn, completedOn: null, resultPostingBy: null, percent: 0 };
  }
  if (!work) return null;
  switch (event.type) {
    case 'ProgressReported': {
      const note = { ...event.data, at: event.metadata.at };
      return { ...work, percent: event.data.percent, notes: [...work.notes, note] };
    }
    case 'ContractRecorded':
      return { ...work, contracts: [...work.contracts, event.data] };
    case 'SpendingRecorded':
      return { ...work, payments: [...work.payments, event.data], spentFen: event.data.spentFen };
    case 'ImplementationCompleted': {
      const { completedOn, resultPostingBy } = event.data;
      return { ...work, completedOn, resultPostingBy };
    }
  }
}

/** Something that everybody who reads the decision must see at once. */
export const marked = (
  row: PageRow,
  kind: MarkSeen['kind'],
  at: string,
  reason: string | null,
  article: string | null = null,
): Pick<PageRow, 'marks'> => ({ marks: [...row.marks, { kind, at, reason, article }] });
