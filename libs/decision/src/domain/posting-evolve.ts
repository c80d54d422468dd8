import type { DecisionEvent } from '../events.js';
import type { Opened } from './phase.js';
import type { Posting } from './state.js';

type Type =
  | 'PostingChecked'
  | 'ResolutionPosted'
  | 'ResultPosted'
  | 'HangingAttested'
  | 'InterruptionReported'
  | 'TakingDownAttested'
  | 'BoardPhotographed'
  | 'PageProbed'
  | 'PostingEndSettled'
  | 'PostingProven';
export type PostingEvent = Extract<DecisionEvent, { type: Type }>;
type Of<T extends Type> = Extract<PostingEvent, { type: T }>['data'];

const opened = (data: Of<'ResolutionPosted'>): Posting => ({
  step: data.step,
  from: data.from,
  minDays: data.minDays,
  lastDay: data.lastDay,
  provisional: data.provisional,
  objectionUntil: data.objectionUntil,
  places: data.places,
  requiredPlaces: data.requiredPlaces,
  hung: [],
  takenDown: [],
  interruptions: [],
  photographs: [],
  probes: {},
  proven: false,
});

/** A window that lasts as long as the posting moves with its end; a shorter one stays. */
const moved = (posting: Posting, lastDay: string): Posting => ({
  ...posting,
  lastDay,
  objectionUntil: posting.objectionUntil === posting.lastDay ? lastDay : posting.objectionUntil,
});

function evolved(posting: Posting, event: Exclude<PostingEvent, { type: 'PostingChecked' }>): Posting {
  switch (event.type) {
    case 'ResolutionPosted':
    case 'ResultPosted':
      return opened(event.data);
    case 'HangingAttested':
      return { ...posting, hung: [...posting.hung, event.data] };
    case 'TakingDownAttested':
      return { ...posting, takenDown: [...posting.takenDown, event.data] };
    case 'InterruptionReported': {
      const gap = { place: event.data.place, from: event.data.from, until: event.data.until };
      return {
        ...moved(posting, event.data.lastDay),
        interruptions: [...posting.interruptions, gap],
      };
    }
    case 'BoardPhotographed': {
      const { place, on, photoHash, printedOn } = event.data;
      const taken = { place, on, photoHash, dated: printedOn === on };
      return { ...posting, photographs: [...posting.photographs, taken] };
    }
    case 'PageProbed': {
      const { on, found, lastDay } = event.data;
      return { ...moved(posting, lastDay), probes: { ...posting.probes, [on]: found } };
    }
    case 'PostingEndSettled':
      return { ...moved(posting, event.data.lastDay), provisional: false };
    case 'PostingProven':
      return { ...posting, proven: true };
  }
}

/** What becomes of the decision by an event of its postings. */
export function evolvePosting(state: Opened, event: PostingEvent): Opened {
  const { step } = event.data;
  if (event.type === 'PostingChecked') {
    const { opinion, by } = event.data;
    return { ...state, checks: { ...state.checks, [step]: { opinion, by } } };
  }
  const fresh = event.type === 'ResolutionPosted' || event.type === 'ResultPosted';
  const posting = fresh ? opened(event.data) : state.postings[step];
  if (!posting) return state;
  return { ...state, postings: { ...state.postings, [step]: evolved(posting, event) } };
}
