import type { ClusterInfo as Cluster } from '@eventstore/db-client/generated/gossip_pb.js';
import type { SupportedMethods as Methods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { now } from './clock.js';
import { ClusterInfo, EndPoint, MemberInfo, SupportedMethod, SupportedMethods, UUID } from './wire.js';

/** The protocol version whose behaviour this node follows. */
const VERSION = '23.10.8';
const LEADER = 8;

const SERVED: readonly (readonly [service: string, method: string, ...features: string[]])[] = [
  ['event_store.client.streams.streams', 'read', 'position', 'events'],
  ['event_store.client.streams.streams', 'append'],
  ['event_store.client.streams.streams', 'delete'],
  ['event_store.client.streams.streams', 'tombstone'],
  ['event_store.client.streams.streams', 'batchappend', 'deadline_duration'],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods'],
  ['event_store.client.gossip.gossip', 'read'],
];

/** What this node can do; services that it does not serve are left out, so clients refuse them by themselves. */
export function supportedMethods(): Methods {
  const answer = new SupportedMethods().setEventStoreServerVersion(VERSION);
  for (const [service, method, ...features] of SERVED) {
    answer.addMethods(
      new SupportedMethod().setServiceName(service).setMethodName(method).setFeaturesList(features),
    );
  }
  return answer;
}

/** The host by which a caller has reached this node: it can reach it there again, whatever the node is bound to. */
export const hostOf = (authority: string): string => new URL(`http://${authority}`).hostname;

/** The cluster of one: this node, leading. */
export function cluster(instance: string, host: string, port: number): Cluster {
  const member = new MemberInfo();
  member.setInstanceId(new UUID().setString(instance));
  member.setTimeStamp(`${now()}0000`);
  member.setState(LEADER);
  member.setIsAlive(true);
  member.setHttpEndPoint(new EndPoint().setAddress(host).setPort(port));
  return new ClusterInfo().setMembersList([member]);
}
