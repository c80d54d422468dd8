import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '#embedded';
import { openNoticeQueue, type NoticeQueue, type QueueAddress } from '#notices';
import { freePort, redisBinary, startRedis } from './testing/servers.js';

/** A server that comes, goes, and comes again at the same address. */
type Server = Readonly<{ address: QueueAddress; start(): Promise<void>; stop(): Promise<void> }>;

const folder = mkdtempSync(join(tmpdir(), 'queue-'));
const quiet = { log: () => undefined };

async function onPostgres(): Promise<Server> {
  let running: RunningPostgres | undefined = await startPostgres({ dataDir: join(folder, 'pg'), ...quiet });
  const address = { postgresUrl: running.url };
  await running.stop();
  return {
    address,
    async start() {
      running = await startPostgres({ dataDir: join(folder, 'pg'), ...quiet });
      expect(running.url).toBe(address.postgresUrl);
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
  };
}

async function onRedis(binary: string): Promise<Server> {
  const port = await freePort();
  let running: Awaited<ReturnType<typeof startRedis>> | undefined;
  return {
    address: { redisUrl: `redis://127.0.0.1:${port}` },
    async start() {
      running = await startRedis(binary, port);
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
  };
}

const servers: readonly (readonly [string, () => Promise<Server>])[] = [
  ['PostgreSQL', onPostgres],
  ...(redisBinary === undefined ? [] : [['Redis', () => onRedis(redisBinary ?? '')] as const]),
];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(servers)('a queue on %s that is away', (_, prepare) => {
  const done: string[] = [];
  let server: Server;
  let queue: NoticeQueue;
  let worker: ReturnType<NoticeQueue['work']>;

  const sure = async (batch: string): Promise<void> => {
    for (let added = false; !added;)
      added = await queue.revive(batch).then(
        () => true,
        () => sleep(100, false),
      );
    while (!done.includes(batch)) await sleep(20);
  };

  beforeAll(async () => {
    server = await prepare();
    queue = openNoticeQueue(server.address, () => undefined, 2_000);
    worker = queue.work({ process: async (batch) => void done.push(batch), onError: () => undefined });
  });
  afterAll(async () => {
    await worker.close();
    await queue.close();
    await server.stop();
  });

  it('from the first fails each use instead of waiting without end', async () => {
    await expect(queue.add('b1')).rejects.toThrow();
    await expect(queue.revive('b1')).rejects.toThrow();
  });

  it('is found when it comes, by queue and worker', async () => {
    await server.start();
    await sure('b2');
  });

  it('is found again after it went', async () => {
    await server.stop();
    await expect(queue.add('b3')).rejects.toThrow();
    await server.start();
    await sure('b4');
  });

  it('lets a worker and a queue go that have lost it', async () => {
    await server.stop();
    await worker.close();
    await queue.close();
  });
});

// its first contact asks through a connection to which neither BullMQ nor the pool listens
it('a queue on PostgreSQL that is cut at its first contact fails that use, not the process', async () => {
  const server = await onPostgres();
  await server.start();
  const { postgresUrl } = server.address as { postgresUrl: string };
  const operator = new pg.Client(postgresUrl);
  await operator.connect();
  // BullMQ's own lock for making its tables, so that the contact stands still
  await operator.query("select pg_advisory_lock(x'42554c4c'::int, hashtext('cut'))");
  const queue = openNoticeQueue({ postgresUrl, schema: 'cut' }, () => undefined, 20_000);
  const used = queue.add('b1').then(
    () => 'done',
    ({ message }: Error) => message,
  );
  const cut = "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted";
  for (let gone = 0; gone === 0; await sleep(20)) gone = (await operator.query(cut)).rowCount ?? 0;
  expect(await used).toMatch(/terminat/);
  await operator.end();
  await queue.add('b1');
  await queue.close();
  await server.stop();
});
