import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { jsonEvent } from '@eventstore/db-client';
import { random } from '../random.js';
import { siyi, StoreProcess } from './store-process.js';

const { below } = random('where bits are flipped');

let store: StoreProcess;
beforeEach(async () => {
  store = await StoreProcess.start();
});
afterEach(() => store.remove());

/** So many streams of ten events, the text of each its own. */
async function fill(streams: number): Promise<void> {
  const client = store.client();
  for (let nth = 0; nth < streams; nth += 1) {
    const events = Array.from({ length: 10 }, (_, n) =>
      jsonEvent({ type: 'Written', data: { text: `四议 ${nth}.${n}.` } }),
    );
    await client.appendToStream(`decision-${nth}`, events);
  }
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
  writeFileSync(path, bytes);
}

test('a bit flipped in the write-ahead log of a killed node: it does not start, and says what is missing', async () => {
  await fill(30);
  await store.process.kill();
  const log = `${store.file}-wal`;
  flip(log, below(readFileSync(log).length));
  await expect(store.process.start()).rejects.toThrow(
    /日志止于位置[^]*log ends at position \d+, but everything up to position 301 was acknowledged[^]*siyi store check/,
  );
});

test('a file cut off: it does not start, and the check says so', async () => {
  await fill(30);
  await store.stop();
  truncateSync(store.file, below(readFileSync(store.file).length));
  await expect(store.process.start()).rejects.toThrow(
    /store\.(corrupt|foreign).*(已损坏|不是本系统的事件库)/s,
  );
  const { code, out } = await siyi('store', 'check', '--data', store.folder);
  expect([code, out]).toEqual([1, '']);
});

test('a bit flipped in an old event: reads stop there, by name, with what to do; the check finds just this', async () => {
  await fill(150);
  await store.process.stop();
  flip(store.file, readFileSync(store.file).indexOf('四议 7.3.') + 8);
  await store.process.start();
  const told =
    /event 3 of stream 'decision-7' \(position 75\) does not match.*restore a backup.*第 3 号事件/s;
  const client = store.client();
  const read = async (events: AsyncIterable<unknown>): Promise<number> => {
    let count = 0;
    for await (const event of events) if (event) count += 1;
    return count;
  };
  await expect(read(client.readStream('decision-7'))).rejects.toThrow(told);
  await expect(read(client.readAll())).rejects.toThrow(told);
  expect(await read(client.readStream('decision-8'))).toBe(10);
  await client.appendToStream('decision-8', jsonEvent({ type: 'Written', data: {} }), {
    expectedRevision: 9n,
  });
  await store.process.stop();
  const checked = await siyi('store', 'check', '--data', store.folder);
  expect(checked.code).toBe(1);
  expect(checked.err).toMatch(/^position 75: stream 'decision-7': revision 3: .*\n.*1 found/);
});
