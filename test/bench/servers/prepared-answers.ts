import { once } from 'node:events';
import { Client, credentials, Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { readAllRequest } from '../../../libs/embedded/src/testing/raw.js';

/** Answers every read with what a node once answered, byte for byte: the client's ceiling. */
const [node, port] = process.argv.slice(2) as [string, string];
const asIs = (bytes: Buffer): Buffer => bytes;
const { read } = streamsGrpc.StreamsService;

const answers: Buffer[] = [];
const client = new Client(node, credentials.createInsecure());
const recording = client.makeServerStreamRequest(
  read.path,
  read.requestSerialize,
  asIs,
  readAllRequest(false),
);
for await (const answer of recording) answers.push(answer as Buffer);
client.close();

async function replay(call: ServerWritableStream<unknown, Buffer>): Promise<void> {
  for (const answer of answers) {
    if (call.cancelled) return;
    if (!call.write(answer)) await Promise.race([once(call, 'drain'), once(call, 'cancelled')]);
  }
  call.end();
}

const server = new Server();
server.addService(
  { read: { ...read, responseSerialize: asIs } },
  { read: (call: Parameters<typeof replay>[0]) => void replay(call) },
);
server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
  console.error(`${answers.length} answers: esdb://127.0.0.1:${port}`);
});
await Promise.race([once(process, 'SIGTERM'), once(process, 'disconnect')]);
server.forceShutdown();
