import { setTimeout as sleep } from 'node:timers/promises';
import { uuidV5, type Engine, type Log } from '#eventing';
import {
  feedNotices,
  noticeReactors,
  openNoticeQueue,
  pageSize,
  type NoticeState,
  type QueueAddress,
} from '#notices';
import { startWorker } from '../../../apps/worker/src/worker.js';
import type { Figure } from '../figure.js';
import { line, type Line } from '../line.js';
import { residentMb } from '../memory.js';
import { groupSize, inNoticeHouse, nobody, postingIn, type NoticeHouse } from '../notice-house.js';
import { quantile } from '../sample.js';

const batchSize = 500;
const fail = (error: Error): void => {
  throw error;
};
const system = { person: 'system:timer' };

/** The reactors of the notices over a log, one event after the other as they run, without checkpoints. */
async function react(log: Log, engine: Engine, signal: AbortSignal): Promise<void> {
  const reactors = noticeReactors({ idOf: uuidV5, channel: { name: 'none', groupSize } });
  for await (const step of log.follow({ after: 'end', categories: ['notice', 'noticeBatch'], signal })) {
    if (step.kind !== 'event') continue;
    const { event } = step;
    const category = event.stream.split('-', 1)[0] ?? '';
    const called = reactors
      .filter(({ categories }) => categories.includes(category))
      .flatMap((one) => one.react(event));
    for (const [index, { category: of, id, command }] of called.entries()) {
      const commandId = uuidV5(`${event.id}/${index}`);
      await engine.execute({ category: of, id, command, commandId, by: { person: 'system:reactor' } });
      if (of === 'noticeBatch') engine.forget(of, id);
    }
  }
}

/** A worker, a feeder and the reactors at work, with what they have done. */
async function atWork({ log, newEngine }: NoticeHouse, address: QueueAddress) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const queue = openNoticeQueue(address, fail);
  const engine = newEngine();
  const done = new Set<string>();
  const live = new Promise<void>((onLive) => {
    void feedNotices({ log, queue, signal, onError: fail, onLive });
  });
  const reacting = react(log, engine, signal);
  const worker = startWorker({
    ...{ engine: newEngine(), clock: { now: () => new Date().toISOString() }, queue, channels: [nobody] },
    onError: fail,
    onHold: (batch, end) => {
      if (end === 'done') done.add(batch);
    },
  });
  await live;
  await sleep(200); // the reactors' subscription, which tells of no beginning
  const give = (id: string, type: string, data: object) =>
    engine.execute({
      ...{ category: 'notice', id, by: system, command: { type, data } },
      commandId: uuidV5(`${id}/${type}/${'after' in data ? String(data.after) : ''}`),
    });
  const stateOf = async (id: string) => (await engine.load<NoticeState>('notice', id)).state;
  const batchesOf = async (id: string): Promise<readonly string[]> => {
    const state = await stateOf(id);
    return 'raised' in state ? state.batches : [];
  };
  const close = async (): Promise<void> => {
    stopping.abort();
    await Promise.all([reacting, worker.close()]);
    await queue.close();
  };
  return { give, stateOf, batchesOf, done, close };
}

type Work = Awaited<ReturnType<typeof atWork>>;

/** Milliseconds from the raising of another community's notice of ten until all ten are told. */
async function another({ give, batchesOf, done }: Work, name: string): Promise<number> {
  const id = uuidV5(name);
  const recipients = Array.from({ length: 10 }, (_, n) => uuidV5(`${name}/${n}`));
  const from = performance.now();
  await give(id, 'RaiseNotice', { ...postingIn(name), kind: 'posted', recipients });
  for (;;) {
    const [batch] = await batchesOf(id);
    if (batch !== undefined && done.has(batch)) return performance.now() - from;
    await sleep(2);
  }
}

/** Lists so many followers page by page, each when the batches of the one before are done with or nearly. */
async function list({ give, batchesOf, done }: Work, notice: string, count: number): Promise<void> {
  let after: string | null = null;
  const digits = String(count).length;
  for (let from = 0; from < count; from += pageSize) {
    const size = Math.min(pageSize, count - from);
    const recipients = Array.from(
      { length: size },
      (_, n) => `bench-${String(from + n).padStart(digits, '0')}`,
    );
    await give(notice, 'ListRecipients', { after, recipients, last: from + size >= count });
    after = recipients.at(-1) ?? after;
    const ahead = 40; // batches that may wait in the queue: two pages
    while ((await batchesOf(notice)).length - done.size > ahead) await sleep(5);
  }
}

async function measured(
  house: NoticeHouse,
  { name, address }: NoticeHouse['backends'][number],
  { size: { scale }, say }: Parameters<Figure>[0],
): Promise<Line> {
  const count = Math.max(2_000, Math.round((1_000_000 * scale) / batchSize) * batchSize);
  const work = await atWork(house, address);
  const alone: number[] = [];
  for (let nth = 0; nth < 20; nth += 1) alone.push(await another(work, `${name}/alone/${nth}`));
  const notice = uuidV5(`${name}/long list`);
  const from = performance.now();
  await work.give(notice, 'RaiseNotice', { ...postingIn(name), kind: 'disclosed', to: ['subscribers'] });
  while ((await work.stateOf(notice)).status !== 'raised') await sleep(5);
  let over = false;
  const listing = list(work, notice, count).then(async () => {
    while ((await work.stateOf(notice)).status !== 'closed') await sleep(20);
    over = true;
  });
  const beside: number[] = [];
  const memory: number[] = [];
  for (let nth = 0; !over; nth += 1) {
    beside.push(await another(work, `${name}/beside/${nth}`));
    memory.push(residentMb(process.pid));
    await sleep(100);
  }
  await listing;
  const seconds = (performance.now() - from) / 1_000;
  await work.close();
  say(`${name}: ${count} told in ${seconds.toFixed(1)} s, ${beside.length} other notices beside`);
  const half = memory.slice(Math.floor(memory.length / 2));
  return line({
    figure: 'long-list',
    what: `what another notice waits beside a list of ${count}, over what it waits alone (p50), ${name}`,
    ...{ value: quantile(beside, 0.5) / quantile(alone, 0.5), unit: 'ratio' },
    beside: {
      ...{ toldPerSecond: count / seconds, seconds, others: beside.length },
      ...{ aloneP50Ms: quantile(alone, 0.5), besideP50Ms: quantile(beside, 0.5) },
      ...{ besideP99Ms: quantile(beside, 0.99), mostMb: Math.max(...memory) },
      grownInSecondHalfMb: (half.at(-1) ?? 0) - (half[0] ?? 0),
    },
  });
}

/** A disclosure to a million followers, from the list to the closing of the notice, and what others wait meanwhile. */
export const longList: Figure = (bench) =>
  inNoticeHouse(bench.say, async (house) => {
    const lines: Line[] = [];
    for (const backend of house.backends) lines.push(await measured(house, backend, bench));
    return lines;
  });
