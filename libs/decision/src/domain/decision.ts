import type { Decider } from '#kernel';
import type { DecisionCommand, DecisionEvent } from '../events.js';
import { annulDecision, markRelianceLost, noteReliance } from './annulment.js';
import { closeBallot } from './ballot-closing.js';
import { correctBallot } from './ballot-correction.js';
import { confirmCounts, recordCounts } from './ballot-counts.js';
import { openBallot } from './ballot-opening.js';
import { enterPaperVote, noteDeparture, voidPaperVote, voteByPhone } from './ballot-votes.js';
import { begun, evolveDeliberation } from './deliberation.js';
import { decideDisclosure, disclosureEvents, evolveDisclosure, type DisclosureEvent } from './disclosure.js';
import { openDecision } from './opening.js';
import { opened } from './phase.js';
import { declareRecusal, revisePlan } from './revising.js';
import type { DecisionFacts, DecisionState } from './state.js';
import { referToResidentsMeeting, reenterDecision, withdrawDecision } from './ways-out.js';

type TheDecider = Decider<DecisionCommand, DecisionEvent, DecisionState, DecisionFacts>;

function decide(
  command: Parameters<TheDecider['decide']>[0],
  before: DecisionState,
): readonly DecisionEvent[] {
  if (command.type === 'OpenDecision') return openDecision(command, before);
  const state = opened(before);
  switch (command.type) {
    case 'RevisePlan':
      return revisePlan(command, state);
    case 'DeclareRecusal':
      return declareRecusal(command, state);
    case 'OpenBallot':
      return openBallot(command, state);
    case 'CastVote':
      return voteByPhone(command, state);
    case 'EnterPaperVote':
      return enterPaperVote(command, state);
    case 'VoidPaperVote':
      return voidPaperVote(command, state);
    case 'RecordCounts':
      return recordCounts(command, state);
    case 'ConfirmCounts':
      return confirmCounts(command, state);
    case 'NoteDeparture':
      return noteDeparture(command, state);
    case 'CloseBallot':
      return closeBallot(command, state);
    case 'CorrectBallot':
      return correctBallot(command, state);
    case 'WithdrawDecision':
      return withdrawDecision(command, state);
    case 'ReenterDecision':
      return reenterDecision(command, state);
    case 'ReferToResidentsMeeting':
      return referToResidentsMeeting(command, state);
    case 'AnnulDecision':
      return annulDecision(command, state);
    case 'NoteReliance':
      return noteReliance(command, state);
    case 'MarkRelianceLost':
      return markRelianceLost(command, state);
    default:
      return decideDisclosure(command, state);
  }
}

const isDisclosure = (event: DecisionEvent): event is DisclosureEvent =>
  disclosureEvents.some((type) => type === event.type);

function evolve(state: DecisionState, event: DecisionEvent): DecisionState {
  if (event.type === 'DecisionOpened') return { ...begun(event.data), file: [event.type] };
  if (state.phase === 'none') return state;
  const next = isDisclosure(event) ? evolveDisclosure(state, event) : evolveDeliberation(state, event);
  if (next.phase === 'none') return next;
  return { ...next, file: [...state.file, event.type] };
}

/** One matter of the community on its way through four deliberations and two disclosures. */
export const decision: TheDecider = { initialState: { phase: 'none' }, decide, evolve };
