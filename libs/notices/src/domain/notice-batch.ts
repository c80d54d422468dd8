import { conflict, invalid, never, type Decider, type Issued } from '#kernel';
import type { NoticeBatchCommand, NoticeBatchEvent } from '../events.js';
import { onlySystem } from './who.js';
import { recordToldByHand, retryUnreached } from './by-hand.js';
import { recordReceipts } from './receipts.js';
import { counts, openOf, type Addressee, type Batch, type BatchState } from './batch-state.js';
import { evolveBatch } from './batch-evolve.js';
import { finished, recordOutcome, recordOutcomes } from './outcomes.js';

export { maxTries } from './outcomes.js';

/** Most persons in one batch (procedures §6). */
export const batchSize = 500;

type Command<T extends NoticeBatchCommand['type']> = Issued<Extract<NoticeBatchCommand, { type: T }>>;

/** A batch: attempts are recorded before the sending, outcomes after it; one worker holds it at a time. */
export const noticeBatch: Decider<NoticeBatchCommand, NoticeBatchEvent, BatchState> = {
  initialState: { status: 'none' },
  evolve: evolveBatch,
  decide(command, state) {
    const byHead = command.type === 'RecordToldByHand' || command.type === 'RetryUnreached';
    if (!byHead) onlySystem(command.by, 'reactor', 'worker', 'edge');
    if (command.type === 'OpenBatch') return openBatch(command, state);
    if (state.status === 'none')
      return conflict('notice.batchUnknown', '该批次不存在', 'There is no such batch');
    if (command.type === 'RecordToldByHand') return summedAnew(state, recordToldByHand(command, state));
    if (command.type === 'RecordReceipts') return summedAnew(state, recordReceipts(command, state));
    if (command.type === 'RetryUnreached') return retryUnreached(command, state);
    if (state.status === 'done') return [];
    switch (command.type) {
      case 'RecordAttempt':
        return recordAttempt(command, state);
      case 'RecordOutcome':
        return recordOutcome(command, state);
      case 'RecordOutcomes':
        return recordOutcomes(command, state);
      case 'LeaveToDigest':
        return leaveToDigest(command, state);
      case 'LapseBatch':
        return lapse(command, state);
      default:
        return never(command);
    }
  },
};

function openBatch({ data }: Command<'OpenBatch'>, state: BatchState): readonly NoticeBatchEvent[] {
  if (state.status !== 'none')
    return conflict('notice.batchOpened', '该批次已经开启', 'The batch was opened before');
  const recipients = [...new Set(data.recipients)].sort();
  if (recipients.length === 0 || recipients.length > batchSize || data.groupSize < 1)
    return invalid(
      'notice.batchSize',
      `每批须有 1 至 ${batchSize} 人，每组至少 1 人`,
      `A batch holds 1 to ${batchSize} persons, a group at least one`,
      { article: 'procedures §6' },
    );
  return [{ type: 'BatchOpened', data: { ...data, recipients } }];
}

function recordAttempt({ data, at }: Command<'RecordAttempt'>, state: Batch): readonly NoticeBatchEvent[] {
  const { running } = state;
  if (running !== null && data.takesUp !== running.attempt)
    return conflict(
      'notice.attemptRunning',
      `发送 ${running.attempt} 尚无结果；同一批次同时只能有一个发送者`,
      `Attempt ${running.attempt} has no outcome yet; a batch has one sender at a time`,
      { details: { running: running.attempt, worker: running.worker } },
    );
  if (running === null && data.takesUp !== null)
    return conflict(
      'notice.nothingToTakeUp',
      `发送 ${data.takesUp} 已有结果，无需接手`,
      `Attempt ${data.takesUp} has its outcome; there is nothing to take up`,
    );
  if (running?.possiblyTwice === true)
    return conflict(
      'notice.repeatedOnce',
      '结果不明的发送只重复一次；请记为最终失败，改由人工告知',
      'An attempt of unknown outcome is repeated once only; record it as failed for good, then tell by hand',
      { article: 'procedures §6' },
    );
  const open = new Set(running === null ? openOf(state) : running.recipients);
  const recipients = [...new Set(data.recipients)].filter((person) => open.has(person)).sort();
  if (recipients.length === 0) return [];
  if (recipients.length > state.groupSize)
    return invalid(
      'notice.groupSize',
      `该渠道每次最多 ${state.groupSize} 人`,
      `This channel takes at most ${state.groupSize} persons at a time`,
      { article: 'procedures §6' },
    );
  const { attempt, worker, takesUp } = data;
  const possiblyTwice = running !== null || recipients.some((person) => state.recipients[person]?.doubtful);
  const number = state.attempts + 1;
  const made = { attempt, number, recipients, worker, takesUp, possiblyTwice };
  return [{ type: 'AttemptMade', data: state.retryFor === undefined ? made : { ...made, at } }];
}

/** Those who were not tried yet; whoever may have been told already goes on by the channel. */
function leaveToDigest({ data }: Command<'LeaveToDigest'>, state: Batch): readonly NoticeBatchEvent[] {
  const fresh = ({ state: stands, tries, doubtful }: Addressee) =>
    stands === 'open' && tries === 0 && !doubtful;
  const recipients = [...new Set(data.recipients)]
    .filter((person) => state.recipients[person] !== undefined && fresh(state.recipients[person]))
    .sort();
  if (recipients.length === 0) return [];
  return finished(state, [{ type: 'LeftToDigest', data: { notice: state.notice, recipients } }]);
}

/** The events, and the sums once more where the batch was done and they are others now. */
function summedAnew(state: Batch, events: readonly NoticeBatchEvent[]): readonly NoticeBatchEvent[] {
  const after = events.reduce(evolveBatch, state as BatchState);
  if (state.status !== 'done' || after.status === 'none') return events;
  const changed = JSON.stringify(counts(after)) !== JSON.stringify(counts(state));
  return changed ? finished(state, events) : events;
}

function lapse({ data, at }: Command<'LapseBatch'>, state: Batch): readonly NoticeBatchEvent[] {
  if (state.purposeEnds === null || Date.parse(at) < Date.parse(state.purposeEnds))
    return conflict(
      'notice.purposeStands',
      '通知的目的尚未失去，仍须发出',
      'The notice still has its purpose and must be sent',
      { details: { purposeEnds: state.purposeEnds } },
    );
  const unknown = state.running?.recipients ?? [];
  const recipients = [...openOf(state), ...unknown].sort();
  return finished(state, [{ type: 'BatchLapsed', data: { reason: data.reason, recipients, unknown } }]);
}
