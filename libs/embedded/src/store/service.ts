import type { handleUnaryCall, Server } from '@grpc/grpc-js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { append } from './append-call.js';
import { Batches, type BatchCall } from './batch-call.js';
import { softDelete, tombstone } from './delete-call.js';
import { cluster, hostOf, supportedMethods } from './discovery.js';
import { fromError, stopping, type Failure } from './failures.js';
import type { Node } from './node.js';
import { Outlet } from './outlet.js';
import { read, type ReadCall } from './read-call.js';
import { GossipService, ServerFeaturesService, StreamsService } from './wire.js';

type Endable = { fail: (failure: Failure) => void };

/** The long calls under way, so that a stop can end each with UNAVAILABLE. */
export class Calls {
  private readonly open = new Set<Endable>();

  add(call: Endable, ended: { once: (event: 'cancelled', listener: () => void) => unknown }): void {
    this.open.add(call);
    ended.once('cancelled', () => this.open.delete(call));
  }

  get size(): number {
    return this.open.size;
  }

  stop(): void {
    for (const call of this.open) call.fail(stopping());
  }
}

// Answers to Read are encoded by hand, straight from the row: the message classes would copy each event twice.
const streams = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: (bytes: Buffer) => bytes },
};

/** Registers every call that the node answers; gRPC itself answers UNIMPLEMENTED to the others. */
export function register(
  server: Server,
  node: Node,
  calls: Calls,
  address: { instance: string; port: number },
): void {
  server.addService(streams, {
    read: (call: ReadCall) => {
      const outlet = new Outlet(call);
      calls.add(outlet, call);
      read(node, call, outlet).catch((error: unknown) => outlet.fail(fromError(error)));
    },
    append: (call: Parameters<typeof append>[1], answer: Parameters<typeof append>[2]) =>
      append(node, call, answer),
    batchAppend: (call: BatchCall) => calls.add(new Batches(node, call), call),
    delete: (call: Parameters<typeof softDelete>[1], answer: Parameters<typeof softDelete>[2]) =>
      softDelete(node, call, answer),
    tombstone: (call: Parameters<typeof tombstone>[1], answer: Parameters<typeof tombstone>[2]) =>
      tombstone(node, call, answer),
  });
  const getSupportedMethods: handleUnaryCall<unknown, SupportedMethods> = (_, answer) =>
    answer(null, supportedMethods());
  server.addService(ServerFeaturesService, { getSupportedMethods });
  const gossip: handleUnaryCall<unknown, ClusterInfo> = (call, answer) =>
    answer(null, cluster(address.instance, hostOf(call.getHost()), address.port));
  server.addService(GossipService, { read: gossip });
}
