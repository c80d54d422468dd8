import { conflict, invalid, type Issued } from '#kernel';
import type { NoticeBatchCommand, NoticeBatchEvent, Outcome, Part } from '../events.js';
import { nextTry, tryAfterMending } from './back-off.js';
import { counts, doneWith, type Batch, type Running } from './batch-state.js';
import { evolveBatch } from './batch-evolve.js';

/** More tries than this for one person, and the failure is for good: a person must be told by hand. */
export const maxTries = 5;

type Command<T extends NoticeBatchCommand['type']> = Issued<Extract<NoticeBatchCommand, { type: T }>>;
type Recorded = Extract<NoticeBatchEvent, { type: 'OutcomeRecorded' }>['data'];

function runningOf({ running }: Batch, attempt: string): Running {
  if (running !== null && running.attempt === attempt) return running;
  return conflict(
    'notice.attemptNotRunning',
    `发送 ${attempt} 不在进行中：已有结果，或已由他人接手`,
    `Attempt ${attempt} is not running: it has its outcome, or was taken up by another worker`,
  );
}

/** What became of a whole group. */
export function recordOutcome(
  { data, at }: Command<'RecordOutcome'>,
  state: Batch,
): readonly NoticeBatchEvent[] {
  const { attempt, outcome, reason, hash } = data;
  const running = runningOf(state, attempt);
  const { recipients } = running;
  if (outcome === 'failedForNow' && state.retryFor !== undefined) {
    const part: Part = { recipients, outcome: 'temporary', reason, retryAfter: null };
    return recorded(state, failedForNow(part, running, state, at));
  }
  const spent = recipients.some((person) => (state.recipients[person]?.tries ?? 0) >= maxTries);
  const end: Outcome = outcome === 'failedForNow' && spent ? 'failedForGood' : outcome;
  const { possiblyTwice } = running;
  return recorded(state, [{ attempt, recipients, outcome: end, reason, hash, possiblyTwice }]);
}

/** What became of each person of a group; those in no part go on as of unknown outcome. */
export function recordOutcomes(
  { data, at }: Command<'RecordOutcomes'>,
  state: Batch,
): readonly NoticeBatchEvent[] {
  const running = runningOf(state, data.attempt);
  const named = data.parts.flatMap(({ recipients }) => recipients);
  const there = new Set(running.recipients);
  if (new Set(named).size !== named.length || !named.every((person) => there.has(person)))
    return invalid(
      'notice.outcomeOfOthers',
      `发送 ${data.attempt} 的结果须各归其组内一人，且只归一次`,
      `The outcomes of attempt ${data.attempt} must be of persons of its group, each once`,
      { article: 'procedures §6' },
    );
  const parts = data.parts.filter(({ recipients }) => recipients.length > 0);
  return recorded(
    state,
    parts.flatMap((part) => ofPart(part, running, state, data.hash, at)),
  );
}

function ofPart(part: Part, running: Running, state: Batch, hash: string, at: string): readonly Recorded[] {
  const { attempt, possiblyTwice } = running;
  const { recipients, outcome, reason, providerIds } = part;
  const same = { attempt, recipients, reason, possiblyTwice };
  switch (outcome) {
    case 'sent':
      return [{ ...same, outcome, hash, ...(providerIds === undefined ? {} : { providerIds }) }];
    case 'permanent':
      return [{ ...same, outcome: 'failedForGood', hash: null, class: outcome }];
    case 'technical': {
      const retryAt = tryAfterMending(at, state.halted?.times ?? 0, attempt);
      return [{ ...same, outcome: 'failedForNow', hash: null, class: outcome, retryAt }];
    }
    default:
      return failedForNow(part, running, state, at);
  }
}

/** Those who are tried again, with the time, and apart from them those whose tries or hours are over. */
function failedForNow(part: Part, running: Running, state: Batch, at: string): readonly Recorded[] {
  const { attempt, possiblyTwice } = running;
  const { reason, retryAfter } = part;
  const next = new Map(
    part.recipients.map((person) => {
      const { tries = 1, since = at } = state.recipients[person] ?? {};
      const asked = { first: since, at, tries, retryAfter, hours: state.retryFor ?? null, seed: attempt };
      return [person, state.retryFor === undefined && tries >= maxTries ? null : nextTry(asked)];
    }),
  );
  const spent = part.recipients.filter((person) => next.get(person) === null);
  const again = part.recipients.filter((person) => next.get(person) !== null);
  const times = again.map((person) => next.get(person) ?? at).sort();
  const same = { attempt, reason, hash: null, possiblyTwice, class: 'temporary' as const };
  return [
    ...(spent.length === 0 ? [] : [{ ...same, recipients: spent, outcome: 'failedForGood' as const }]),
    ...(again.length === 0
      ? []
      : [
          {
            ...{ ...same, recipients: again, outcome: 'failedForNow' as const },
            retryAt: times.at(-1) ?? at,
          },
        ]),
  ];
}

const recorded = (state: Batch, all: readonly Recorded[]): readonly NoticeBatchEvent[] =>
  finished(
    state,
    all.map((data) => ({ type: 'OutcomeRecorded', data })),
  );

/** The events, and in the same append `BatchDone` when nobody waits any more. */
export function finished(state: Batch, events: readonly NoticeBatchEvent[]): readonly NoticeBatchEvent[] {
  const after = events.reduce(evolveBatch, state as ReturnType<typeof evolveBatch>);
  if (after.status === 'none' || !doneWith(after)) return events;
  return [...events, { type: 'BatchDone', data: { notice: after.notice, ...counts(after) } }];
}
