import type { Opened } from './domain/phase.js';
import type { Told } from './told.js';

/** Where a decision stands. */
export type Progress = Readonly<{ phase: Opened['phase']; step: string }>;

const phases = { meeting: 'deliberating', posting: 'posting', implementation: 'implementing' } as const;

/** Where a decision stands after an event; unchanged by most. */
export function progressed({ phase, step }: Progress, event: Told): Progress {
  const now = { phase, step };
  switch (event.type) {
    case 'DecisionOpened':
      return { phase: 'deliberating', step: event.data.firstStep };
    case 'StepPassed': {
      const { next, nextKind } = event.data;
      return next && nextKind
        ? { phase: phases[nextKind], step: next }
        : { phase: 'concluded', step: event.data.step };
    }
    case 'StepFailed':
      return { phase: 'failed', step: event.data.step };
    case 'DecisionReentered':
    case 'DecisionReferred':
      return { phase: 'deliberating', step: event.data.step };
    case 'ObjectionUpheld':
      return { phase: 'deliberating', step: event.data.reenter };
    case 'ImplementationStarted':
      return { phase: 'implementing', step: event.data.step };
    case 'ImplementationCompleted': {
      const { next } = event.data;
      return next ? { phase: 'posting', step: next } : { phase: 'concluded', step: now.step };
    }
    case 'FileClosed':
      return now.phase === 'withdrawn' || now.phase === 'annulled' ? now : { ...now, phase: 'filed' };
    case 'DecisionWithdrawn':
      return { ...now, phase: 'withdrawn' };
    case 'DecisionAnnulled':
      return { ...now, phase: 'annulled' };
    default:
      return now;
  }
}
