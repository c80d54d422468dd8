import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UnrecoverableError } from 'bullmq';
import { child } from '#embedded/testing';
import { connect, uuidV5, type Log } from '#eventing';
import {
  dueReminders,
  feedNotices,
  fileChannel,
  noticeCounts,
  noticesOf,
  noticeSweep,
  noticeViews,
  openBatches,
  openNoticeQueue,
  type NoticeTables,
  type QueueAddress,
} from '#notices';
import { connectReadModels, migrate, runProjections, type ReadModels } from '#read-models';
import { startWorker, type RunningWorker } from '../worker.js';
import { house } from './house.js';
import { orderSuite } from './order-suite.js';
import { outbox, persons, until } from './outbox.js';
import { hanging, rawQueue } from './raw-queue.js';
import { startServers } from './servers.js';

/** The server under a queue. `restart` starts it again at its address, with what it held or without. */
export type QueueServer = Readonly<{
  address: QueueAddress;
  restart(how: 'kept' | 'emptied'): Promise<void>;
  remove(): Promise<void>;
}>;

/** Why a server is not stopped, or not emptied, as the end of a skipped test's name. */
export type Limits = Readonly<{ stays?: string | undefined; keeps?: string | undefined }>;

const once = new Set([1]);

/** Away for a moment is no failure here. */
const calm = (): undefined => undefined;

