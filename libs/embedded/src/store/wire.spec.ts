import { join } from 'node:path';
import { credentials, Client, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import {
  EventStoreDBClient,
  persistentSubscriptionToStreamSettingsFromDefaults,
  binaryEvent,
} from '@eventstore/db-client';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import monitoring from '@eventstore/db-client/generated/monitoring_grpc_pb.js';
import operations from '@eventstore/db-client/generated/operations_grpc_pb.js';
import persistent from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import projections from '@eventstore/db-client/generated/projections_grpc_pb.js';
import users from '@eventstore/db-client/generated/users_grpc_pb.js';
import { all, counted, rawClient, TestNode } from '../testing/index.js';
import { startStore } from './start.js';

const { AppendReq } = messages;
const { Empty, StreamIdentifier, UUID } = shared;

let node: TestNode;
let client: EventStoreDBClient;
beforeEach(async () => {
  node = new TestNode();
  client = await node.start({ maxAppendSize: 17 * 1024 * 1024 });
});
afterEach(() => node.remove());

test.each(['127.0.0.1', 'localhost'])('discovery by gossip finds the one node at %s', async (host) => {
  const found = EventStoreDBClient.connectionString(`esdb+discover://${host}:${node.port}?tls=false`);
  await found.appendToStream('a-1', counted(1));
  expect(await all(found.readStream('a-1'))).toHaveLength(1);
  await found.dispose();
});

test('bound to every address, gossip names the host by which it was asked', async () => {
  await node.stop();
  await node.start({ host: '0.0.0.0' });
  const found = EventStoreDBClient.connectionString(`esdb+discover://localhost:${node.port}?tls=false`);
  await found.appendToStream('a-1', counted(1));
  await found.dispose();
});

test('a port that is taken is told in words', async () => {
  const file = join(node.folder, 'other.sqlite');
  await expect(startStore({ file, port: node.port })).rejects.toThrow(
    /cannot listen on 127\.0\.0\.1:\d+.*无法监听/,
  );
});

const unserved = [persistent, users, projections, operations, monitoring]
  .flatMap((services) => Object.values(services) as unknown[])
  .filter((service) => typeof service === 'object')
  .flatMap((service) => Object.values(service as Record<string, { path: string }>).map(({ path }) => path));
test('what is not served is refused by name, at once', async () => {
  expect(unserved.length).toBeGreaterThan(30);
  const bare = new Client(`127.0.0.1:${node.port}`, credentials.createInsecure());
  const asIs = (bytes: Buffer): Buffer => bytes;
  for (const path of unserved) {
    const error = await new Promise<ServiceError | null>((resolve) => {
      bare.makeUnaryRequest(path, asIs, asIs, Buffer.alloc(0), new Metadata(), resolve);
    });
    expect(error?.code).toBe(status.UNIMPLEMENTED);
    expect(error?.details).toContain(path);
  }
  bare.close();
  const settings = persistentSubscriptionToStreamSettingsFromDefaults();
  await expect(client.createPersistentSubscriptionToStream('a-1', 'group', settings)).rejects.toThrow();
});

test('an event of 16 MB goes in and comes out', async () => {
  const body = Buffer.alloc(16_000_000, 3);
  await client.appendToStream('big-1', binaryEvent({ type: 'Big', data: body }));
  const [read] = await all(client.readStream('big-1'));
  expect(Buffer.compare(Buffer.from(read?.event?.data as Uint8Array), body)).toBe(0);
});

describe('a malformed unary append', () => {
  const options = () =>
    new AppendReq().setOptions(
      new AppendReq.Options()
        .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from('a-1').toString('base64')))
        .setAny(new Empty()),
    );
  const proposed = (id: string, properties: Record<string, string>) => {
    const message = new AppendReq.ProposedMessage().setId(new UUID().setString(id)).setData(Buffer.from('x'));
    for (const [key, value] of Object.entries(properties)) message.getMetadataMap().set(key, value);
    return new AppendReq().setProposedMessage(message);
  };
  const good = { type: 'T', 'content-type': 'application/json' };
  const id = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
  const cases: [string, InstanceType<typeof AppendReq>[], number, string][] = [
    ['without options', [proposed(id, good)], status.UNKNOWN, 'first'],
    [
      'without a type',
      [options(), proposed(id, { 'content-type': 'x' })],
      status.INVALID_ARGUMENT,
      "'type' is missing",
    ],
    [
      'without a content type',
      [options(), proposed(id, { type: 'T' })],
      status.INVALID_ARGUMENT,
      "'content-type' is missing",
    ],
    ['with an id that is no UUID', [options(), proposed('42', good)], status.UNKNOWN, 'UUID'],
    [
      'with the zero id',
      [options(), proposed('00000000-0000-0000-0000-000000000000', good)],
      status.UNKNOWN,
      'zero',
    ],
    [
      'without an expectation',
      [new AppendReq().setOptions(new AppendReq.Options())],
      status.INVALID_ARGUMENT,
      'ExpectedStreamRevision',
    ],
    ['that is empty', [], status.UNKNOWN, 'no options'],
  ];
  test.each(cases)('%s is refused and writes nothing', async (_, requests, code, words) => {
    const raw = rawClient(node.port);
    const error = await new Promise<ServiceError | null>((resolve) => {
      const call = raw.append((failure) => resolve(failure));
      for (const request of requests) call.write(request);
      call.end();
    });
    raw.close();
    expect(error?.code).toBe(code);
    expect(error?.details).toContain(words);
    expect(node.statistics().position).toBe(1);
  });
});

test('bytes that are no message are refused and the node lives on', async () => {
  const bare = new Client(`127.0.0.1:${node.port}`, credentials.createInsecure());
  const asIs = (bytes: Buffer): Buffer => bytes;
  for (const path of ['Read', 'Delete']) {
    const error = await new Promise<ServiceError | null>((resolve) => {
      const full = `/event_store.client.streams.Streams/${path}`;
      bare.makeUnaryRequest(full, asIs, asIs, Buffer.from([0xff, 0xff, 0xff]), new Metadata(), resolve);
    });
    expect(error).not.toBeNull();
  }
  bare.close();
  await client.appendToStream('a-1', counted(1));
});
