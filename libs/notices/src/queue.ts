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

/** Jobs by state. */
export type JobCounts = Readonly<Record<(typeof counted)[number], number>>;

const counted = ['waiting', 'active', 'delayed', 'failed'] as const;

/** The queue of open batches. It holds nothing that the log cannot rebuild. */
export type NoticeQueue = Readonly<{
  /** A job for the batch; nothing when there is one of that id, dead or alive. */
  add(batch: string): Promise<void>;
  /** Sees to it that a living job is there: a finished or dead one is removed and added anew, a delayed one goes at once. */
  revive(batch: string): Promise<'there' | 'added' | 'revived'>;
  work(options: WorkOptions): QueueWorker;
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
    add: (batch) => jobs.use((queue) => add(queue, batch)),
    revive: (batch) => jobs.use((queue) => revive(queue, batch)),
    work: (options) => worker(address, options, limit),
    counts: () => jobs.use((queue) => queue.getJobCounts(...counted) as Promise<JobCounts>),
    close: () => jobs.close(),
  };
}

async function add(queue: Jobs, batch: string): Promise<void> {
  await queue.add('batch', { batch }, { ...jobOptions, jobId: jobIdOf(batch) });
}

async function revive(queue: Jobs, batch: string): Promise<'there' | 'added' | 'revived'> {
  const job = await queue.getJob(jobIdOf(batch));
  if (job === undefined) {
    await add(queue, batch);
    return 'added';
  }
  const state = await job.getState();
  // A delayed job may have missed its hour over a restart (bullmq#168).
  if (state === 'delayed') await job.promote();
  if (state !== 'completed' && state !== 'failed' && state !== 'unknown') return 'there';
  if (!(await removed(job))) return 'there';
  await add(queue, batch);
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
