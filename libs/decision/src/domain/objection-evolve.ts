import type { DecisionEvent } from '../events.js';
import type { Opened } from './phase.js';
import type { Live, Objection } from './state.js';

type Type = 'ObjectionFiled' | 'ObjectionAnswered' | 'ObjectionUpheld' | 'ObjectionEscalated';
export type ObjectionEvent = Extract<DecisionEvent, { type: Type }>;
type Of<T extends Type> = Extract<ObjectionEvent, { type: T }>['data'];

const filed = (data: Of<'ObjectionFiled'>): Objection => ({
  id: data.objection,
  step: data.step,
  kind: data.kind,
  filedOn: data.filedOn,
  replyBy: data.replyBy,
  by: data.by,
  textKey: data.text.key,
  answeredOn: null,
  outcome: 'open',
  escalated: false,
  unsatisfied: false,
});

/** The verdicts that still stand: those that fell before the step that is entered again. */
function heldBefore(held: Live['held'], reenter: string): Live['held'] {
  const first = held[reenter]?.ballot ?? Number.POSITIVE_INFINITY;
  return Object.fromEntries(Object.entries(held).filter(([, one]) => one.ballot < first));
}

/** An upheld objection voids what was posted: the decision is deliberated again, and posted again. */
function steppedBack(state: Opened, { reenter, reason }: Of<'ObjectionUpheld'>): Opened {
  return {
    ...state,
    phase: 'deliberating',
    step: reenter,
    referred: state.referred && reason === 'resolution',
    held: heldBefore(state.held, reenter),
    postings: {},
    checks: {},
  };
}

/** What becomes of the decision by an event of its objections. */
export function evolveObjection(state: Opened, event: ObjectionEvent): Opened {
  if (event.type === 'ObjectionFiled')
    return { ...state, objections: [...state.objections, filed(event.data)] };
  if (event.type === 'ObjectionUpheld') return steppedBack(state, event.data);
  const change = (now: Objection): Objection => {
    if (event.type === 'ObjectionAnswered')
      return { ...now, answeredOn: event.data.answeredOn, outcome: event.data.outcome };
    const late = event.data.why === 'late';
    return { ...now, escalated: true, unsatisfied: now.unsatisfied || !late };
  };
  const objections = state.objections.map((one) => (one.id === event.data.objection ? change(one) : one));
  return { ...state, objections };
}
