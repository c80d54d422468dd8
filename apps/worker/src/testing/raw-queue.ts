import { resolve } from 'node:path';
import { createPostgresBackend, Queue } from 'bullmq';
import type { QueueAddress } from '#notices';

/** BullMQ itself, to do to the queue behind our back what others do. */
export const rawQueue = (address: QueueAddress) =>
  'redisUrl' in address
    ? new Queue('notices', { connection: { url: address.redisUrl } })
    : new Queue(
        'notices',
        { connection: { connectionString: address.postgresUrl, schema: address.schema ?? 'queue' } },
        createPostgresBackend,
      );

/** The text of a process that takes the job and never ends it, like one that hangs; it is killed while it holds it. */
export const hanging = (address: QueueAddress) => `
  const { openNoticeQueue } = await import(${JSON.stringify(resolve('dist/libs/notices/src/index.js'))});
  openNoticeQueue(${JSON.stringify(address)}, () => undefined).work({
    lock: 1_000,
    onError: () => undefined,
    process: (batch) => {
      console.log(JSON.stringify(batch));
      return new Promise(() => {});
    },
  });`;
