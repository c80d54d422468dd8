import { addDays } from '#procedure';
import { defineView } from '#read-models';
import type { DecisionCommand } from './events.js';
import { idOf, told, type Told } from './told.js';

type Asked = Extract<DecisionCommand, { type: 'EscalateObjection' | 'SettlePostingEnd' }>;

/** Something that falls due. `command` is what the sweep asks of the decision; `decide` compares the dates. */
export type TimerRow = Readonly<{
  timer: string;
  decision: string;
  kind: 'replyDue' | 'postingEnds' | 'postingProvisional' | 'resultDue';
  ref: string;
  /** The first day on which it is to be asked, or told. */
  dueOn: string;
  command: Asked | null;
}>;

const row = (
  decision: string,
  kind: TimerRow['kind'],
  ref: string,
  dueOn: string,
  command: Asked | null,
) => ({
  timer: `${decision}:${kind}:${ref}`,
  ...{ decision, kind, ref, dueOn, command },
});

function posted(decision: string, step: string, lastDay: string): TimerRow {
  return row(decision, 'postingEnds', step, addDays(lastDay, 1), null);
}

/** The timers that an event sets. */
function set(event: Told): readonly TimerRow[] {
  const decision = idOf(event);
  switch (event.type) {
    case 'ResolutionPosted':
    case 'ResultPosted': {
      const { step, from, lastDay, provisional } = event.data;
      const command: Asked = { type: 'SettlePostingEnd', data: { step } };
      const settling = provisional ? [row(decision, 'postingProvisional', step, from, command)] : [];
      return [posted(decision, step, lastDay), ...settling];
    }
    case 'InterruptionReported':
    case 'PageProbed':
    case 'PostingEndSettled':
      return [posted(decision, event.data.step, event.data.lastDay)];
    case 'ObjectionFiled': {
      const { objection, replyBy } = event.data;
      const command: Asked = { type: 'EscalateObjection', data: { objection, why: 'late' } };
      return [row(decision, 'replyDue', objection, addDays(replyBy, 1), command)];
    }
    case 'ImplementationCompleted': {
      const { next, resultPostingBy } = event.data;
      return next ? [row(decision, 'resultDue', next, addDays(resultPostingBy, 1), null)] : [];
    }
    default:
      return [];
  }
}

/** Keys of the timers that an event ends. */
function ended(event: Told): readonly string[] {
  const decision = idOf(event);
  switch (event.type) {
    case 'PostingEndSettled':
      return [`${decision}:postingProvisional:${event.data.step}`];
    case 'PostingProven':
      return ['postingEnds', 'postingProvisional'].map((kind) => `${decision}:${kind}:${event.data.step}`);
    case 'ResultPosted':
      return [`${decision}:resultDue:${event.data.step}`];
    case 'ObjectionAnswered':
      return [`${decision}:replyDue:${event.data.objection}`];
    case 'ObjectionEscalated':
      return event.data.why === 'late' ? [`${decision}:replyDue:${event.data.objection}`] : [];
    default:
      return [];
  }
}

/** Whatever was posted is void, or nothing is expected any more: its timers end, replies stay due. */
const voids: ReadonlySet<string> = new Set(['ObjectionUpheld', 'DecisionAnnulled', 'DecisionWithdrawn']);

/** What falls due when. */
export const timers = defineView<TimerRow>({
  name: 'timer_v1',
  key: 'timer',
  columns: {
    timer: 'text',
    decision: 'text',
    kind: 'text',
    ref: 'text',
    dueOn: 'date',
    command: 'jsonb',
  },
  indexes: [{ columns: ['dueOn', 'timer'] }, { columns: ['decision'] }],
  categories: ['decision'],
  rows(recorded) {
    const event = told(recorded);
    return [...new Set([...set(event).map((one) => one.timer), ...ended(event)])];
  },
  matching: (event) => (voids.has(event.type) ? [{ column: 'decision', value: idOf(event) }] : []),
  evolve(now, recorded, key) {
    const event = told(recorded);
    const started = set(event).find((one) => one.timer === key);
    if (started) return started;
    if (voids.has(event.type)) return now?.kind === 'replyDue' ? now : null;
    return ended(event).includes(key) ? null : (now ?? null);
  },
});
