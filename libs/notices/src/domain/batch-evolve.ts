import { never } from '#kernel';
import type { NoticeBatchEvent, Outcome } from '../events.js';
import { repeatsOf, type Addressee, type Batch, type BatchState, type Running } from './batch-state.js';

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

type Recorded = Extract<NoticeBatchEvent, { type: 'OutcomeRecorded' }>['data'];

/** A person after an outcome. A technical failure was nobody's try; without one that counts there is no first one. */
function judged(was: Addressee, { outcome, class: kind, retryAt }: Recorded): Addressee {
  const { since, retryAt: _, ...rest } = was;
  const tries = kind === 'technical' ? was.tries - 1 : was.tries;
  return {
    ...rest,
    ...{ state: after[outcome], tries },
    ...(since === undefined || tries === 0 ? {} : { since }),
    ...(retryAt === undefined || kind === 'technical' ? {} : { retryAt }),
  };
}

/** A technical failure halts the whole batch: the next person would meet the same. Any other outcome shows that it works. */
function haltedBy({ halted }: Batch, { class: kind, retryAt }: Recorded): Pick<Batch, 'halted'> {
  if (kind !== 'technical' || retryAt === undefined) return {};
  return { halted: { times: (halted?.times ?? 0) + 1, until: retryAt } };
}

/** An attempt without those whose outcome is known; null when it is known of all. */
function stillRunning(running: Running | null, known: readonly string[]): Running | null {
  const recipients = (running?.recipients ?? []).filter((person) => !known.includes(person));
  return running === null || recipients.length === 0 ? null : { ...running, recipients };
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
      const { attempt, worker, recipients, possiblyTwice, number, at } = event.data;
      const { running } = state;
      const first = running === null ? repeatsOf(state, recipients) : (running.repeats ?? running.attempt);
      const repeats = first === null ? {} : { repeats: first };
      // What the worker before left without outcome is open again, and doubtful from now on.
      const left = set(state, running?.recipients ?? [], (was) => ({
        ...was,
        ...{ state: 'open', doubtful: true, ...repeats },
      }));
      const trying = set({ ...state, recipients: left }, recipients, (was) => ({
        ...was,
        state: 'trying',
        tries: was.tries + 1,
        ...(at === undefined ? {} : { since: was.since ?? at }),
        ...(state.receipts && { told: first ?? attempt }),
      }));
      return {
        ...state,
        attempts: number,
        recipients: trying,
        running: { attempt, worker, recipients, possiblyTwice, ...repeats },
      };
    }
    case 'OutcomeRecorded': {
      const { recipients } = event.data;
      const { halted: _, ...before } = state;
      const told = set(state, recipients, (was) => judged(was, event.data));
      const running = stillRunning(state.running, recipients);
      return { ...before, recipients: told, running, ...haltedBy(state, event.data) };
    }
    case 'LeftToDigest': {
      const left = set(state, event.data.recipients, (was) => ({ ...was, state: 'digest' }));
      return { ...state, recipients: left };
    }
    case 'BatchLapsed': {
      const lapsed = set(state, event.data.recipients, (was) => ({ ...was, state: 'lapsed' }));
      return { ...state, recipients: lapsed, running: null };
    }
    case 'ToldByHand': {
      const told = set(state, event.data.recipients, (was) => ({ ...was, state: 'byHand' }));
      return { ...state, recipients: told };
    }
    case 'ReceiptRecorded': {
      const { recipients, state: receipt } = event.data;
      const bounced = receipt === 'bounced';
      const known = set(state, recipients, (was) => ({
        ...was,
        receipt,
        state: bounced && was.state === 'sent' ? 'failed' : was.state,
      }));
      return { ...state, recipients: known };
    }
    case 'RetryAsked': {
      const { halted: _, ...before } = state;
      const again = set(state, event.data.recipients, ({ doubtful, repeats }) => ({
        ...{ state: 'open', tries: 0, doubtful },
        ...(repeats === undefined ? {} : { repeats }),
      }));
      return { ...before, status: 'open', recipients: again };
    }
    case 'BatchDone':
      return { ...state, status: 'done', running: null };
    default:
      return never(event);
  }
}
