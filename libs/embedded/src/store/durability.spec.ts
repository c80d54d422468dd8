import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { all, child, compiled, counted, numberOf, own, TestNode, type Compiled } from '../testing/index.js';
import { checkStore } from './check.js';
import { startStore } from './start.js';

let node: TestNode;
let lib: Compiled;
beforeAll(() => {
  lib = compiled();
});
afterAll(() => lib.remove());
beforeEach(() => {
  node = new TestNode();
});
afterEach(() => node.remove());

const storeScript = (file: string, port: number) =>
  `import { startStore } from ${JSON.stringify(lib.index)};
   const store = await startStore(${JSON.stringify({ file, port })});
   console.log(JSON.stringify(store.port));`;

/** Changes one byte in the file, in place. */
function flip(file: string, at: number): void {
  const byte = readFileSync(file)[at] ?? 0;
  const open = openSync(file, 'r+');
  writeSync(open, Buffer.from([byte ^ 1]), 0, 1, at);
  closeSync(open);
}

async function filled(count: number): Promise<void> {
  const client = await node.start();
  for (let n = 0; n < count; n += 20) {
    const events = Array.from({ length: 20 }, (_, k) => counted(n + k));
    await client.appendToStream(`a-${n % 100}`, events);
  }
  await node.stop();
}

test('a second owner is refused in words, in the same process and in another, and a killed one leaves no lock', async () => {
  await node.start();
  await expect(startStore({ file: node.file, port: 0 })).rejects.toThrow('in use by another process');
  await node.stop();
  const owner = await child(storeScript(node.file, 0));
  await expect(node.start()).rejects.toThrow('正被另一个进程使用');
  await owner.kill();
  await node.start();
});

test('a start and a check refuse a file that is no store', async () => {
  const db = new DatabaseSync(node.file);
  db.exec('CREATE TABLE something (n)');
  db.close();
  await expect(node.start()).rejects.toThrow('not an event store');
});

test('a full check of a sound store finds nothing', async () => {
  await filled(200);
  expect(checkStore(node.file)).toEqual({ events: 201, streams: 6, findings: [] });
});

describe('a flipped byte, seen by the client and by a check', () => {
  const damage = (position: number): void => {
    const db = new DatabaseSync(node.file);
    const { body } = db.prepare('SELECT body FROM events WHERE position = ?').get(position) ?? {};
    db.close();
    const text = Buffer.from(body as Uint8Array);
    const at = readFileSync(node.file).indexOf(Buffer.concat([text]));
    flip(node.file, at + text.length - 2);
  };

  test('among the newest events stops the start', async () => {
    await filled(100);
    damage(77);
    await expect(node.start()).rejects.toThrow(
      /event \d+ of stream 'a-60' \(position 77\) does not match its checksum/,
    );
  });

  test('further back stops the read at that event, names it and what to do, and never skips it', async () => {
    await filled(1200);
    damage(77);
    const client = await node.start();
    const seen: number[] = [];
    const read = async () => {
      for await (const event of client.readAll()) seen.push(...own([event]).map(numberOf));
    };
    await expect(read()).rejects.toThrow(/position 77\).*siyi store check.*restore a backup/);
    expect(seen).toEqual(seen.map((_, n) => n));
    expect(seen.length).toBeLessThan(77);
    await expect(all(client.readStream('a-60'))).rejects.toThrow('does not match its checksum');
  });

  test('is found by a full check, with stream and revision', async () => {
    await filled(1200);
    damage(77);
    const { findings, events } = checkStore(node.file);
    expect(events).toBe(1201);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ position: 77, stream: 'a-60', revision: 15 });
  });

  test('a row that is gone is found by reads and by the check', async () => {
    await filled(1200);
    const db = new DatabaseSync(node.file);
    db.exec('DELETE FROM events WHERE position = 77');
    db.close();
    const [whole, gone] = checkStore(node.file).findings;
    expect(whole).toMatchObject({ stream: 'a-60', problem: expect.stringContaining('not whole') });
    expect(gone).toMatchObject({ position: 77, problem: expect.stringContaining('is not there') });
    const client = await node.start();
    await expect(all(client.readAll())).rejects.toThrow('position 77 is not there');
    await expect(all(client.readStream('a-60'))).rejects.toThrow('is not there');
  });
});
