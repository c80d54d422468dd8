import { setTimeout } from 'node:timers/promises';
import { codec, connect, Engine, uuidV5, type Clock, type KeyStore, type Log } from '#eventing';
import { decisionReactors, pagesToProbe, type DecisionTables, type PageDue } from '#decision';
import {
  channelsOf,
  feedNotices,
  fileChannel,
  noticeReactors,
  openNoticeQueue,
  type ChannelPlan,
  type QueueAddress,
} from '#notices';
import { dayOf } from '#procedure';
import { connectReadModels, type ExecuteCommand, type ReadModels } from '#read-models';
import { createApi } from '../../api/src/app.js';
import type { TokenRules } from '../../api/src/identity.js';
import type { ProviderSettings } from '../../api/src/provider.js';
import {
  askPage,
  probePages,
  startProjector,
  sweeper,
  type Projector,
  type Sweeper,
} from '../../projector/src/index.js';
import { contactsFrom, dailyFrom } from '../../worker/src/contacts.js';
import { startWorker } from '../../worker/src/worker.js';
import { auditFolder } from './audit/transparency.js';
import { keepPublishing } from './audit/publishing.js';
import { fileClosed } from './printing/closed-files.js';
import { aggregates } from './aggregates.js';
import { sweepOf } from './due.js';
import { destroyErasedKeys } from './erasure.js';
import { isSimulated, type Folder } from './folder.js';
import { healthNow } from './health.js';
import { metricsOf, serveMetrics } from './metrics.js';
import { afterMove, beforeMove } from './settle.js';
import { serveClock } from './simulated-clock.js';
import { categories, views } from './views.js';

export type Role = 'api' | 'projector' | 'worker';

export type AppOptions = Readonly<{
  folder: Folder;
  roles: readonly Role[];
  storeUrl: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  /** How people are told, besides the inbox; undefined: by files. */
  channels: ChannelPlan | undefined;
  openKeys: (log: Log) => Promise<KeyStore>;
  clock: Clock;
  /** Seconds from one checkpoint of the log to the next, and the file of the key that signs them. */
  checkpoints: Readonly<{ every: number; keyFile: string | undefined }>;
  /** Where the public reaches the API, for printed sheets. */
  publicUrl: string | undefined;
  trustedProxies: readonly string[] | undefined;
  tokens: TokenRules;
  provider: ProviderSettings | undefined;
  host: string;
  port: number;
  /** Where `/metrics` is served; nowhere if undefined. */
  metrics: Readonly<{ host: string; port: number }> | undefined;
  say: (line: string) => void;
}>;

/** A running process of the application: some of the three roles over one engine. */
export type RunningApp = Readonly<{ url: string | undefined; stop(): Promise<void> }>;

type Stop = () => Promise<unknown>;

/** A store that is away does not keep the API from answering 503 by itself. */
const mostPatience = 10_000;

/** Redis where it is given, else the database of the read models. */
export const queueAt = (options: Pick<AppOptions, 'redisUrl' | 'databaseUrl'>): QueueAddress =>
  options.redisUrl === undefined ? { postgresUrl: options.databaseUrl } : { redisUrl: options.redisUrl };

/** The secrets of those channels whose provider reports. */
const receiptSecrets = ({ sms }: ChannelPlan) =>
  sms?.receipts && sms.secret !== undefined ? { sms: sms.secret } : {};

const probeEvery = 300_000;

/** Asks every five minutes for the public pages of what hangs, where the public reaches the API; of two projectors the one that runs. */
function probing(
  { publicUrl, clock, say }: AppOptions,
  { db, execute, leads }: Readonly<{ db: ReadModels; execute: ExecuteCommand; leads: () => boolean }>,
): Sweeper {
  const probe = async (): Promise<void> => {
    if (publicUrl === undefined || !leads()) return;
    const day = dayOf(clock.now());
    const due = await pagesToProbe(db.tables<DecisionTables>(), day);
    const ask = (page: PageDue) => askPage(publicUrl, page);
    const { asked, notFound } = await probePages({ due, day, ask, execute });
    if (notFound > 0) say(`public page: ${notFound} of ${asked} postings not found on ${publicUrl}`);
  };
  return sweeper(probe, probeEvery, (error) => say(`public page: ${(error as Error).message}`));
}

/** Starts the asked roles; what was started last ends first, so that nothing in hand is lost. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const stops: Stop[] = [];
  /** All of them, whatever fails: what is left open would keep the process alive. */
  const stop = async (): Promise<void> => {
    const failed: unknown[] = [];
    for (const one of stops) await one().catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw failed[0];
  };
  try {
    return { url: await start(options, stops), stop };
  } catch (error) {
    await stop().catch((failed: Error) => options.say(failed.message));
    throw error;
  }
}

