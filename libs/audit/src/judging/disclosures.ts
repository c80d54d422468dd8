import { dayOf, daysBetween, postingStepOn, type RuleSet } from '#procedure';
import { deviation, type Told } from './ballots.js';
import type { Deviation } from './deviation.js';

type State = {
  lastDay: Map<string, string>;
  proven: Set<string>;
  open: Map<string, Readonly<{ event: Told; replyBy: string }>>;
  approvedFen: number | null;
  spentFen: number;
};

type Judging = Readonly<{ set: RuleSet; aid: boolean }>;
type Posted = Extract<Told, { type: 'ResolutionPosted' | 'ResultPosted' }>;

function posted(event: Posted, { set, aid }: Judging): readonly Deviation[] {
  const { step, from, lastDay } = event.data;
  const { minDays } = postingStepOn(set, step, from, aid);
  const days = daysBetween(from, lastDay);
  if (days >= minDays.value) return [];
  return [
    deviation('unlawful', 'audit.postedTooShort', event, minDays.source, {
      zh: `公示 ${days} 天(${from} 至 ${lastDay}),至少应为 ${minDays.value} 天。`,
      en: `Posted for ${days} days (${from} to ${lastDay}); ${minDays.value} at least are needed.`,
    }),
  ];
}

function answered(event: Extract<Told, { type: 'ObjectionAnswered' }>, state: State): readonly Deviation[] {
  const { objection, answeredOn } = event.data;
  const replyBy = state.open.get(objection)?.replyBy ?? answeredOn;
  state.open.delete(objection);
  if (answeredOn <= replyBy) return [];
  return [
    deviation('late', 'audit.replyLate', event, '居委会组织法(2025) §35', {
      zh: `异议应于 ${replyBy} 前答复,实际 ${answeredOn}。`,
      en: `A reply was due by ${replyBy} and given on ${answeredOn}.`,
    }),
  ];
}

function started(
  event: Extract<Told, { type: 'ImplementationStarted' }>,
  state: State,
): readonly Deviation[] {
  const found: Deviation[] = [];
  if (state.lastDay.has('resolutionPosting') && !state.proven.has('resolutionPosting'))
    found.push(
      deviation('unlawful', 'audit.startedBeforeProof', event, '居委会组织法(2025) §34', {
        zh: '决议公示的天数尚未证明,即开始实施。',
        en: 'The work began before the days of the posting were proven.',
      }),
    );
  if (state.open.size > 0)
    found.push(
      deviation('unlawful', 'audit.startedUnanswered', event, '居委会组织法(2025) §35', {
        zh: `尚有 ${state.open.size} 件异议未答复,即开始实施。`,
        en: `The work began with ${state.open.size} objections unanswered.`,
      }),
    );
  return found;
}

function proven(event: Extract<Told, { type: 'PostingProven' }>, state: State): readonly Deviation[] {
  const { step, until, days, needed } = event.data;
  state.proven.add(step);
  const lastDay = state.lastDay.get(step) ?? until;
  if (until >= lastDay && days >= needed) return [];
  return [
    deviation('unlawful', 'audit.postingUnproven', event, event.data.article, {
      zh: `公示到 ${until} 为止、${days} 天,应到 ${lastDay}、${needed} 天。`,
      en: `It is proven to ${until}, ${days} days; ${lastDay} and ${needed} days are needed.`,
    }),
  ];
}

function spent(event: Extract<Told, { type: 'SpendingRecorded' }>, state: State): readonly Deviation[] {
  state.spentFen += event.data.amountFen;
  if (state.approvedFen === null || state.spentFen <= state.approvedFen) return [];
  return [
    deviation('unlawful', 'audit.overspent', event, 'procedures §3', {
      zh: `共支出 ${state.spentFen} 分,超过批准的 ${state.approvedFen} 分。`,
      en: `${state.spentFen} fen were spent in all; ${state.approvedFen} were approved.`,
    }),
  ];
}

function judgeOne(event: Told, state: State, judging: Judging): readonly Deviation[] {
  switch (event.type) {
    case 'DecisionOpened':
    case 'PlanRevised':
    case 'DecisionReentered':
      state.approvedFen = event.data.money?.amountFen ?? null;
      return [];
    case 'ResolutionPosted':
    case 'ResultPosted':
      state.lastDay.set(event.data.step, event.data.lastDay);
      state.proven.delete(event.data.step);
      return posted(event, judging);
    case 'InterruptionReported':
    case 'PageProbed':
    case 'PostingEndSettled':
      state.lastDay.set(event.data.step, event.data.lastDay);
      return [];
    case 'PostingProven':
      return proven(event, state);
    case 'ObjectionFiled':
      state.open.set(event.data.objection, { event, replyBy: event.data.replyBy });
      return [];
    case 'ObjectionAnswered':
      return answered(event, state);
    case 'ImplementationStarted':
      return started(event, state);
    case 'SpendingRecorded':
      return spent(event, state);
    default:
      return [];
  }
}

/** Judges postings, replies, the begin of the work and the money of a decision again; `today`: whose replies are overdue. */
export function judgeDisclosures(
  events: readonly Told[],
  judging: Judging,
  today: string,
): readonly Deviation[] {
  const state: State = {
    ...{ lastDay: new Map(), proven: new Set(), open: new Map(), approvedFen: null, spentFen: 0 },
  };
  const found = events.flatMap((event) => judgeOne(event, state, judging));
  const overdue = [...state.open.values()].filter(({ replyBy }) => replyBy < today);
  return [
    ...found,
    ...overdue.map(({ event, replyBy }) =>
      deviation('late', 'audit.replyOverdue', event, '居委会组织法(2025) §35', {
        zh: `${dayOf(event.metadata.at)} 的异议应于 ${replyBy} 前答复,至 ${today} 仍未答复。`,
        en: `The objection of ${dayOf(event.metadata.at)} was to be answered by ${replyBy}; on ${today} it is not.`,
      }),
    ),
  ];
}