/** Notices from the event to the person, over any server of a queue; log and read models are the embedded ones. */
export function noticeSuite(name: string, start: () => Promise<QueueServer>, { stays, keeps }: Limits): void {
  const stopping = new AbortController();
  const restarts = stays ?? '';
  const empties = stays ?? keeps ?? '';
  const itRestarts = restarts === '' ? it : it.skip;
  const itEmpties = empties === '' ? it : it.skip;
  let servers: Awaited<ReturnType<typeof startServers>>;
  let server: QueueServer;
  let address: QueueAddress;
  let log: Log;
  let home: Awaited<ReturnType<typeof house>>;
  let models: ReadModels;
  let queue: ReturnType<typeof openNoticeQueue>;
  let sweep: ReturnType<typeof noticeSweep>;
  let projecting: Promise<unknown>;
  let workers: RunningWorker[] = [];

  const tables = () => models.tables<NoticeTables>();
  const done = async (batch: string) => (await home.batchState(batch)).status === 'done';
  const projected = (batch: string, open: boolean) =>
    until(async () => (await openBatches(tables())).some(({ id }) => id === batch) === open);
  const work = (out: Pick<ReturnType<typeof outbox>, 'channel'>) => {
    const options = { engine: home.engine(), clock: home.clock, queue, channels: [out.channel], lock: 1_000 };
    const worker = startWorker({ ...options, onError: calm, sendLimit: 200, patience: 400 });
    workers.push(worker);
    return worker;
  };
  /** Until the queue answers again. */
  const swept = async () => {
    for (;;) {
      const found = await sweep().catch(calm);
      if (found) return found;
      await sleep(50);
    }
  };

  beforeAll(async () => {
    servers = await startServers();
    server = await start();
    ({ address } = server);
    log = connect(servers.storeUrl);
    home = await house(log, 100);
    models = connectReadModels(servers.postgresUrl);
    await migrate(models, noticeViews);
    projecting = runProjections({ log, views: noticeViews, db: models, signal: stopping.signal });
    queue = openNoticeQueue(address, calm);
    sweep = noticeSweep({ queue, openBatches: () => openBatches(tables()) });
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    workers = [];
  });
  afterAll(async () => {
    stopping.abort();
    await projecting;
    await queue.close();
    await models.close();
    await log.close();
    await home.close();
    await server.remove();
    await servers.stop();
  });

  orderSuite(name, () => ({ queue, log, home, work, done, sweep }));

  it('from the event to the file, the outcome in the log and the person who reads it', async () => {
    const feeding = new AbortController();
    let goesLive = () => undefined as void;
    const live = new Promise<void>((resolve) => (goesLive = resolve));
    const { signal } = feeding;
    const fed = feedNotices({ log, queue, signal, onError: calm, onLive: goesLive });
    const folder = join(home.folder, 'told');
    work({ channel: fileChannel(folder) });
    await live;
    const { batch } = await home.raise(`whole ${name}`, persons(120));
    await until(() => done(batch));
    await projected(batch, false);
    feeding.abort();
    await fed;
    expect(await readdir(folder)).toHaveLength(2);
    const [mine] = await noticesOf(tables(), 'p007');
    expect(mine).toMatchObject({ kind: 'objectionFiled', state: 'sent', possiblyTwice: false });
    expect(mine?.text.zh).toContain('「修路」');
    expect(await noticesOf(tables(), 'nobody')).toEqual([]);
    expect(await noticeCounts(tables())).toMatchObject({ queued: 0, failed: 0 });
  });

  it('a robot that writes to a group counts as nobody told', async () => {
    // a notice of before may be counted as told meanwhile
    const persons = async () => ({ ...(await noticeCounts(tables())), told: undefined });
    const before = await persons();
    const { id } = await home.raise(`group ${name}`, []);
    const batch = uuidV5(id);
    const terms = { notice: id, channel: 'robot', purposeEnds: null, groupSize: 1, personal: false };
    const command = { type: 'OpenBatch', data: { ...terms, recipients: ['group:robot'] } };
    const to = { category: 'noticeBatch', id: batch, commandId: batch, by: { person: 'system:reactor' } };
    await home.engine().execute({ ...to, command });
    await projected(batch, true);
    const out = outbox();
    work({ channel: { ...out.channel, name: 'robot' } });
    await swept();
    await projected(batch, false);
    expect(out.timesTold('group:robot')).toBe(1);
    expect(await persons()).toEqual({ ...before, notices: before.notices + 1 });
  });

  it('a reply that is owed is asked for by the sweep of due timers, from its day on', async () => {
    const id = uuidV5(`objection ${name}`);
    const by = { person: 'system:spec' };
    const metadata = { ...{ $correlationId: id, $causationId: id, commandId: id, by }, at: '', schema: 1 };
    const data = { objection: id, replyBy: '2026-03-09' };
    await log.append(`decision-${id}`, [{ id, type: 'ObjectionFiled', data, metadata }], 'no_stream');
    const due = async (day: string) =>
      (await dueReminders(tables(), day, uuidV5)).filter((one) => one.id === `replyDue/${id}`);
    await until(async () => (await due('2026-03-08')).length > 0);
    expect(await due('2026-03-07')).toEqual([]);
    const [one] = await due('2026-03-08');
    expect(one).toMatchObject({
      category: 'notice',
      command: { data: { kind: 'replyDue', to: ['conveners'] } },
    });
  });

  it('an emptied queue fills again (textbee#111)', async () => {
    const { batch } = await home.raise(`emptied ${name}`, persons(3));
    await projected(batch, true);
    await queue.add(batch);
    const raw = rawQueue(address);
    await raw.obliterate({ force: true });
    await raw.close();
    expect(await sweep()).toEqual({ there: 0, added: 1, revived: 0 });
    expect(await sweep()).toEqual({ there: 1, added: 0, revived: 0 });
    const out = outbox();
    work(out);
    await until(() => done(batch));
    expect(new Set(persons(3).map(out.timesTold))).toEqual(once);
    await projected(batch, false);
  });

  it('a dead job with our id blocks nothing (bullmq#1662, #977)', async () => {
    const { batch } = await home.raise(`dead ${name}`, persons(3));
    await projected(batch, true);
    await queue.add(batch);
    let deaths = 0;
    const killer = queue.work({
      process: () => Promise.reject(new UnrecoverableError('dead')),
      onError: () => (deaths += 1),
    });
    await until(async () => deaths > 0);
    await killer.close();
    await queue.add(batch);
    const out = outbox();
    work(out);
    await until(async () => (await sweep()).revived === 1);
    await until(() => done(batch));
    expect(new Set(persons(3).map(out.timesTold))).toEqual(once);
    await projected(batch, false);
  });

  it('a delayed job does not wait for an hour that has passed (bullmq#168)', async () => {
    const { batch } = await home.raise(`delayed ${name}`, persons(3));
    await projected(batch, true);
    const raw = rawQueue(address);
    await raw.add('batch', { batch }, { jobId: `b-${batch}`, delay: 3_600_000 });
    await raw.close();
    const out = outbox();
    work(out);
    expect(await sweep()).toMatchObject({ there: 1 });
    await until(() => done(batch));
    await projected(batch, false);
  });

  it('a worker started twice, and the same job again: everybody is told once (bullmq#439)', async () => {
    const { batch } = await home.raise(`twice ${name}`, persons(450));
    const out = outbox(100);
    work(out);
    work(out);
    await queue.add(batch);
    await until(() => done(batch));
    await queue.add(batch);
    await until(async () => (await queue.revive(batch)) === 'added');
    expect(new Set(persons(450).map(out.timesTold))).toEqual(once);
    await projected(batch, false);
  });

  it.each(['crashBefore', 'crashAfter'] as const)('%s: never lost, repeated once, marked', async (fault) => {
    const { id, batch } = await home.raise(`${fault} ${name}`, persons(3));
    const out = outbox(100, [fault]);
    work(out);
    await queue.add(batch);
    await until(() => done(batch));
    await home.react();
    expect(new Set(persons(3).map(out.timesTold))).toEqual(new Set([fault === 'crashAfter' ? 2 : 1]));
    expect(out.sent.at(-1)?.possiblyTwice).toBe(true);
    expect((await home.types(`notice-${id}`)).at(-1)).toBe('NoticeClosed');
    await projected(batch, false);
  });

  it('a stalled job: its worker was killed, another takes it up and tells everybody once (bullmq#439)', async () => {
    const { batch } = await home.raise(`stalled ${name}`, persons(3));
    await projected(batch, true);
    await queue.add(batch);
    const killed = await child(hanging(address));
    expect(killed.said).toBe(batch);
    await killed.kill();
    const out = outbox();
    work(out);
    await until(() => done(batch));
    expect(new Set(persons(3).map(out.timesTold))).toEqual(once);
    await projected(batch, false);
  });

  itRestarts(`a delayed job fires after a restart (bullmq#168)${restarts}`, async () => {
    const [soon, late] = [
      await home.raise(`soon ${name}`, persons(3)),
      await home.raise(`late ${name}`, persons(3)),
    ];
    const out = outbox();
    work(out);
    const raw = rawQueue(address);
    raw.on('error', calm);
    await raw.add('batch', { batch: soon.batch }, { jobId: `b-${soon.batch}`, delay: 500 });
    await raw.add('batch', { batch: late.batch }, { jobId: `b-${late.batch}`, delay: 3_600_000 });
    await raw.close();
    await server.restart('kept');
    await until(() => done(soon.batch));
    expect(await done(late.batch)).toBe(false);
    await projected(soon.batch, false);
    await projected(late.batch, true);
    expect(await swept()).toMatchObject({ there: 1, added: 0 });
    await until(() => done(late.batch));
    expect(new Set(persons(3).map(out.timesTold))).toEqual(new Set([2]));
    await projected(late.batch, false);
  });

  itEmpties(
    `restarted empty: everything due is queued again from the log (textbee#111)${empties}`,
    async () => {
      const raised = [];
      for (const n of [1, 2, 3]) raised.push((await home.raise(`empty ${n} ${name}`, persons(3))).batch);
      const raw = rawQueue(address);
      raw.on('error', calm);
      for (const batch of raised) {
        await projected(batch, true);
        await raw.add('batch', { batch }, { jobId: `b-${batch}`, delay: 3_600_000 });
      }
      await raw.close();
      const out = outbox();
      work(out); // a worker that lives through it
      await server.restart('emptied');
      expect(await swept()).toEqual({ there: 0, added: 3, revived: 0 });
      for (const batch of raised) await until(() => done(batch));
      expect(new Set(persons(3).map(out.timesTold))).toEqual(new Set([3]));
      for (const batch of raised) await projected(batch, false);
    },
  );
}
