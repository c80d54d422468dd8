import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { append, type Outcome } from './appending.js';
import type { Expected } from './expectation.js';
import { openFile, type StoreFile } from './file.js';
import { Log, type NewEvent } from './log.js';
import { idBytes } from './row.js';
import { Tail, Waker } from './tail.js';
import { Writer } from './writer.js';

let folder: string;
let file: StoreFile;
let log: Log;
let tail: Tail;
let writer: Writer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'siyi-writer-'));
  file = openFile(join(folder, 'events.sqlite'));
  log = new Log(file, () => 1_700_000_000_000);
  tail = new Tail();
  writer = new Writer(log, tail);
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

const event = (n: number): NewEvent => ({
  id: idBytes(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`) ?? new Uint8Array(),
  type: 'Counted',
  json: true,
  metadata: new Uint8Array(),
  body: Buffer.from(`{"n":${n}}`),
});

const appends =
  (stream: string, expected: Expected, n: number) =>
  (open: Log): Outcome =>
    append(open, stream, expected, [event(n)]);

test('what arrives together is one commit, and every answer comes after it', async () => {
  const order: string[] = [];
  const commit = log.commit.bind(log);
  log.commit = (step) => {
    commit(step);
    order.push(`commit ${log.end}`);
  };
  for (let n = 0; n < 5; n += 1) {
    writer.submit(
      1,
      appends(`a-${n}`, 'no_stream', n),
      () => order.push(`answer ${n}`),
      () => order.push('failed'),
    );
  }
  await turn();
  await turn();
  expect(order).toEqual(['commit 5', 'answer 0', 'answer 1', 'answer 2', 'answer 3', 'answer 4']);
});

const submitted = (answers: string[], step: (open: Log) => Outcome): void =>
  writer.submit(
    1,
    step,
    () => answers.push('written'),
    () => answers.push('failed'),
  );

test('a commit that fails answers nobody with success, leaves nothing and does not wake followers', async () => {
  const answers: string[] = [];
  const waker = new Waker();
  let woken = false;
  tail.follow(waker);
  void waker.wait().then(() => (woken = true));
  const commit = log.commit.bind(log);
  log.commit = (step) =>
    commit(() => {
      step();
      throw new Error('disk full');
    });
  submitted(answers, appends('a-1', 'no_stream', 1));
  submitted(answers, appends('a-2', 'no_stream', 2));
  await turn();
  await turn();
  expect(answers).toEqual(['failed', 'failed']);
  expect(woken).toBe(false);
  expect(log.end).toBe(0);
  expect(log.streams.find('a-1')).toBeUndefined();
  log.commit = commit;
  submitted(answers, appends('a-1', 'no_stream', 1));
  await turn();
  await turn();
  expect(answers.at(-1)).toBe('written');
  expect(log.pages.after(0, 10).map(({ position, revision }) => [position, revision])).toEqual([[1, 0]]);
});

test('a step that throws fails alone; the others of its group are written', async () => {
  const answers: string[] = [];
  submitted(answers, appends('a-1', 'no_stream', 1));
  submitted(answers, () => {
    throw new Error('a damaged row');
  });
  submitted(answers, appends('a-1', 0n, 2));
  await turn();
  await turn();
  expect(answers).toEqual(['written', 'failed', 'written']);
  expect(log.pages.after(0, 10).map(({ position, revision }) => [position, revision])).toEqual([
    [1, 0],
    [2, 1],
  ]);
});

test('a close commits what waits and refuses what comes later', () => {
  const answers: string[] = [];
  const submit = (n: number): void =>
    writer.submit(
      1,
      appends('a-1', 'any', n),
      () => answers.push('written'),
      (error) => answers.push(String(error)),
    );
  submit(1);
  writer.close();
  submit(2);
  expect(answers[0]).toBe('written');
  expect(answers[1]).toContain('the store is stopping');
});

test('a wake-up that comes before the wait is kept', async () => {
  const waker = new Waker();
  waker.wake();
  let passed = false;
  void waker.wait().then(() => (passed = true));
  await turn();
  expect(passed).toBe(true);
});
