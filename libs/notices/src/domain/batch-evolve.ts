import { never } from '#kernel';
import type { NoticeBatchEvent, Outcome } from '../events.js';
import type { Addressee, Batch, BatchState } from './batch-state.js';

const after: Readonly<Record<Outcome, Addressee['state']>> = {
  sent: 'sent',
  failedForNow: 'open',
  failedForGood: 'failed',
};

function set(
  batch: Batch,
  persons: readonly string[],
  change: (was: Addressee) => Addressee,
): Readonly<Record<string, Addressee>> {
  const all = { ...batch.recipients };
  for (const person of persons) {
    const was = all[person];
    if (was !== undefined) all[person] = change(was);
  }
  return all;
}

/** A batch after one more event. */
export function evolveBatch(state: BatchState, event: NoticeBatchEvent): BatchState {
  if (event.type === 'BatchOpened') {
    const { recipients, ...terms } = event.data;
    const fresh: Addressee = { state: 'open', tries: 0, doubtful: false };
    const all = Object.fromEntries(recipients.map((person) => [person, fresh]));
    return { status: 'open', ...terms, recipients: all, attempts: 0, running: null };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'AttemptMade': {
      const { attempt, worker, recipients, possiblyTwice, number } = event.data;
      // What the worker before left without outcome is open again, and doubtful from now on.
      const left = set(state, state.running?.recipients ?? [], (was) => ({
        ...was,
        state: 'open',
        doubtful: true,
      }));
      const trying = set({ ...state, recipients: left }, recipients, (was) => ({
        ...was,
        state: 'trying',
        tries: was.tries + 1,
      }));
      return {
        ...state,
        attempts: number,
        recipients: trying,
        running: { attempt, worker, recipients, possiblyTwice },
      };
    }
    case 'OutcomeRecorded': {
      const { recipients, outcome } = event.data;
      const told = set(state, recipients, (was) => ({ ...was, state: after[outcome] }));
      return { ...state, recipients: told, running: null };
    }
    case 'BatchLapsed': {
      const lapsed = set(state, event.data.recipients, (was) => ({ ...was, state: 'lapsed' }));
      return { ...state, recipients: lapsed, running: null };
    }
    case 'BatchDone':
      return { ...state, status: 'done', running: null };
    default:
      return never(event);
  }
}
