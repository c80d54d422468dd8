import type { DecisionEvent } from '../events.js';
import type { Opened } from './phase.js';
import type { Implementation } from './state.js';

type Type =
  | 'ImplementationStarted'
  | 'ProgressReported'
  | 'ContractRecorded'
  | 'SpendingRecorded'
  | 'ImplementationCompleted';
export type ImplementationEvent = Extract<DecisionEvent, { type: Type }>;
type Later = Exclude<ImplementationEvent, { type: 'ImplementationStarted' }>;

function furthered(work: Implementation, event: Later): Implementation {
  switch (event.type) {
    case 'ProgressReported':
      return { ...work, percent: event.data.percent };
    case 'ContractRecorded':
      return { ...work, contractedFen: work.contractedFen + event.data.amountFen };
    case 'SpendingRecorded':
      return { ...work, spentFen: event.data.spentFen };
    case 'ImplementationCompleted':
      return { ...work, completedOn: event.data.completedOn };
  }
}

/** What becomes of the decision by an event of its implementation. */
export function evolveImplementation(state: Opened, event: ImplementationEvent): Opened {
  const before = state.implementation;
  if (event.type === 'ImplementationStarted') {
    const { startedOn, step } = event.data;
    // After an upheld objection the work starts again; money that is spent stays spent.
    const used = { spentFen: before?.spentFen ?? 0, contractedFen: before?.contractedFen ?? 0 };
    const implementation = { startedOn, completedOn: null, percent: 0, ...used };
    return { ...state, phase: 'implementing', step, implementation };
  }
  if (!before) return state;
  const implementation = furthered(before, event);
  if (event.type !== 'ImplementationCompleted') return { ...state, implementation };
  const { next } = event.data;
  return { ...state, implementation, phase: next ? 'posting' : 'concluded', step: next ?? state.step };
}
