import { createPostgresBackend, Queue, withBackend, Worker, type Job } from 'bullmq';
import { SteadyClient } from '#read-models';

/** Redis when its address is given, else BullMQ's own backend on PostgreSQL, in a schema of its own. */
export type QueueAddress = Readonly<{ redisUrl: string } | { postgresUrl: string; schema?: string }>;

/** What a job holds. */
export type Work = Readonly<{ batch: string }>;

const onPostgres = withBackend(createPostgresBackend);
const name = 'notices';

/** BullMQ's queue at an address. */
export function queueAt(address: QueueAddress) {
  return 'redisUrl' in address
    ? new Queue<Work, void, string>(name, { connection: { url: address.redisUrl, maxRetriesPerRequest: 3 } })
    : new onPostgres.Queue<Work, void, string>(name, { connection: postgres(address, 3) });
}

/** BullMQ's worker at an address; `lock` is the time after which the job of a dead worker goes to another. */
export function workerAt(
  address: QueueAddress,
  run: (job: Job<Work>) => Promise<void>,
  { concurrency, lock }: Readonly<{ concurrency: number; lock: number }>,
) {
  const options = { concurrency, lockDuration: lock, stalledInterval: lock, maxStalledCount: 5 };
  return 'redisUrl' in address
    ? new Worker<Work, void, string>(name, run, {
        ...options,
        connection: { url: address.redisUrl, maxRetriesPerRequest: null },
      })
    : new onPostgres.Worker<Work, void, string>(name, run, {
        ...options,
        connection: postgres(address, concurrency + 2),
      });
}

const postgres = (address: Readonly<{ postgresUrl: string; schema?: string }>, max: number) => ({
  connectionString: address.postgresUrl,
  schema: address.schema ?? 'queue',
  migrate: true,
  Client: SteadyClient,
  max,
  connectionTimeoutMillis: 3_000,
});
