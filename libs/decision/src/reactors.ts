import type { Addressed, Recorded } from '#kernel';
import type { DecisionCommand, DecisionEvent, SittingEvent } from './events.js';

const to = (id: string, command: DecisionCommand): Addressed => ({ category: 'decision', id, command });

/** Who leaves the room may not vote on what is open there; who relies on a decision hears when it falls. */
function follow(event: Recorded<SittingEvent | DecisionEvent>): readonly Addressed[] {
  const id = event.stream.slice(event.stream.indexOf('-') + 1);
  switch (event.type) {
    case 'DepartureRecorded': {
      const data = { sitting: id, person: event.data.person };
      return event.data.decisions.map((decision) => to(decision, { type: 'NoteDeparture', data }));
    }
    case 'DecisionOpened':
      return event.data.reliesOn.map((on) => to(on, { type: 'NoteReliance', data: { decision: id } }));
    case 'RelianceNoted':
      return event.data.lost ? [to(event.data.decision, { type: 'MarkRelianceLost', data: { on: id } })] : [];
    case 'DecisionAnnulled':
    case 'DecisionWithdrawn':
      return event.data.reliedOnBy.map((decision) =>
        to(decision, { type: 'MarkRelianceLost', data: { on: id } }),
      );
    default:
      return [];
  }
}

/** The policies of this context. */
export const decisionReactors = [
  {
    name: 'decision.follow',
    categories: ['sitting', 'decision'],
    react: (event: Recorded): readonly Addressed[] => follow(event as Recorded<SittingEvent | DecisionEvent>),
  },
] as const;
