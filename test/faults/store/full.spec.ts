import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryEvent, UnavailableError, type EventStoreDBClient } from '@eventstore/db-client';
import { append, type Outcome } from '../../../libs/embedded/src/store/appending.js';
import { openLog } from '../../../libs/embedded/src/store/open-log.js';
import { Tail } from '../../../libs/embedded/src/store/tail.js';
import { Writer } from '../../../libs/embedded/src/store/writer.js';
import { siyi, StoreProcess } from './store-process.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'siyi-full-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// In a mount namespace of its own the store has a small file system that nobody else sees.
const small = ['unshare', '-m', 'sh', '-c', 'mount -t tmpfs -o size=8m tmpfs "$0" && exec "$@"'];
const mayMount = (): boolean => {
  const place = mkdtempSync(join(tmpdir(), 'siyi-mount-'));
  const [command, ...args] = [...small, place, 'true'];
  const { status } = spawnSync(command, args);
  rmSync(place, { recursive: true });
  return status === 0;
};

/** Appends until the store refuses; gives the numbers that were acknowledged and the refusal. */
async function fill(
  client: EventStoreDBClient,
  from: number,
): Promise<[acknowledged: number[], refusal: unknown]> {
  const acknowledged: number[] = [];
  for (let n = from; ; n += 1) {
    const event = binaryEvent({ type: 'Numbered', data: Buffer.alloc(20_000, n % 251), metadata: { n } });
    try {
      await client.appendToStream('full-1', event, {
        expectedRevision: n === 0 ? 'no_stream' : BigInt(n - 1),
      });
      acknowledged.push(n);
    } catch (error) {
      return [acknowledged, error];
    }
  }
}

async function numbers(client: EventStoreDBClient): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { event } of client.readStream('full-1'))
    found.push((event?.metadata as { n: number } | undefined)?.n);
  return found;
}

const isRoot = mayMount();
process.stderr.write(
  isRoot
    ? 'file system full: on a small tmpfs in a mount namespace of its own, and by the page limit of SQLite\n'
    : 'file system full: by the page limit of SQLite only; a small file system needs root and unshare -m\n',
);

if (isRoot)
  test('the file system full: appends are refused in words, nothing is lost, and with room again they go on', async () => {
    const store = await StoreProcess.start(folder, { within: [...small, folder] });
    try {
      const seen = `/proc/${store.process.pid}/root${folder}`;
      const ballast = join(seen, 'ballast');
      writeFileSync(ballast, Buffer.alloc(3 << 20));
      const client = store.client();
      const [before, refusal] = await fill(client, 0);
      expect(before.length).toBeGreaterThan(50);
      expect(refusal).toBeInstanceOf(UnavailableError);
      expect(String(refusal)).toMatch(/cannot be written.*disk is full.*无法写入/);
      expect(await numbers(client)).toEqual(before);
      const [none, again] = await fill(client, before.length);
      expect([none, again]).toEqual([[], expect.any(UnavailableError)]);

      rmSync(ballast);
      const [more] = await fill(client, before.length);
      expect(more.length).toBeGreaterThan(50);
      const all = [...before, ...more];
      expect(await numbers(client)).toEqual(all);

      const copy = `${folder}-copy.sqlite`;
      try {
        const taken = await siyi('store', 'backup', copy, '--data', seen);
        expect(taken.out).toContain(`${all.length + 1} events in 2 streams, nothing found`);
      } finally {
        rmSync(copy, { force: true });
      }
    } finally {
      await store.remove();
    }
  }, 180_000);

test('no page left: every append of a group is refused, none is there by half, and with pages again they go on', async () => {
  const { log, file } = openLog(join(folder, 'events.sqlite'));
  const writer = new Writer(log, new Tail());
  const put = (n: number): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const id = Buffer.alloc(16, n + 1);
      const event = {
        id,
        type: 'Numbered',
        json: false,
        metadata: Buffer.alloc(0),
        body: Buffer.alloc(9_000, n),
      };
      writer.submit(9_000, (open) => append(open, `full-${n}`, 'no_stream', [event, event]), resolve, reject);
    });
  const pages = Number(Object.values(file.db.prepare('PRAGMA page_count').get() ?? {})[0]);
  file.db.exec(`PRAGMA max_page_count = ${pages + 40}`);
  await put(0);
  const end = log.end;
  const group = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => put(n + 1)));
  expect(group.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'));
  for (const refused of group)
    expect(refused).toMatchObject({
      reason: { code: 'store.full', zh: expect.stringContaining('什么也没有写入') },
    });
  expect(log.end).toBe(end);
  expect(log.after(0, 100)).toHaveLength(end);
  file.db.exec('PRAGMA max_page_count = 100000');
  await Promise.all(Array.from({ length: 20 }, (_, n) => put(n + 1)));
  expect(log.after(0, 100)).toHaveLength(end + 40);
  writer.close();
  file.close();
});
