import { never, type Issued } from '#kernel';
import type { DecisionCommand, DecisionEvent } from '../events.js';
import { recordOutsideFact, remark } from './closing-remark.js';
import { closeFile } from './closing.js';
import { evolveImplementation } from './implementation-evolve.js';
import { recordContract, recordSpending } from './implementation-money.js';
import { completeImplementation, reportProgress, startImplementation } from './implementation-work.js';
import { answerObjection } from './objection-answer.js';
import { escalateObjection } from './objection-escalate.js';
import { evolveObjection } from './objection-evolve.js';
import { interpellate } from './interpellation.js';
import { fileObjection } from './objection-file.js';
import { opened, type Opened } from './phase.js';
import { attestHanging, attestTakingDown, reportInterruption } from './posting-attest.js';
import { checkPosting } from './posting-check.js';
import { photographBoard, probePage } from './posting-evidence.js';
import { closePosting, settlePostingEnd } from './posting-close.js';
import { evolvePosting } from './posting-evolve.js';
import { post } from './posting-post.js';
import type { DecisionFacts, DecisionState } from './state.js';

/** The commands of the two disclosures and of what lies between and after them. */
export const disclosureCommands = [
  'CheckPosting',
  'Post',
  'AttestHanging',
  'ReportInterruption',
  'AttestTakingDown',
  'PhotographBoard',
  'ProbePage',
  'ClosePosting',
  'SettlePostingEnd',
  'FileObjection',
  'Interpellate',
  'AnswerObjection',
  'EscalateObjection',
  'StartImplementation',
  'ReportProgress',
  'RecordContract',
  'RecordSpending',
  'CompleteImplementation',
  'RecordOutsideFact',
  'CloseFile',
  'Remark',
] as const;
export type DisclosureCommand = Extract<DecisionCommand, { type: (typeof disclosureCommands)[number] }>;

/** Their events. */
export const disclosureEvents = [
  'PostingChecked',
  'ResolutionPosted',
  'ResultPosted',
  'HangingAttested',
  'InterruptionReported',
  'TakingDownAttested',
  'BoardPhotographed',
  'PageProbed',
  'PostingEndSettled',
  'PostingProven',
  'ObjectionFiled',
  'ObjectionAnswered',
  'ObjectionUpheld',
  'ObjectionEscalated',
  'ImplementationStarted',
  'ProgressReported',
  'ContractRecorded',
  'SpendingRecorded',
  'ImplementationCompleted',
  'OutsideFactRecorded',
  'FileClosed',
  'RemarkMade',
] as const;
export type DisclosureEvent = Extract<DecisionEvent, { type: (typeof disclosureEvents)[number] }>;

/** Decides the disclosures: postings, objections, implementation, closing. */
export function decideDisclosure(
  command: Issued<DisclosureCommand, DecisionFacts>,
  before: DecisionState,
): readonly DecisionEvent[] {
  const state = opened(before);
  switch (command.type) {
    case 'CheckPosting':
      return checkPosting(command, state);
    case 'Post':
      return post(command, state);
    case 'AttestHanging':
      return attestHanging(command, state);
    case 'ReportInterruption':
      return reportInterruption(command, state);
    case 'AttestTakingDown':
      return attestTakingDown(command, state);
    case 'PhotographBoard':
      return photographBoard(command, state);
    case 'ProbePage':
      return probePage(command, state);
    case 'ClosePosting':
      return closePosting(command, state);
    case 'SettlePostingEnd':
      return settlePostingEnd(command, state);
    case 'FileObjection':
      return fileObjection(command, state);
    case 'Interpellate':
      return interpellate(command, state);
    case 'AnswerObjection':
      return answerObjection(command, state);
    case 'EscalateObjection':
      return escalateObjection(command, state);
    case 'StartImplementation':
      return startImplementation(command, state);
    case 'ReportProgress':
      return reportProgress(command, state);
    case 'RecordContract':
      return recordContract(command, state);
    case 'RecordSpending':
      return recordSpending(command, state);
    case 'CompleteImplementation':
      return completeImplementation(command, state);
    case 'RecordOutsideFact':
      return recordOutsideFact(command, state);
    case 'CloseFile':
      return closeFile(command, state);
    case 'Remark':
      return remark(command, state);
    default:
      return never(command);
  }
}

/** What was withdrawn or annulled stays so when its file is closed: nothing may rely on it. */
const filed = (state: Opened): Opened =>
  state.phase === 'withdrawn' || state.phase === 'annulled' ? state : { ...state, phase: 'filed' };

/** What becomes of the decision by an event of its disclosures; the caller keeps the list of the file. */
export function evolveDisclosure(state: DecisionState, event: DisclosureEvent): DecisionState {
  if (state.phase === 'none') return state;
  switch (event.type) {
    case 'PostingChecked':
    case 'ResolutionPosted':
    case 'ResultPosted':
    case 'HangingAttested':
    case 'InterruptionReported':
    case 'TakingDownAttested':
    case 'BoardPhotographed':
    case 'PageProbed':
    case 'PostingEndSettled':
    case 'PostingProven':
      return evolvePosting(state, event);
    case 'ObjectionFiled':
    case 'ObjectionAnswered':
    case 'ObjectionUpheld':
    case 'ObjectionEscalated':
      return evolveObjection(state, event);
    case 'ImplementationStarted':
    case 'ProgressReported':
    case 'ContractRecorded':
    case 'SpendingRecorded':
    case 'ImplementationCompleted':
      return evolveImplementation(state, event);
    case 'FileClosed':
      return filed(state);
    case 'OutsideFactRecorded':
    case 'RemarkMade':
      return state;
    default:
      return never(event);
  }
}
