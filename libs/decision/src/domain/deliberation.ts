import { never } from '#kernel';
import type { StepKind } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { evolveBallot, recordOf } from './ballot-evolve.js';
import type { DisclosureEvent } from './disclosure.js';
import type { Opened } from './phase.js';
import type { Live } from './state.js';

export type DeliberationEvent = Exclude<DecisionEvent, DisclosureEvent>;
type Of<T extends DecisionEvent['type']> = Extract<DecisionEvent, { type: T }>['data'];

const phases: Readonly<Record<StepKind, Opened['phase']>> = {
  meeting: 'deliberating',
  posting: 'posting',
  implementation: 'implementing',
};

/** A decision as it begins. */
export function begun(opening: Of<'DecisionOpened'>): Opened {
  const { origin, community, ruleSet, category, aid, title, openedOn } = opening;
  const { planVersion, planHash, money, reliesOn, firstStep: step } = opening;
  return {
    phase: 'deliberating',
    ...{
      origin,
      community,
      ruleSet,
      category,
      aid,
      title,
      openedOn,
      planVersion,
      planHash,
      money,
      reliesOn,
      step,
    },
    ...{ reliedOnBy: [], relianceLost: [], referred: false, held: {}, ballots: [], recusals: [] },
    ...{ checks: {}, postings: {}, objections: [], implementation: null, file: [] },
  };
}

function withHeld(state: Opened, { step, ballot }: Of<'StepFailed'>, carried: boolean): Pick<Live, 'held'> {
  const record = state.ballots.find((one) => one.number === ballot);
  const { sitting, heldOn } = record ?? { sitting: '', heldOn: '' };
  return { held: { ...state.held, [step]: { ballot, sitting, carried, heldOn } } };
}

function stepped(state: Opened, data: Of<'StepPassed'>): Opened {
  const { step, next, nextKind } = data;
  const phase = nextKind === null ? 'concluded' : phases[nextKind];
  return { ...state, ...withHeld(state, data, true), phase, step: next ?? step };
}

/** The decision after an event of its deliberations; knows no law. */
export function evolveDeliberation(
  state: Opened,
  event: Exclude<DeliberationEvent, { type: 'DecisionOpened' }>,
): Opened {
  switch (event.type) {
    case 'PlanRevised':
      return { ...state, ...versionOf(event.data) };
    case 'RecusalDeclared': {
      const { step, person } = event.data;
      return { ...state, recusals: [...state.recusals, { step, person }] };
    }
    case 'BallotOpened':
      return { ...state, ballots: [...state.ballots, recordOf(event.data)] };
    case 'StepPassed':
      return stepped(state, event.data);
    case 'StepFailed':
      return { ...state, ...withHeld(state, event.data, false), phase: 'failed', step: event.data.step };
    case 'DecisionWithdrawn':
      return { ...state, phase: 'withdrawn' };
    case 'DecisionReentered':
      return {
        ...state,
        ...versionOf(event.data),
        phase: 'deliberating',
        step: event.data.step,
        referred: false,
      };
    case 'DecisionReferred':
      return { ...state, phase: 'deliberating', step: event.data.step, referred: true };
    case 'DecisionAnnulled':
      return { ...state, phase: 'annulled' };
    case 'RelianceNoted':
      return { ...state, reliedOnBy: [...state.reliedOnBy, event.data.decision] };
    case 'RelianceLost':
      return { ...state, relianceLost: [...state.relianceLost, event.data.on] };
    case 'VoteCast':
    case 'PaperVoteVoidAsked':
    case 'PaperVoteVoided':
    case 'CountsRecorded':
    case 'CountsConfirmed':
    case 'DepartureNoted':
    case 'BallotClosed':
    case 'CorrectionAsked':
    case 'VerdictRecounted':
      return { ...state, ...evolveBallot(state, event) };
    default:
      return never(event);
  }
}

function versionOf({ planVersion, planHash, money }: Of<'PlanRevised'> | Of<'DecisionReentered'>) {
  return { planVersion, planHash, money };
}
