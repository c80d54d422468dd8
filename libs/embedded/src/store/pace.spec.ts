import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { binaryEvent, START, type EventStoreDBClient } from '@eventstore/db-client';
import { child, compiled, counted, rawClient, readAllRequest, TestNode } from '../testing/index.js';

let node: TestNode;
let client: EventStoreDBClient;
beforeEach(async () => {
  node = new TestNode();
  client = await node.start();
});
afterEach(() => node.remove());

const until = async (reached: () => boolean): Promise<void> => {
  for (let tries = 0; !reached(); tries += 1) {
    if (tries === 1000) throw new Error('it never came to that');
    await sleep(5);
  }
};

describe('a reader that leaves frees everything', () => {
  beforeEach(async () => {
    const many = Array.from({ length: 300 }, (_, n) => counted(n));
    for (let n = 0; n < 10; n += 1) await client.appendToStream(`a-${n}`, many);
  });

  test('a cancelled read, in its middle', async () => {
    const calls = node.statistics().calls;
    const other = node.connect();
    const read = other.readAll();
    // Breaking out of the loop alone does not end the client's call.
    for await (const { event } of read) if (event?.revision === 100n) break;
    await read.cancel();
    await until(() => node.statistics().calls <= calls);
  });

  test('a subscription that is dropped, in history and live', async () => {
    const subscriptions = Array.from({ length: 6 }, () => client.subscribeToAll({ fromPosition: START }));
    await until(() => node.statistics().subscriptions === 6);
    const [first, ...others] = subscriptions;
    await first?.unsubscribe();
    for (const subscription of others) {
      await new Promise<void>((resolve) => {
        subscription.once('caughtUp', () => resolve());
        subscription.on('data', () => undefined);
      });
      await subscription.unsubscribe();
    }
    await until(() => node.statistics().subscriptions === 0);
  });

  test('a client whose connection breaks', async () => {
    const raw = rawClient(node.port);
    const call = raw.read(readAllRequest(true));
    call.on('error', () => undefined);
    call.once('data', () => raw.close());
    await until(() => node.statistics().subscriptions === 1);
    call.cancel();
    await until(() => node.statistics().subscriptions === 0);
  });
});

test('a slow reader costs bounded memory, holds up nobody, and gets everything in the end', async () => {
  const lib = compiled();
  const { file } = node;
  for (let n = 0; n < 150; n += 1) {
    await client.appendToStream('big-1', binaryEvent({ type: 'Big', data: Buffer.alloc(1_000_000, n) }));
  }
  await node.stop();
  const store = await child(
    `import { startStore } from ${JSON.stringify(lib.index)};
     const store = await startStore(${JSON.stringify({ file, port: 0 })});
     console.log(JSON.stringify(store.port));`,
  );
  lib.remove();
  const resident = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${store.process.pid}/status`, 'utf8'))?.[1]) / 1024;
  const raws = Array.from({ length: 8 }, () => rawClient(Number(store.said)));
  const calls = raws.flatMap((raw) => [raw.read(readAllRequest(true)), raw.read(readAllRequest(false))]);
  // A paused call takes the first frames and then nothing, as a reader that hangs.
  for (const call of calls) call.on('error', () => undefined).pause();
  let most = 0;
  for (let n = 0; n < 20; n += 1) {
    await sleep(50);
    most = Math.max(most, resident());
  }
  const received = await new Promise<number>((resolve) => {
    let events = 0;
    const [first] = calls;
    first?.on('data', (answer: { hasEvent: () => boolean }) => {
      if (answer.hasEvent()) events += 1;
      if (events === 150) resolve(events);
    });
    first?.resume();
  });
  for (const call of calls) call.cancel();
  for (const raw of raws) raw.close();
  await store.kill();
  expect(received).toBe(150);
  // 16 readers of 150 MB each: unbounded buffers would need 2.4 GB.
  expect(most).toBeGreaterThan(20);
  expect(most).toBeLessThan(400);
});
