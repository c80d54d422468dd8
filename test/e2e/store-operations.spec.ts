import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { freePort } from '../stack/house.js';
import { siyi, StoreProcess } from '../faults/store/store-process.js';

let store: StoreProcess;
let folder: string;
let client: EventStoreDBClient;
beforeEach(async () => {
  store = await StoreProcess.start();
  folder = store.folder;
  client = store.client();
});
afterEach(() => store.remove());

const put = (n: number) =>
  client.appendToStream(
    `decision-${n % 10}`,
    jsonEvent({ type: 'Counted', data: { n, text: '四议'.repeat(200) } }),
  );

async function countIn(dataDir: string): Promise<number[]> {
  const copy = await StoreProcess.start(dataDir);
  const numbers: number[] = [];
  for await (const { event } of copy.client().readAll())
    if (event?.type === 'Counted') numbers.push((event.data as { n: number }).n);
  await copy.stop();
  return numbers;
}

test('a backup is taken while others append; it is whole, checked, and a store of its own', async () => {
  for (let n = 0; n < 200; n += 1) await put(n);
  let next = 200;
  let running = true;
  const writing = (async () => {
    for (; running; next += 1) await put(next);
  })();
  const to = join(folder, 'copy', 'events.sqlite');
  mkdirSync(join(folder, 'copy'));
  const taken = await siyi('store', 'backup', to, '--data', folder);
  running = false;
  await writing;
  expect(taken).toMatchObject({
    code: 0,
    out: expect.stringMatching(/\d+ events in 11 streams, nothing found/),
  });
  expect(readdirSync(join(folder, 'copy'))).toEqual(['events.sqlite']);
  const copied = await countIn(join(folder, 'copy'));
  expect(copied.length).toBeGreaterThanOrEqual(200);
  expect(copied).toEqual(copied.map((_, n) => n));
  const again = await siyi('store', 'backup', to, '--data', folder);
  expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/overwrites nothing.*不会覆盖/) });
});

test('a store that does not run is backed up, checked and counted too', async () => {
  for (let n = 0; n < 20; n += 1) await put(n);
  await store.stop();
  const to = join(folder, 'copy.sqlite');
  expect((await siyi('store', 'backup', to, '--data', folder)).code).toBe(0);
  const checked = await siyi('store', 'check', to, '--json');
  expect(JSON.parse(checked.out)).toEqual({ events: 21, streams: 11, findings: [] });
  const own = await siyi('store', 'check', '--data', folder);
  expect(own).toMatchObject({
    code: 0,
    out: expect.stringContaining('21 events in 11 streams, nothing found'),
  });
  const stats = await siyi('store', 'stats', '--json', '--data', folder);
  expect(JSON.parse(stats.out)).toMatchObject({ position: 21, streams: 11, running: false });
});

test('a running store tells its numbers, and is not checked behind its back', async () => {
  await put(1);
  const { out } = await siyi('store', 'stats', '--data', folder, '--json');
  expect(JSON.parse(out)).toMatchObject({ position: 2, streams: 2, calls: 1, commits: 1, running: true });
  const refused = await siyi('store', 'check', '--data', folder);
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringMatching(/正被另一个进程使用[^]*in use by another process/),
  });
});

test('a second store on the same folder is refused in both languages, and the first goes on', async () => {
  const second = await siyi('store', '--data', folder, '--port', String(await freePort()));
  expect(second).toMatchObject({
    code: 1,
    err: expect.stringMatching(/正被另一个进程使用[^]*in use by another process/),
  });
  await put(1);
});

test('it listens on loopback only, unless told otherwise', async () => {
  await store.stop();
  const open = await StoreProcess.start(folder, { host: '127.0.0.2' });
  await open.client().appendToStream('a-1', jsonEvent({ type: 'T', data: {} }));
  const loopback = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${open.port}?tls=false`);
  await expect(loopback.appendToStream('a-1', jsonEvent({ type: 'T', data: {} }))).rejects.toThrow();
  await loopback.dispose();
  await open.stop();
});

test('a stop acknowledges or refuses every append, keeps what it acknowledged, and ends well', async () => {
  const acknowledged: number[] = [];
  let running = true;
  const write = async (writer: number): Promise<void> => {
    for (let n = writer; running; n += 8) {
      const told = await put(n).then(
        () => acknowledged.push(n),
        () => undefined,
      );
      if (told === undefined) return;
    }
  };
  const writers = Array.from({ length: 8 }, (_, writer) => write(writer));
  while (acknowledged.length < 200) await new Promise((again) => setTimeout(again, 5));
  await store.process.stop();
  running = false;
  await Promise.all(writers);
  expect(existsSync(join(folder, 'events.sqlite-wal'))).toBe(false);
  const stored = new Set(await countIn(folder));
  expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
});

test('check, backup and stats of a folder without a store say so and make nothing', async () => {
  const nowhere = join(folder, 'nowhere');
  for (const args of [['check'], ['stats'], ['backup', join(folder, 'x')]]) {
    const said = await siyi('store', ...args, '--data', nowhere);
    expect(said).toMatchObject({ code: 1, err: expect.stringMatching(/没有事件库[^]*there is no store/) });
  }
  expect(existsSync(nowhere)).toBe(false);
});
