import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Message } from 'google-protobuf';
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp as Answer } from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './expectation.js';
import type { Outcome } from './appending.js';
import { AllStreamPosition, BatchAppendResp, faults, Status } from './wire.js';

/** Where an answer belongs: both go back as they came. */
export type Address = Readonly<{ correlation: UUID | undefined; stream: StreamIdentifier | undefined }>;

const none = (): InstanceType<typeof empty.Empty> => new empty.Empty();

function addressed(to: Address): Answer {
  return new BatchAppendResp().setCorrelationId(to.correlation).setStreamIdentifier(to.stream);
}

function refusal(to: Address, code: number, message: string, type: string, details: Message): Answer {
  const packed = new any.Any();
  packed.setTypeUrl(`type.googleapis.com/event_store.client.${type}`);
  packed.setValue(details.serializeBinary());
  const status = new Status();
  status.setCode(code as Parameters<typeof status.setCode>[0]);
  return addressed(to).setError(status.setMessage(message).setDetails(packed));
}

function wrong(to: Address, expected: Expected, current: number): Answer {
  const details = new faults.WrongExpectedVersion();
  if (current < 0) details.setCurrentNoStream(none());
  else details.setCurrentStreamRevision(String(current));
  if (expected === 'any') details.setExpectedAny(none());
  else if (expected === 'stream_exists') details.setExpectedStreamExists(none());
  else if (expected === 'no_stream') details.setExpectedNoStream(none());
  else details.setExpectedStreamPosition(String(expected));
  return refusal(to, 6, 'WrongExpectedVersion', 'WrongExpectedVersion', details);
}

function written(to: Address, revision: number, position: number | undefined): Answer {
  const success = new BatchAppendResp.Success();
  if (revision < 0) success.setNoStream(none());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) success.setNoPosition(none());
  else {
    const at = new AllStreamPosition();
    success.setPosition(at.setCommitPosition(String(position)).setPreparePosition(String(position)));
  }
  return addressed(to).setSuccess(success);
}

/** The answer to one append of a batch call. */
export function outcomeAnswer(to: Address, expected: Expected, outcome: Outcome): Answer {
  if (outcome.kind === 'written') return written(to, outcome.revision, outcome.position);
  if (outcome.kind === 'wrong') return wrong(to, expected, outcome.current);
  const details = new faults.StreamDeleted().setStreamIdentifier(to.stream);
  return refusal(to, 5, 'StreamDeleted', 'StreamDeleted', details);
}

export function tooLargeAnswer(to: Address, limit: number): Answer {
  const details = new faults.MaximumAppendSizeExceeded().setMaxappendsize(limit);
  return refusal(to, 3, 'MaximumAppendSizeExceeded', 'MaximumAppendSizeExceeded', details);
}

export const timeoutAnswer = (to: Address): Answer =>
  refusal(to, 4, 'Timeout', 'Timeout', new faults.Timeout());

export function badRequestAnswer(to: Address, reason: string): Answer {
  return refusal(to, 3, 'BadRequest', 'BadRequest', new faults.BadRequest().setMessage(reason));
}
