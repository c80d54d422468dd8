import type { Job } from 'bullmq';
import { keptOpen, reopening } from './mending.js';
import { queueAt, workerAt, type QueueAddress, type Work } from './queue-connection.js';

/** A worker on the queue; `close` waits for the jobs in hand. */
export type QueueWorker = Readonly<{ close(): Promise<void> }>;

export type WorkOptions = Readonly<{
  concurrency?: number;
  process(batch: string): Promise<void>;
  onError(error: Error): void;
  /** Milliseconds after which the job of a dead worker is given to another. */
  lock?: number;
  /** Milliseconds that the closing waits for the group that is being sent. */
  patience?: number;
}>;

/** Jobs by state; those that wait behind others' first batches are among the waiting. */
export type JobCounts = Readonly<Record<(typeof counted)[number], number>>;

const counted = ['waiting', 'active', 'delayed', 'failed'] as const;

/** The queue of open batches. It holds nothing that the log cannot rebuild. */
export type NoticeQueue = Readonly<{
  /**
   * A job for the batch; nothing when there is one of that id, dead or alive. `number`: which batch of its notice it is.
   * The first of each notice go before the second of any, so that a long list delays nobody else's by more than a batch.
   */
  add(batch: string, number?: number): Promise<void>;
  /** Sees to it that a living job is there: a finished or dead one is removed and added anew, a delayed one goes at once. */
  revive(batch: string, number?: number): Promise<'there' | 'added' | 'revived'>;
  work(options: WorkOptions): QueueWorker;
  /** No job is taken up until `resume`, by any worker; what is being sent is finished. A queue that is emptied goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  isPaused(): Promise<boolean>;
  /** How many jobs stand in each state. */
  counts(): Promise<JobCounts>;
  close(): Promise<void>;
}>;

type Jobs = ReturnType<typeof queueAt>;

/** No `:` and not all digits: BullMQ refuses the one and renumbers the other. */
export const jobIdOf = (batch: string): string => `b-${batch}`;

const jobOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  // A dead job is kept to be seen, and never in the way: the sweep removes it.
  removeOnFail: { count: 1_000 },
} as const;

/** Longer than a group may take to be sent. */
const closingPatience = 15_000;

/** Opens the queue, when it is needed; one that is away fails each use within `limit` milliseconds and is found again. */
export function openNoticeQueue(
  address: QueueAddress,
  onError: (error: Error) => void,
  limit = 5_000,
): NoticeQueue {
  const jobs = reopening(
    () => {
      const queue = queueAt(address);
      queue.on('error', onError);
      return queue;
    },
    limit,
    onError,
  );
  return {
    add: (batch, number) => jobs.use((queue) => add(queue, batch, number)),
    revive: (batch, number) => jobs.use((queue) => revive(queue, batch, number)),
    pause: () => jobs.use((queue) => queue.pause()),
    resume: () => jobs.use((queue) => queue.resume()),
    isPaused: () => jobs.use((queue) => queue.isPaused()),
    work: (options) => worker(address, options, limit),
    counts: () => jobs.use(countsIn),
    close: () => jobs.close(),
  };
}

async function countsIn(queue: Jobs): Promise<JobCounts> {
  // the backend on PostgreSQL counts those of a paused queue apart, under a name that BullMQ's types lack
  const paused = 'paused' as 'waiting';
  const found = await queue.getJobCounts(...counted, 'prioritized', paused);
  const of = (state: string): number => found[state] ?? 0;
  return {
    waiting: of('waiting') + of('prioritized') + of('paused'),
    ...{ active: of('active'), delayed: of('delayed'), failed: of('failed') },
  };
}

async function add(queue: Jobs, batch: string, number = 0): Promise<void> {
  await queue.add('batch', { batch }, { ...jobOptions, jobId: jobIdOf(batch), priority: number });
}

async function revive(queue: Jobs, batch: string, number = 0): Promise<'there' | 'added' | 'revived'> {
  const job = await queue.getJob(jobIdOf(batch));
  if (job === undefined) {
    await add(queue, batch, number);
    return 'added';
  }
  const state = await job.getState();
  // A delayed job may have missed its hour over a restart (bullmq#168).
  if (state === 'delayed') await job.promote();
  if (state !== 'completed' && state !== 'failed' && state !== 'unknown') return 'there';
  if (!(await removed(job))) return 'there';
  await add(queue, batch, number);
  return 'revived';
}

/** Removes a dead job; false when a worker took it up in between. */
const removed = (job: Job<Work>): Promise<boolean> =>
  job.remove().then(
    () => true,
    (error: Error) => {
      if (/locked by another worker/.test(error.message)) return false;
      throw error;
    },
  );

function worker(
  address: QueueAddress,
  { process, onError, concurrency = 2, lock = 30_000, patience = closingPatience }: WorkOptions,
  limit: number,
): QueueWorker {
  const run = ({ data }: Job<Work>) => process(data.batch);
  const open = () => {
    const made = workerAt(address, run, { concurrency, lock });
    made.on('error', onError);
    made.on('failed', (_, error) => onError(error));
    return made;
  };
  return keptOpen(open, { limit, patience: Math.max(limit, patience) }, onError);
}
