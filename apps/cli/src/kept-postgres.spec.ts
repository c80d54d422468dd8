import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { keepPostgres } from './kept-postgres.js';

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  client.on('error', () => undefined); // told by the query
  try {
    await client.connect();
    return (await client.query('select 1')).rowCount === 1;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

it('a PostgreSQL that was killed is started again at its address, and stays stopped when it was told to stop', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siyi-kept-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL's own user must reach it
  const kept = await keepPostgres({ dataDir: folder, log: () => undefined });
  for (let round = 0; round < 2; round += 1) {
    const before = kept.pid();
    process.kill(before, 'SIGKILL');
    while (kept.pid() === before || !(await answers(kept.url))) await sleep(50);
  }
  await kept.stop();
  await sleep(1_000);
  expect(await answers(kept.url)).toBe(false);
  rmSync(folder, { recursive: true });
});
