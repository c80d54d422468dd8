import { credentials } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';

/** A client of the bare protocol, for what the official one does not show: pace, cancellation, malformed calls. */
export function rawClient(port: number) {
  return new streams.StreamsClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.max_receive_message_length': 17 * 1024 * 1024,
  });
}

const { ReadReq } = messages;
const { Empty } = shared;

/** A Read of $all from the start, as a read or as a subscription. */
export function readAllRequest(subscribe: boolean) {
  const options = new ReadReq.Options();
  options.setAll(new ReadReq.Options.AllOptions().setStart(new Empty()));
  options.setNoFilter(new Empty());
  options.setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()));
  if (subscribe) options.setSubscription(new ReadReq.Options.SubscriptionOptions());
  else options.setCount(String(Number.MAX_SAFE_INTEGER));
  return new ReadReq().setOptions(options);
}
