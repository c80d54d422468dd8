import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { uuidV5, type Engine } from '#eventing';
import { openNoticeQueue, type QueueAddress } from '#notices';
import { startWorker } from '../../../apps/worker/src/worker.js';
import type { Figure } from '../figure.js';
import { inTurn, ratioOf } from '../in-turn.js';
import { line, type Line } from '../line.js';
import { residentMb } from '../memory.js';
import { groupSize, inNoticeHouse, nobody, postingIn } from '../notice-house.js';
import { timed, told as telling, type Sample } from '../sample.js';

const perBatch = 500;
const recipients = Array.from({ length: perBatch }, (_, n) => uuidV5(`bench/recipient/${n}`));

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
export const notices: Figure = (bench) =>
  inNoticeHouse(bench.say, async ({ newEngine, backends }) => {
    const engine = newEngine();
    const notice = uuidV5('bench/notice');
    const give = (type: string, data: object) =>
      engine.execute({
        ...{ category: 'notice', id: notice, by: { person: 'system:reactor' } },
        ...{ commandId: uuidV5(`bench/${type}`), command: { type, data } },
      });
    await give('RaiseNotice', { ...postingIn('bench'), kind: 'posted' });
    await give('AddressNotice', {});
    const lines: Line[] = [];
    for (const { name, address } of backends)
      lines.push(await measured(name, address, bench, engine, notice));
    return lines;
  });
