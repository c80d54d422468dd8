import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '#embedded';
import { noticeSuite, type QueueServer } from './testing/notice-suite.js';

async function start(): Promise<QueueServer> {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-queue-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL's own user must reach it
  const open = () => startPostgres({ dataDir: join(folder, 'pg'), log: () => undefined });
  let running = await open();
  return {
    address: { postgresUrl: running.url, schema: 'queue' },
    async restart() {
      await running.stop();
      running = await open();
    },
    async remove() {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

describe('notices over the embedded PostgreSQL', () => {
  noticeSuite('PostgreSQL', start, { keeps: ' (left out: PostgreSQL comes back with what it held)' });
});
