import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type {
  DeleteReq,
  DeleteResp as Deleted,
  TombstoneReq,
  TombstoneResp as Tombstoned,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './expectation.js';
import { badArgument, fromError, streamDeleted, thrown, wrongVersion } from './failures.js';
import { closingBy } from './closing.js';
import type { Node } from './node.js';
import { isWritable } from './proposal.js';
import { expectedOf, streamName } from './requests.js';
import { DeleteResp, TombstoneResp } from './wire.js';

// The numbers by which trailers tell expectations that are no revision.
const NUMBERED = { any: '-2', no_stream: '-1', stream_exists: '-4' } as const;
const numbered = (expected: Expected): string =>
  typeof expected === 'bigint' ? String(expected) : NUMBERED[expected];

type Options = DeleteReq.Options | TombstoneReq.Options;

function close<A>(
  node: Node,
  options: Options | undefined,
  kind: keyof typeof closingBy,
  answer: sendUnaryData<A>,
  done: (position: string) => A,
): void {
  const stream = streamName(options?.getStreamIdentifier());
  const expected =
    options && expectedOf(options, () => (options.hasRevision() ? options.getRevision() : undefined));
  if (expected === undefined) {
    answer(badArgument("'None' is not a valid ExpectedStreamRevisionCase."));
    return;
  }
  if (!isWritable(stream)) {
    answer(thrown(`'${stream}' is not a stream name.`));
    return;
  }
  node.writer.submit(
    0,
    (log) => closingBy[kind](log, stream, expected),
    (outcome) => {
      if (outcome.kind === 'deleted') answer(streamDeleted(stream));
      else if (outcome.kind === 'wrong') answer(wrongVersion(stream, numbered(expected), outcome.current));
      else answer(null, done(String(outcome.position ?? 0)));
    },
    (error) => answer(fromError(error)),
  );
}

/** Answers the Delete call: the events stay in the log, the name may be written again. */
export function softDelete(
  node: Node,
  call: ServerUnaryCall<DeleteReq, Deleted>,
  answer: sendUnaryData<Deleted>,
): void {
  close(node, call.request.getOptions(), 'softDelete', answer, (at) => {
    const position = new DeleteResp.Position().setCommitPosition(at).setPreparePosition(at);
    return new DeleteResp().setPosition(position);
  });
}

/** Answers the Tombstone call: the name is closed for ever. */
export function tombstone(
  node: Node,
  call: ServerUnaryCall<TombstoneReq, Tombstoned>,
  answer: sendUnaryData<Tombstoned>,
): void {
  close(node, call.request.getOptions(), 'tombstone', answer, (at) => {
    const position = new TombstoneResp.Position().setCommitPosition(at).setPreparePosition(at);
    return new TombstoneResp().setPosition(position);
  });
}
