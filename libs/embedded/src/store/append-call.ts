import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp as AppendRespMessage,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './expectation.js';
import { badArgument, fromError, metadataMissing, streamDeleted, thrown, tooLarge } from './failures.js';
import type { Failure } from './failures.js';
import { append as appendTo, type Outcome } from './appending.js';
import type { NewEvent } from './log.js';
import type { Node } from './node.js';
import { isUnfit, isWritable, proposal } from './proposal.js';
import { expectedOf, streamName } from './requests.js';
import { AppendResp, Empty } from './wire.js';

function written(outcome: Extract<Outcome, { kind: 'written' }>): AppendRespMessage {
  const success = new AppendResp.Success();
  if (outcome.revision < 0) success.setNoStream(new Empty());
  else success.setCurrentRevision(String(outcome.revision));
  if (outcome.position === undefined) success.setNoPosition(new Empty());
  else {
    const position = new AppendResp.Position();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setPosition(position);
  }
  return new AppendResp().setSuccess(success);
}

/** A wrong expectation is told in the body. */
function wrong(expected: Expected, current: number): AppendRespMessage {
  const answer = new AppendResp.WrongExpectedVersion();
  if (current < 0) answer.setCurrentNoStream(new Empty()).setNoStream2060(new Empty());
  else answer.setCurrentRevision(String(current)).setCurrentRevision2060(current);
  if (expected === 'any') answer.setExpectedAny(new Empty()).setAny2060(new Empty());
  else if (expected === 'stream_exists') {
    answer.setExpectedStreamExists(new Empty()).setStreamExists2060(new Empty());
  } else if (expected === 'no_stream') {
    // The old field's value for this, 2^64-1, is no number in JavaScript; only clients before 20.6 read it.
    answer.setExpectedNoStream(new Empty());
  } else answer.setExpectedRevision(String(expected)).setExpectedRevision2060(Number(expected));
  return new AppendResp().setWrongExpectedVersion(answer);
}

type Target = Readonly<{ stream: string; expected: Expected }>;

function targetOf(options: AppendReq.Options): Target | Failure {
  const stream = streamName(options.getStreamIdentifier());
  const expected = expectedOf(options, () => (options.hasRevision() ? options.getRevision() : undefined));
  if (expected === undefined) {
    return options.hasRevision()
      ? thrown('The expected revision is out of range.')
      : badArgument("'None' is not a valid ExpectedStreamRevisionCase.");
  }
  return isWritable(stream) ? { stream, expected } : thrown(`'${stream}' is not a stream name.`);
}

/** Answers the Append call: options first, then events, one atomic write when the caller half-closes. */
export function append(
  node: Node,
  call: ServerReadableStream<AppendReq, AppendRespMessage>,
  answer: sendUnaryData<AppendRespMessage>,
): void {
  let target: Target | undefined;
  let bytes = 0;
  let over = false;
  const events: NewEvent[] = [];
  const refuse = (failure: Failure): void => {
    if (over) return;
    over = true;
    answer(failure);
  };
  const accept = (request: AppendReq): void => {
    const options = request.getOptions();
    const message = request.getProposedMessage();
    if (options && !target) {
      const found = targetOf(options);
      if ('code' in found) return refuse(found);
      target = found;
    } else if (message && target) {
      const event = proposal(message);
      if (isUnfit(event)) {
        return refuse('missing' in event ? metadataMissing(event.missing) : thrown(event.reason));
      }
      bytes += event.body.length;
      if (bytes > node.maxAppendSize) return refuse(tooLarge(node.maxAppendSize));
      events.push(event);
    } else refuse(thrown('Options must come first, and once; then events.'));
  };
  call.on('data', (request: AppendReq) => {
    if (!over) accept(request);
  });
  call.on('end', () => {
    if (over) return;
    if (!target) return refuse(thrown('The call carried no options.'));
    const { stream, expected } = target;
    node.writer.submit(
      bytes,
      (log) => appendTo(log, stream, expected, events),
      (outcome) => {
        if (outcome.kind === 'deleted') answer(streamDeleted(stream));
        else answer(null, outcome.kind === 'wrong' ? wrong(expected, outcome.current) : written(outcome));
      },
      (error) => answer(fromError(error)),
    );
  });
}
