import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { rawClient, TestNode } from '../testing/index.js';

const { BatchAppendReq } = messages;
const { Empty, StreamIdentifier, UUID } = shared;
type Answer = InstanceType<typeof messages.BatchAppendResp>;

let node: TestNode;
beforeAll(async () => {
  node = new TestNode();
  await node.start();
});
afterAll(() => node.remove());

let raw: ReturnType<typeof rawClient>;
let call: ReturnType<typeof raw.batchAppend>;
let answers: Answer[];
beforeEach(() => {
  raw = rawClient(node.port);
  call = raw.batchAppend();
  answers = [];
  call.on('error', () => undefined);
  call.on('data', (answer: Answer) => answers.push(answer));
});
afterEach(() => {
  call.cancel();
  raw.close();
});

type Asked = { id: string; stream?: string | undefined; deadlineIn?: number; expected?: boolean };

function event(data: Buffer, properties: Record<string, string> = { type: 'T', 'content-type': 'x' }) {
  const proposed = new BatchAppendReq.ProposedMessage();
  proposed.setId(new UUID().setString(randomUUID())).setData(data);
  for (const [key, value] of Object.entries(properties)) proposed.getMetadataMap().set(key, value);
  return proposed;
}
const part = (id: string, final: boolean, ...events: ReturnType<typeof event>[]) =>
  new BatchAppendReq()
    .setCorrelationId(new UUID().setString(id))
    .setIsFinal(final)
    .setProposedMessagesList(events);
function options({ stream = 'batch', deadlineIn, expected = true }: Omit<Asked, 'id'> = {}) {
  const asked = new BatchAppendReq.Options();
  asked.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64')));
  if (expected) asked.setAny(new Empty());
  if (deadlineIn !== undefined) {
    const at = new timestamps.Timestamp();
    at.fromDate(new Date(Date.now() + deadlineIn));
    asked.setDeadline(at);
  }
  return asked;
}

async function until(count: number): Promise<void> {
  for (let tries = 0; answers.length < count; tries += 1) {
    if (tries === 10_000) throw new Error(`only ${answers.length} answers`);
    await sleep(5);
  }
}
const words = (answer: Answer | undefined): string =>
  answer?.getError()?.getMessage() ?? (answer?.hasSuccess() ? 'success' : 'nothing');
const end = (): number => node.statistics().position;

test('parts of several appends may come mixed; each is answered once, with its id and stream', async () => {
  const before = end();
  call.write(part('one', false, event(Buffer.from('1'))).setOptions(options({ stream: 'one' })));
  call.write(part('two', false, event(Buffer.from('1'))).setOptions(options({ stream: 'two' })));
  call.write(part('one', true, event(Buffer.from('2'))));
  call.write(part('two', true));
  await until(2);
  const told = answers.map((answer) => {
    const stream = Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    const [id, success] = [answer.getCorrelationId()?.getString(), answer.getSuccess()];
    return [id, stream, success?.getCurrentRevision(), success?.getPosition()?.getCommitPosition()];
  });
  expect(told).toEqual([
    ['one', 'one', '1', String(before + 2)],
    ['two', 'two', '0', String(before + 3)],
  ]);
});

const large = event(Buffer.alloc(600_000));
const refused: [string, string, () => InstanceType<typeof BatchAppendReq>][] = [
  ['no expectation', 'BadRequest', () => part('x', false).setOptions(options({ expected: false }))],
  ['no stream name', 'BadRequest', () => part('x', false).setOptions(options({ stream: '' }))],
  [
    'an event without a type',
    'BadRequest',
    () => part('x', false, event(Buffer.from('1'), { 'content-type': 'x' })).setOptions(options()),
  ],
  ['too much data', 'MaximumAppendSizeExceeded', () => part('x', false, large, large).setOptions(options())],
  ['a deadline that has passed', 'Timeout', () => part('x', false).setOptions(options({ deadlineIn: -1 }))],
];
test.each(refused)('%s: %s, once, and what still comes for it is passed over', async (_, message, first) => {
  const before = end();
  call.write(first());
  await until(1);
  call.write(part('x', true, event(Buffer.from('1'))));
  call.write(part('y', true, event(Buffer.from('1'))).setOptions(options()));
  await until(2);
  expect(answers.map(words)).toEqual([message, 'success']);
  expect(end()).toBe(before + 1);
});

test('a bad event in a later part refuses the whole', async () => {
  const before = end();
  call.write(part('x', false, event(Buffer.from('1'))).setOptions(options()));
  call.write(part('x', true, event(Buffer.from('2'), { type: 'T' })));
  await until(1);
  expect(answers.map(words)).toEqual(['BadRequest']);
  expect(end()).toBe(before);
});

test('an append whose last part does not come by its deadline is given up', async () => {
  const before = end();
  call.write(part('x', false, event(Buffer.from('1'))).setOptions(options({ deadlineIn: 150 })));
  await until(1);
  call.write(part('x', true, event(Buffer.from('2'))));
  call.write(part('y', true, event(Buffer.from('1'))).setOptions(options()));
  await until(2);
  expect(answers.map(words)).toEqual(['Timeout', 'success']);
  expect(end()).toBe(before + 1);
});

test('after a half-close what waits is still answered, then the call ends well', async () => {
  for (const id of ['a', 'b', 'c']) call.write(part(id, true, event(Buffer.from(id))).setOptions(options()));
  call.end();
  const [status] = (await once(call, 'status')) as [{ code: number }];
  expect(answers.map(words)).toEqual(['success', 'success', 'success']);
  expect(status.code).toBe(0);
});

test('who does not take his answers is not read any further, and loses nothing', async () => {
  const before = end();
  const total = 8_000;
  call.once('data', () => call.pause());
  const append = (n: number) => part(String(n), true, event(Buffer.from('1'))).setOptions(options());
  for (let n = 0; n < total; n += 1) call.write(append(n));
  let seen = -1;
  for (let still = 0; still < 6; still = end() === before || end() !== seen ? 0 : still + 1) {
    seen = end();
    await sleep(250);
  }
  expect(seen - before).toBeGreaterThan(1000);
  expect(seen - before).toBeLessThan(7000);
  call.resume();
  await until(total);
  expect(new Set(answers.map((answer) => answer.getCorrelationId()?.getString())).size).toBe(total);
  expect(end()).toBe(before + total);
});
