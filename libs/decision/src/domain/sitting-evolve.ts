import { never } from '#kernel';
import type { SittingEvent } from '../events.js';
import type { SittingState } from './state.js';

type Of<T extends SittingEvent['type']> = Extract<SittingEvent, { type: T }>['data'];
type Convened = Exclude<SittingState, { phase: 'none' }>;
type Held = Extract<SittingState, { phase: 'open' | 'adjourned' | 'closed' }>;

function begun(
  state: Convened,
  { heldOn, rolls, secondPersonNeeded, by }: Of<'SittingOpened'>,
): SittingState {
  const { community, items, called, convenerBodies } = state;
  return {
    phase: 'open',
    ...{ community, items, called, convenerBodies, heldOn, rolls, secondPersonNeeded },
    present: [],
    departed: [],
    headcounts: {},
    openedBy: by,
    minutes: 'none',
    minutesBy: null,
  };
}

type HeldEvent = Exclude<SittingEvent, { type: 'SittingConvened' | 'SittingCancelled' | 'SittingOpened' }>;

function during(state: Held, event: HeldEvent): SittingState {
  switch (event.type) {
    case 'LateEntryConfirmed':
      return { ...state, secondPersonNeeded: false };
    case 'ArrivalRecorded': {
      const { persons } = event.data;
      const departed = state.departed.filter((person) => !persons.includes(person));
      return { ...state, present: [...state.present, ...persons], departed };
    }
    case 'HeadcountRecorded':
      return { ...state, headcounts: { ...state.headcounts, [event.data.body]: event.data.number } };
    case 'DepartureRecorded': {
      const { person } = event.data;
      const present = state.present.filter((one) => one !== person);
      return { ...state, present, departed: [...state.departed, person] };
    }
    case 'SittingAdjourned':
      return { ...state, phase: 'adjourned' };
    case 'SittingClosed':
      return { ...state, phase: 'closed' };
    case 'MinutesRecorded':
      return { ...state, minutes: 'recorded', minutesBy: event.data.by };
    case 'MinutesConfirmed':
      return { ...state, minutes: 'confirmed' };
    default:
      return never(event);
  }
}

/** The sitting after an event; knows no law. */
export function evolveSitting(state: SittingState, event: SittingEvent): SittingState {
  if (event.type === 'SittingConvened') {
    const { community, items, heldOn, called, convenerBodies } = event.data;
    return { phase: 'convened', community, items, heldOn, called, convenerBodies };
  }
  if (state.phase === 'none') return state;
  if (event.type === 'SittingOpened') return begun(state, event.data);
  if (event.type === 'SittingCancelled') return { ...state, phase: 'cancelled' };
  return 'rolls' in state ? during(state, event) : state;
}
