import { crc32 } from 'node:zlib';

/** One stored event as the log keeps it. `created` is in milliseconds, `id` the 16 bytes of the UUID. */
export type Row = Readonly<{
  position: number;
  stream: string;
  revision: number;
  id: Uint8Array;
  type: string;
  flags: number;
  created: number;
  metadata: Uint8Array;
  body: Uint8Array;
}>;

export const JSON_FLAG = 1;
/** Marks the event that closes a stream for ever; on the wire its number is the largest one. */
export const TOMBSTONE_FLAG = 2;

const head = Buffer.alloc(48);

/** CRC-32 over every field of an event, each length included, so that no two different rows read alike. */
export function checksum(row: Row): number {
  head.writeDoubleLE(row.position, 0);
  head.writeDoubleLE(row.revision, 8);
  head.writeDoubleLE(row.created, 16);
  head.writeUInt32LE(row.flags, 24);
  head.writeUInt32LE(row.stream.length, 28);
  head.writeUInt32LE(row.type.length, 32);
  head.writeUInt32LE(row.metadata.length, 36);
  head.writeUInt32LE(row.body.length, 40);
  head.writeUInt32LE(row.id.length, 44);
  let crc = crc32(row.id, crc32(head));
  crc = crc32(row.type, crc32(row.stream, crc));
  return crc32(row.body, crc32(row.metadata, crc));
}

const dashed = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** The 16 bytes of a UUID text, or undefined when the text is none. */
export function idBytes(text: string): Buffer | undefined {
  return dashed.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : undefined;
}

/** A UUID as lower-case text with dashes. */
export function idText(id: Uint8Array): string {
  const hex = Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
