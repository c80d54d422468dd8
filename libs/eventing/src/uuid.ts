import { hash } from 'node:crypto';

/** Namespace of every id that the application derives. */
export const namespace = '6f1d6a0e-5c0b-5d7e-9a55-51f155e10001';

/** UUID version 5 (RFC 9562 §5.5): the same name gives the same id on every machine. */
export function uuidV5(name: string, within: string = namespace): string {
  const prefix = Buffer.from(within.replaceAll('-', ''), 'hex');
  const bytes = hash('sha1', Buffer.concat([prefix, Buffer.from(name, 'utf8')]), 'buffer').subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
