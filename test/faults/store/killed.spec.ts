import { setTimeout as sleep } from 'node:timers/promises';
import { streamNameFilter } from '@eventstore/db-client';
import { random } from '../random.js';
import { until } from '../until.js';
import { Follower } from './follower.js';
import { siyi, StoreProcess } from './store-process.js';
import { Writers } from './writers.js';

/** How often the node is killed: 20 in CI, 200 in the long form (SIYI_KILLS=200). */
const kills = Number(process.env['SIYI_KILLS'] ?? 20);
const prefixes = ['own-1', 'shared'];
const wanted = (stream: string): boolean => prefixes.some((prefix) => stream.startsWith(prefix));

type Stored = Readonly<{ id: string; stream: string; revision: number; position: bigint }>;

test(
  `the node killed ${kills} times under many writers: nothing acknowledged is lost, nothing is there by half, followers miss nothing`,
  async () => {
    const moments = random('moments of the kills');
    const store = await StoreProcess.start();
    try {
      const writers = new Writers(store.client(), moments);
      const followers = [
        new Follower(store.client()),
        new Follower(store.client(), (checkpointReached) =>
          streamNameFilter({ prefixes, maxSearchWindow: 10, checkpointReached }),
        ),
      ];
      writers.start(14);
      for (let turn = 0; turn < kills; turn += 1) {
        const before = writers.acknowledged.length;
        await until(
          async () => writers.acknowledged.length,
          (count) => count > before + 20,
        );
        await sleep(moments.below(250));
        await store.process.kill();
        await sleep(moments.below(150));
        await store.process.start();
      }
      await sleep(200);
      await writers.stop();

      const log: Stored[] = [];
      for await (const { event } of store.client().readAll())
        if (event)
          log.push({
            ...{ id: event.id, stream: event.streamId, revision: Number(event.revision) },
            position: event.position.commit,
          });
      const { found, absent } = writers.unknown;
      process.stderr.write(
        `${writers.acknowledged.length} appends acknowledged, ${found} unknown ones found whole, ${absent} not there; ` +
          `${log.length} events; followers broke ${followers.map(({ breaks }) => breaks).join(' and ')} times\n`,
      );

      expect(writers.surprises).toEqual([]);
      expect(found + absent).toBeGreaterThan(0);
      const byPlace = new Map(log.map((one) => [`${one.stream} ${one.revision}`, one]));
      const lost = writers.acknowledged.filter(({ stream, first, ids, position }) => {
        const there = ids.map((_, nth) => byPlace.get(`${stream} ${first + nth}`));
        return there.some((one, nth) => one?.id !== ids[nth]) || there.at(-1)?.position !== position;
      });
      expect(lost).toEqual([]);
      expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
      const next = new Map<string, number>();
      for (const { stream, revision } of log) {
        expect(revision).toBe(next.get(stream) ?? 0);
        next.set(stream, revision + 1);
      }

      const lists = [log, log.filter(({ stream }) => wanted(stream))];
      for (const [nth, follower] of followers.entries()) {
        const whole = (lists[nth] ?? []).map(({ position, id }) => ({ position, id }));
        await until(
          async () => String(follower.last),
          (last) => BigInt(last) >= (whole.at(-1)?.position ?? 0n),
        );
        await follower.stop();
        expect(follower.breaks).toBeGreaterThan(0);
        expect(follower.heard).toEqual(whole);
      }
      await store.stop();
      expect(await siyi('store', 'check', '--data', store.folder)).toMatchObject({ code: 0 });
    } finally {
      await store.remove();
    }
  },
  120_000 + kills * 15_000,
);
