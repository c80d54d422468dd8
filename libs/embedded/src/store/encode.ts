import { BackWriter } from './back-writer.js';
import { idText, JSON_FLAG, TOMBSTONE_FLAG, type Row } from './row.js';

/** An event as it is read: itself, or a link with the event it points to, if that is still there. */
export type Resolved = Readonly<{ event?: Row; link?: Row }>;

// Tags are (field number << 3) | wire type, as in the protocol's streams.proto.
const VARINT_3 = 0x18;
const VARINT_4 = 0x20;
const VARINT_5 = 0x28;
const LEN_1 = 0x0a;
const LEN_2 = 0x12;
const LEN_3 = 0x1a;
const LEN_4 = 0x22;
const LEN_6 = 0x32;
const LEN_7 = 0x3a;
const LEN_8 = 0x42;

const writer = new BackWriter();

function entry(key: string, value: string): void {
  const mark = writer.mark;
  writer.text(LEN_2, value);
  writer.text(LEN_1, key);
  writer.close(LEN_6, mark);
}

function constant(key: string, value: string): Buffer {
  entry(key, value);
  return writer.finish();
}

const JSON_TYPE = constant('content-type', 'application/json');
const OCTET_TYPE = constant('content-type', 'application/octet-stream');
/** Revision 9223372036854775807, by which the protocol numbers a tombstone. */
const LARGEST = Buffer.from([VARINT_3, 255, 255, 255, 255, 255, 255, 255, 255, 127]);

function recorded(tag: number, row: Row): void {
  const start = writer.mark;
  if (row.body.length > 0) writer.bytes(LEN_8, row.body);
  if (row.metadata.length > 0) writer.bytes(LEN_7, row.metadata);
  // The wire carries ticks of 100 ns; the clock gives milliseconds.
  entry('created', `${row.created}0000`);
  writer.raw((row.flags & JSON_FLAG) !== 0 ? JSON_TYPE : OCTET_TYPE);
  entry('type', row.type);
  writer.varint(VARINT_5, row.position);
  writer.varint(VARINT_4, row.position);
  if ((row.flags & TOMBSTONE_FLAG) !== 0) writer.raw(LARGEST);
  else writer.varint(VARINT_3, row.revision);
  identifier(LEN_2, row.stream);
  const id = writer.mark;
  writer.text(LEN_2, idText(row.id));
  writer.close(LEN_1, id);
  writer.close(tag, start);
}

function identifier(tag: number, stream: string): void {
  const mark = writer.mark;
  writer.text(LEN_3, stream);
  writer.close(tag, mark);
}

/** The answer that carries one event. */
export function eventAnswer({ event, link }: Resolved): Buffer {
  const position = (link ?? event)?.position ?? 0;
  writer.varint(VARINT_3, position);
  if (link) recorded(LEN_2, link);
  if (event) recorded(LEN_1, event);
  writer.close(LEN_1, 0);
  return writer.finish();
}

/** The first answer of a subscription. */
export function confirmation(id: string): Buffer {
  writer.text(LEN_1, id);
  writer.close(LEN_2, 0);
  return writer.finish();
}

/** How far a filtered subscription has looked. */
export function checkpoint(position: number): Buffer {
  writer.varint(0x10, position);
  writer.varint(0x08, position);
  writer.close(LEN_3, 0);
  return writer.finish();
}

/** The answer to a read of a stream that does not exist. */
export function streamNotFound(stream: string): Buffer {
  identifier(LEN_1, stream);
  writer.close(LEN_4, 0);
  return writer.finish();
}

/** Said once when a subscription has delivered all history. */
export const CAUGHT_UP = Buffer.from([0x42, 0]);
