import { defineView } from '#read-models';
import {
  marked,
  objectionsAfter,
  planSeen,
  postedAnew,
  postingsAfter,
  workAfter,
} from './decision-page-parts.js';
import type { PageRow } from './decision-page-row.js';
import { progressed } from './progress.js';
import { idOf, told, type Told, type ToldOf } from './told.js';

function begun(event: ToldOf<'DecisionOpened'>): PageRow {
  const { community, ruleSet, category, aid, initiative, title } = event.data;
  const { openedOn, money, attachments, reliesOn, firstStep } = event.data;
  return {
    decision: idOf(event),
    ...{ community, ruleSet, category, aid, initiative, title, openedOn, money, attachments, reliesOn },
    ...{ phase: 'deliberating', step: firstStep, movedAt: event.metadata.at, plans: [planSeen(event)] },
    ...{ reliedOnBy: [], recusals: [], steps: [], checks: [], postings: [], objections: [], work: null },
    ...{ outsideFacts: [], remarks: [], marks: [], file: null },
  };
}

function changed(row: PageRow, event: Told): PageRow {
  const { at } = event.metadata;
  switch (event.type) {
    case 'PlanRevised':
      return { ...row, plans: [...row.plans, planSeen(event)], money: event.data.money };
    case 'DecisionReentered': {
      const { money, reason } = event.data;
      const plans = [...row.plans, planSeen(event)];
      return { ...row, plans, money, ...marked(row, 'reentered', at, reason) };
    }
    case 'RecusalDeclared':
      return { ...row, recusals: [...row.recusals, event.data] };
    case 'StepPassed':
    case 'StepFailed': {
      const { step, ballot } = event.data;
      const carried = event.type === 'StepPassed';
      return { ...row, steps: [...row.steps, { step, ballot, carried, at }] };
    }
    case 'PostingChecked':
      return { ...row, checks: [...row.checks, { ...event.data, at }] };
    case 'ResolutionPosted':
    case 'ResultPosted':
      return { ...row, postings: postedAnew(row.postings, event) };
    case 'HangingAttested':
    case 'TakingDownAttested':
    case 'InterruptionReported':
    case 'BoardPhotographed':
    case 'PageProbed':
    case 'PostingEndSettled':
    case 'PostingProven':
      return { ...row, postings: postingsAfter(row.postings, event) };
    case 'ObjectionFiled':
    case 'ObjectionAnswered':
    case 'ObjectionEscalated':
      return { ...row, objections: objectionsAfter(row.objections, event) };
    case 'ObjectionUpheld': {
      const postings = row.postings.map((one) => ({ ...one, void: true }));
      return { ...row, postings, ...marked(row, 'upheld', at, event.data.reenter) };
    }
    case 'ImplementationStarted':
    case 'ProgressReported':
    case 'ContractRecorded':
    case 'SpendingRecorded':
    case 'ImplementationCompleted':
      return { ...row, work: workAfter(row.work, event) };
    case 'OutsideFactRecorded':
      return { ...row, outsideFacts: [...row.outsideFacts, event.data] };
    case 'RemarkMade':
      return { ...row, remarks: [...row.remarks, { ...event.data, at }] };
    case 'FileClosed':
      return { ...row, file: event.data };
    case 'DecisionWithdrawn':
      return { ...row, ...marked(row, 'withdrawn', at, event.data.reason) };
    case 'DecisionReferred':
      return { ...row, ...marked(row, 'referred', at, event.data.reason, event.data.article) };
    case 'DecisionAnnulled':
      return { ...row, ...marked(row, 'annulled', at, event.data.reason, event.data.article) };
    case 'RelianceNoted':
      return { ...row, reliedOnBy: [...row.reliedOnBy, event.data.decision] };
    case 'RelianceLost':
      return { ...row, ...marked(row, 'relianceLost', at, event.data.on) };
    default:
      return row;
  }
}

/** Ballots have a read model of their own: a vote does not rewrite the page. */
const elsewhere: ReadonlySet<string> = new Set([
  'BallotOpened',
  'VoteCast',
  'PaperVoteVoidAsked',
  'PaperVoteVoided',
  'CountsRecorded',
  'CountsConfirmed',
  'DepartureNoted',
  'BallotClosed',
  'CorrectionAsked',
  'VerdictRecounted',
]);

/** The page of a decision. */
export const decisionPage = defineView<PageRow>({
  name: 'decision_page_v2',
  key: 'decision',
  columns: {
    decision: 'text',
    community: 'text',
    ruleSet: 'text',
    category: 'text',
    aid: 'boolean',
    initiative: 'text',
    title: 'text',
    phase: 'text',
    step: 'text',
    openedOn: 'date',
    movedAt: 'text',
    plans: 'jsonb',
    money: 'jsonb',
    attachments: 'jsonb',
    reliesOn: 'jsonb',
    reliedOnBy: 'jsonb',
    recusals: 'jsonb',
    steps: 'jsonb',
    checks: 'jsonb',
    postings: 'jsonb',
    objections: 'jsonb',
    work: 'jsonb',
    outsideFacts: 'jsonb',
    remarks: 'jsonb',
    marks: 'jsonb',
    file: 'jsonb',
  },
  indexes: [{ columns: ['community'] }],
  categories: ['decision'],
  rows: (event) => (elsewhere.has(event.type) ? [] : [idOf(event)]),
  evolve(row, recorded) {
    const event = told(recorded);
    if (event.type === 'DecisionOpened') return begun(event);
    if (!row) return null;
    return { ...changed(row, event), ...progressed(row, event), movedAt: event.metadata.at };
  },
});
