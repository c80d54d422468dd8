import { Server, ServerCredentials, type handleBidiStreamingCall, type handleUnaryCall } from '@grpc/grpc-js';
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

type Batch = handleBidiStreamingCall<streams.BatchAppendReq, streams.BatchAppendResp>;

/** A node that offers batch appends and treats them as the spec says: never reads them, or answers them twice. */
export async function faultyNode(batch: Batch): Promise<Readonly<{ url: string; kill(): void }>> {
  const supported: handleUnaryCall<unknown, features.SupportedMethods> = (_, answer) => {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName('batchappend');
    const methods = new features.SupportedMethods();
    methods.setEventStoreServerVersion('23.10.0');
    methods.addMethods(method);
    answer(null, methods);
  };
  const server = new Server();
  server.addService(serverFeatures.ServerFeaturesService, { getSupportedMethods: supported });
  const { batchAppend } = streamsGrpc.StreamsService;
  server.addService({ batchAppend }, { batchAppend: batch });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { url: `esdb://127.0.0.1:${port}?tls=false`, kill: () => server.forceShutdown() };
}
