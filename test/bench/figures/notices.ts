import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { startPostgres } from '#embedded';
import { connect, Engine, openKeyStore, uuidV5 } from '#eventing';
import { openNoticeQueue, type Channel, type QueueAddress } from '#notices';
import { aggregates } from '../../../apps/cli/src/aggregates.js';
import { freePort, startRedis } from '../../../apps/worker/src/testing/servers.js';
import { startWorker } from '../../../apps/worker/src/worker.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line, type Line } from '../line.js';
import { residentMb } from '../memory.js';
import { passingFolder, startNode } from '../node.js';
import { timed, told as telling, type Sample } from '../sample.js';

const inPath = (program: string): string | undefined =>
  process.env['PATH']
    ?.split(delimiter)
    .map((folder) => join(folder, program))
    .find(existsSync);

const perBatch = 500;
const groupSize = 100;
const recipients = Array.from({ length: perBatch }, (_, n) => uuidV5(`bench/recipient/${n}`));

/** Tells nobody, at once: what is left is what telling costs us. */
const nobody: Channel = {
  ...{ name: 'none', groupSize, personal: true, receipts: false },
  ...{ timeOut: 30_000, perSecond: 1e6, retryFor: null },
  send: () => Promise.resolve({ hash: '0'.repeat(64) }),
};

const onPostgres = withBackend(createPostgresBackend);

/** BullMQ as it comes, with 50 jobs at once. */
function bare(address: QueueAddress, name: string, process: () => Promise<void>) {
  const [concurrency, autorun] = [50, false];
  if ('redisUrl' in address) {
    const connection = { url: address.redisUrl, maxRetriesPerRequest: null };
    const worker = new Worker(name, process, { connection, concurrency, autorun });
    return { queue: new Queue(name, { connection }), worker };
  }
  const connection = {
    ...{ connectionString: address.postgresUrl, schema: 'raw', migrate: true, max: 20 },
  };
  const worker = new onPostgres.Worker(name, process, { connection, concurrency, autorun });
  return { queue: new onPostgres.Queue(name, { connection }), worker };
}

/** One job for each recipient and nothing done in it, by BullMQ alone: seconds from the first to the last. */
async function raw(address: QueueAddress, name: string, count: number): Promise<Sample> {
  let done = 0;
  let last: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (last = resolve));
  const { queue, worker } = bare(address, name, () => {
    done += 1;
    if (done === count) last();
    return Promise.resolve();
  });
  for (let from = 0; from < count; from += perBatch)
    await queue.addBulk(
      recipients.map((person) => ({ name: 'told', data: { person }, opts: { removeOnComplete: true } })),
    );
  const sample = await timed(async () => {
    void worker.run();
    await all;
    return count;
  });
  await worker.close();
  await queue.close();
  return sample;
}

/** Recipients of a disclosure told by the worker over a channel that does nothing, every attempt and outcome in the log. */
async function told(
  { engine, notice, address }: Readonly<{ engine: Engine; notice: string; address: QueueAddress }>,
  name: string,
  count: number,
): Promise<Sample> {
  const fail = (error: Error): void => {
    throw error;
  };
  const queue = openNoticeQueue(address, fail);
  const batches = Array.from({ length: Math.ceil(count / perBatch) }, (_, n) => uuidV5(`bench/${name}/${n}`));
  for (const batch of batches) {
    const data = { notice, channel: 'none', recipients, purposeEnds: null, groupSize };
    await engine.execute({
      ...{ category: 'noticeBatch', id: batch, by: { person: 'system:reactor' } },
      ...{ commandId: uuidV5(`${batch}/open`), command: { type: 'OpenBatch', data } },
    });
  }
  const from = performance.now();
  for (const batch of batches) await queue.add(batch);
  const latencies: number[] = [];
  const worker = startWorker({
    ...{ engine, clock: { now: () => new Date().toISOString() }, queue, channels: [nobody], onError: fail },
    onHold: (_, end) => {
      if (end === 'done') latencies.push(performance.now() - from);
    },
  });
  while (latencies.length < batches.length) await sleep(5);
  const seconds = (performance.now() - from) / 1_000;
  await worker.close();
  await queue.close();
  return { seconds, done: batches.length * perBatch, latencies };
}

async function measured(
  backend: string,
  address: QueueAddress,
  { size: { scale, rounds }, say }: Parameters<Figure>[0],
  engine: Engine,
  notice: string,
): Promise<Line> {
  const count = Math.max(2_000, Math.round((1_000_000 * scale) / rounds / perBatch) * perBatch);
  const before = residentMb(process.pid);
  const taken = await inTurn(rounds, {
    async ours(round) {
      const sample = await told({ engine, notice, address }, `${backend}/${round}`, count);
      say(`${backend}: ${count} told in ${sample.seconds.toFixed(2)} s`);
      return sample;
    },
    async raw(round) {
      const sample = await raw(address, `raw-${round}`, count);
      say(`${backend}: ${count} raw jobs in ${sample.seconds.toFixed(2)} s`);
      return sample;
    },
  });
  return line({
    figure: 'notices',
    what: `recipients told, each attempt and outcome in the log, over raw BullMQ jobs, ${backend}`,
    ...{ value: ratioOf(taken.ours, taken.raw), unit: 'ratio' },
    beside: {
      ...telling('told', taken.ours),
      ...telling('raw', taken.raw),
      recipients: count * rounds,
      grownMb: residentMb(process.pid) - before,
    },
    aim: { least: 0.6 },
  });
}

/** What telling costs: the worker against BullMQ's own jobs, on each backend that is there. */
export const notices: Figure = async (bench) => {
  const folder = passingFolder();
  const node = await startNode(folder);
  const keys = await openKeyStore(join(folder, 'bench-keys.sqlite'));
  const log = connect(node.url);
  const clock = { now: () => new Date().toISOString() };
  const engine = new Engine({ log, keys, clock, aggregates });
  const postgres = await startPostgres({
    ...{ dataDir: join(folder, 'postgres'), publicDir: `${folder}-public`, log: () => undefined },
  });
  const binary = inPath('redis-server');
  const redis = binary === undefined ? undefined : await startRedis(binary, await freePort(), folder);
  try {
    const notice = uuidV5('bench/notice');
    const give = (type: string, data: object) =>
      engine.execute({
        ...{ category: 'notice', id: notice, by: { person: 'system:reactor' } },
        ...{ commandId: uuidV5(`bench/${type}`), command: { type, data } },
      });
    const nothing = { decision: null, sitting: null, objection: null };
    const about = { community: uuidV5('bench/community'), ...nothing, event: notice, stream: 'bench' };
    const hung = { from: '2026-03-13', lastDay: '2026-03-30', objectionUntil: '2026-03-30' };
    await give('RaiseNotice', {
      ...{ kind: 'posted', about, recipients: [], to: [], ballot: null, latest: null, purposeEnds: null },
      text: { title: '修路', step: 'resolutionPosting', ...hung },
    });
    await give('AddressNotice', {});
    const lines = [await measured('PostgreSQL', { postgresUrl: postgres.url }, bench, engine, notice)];
    if (redis === undefined) bench.say('no redis-server here: its line is left out');
    else lines.push(await measured('Redis', { redisUrl: redis.url }, bench, engine, notice));
    return lines;
  } finally {
    await redis?.stop('SIGTERM');
    await postgres.stop();
    await log.close();
    await keys.close();
    await node.stop();
    for (const one of [folder, `${folder}-public`]) rmSync(one, { recursive: true, force: true });
  }
};
