import fc from 'fast-check';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import { CAUGHT_UP, checkpoint, confirmation, eventAnswer, streamNotFound } from './encode.js';
import { checksum, idText, type Row } from './row.js';

const { ReadResp } = messages;
const text = fc.string({ unit: 'binary' });

const row = fc.record<Row>({
  position: fc.maxSafeNat(),
  stream: text,
  revision: fc.maxSafeNat(),
  id: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  type: text,
  flags: fc.constantFrom(0, 1),
  created: fc.nat(4_000_000_000_000),
  metadata: fc.uint8Array({ maxLength: 300 }),
  body: fc.uint8Array({ maxLength: 100_000 }),
});

const decoded = (bytes: Uint8Array) => ReadResp.deserializeBinary(new Uint8Array(bytes));

test('an event encoded by hand is what the message classes decode', () => {
  fc.assert(
    fc.property(row, fc.option(row), (event, link) => {
      const answer = decoded(eventAnswer(link ? { event, link } : { event })).getEvent();
      const recorded = answer?.getEvent();
      expect(answer?.hasLink()).toBe(link !== null);
      expect(answer?.getCommitPosition()).toBe(String((link ?? event).position));
      expect(recorded?.getId()?.getString()).toBe(idText(event.id));
      expect(recorded?.getStreamRevision()).toBe(String(event.revision));
      expect(recorded?.getPreparePosition()).toBe(String(event.position));
      expect(recorded?.getCommitPosition()).toBe(String(event.position));
      const name = Buffer.from(recorded?.getStreamIdentifier()?.getStreamName_asU8() ?? []);
      expect(name.equals(Buffer.from(event.stream))).toBe(true);
      expect(Buffer.from(recorded?.getMetadataMap().get('type') ?? '').equals(Buffer.from(event.type))).toBe(
        true,
      );
      expect(recorded?.getMetadataMap().get('created')).toBe(`${event.created}0000`);
      const kind = event.flags === 1 ? 'application/json' : 'application/octet-stream';
      expect(recorded?.getMetadataMap().get('content-type')).toBe(kind);
      expect(Buffer.compare(recorded?.getData_asU8() ?? new Uint8Array(), event.body)).toBe(0);
      expect(Buffer.compare(recorded?.getCustomMetadata_asU8() ?? new Uint8Array(), event.metadata)).toBe(0);
    }),
  );
});

test('the other answers are what the message classes decode', () => {
  expect(decoded(confirmation('x')).getConfirmation()?.getSubscriptionId()).toBe('x');
  expect(decoded(checkpoint(300)).getCheckpoint()?.getCommitPosition()).toBe('300');
  expect(decoded(checkpoint(300)).getCheckpoint()?.getPreparePosition()).toBe('300');
  expect(decoded(CAUGHT_UP).hasCaughtUp()).toBe(true);
  const missing = decoded(streamNotFound('四议-1')).getStreamNotFound()?.getStreamIdentifier();
  expect(Buffer.from(missing?.getStreamName_asU8() ?? []).toString()).toBe('四议-1');
});

test('the checksum sees a change of any field, and a shift of bytes between two', () => {
  const changes: ((event: Row) => Row)[] = [
    (event) => ({ ...event, position: event.position + 1 }),
    (event) => ({ ...event, stream: `${event.stream}x` }),
    (event) => ({ ...event, revision: event.revision + 1 }),
    (event) => ({ ...event, id: event.id.map((byte, index) => (index === 7 ? byte ^ 1 : byte)) }),
    (event) => ({ ...event, type: `x${event.type}` }),
    (event) => ({ ...event, flags: 1 - event.flags }),
    (event) => ({ ...event, created: event.created + 1 }),
    (event) => ({ ...event, metadata: Buffer.concat([event.metadata, Buffer.from('x')]) }),
    (event) => ({ ...event, body: Buffer.concat([event.body, Buffer.from('x')]) }),
    (event) => ({ ...event, stream: `${event.stream}${event.type}x`, type: '' }),
    (event) => ({
      ...event,
      metadata: Buffer.concat([event.metadata, event.body, Buffer.from('x')]),
      body: new Uint8Array(),
    }),
  ];
  fc.assert(
    fc.property(row, fc.constantFrom(...changes), (event, change) => {
      expect(checksum(change(event))).not.toBe(checksum(event));
    }),
    { numRuns: 500 },
  );
});