/** Starts the asked roles and puts what ends each before what ends the earlier ones; answers where the API is. */
async function start(options: AppOptions, stops: Stop[]): Promise<string | undefined> {
  const { roles, clock, say } = options;
  const log = connect(options.storeUrl);
  stops.unshift(() => log.close());
  const keys = await options.openKeys(log);
  stops.unshift(() => keys.close());
  const engine = new Engine({ log, keys, clock, aggregates });
  const execute = engine.execute.bind(engine);
  const db = connectReadModels(options.databaseUrl, {
    onError: (error) => say(`read models: ${error.message}`),
  });
  stops.unshift(() => db.close());
  const queue = openNoticeQueue(queueAt(options), (error) => say(`queue: ${error.message}`));
  stops.unshift(() => queue.close());
  const { decode } = codec(keys);
  const plan = options.channels ?? { persons: [], robots: [] };
  const ways = channelsOf(plan, contactsFrom(engine, keys), fileChannel(options.folder.notices));

  let projector: Projector | undefined;
  const pages = probing(options, { db, execute, leads: () => projector?.state()?.role === 'running' });
  if (roles.includes('projector')) {
    const stopping = new AbortController();
    const sweep = sweepOf({ db, execute, clock, queue });
    const reactors = [
      ...decisionReactors,
      ...noticeReactors({ idOf: uuidV5, channel: ways.told, robots: ways.robots }),
    ];
    projector = startProjector({
      ...{ log, db, views, reactors, categories, decode, sweep, say },
      execute: async (request) => {
        const done = await execute(request);
        // its persons are the worker's business from here on
        if (request.category === 'noticeBatch') engine.forget('noticeBatch', request.id);
        return done;
      },
    });
    projector.ended.catch((error: Error) => {
      say(`projector: ${error.message}`);
      process.exitCode = 1;
      process.kill(process.pid, 'SIGTERM');
    });
    const feeding = feedNotices({
      log,
      queue,
      signal: stopping.signal,
      onError: (error) => say(`feeder: ${error.message}`),
    });
    const publishing = keepPublishing({
      ...options.checkpoints,
      folder: options.folder,
      log,
      signal: stopping.signal,
      say,
      onPublished: async (tree, checkpoint) => {
        const closed = { source: { engine, keys, log }, folder: options.folder, clock, tree, checkpoint };
        await fileClosed({ ...closed, publicUrl: options.publicUrl });
      },
    });
    void projector.started.then(() => stopping.signal.aborted || pages.start());
    const erasing = destroyErasedKeys({ log, keys, signal: stopping.signal });
    stops.unshift(async () => {
      stopping.abort();
      await Promise.all([projector?.stop(), pages.stop(), feeding, erasing, publishing]);
    });
  }
  if (roles.includes('worker')) {
    const worker = startWorker({
      engine,
      clock,
      queue,
      wantDaily: dailyFrom(engine),
      channels: ways.all,
      onError: (error) => say(`worker: ${error.message}`),
    });
    stops.unshift(() => worker.close());
  }
  // A reactor's start must stand in the log before the first command of a fresh deployment.
  await Promise.race([projector?.started, setTimeout(mostPatience, undefined, { ref: false })]);
  let url: string | undefined;
  const health = { read: () => healthNow({ db, log, clock, keys, projector }) };
  const metrics = metricsOf({ role: roles.join('+'), health: health.read, jobs: queue.counts, say });
  if (roles.includes('api')) {
    const api = await createApi({
      engine,
      log,
      keys,
      clock,
      readModels: db,
      tokens: options.tokens,
      ...(options.provider && { provider: options.provider }),
      attachments: options.folder.attachments,
      published: auditFolder(options.folder),
      health,
      ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
      receipts: receiptSecrets(plan),
      ...(options.trustedProxies && { trustedProxies: options.trustedProxies }),
      answered: metrics.answered,
    });
    await api.listen(options.port, options.host);
    url = await api.getUrl();
    stops.unshift(() => api.close());
  }
  if (options.metrics) stops.unshift(await serveMetrics(metrics, { ...options.metrics, say }));
  if (projector !== undefined && isSimulated(options.folder)) {
    const moving = projector;
    const server = await serveClock(options.folder, {
      before: () => beforeMove(moving, db),
      after: async () => {
        await afterMove(moving);
        await pages.now();
      },
    });
    stops.unshift(async () => void server.close());
  }
  return url;
}
