import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startPostgres } from '#embedded';
import { connect, Engine, openKeyStore, uuidV5, type Log } from '#eventing';
import type { Channel, QueueAddress } from '#notices';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import { freePort, startRedis } from '../../apps/worker/src/testing/servers.js';
import { passingFolder, startNode } from './node.js';

const inPath = (program: string): string | undefined =>
  process.env['PATH']
    ?.split(delimiter)
    .map((folder) => join(folder, program))
    .find(existsSync);

export const groupSize = 100;

/** Tells nobody, at once: what is left is what telling costs us. */
export const nobody: Channel = {
  ...{ name: 'none', groupSize, personal: true, receipts: false },
  ...{ timeOut: 30_000, perSecond: 1e6, retryFor: null },
  send: () => Promise.resolve({ hash: '0'.repeat(64) }),
};

/** A node, its log, and the servers of a queue that are there; redis-server only where it is found. */
export type NoticeHouse = Readonly<{
  log: Log;
  newEngine: () => Engine;
  backends: readonly Readonly<{ name: string; address: QueueAddress }>[];
}>;

/** Works in a house of its own, which is gone afterwards. */
export async function inNoticeHouse<T>(
  say: (what: string) => void,
  work: (house: NoticeHouse) => Promise<T>,
): Promise<T> {
  const folder = passingFolder();
  const node = await startNode(folder);
  const keys = await openKeyStore(join(folder, 'bench-keys.sqlite'));
  const log = connect(node.url);
  const clock = { now: () => new Date().toISOString() };
  const postgres = await startPostgres({
    ...{ dataDir: join(folder, 'postgres'), publicDir: `${folder}-public`, log: () => undefined },
  });
  const binary = inPath('redis-server');
  const redis = binary === undefined ? undefined : await startRedis(binary, await freePort(), folder);
  if (redis === undefined) say('no redis-server here: its line is left out');
  try {
    return await work({
      log,
      newEngine: () => new Engine({ log, keys, clock, aggregates }),
      backends: [
        { name: 'PostgreSQL', address: { postgresUrl: postgres.url } },
        ...(redis === undefined ? [] : [{ name: 'Redis', address: { redisUrl: redis.url } }]),
      ],
    });
  } finally {
    await redis?.stop('SIGTERM');
    await postgres.stop();
    await log.close();
    await keys.close();
    await node.stop();
    for (const one of [folder, `${folder}-public`]) rmSync(one, { recursive: true, force: true });
  }
}

/** What a posting says, and that somebody is told of it. */
export const postingIn = (community: string) => ({
  ...{ ballot: null, latest: null, purposeEnds: null, recipients: [], to: [] },
  about: {
    ...{ community: uuidV5(community), decision: null, sitting: null, objection: null },
    ...{ event: community, stream: 'bench' },
  },
  text: {
    ...{ title: '修路', step: 'resolutionPosting', from: '2026-03-13' },
    ...{ lastDay: '2026-03-30', objectionUntil: '2026-03-30' },
  },
});
