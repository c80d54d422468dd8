import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { supportedMethods } from '../../../libs/embedded/src/store/discovery.js';

/**
 * Batch append without a node: the same gRPC service, one table without index, and a commit for all that came together.
 * It checks nothing: no expectation, no repeated id, no size, no sum over the row; nothing could be read back by stream.
 */
type Call = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;
type Waiting = Readonly<{ call: Call; request: streams.BatchAppendReq }>;

const [file, port] = process.argv.slice(2) as [string, string];
const db = new DatabaseSync(file);
db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768');
db.exec('CREATE TABLE events (position INTEGER PRIMARY KEY, stream, id, type, metadata, body)');
const insert = db.prepare('INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?)');

let waiting: Waiting[] = [];

function store({ request }: Waiting): streams.BatchAppendResp {
  const stream = Buffer.from(
    request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8() ?? [],
  ).toString();
  let position: number | bigint = 0;
  for (const message of request.getProposedMessagesList()) {
    const properties = message.getMetadataMap();
    const values = [message.getCustomMetadata_asU8(), message.getData_asU8()] as const;
    const written = insert.run(
      stream,
      message.getId()?.getString() ?? '',
      properties.get('type') ?? '',
      ...values,
    );
    position = written.lastInsertRowid;
  }
  const at = new shared.AllStreamPosition()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(position)).setPosition(at);
  const answer = new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId());
  return answer.setStreamIdentifier(request.getOptions()?.getStreamIdentifier()).setSuccess(success);
}

function commit(): void {
  const group = waiting;
  waiting = [];
  db.exec('BEGIN IMMEDIATE');
  const answers = group.map((one) => ({ call: one.call, answer: store(one) }));
  db.exec('COMMIT');
  for (const { call, answer } of answers) call.write(answer);
}

const batchAppend = (call: Call): void => {
  call.on('data', (request: streams.BatchAppendReq) => {
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ call, request });
  });
  call.on('end', () => call.end());
};

const server = new Server();
server.addService(serverFeatures.ServerFeaturesService, {
  getSupportedMethods: (_: unknown, answer: (error: null, methods: unknown) => void) =>
    answer(null, supportedMethods()),
});
server.addService({ batchAppend: streamsGrpc.StreamsService.batchAppend }, { batchAppend });
server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
  console.error(`bare: esdb://127.0.0.1:${port}`);
});
await Promise.race([once(process, 'SIGTERM'), once(process, 'disconnect')]);
server.forceShutdown();
db.close();
