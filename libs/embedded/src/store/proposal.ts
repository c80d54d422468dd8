import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { NewEvent } from './log.js';
import { eventId } from './requests.js';

/** An event as both append calls carry it. */
export type Proposed = {
  getId: () => UUID | undefined;
  getMetadataMap: () => { get: (key: string) => string | undefined };
  getCustomMetadata_asU8: () => Uint8Array;
  getData_asU8: () => Uint8Array;
};

export type Unfit = Readonly<{ missing: 'type' | 'content-type' } | { reason: string }>;

/** Takes an event over, or says why it cannot be stored. */
export function proposal(message: Proposed): NewEvent | Unfit {
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  const contentType = properties.get('content-type');
  if (type === undefined) return { missing: 'type' };
  if (contentType === undefined) return { missing: 'content-type' };
  if (type === '') return { reason: 'The event type is empty.' };
  const id = eventId(message.getId());
  if (!id) return { reason: 'The event id is missing, zero or not a UUID.' };
  return {
    id,
    type,
    json: contentType === 'application/json',
    metadata: message.getCustomMetadata_asU8(),
    body: message.getData_asU8(),
  };
}

export const isUnfit = (event: NewEvent | Unfit): event is Unfit => !('body' in event);

/** Names to which nothing can be written. */
export const isWritable = (stream: string): boolean => stream !== '' && stream !== '$$';
