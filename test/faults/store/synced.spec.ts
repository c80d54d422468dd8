import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonEvent } from '@eventstore/db-client';
import { siyi, StoreProcess } from './store-process.js';

const traced = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

const SYNC = /\bf(data)?sync\(\d+<[^>]*events\.sqlite-wal>\) *= 0/gm;
/** How often the write-ahead log was synced so far; strace writes a line before it lets the process go on. */
const syncsIn = (trace: string): number => readFileSync(trace, 'utf8').match(SYNC)?.length ?? 0;

const put = (stream: string) => [stream, jsonEvent({ type: 'T', data: {} })] as const;

if (!traced)
  process.stderr.write(
    'DID NOT RUN: "an fsync per acknowledged group" needs strace, and it is missing or may not trace\n',
  );
else
  test('an fsync per acknowledged group is seen: alone each append has its own, together they share', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'siyi-synced-'));
    const trace = `${folder}.trace`;
    const observed = ['strace', '-f', '-y', '-o', trace, '-e', 'trace=fsync,fdatasync'];
    const store = await StoreProcess.start(folder, { within: observed });
    const commits = async (): Promise<number> =>
      (JSON.parse((await siyi('store', 'stats', '--json', '--data', folder)).out) as { commits: number })
        .commits;
    try {
      const client = store.client();
      await client.appendToStream(...put('first-1'));
      const before = await commits();
      const idle = syncsIn(trace);
      for (let n = 1; n <= 30; n += 1) {
        await client.appendToStream(...put(`alone-${n}`));
        expect(syncsIn(trace) - idle).toBeGreaterThanOrEqual(n);
      }
      expect((await commits()) - before).toBe(30);
      const alone = syncsIn(trace) - idle;

      await Promise.all(
        Array.from({ length: 300 }, (_, n) => client.appendToStream(...put(`together-${n}`))),
      );
      const groups = (await commits()) - before - 30;
      const together = syncsIn(trace) - idle - alone;
      process.stderr.write(
        `30 appends alone: ${alone} syncs; 300 together: ${groups} groups, ${together} syncs\n`,
      );
      expect(groups).toBeLessThan(300);
      expect(together).toBeGreaterThanOrEqual(groups);
    } finally {
      await store.remove();
      rmSync(trace, { force: true });
    }
  }, 180_000);
