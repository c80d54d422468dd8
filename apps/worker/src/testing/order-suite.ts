import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidV5, type Log } from '#eventing';
import { feedNotices, type Channel, type NoticeQueue } from '#notices';
import type { RunningWorker } from '../worker.js';
import type { house } from './house.js';
import { outbox, persons, until } from './outbox.js';

type There = Readonly<{
  queue: NoticeQueue;
  log: Log;
  home: Awaited<ReturnType<typeof house>>;
  work: (out: Readonly<{ channel: Channel }>) => RunningWorker;
  done: (batch: string) => Promise<boolean>;
  sweep: () => Promise<unknown>;
}>;

/** In which order batches go, that they can be held back, and that some may go again: over any server of a queue. */
export function orderSuite(name: string, there: () => There): void {
  it('a paused queue gives nothing out; then the first batch of each notice goes before the second of any', async () => {
    const { queue } = there();
    await queue.pause();
    const went: string[] = [];
    const worker = queue.work({
      concurrency: 1,
      onError: () => undefined,
      process: (batch) => {
        went.push(batch);
        return Promise.resolve();
      },
    });
    try {
      const order = [
        ...[0, 1, 2, 3].map((number) => [`long-${number}`, number] as const),
        ...[0, 1].map((number) => [`short-${number}`, number] as const),
        ['last-0', 0] as const,
      ];
      for (const [batch, number] of order) await queue.add(`${batch} ${name}`.replaceAll(/\W/g, '_'), number);
      await sleep(300);
      expect([went, await queue.isPaused(), (await queue.counts()).waiting]).toEqual([[], true, 7]);
      await queue.resume();
      while (went.length < order.length) await sleep(10);
      const short = went.map((batch) => batch.split('_').slice(0, 2).join('-'));
      expect(short).toEqual(['long-0', 'short-0', 'last-0', 'long-1', 'short-1', 'long-2', 'long-3']);
      expect(await queue.isPaused()).toBe(false);
    } finally {
      await queue.resume();
      await worker.close();
    }
  });

  it.each(['before', 'after'] as const)(
    'a feeder that dies %s it has made the job: the sweep sees to it, and everybody is told once',
    async (when) => {
      const { queue, log, home, work, done, sweep } = there();
      const dying = new AbortController();
      let died = false;
      const die = async (make: () => Promise<unknown>): Promise<void> => {
        if (when === 'after') await make();
        died = true;
        dying.abort();
        throw new Error('the feeder is dead');
      };
      let goesLive = (): void => undefined;
      const live = new Promise<void>((resolve) => (goesLive = () => resolve()));
      const fed = feedNotices({
        ...{ log, signal: dying.signal, onLive: () => goesLive(), onError: () => undefined },
        queue: {
          add: (batch, number) => die(() => queue.add(batch, number)),
          revive: () => Promise.reject(new Error('nothing is asked for anew')),
        },
      });
      await live;
      const { batch } = await home.raise(`feeder ${when} ${name}`, persons(3));
      await fed;
      const out = outbox();
      work(out);
      await until(async () => {
        await sweep();
        return done(batch);
      });
      expect(died).toBe(true);
      expect(persons(3).map(out.timesTold)).toEqual([1, 1, 1]);
    },
  );

  it('those whom it failed are told anew when that is asked for, and nobody else', async () => {
    const { queue, log, home, work, done } = there();
    const feeding = new AbortController();
    let goesLive = (): void => undefined;
    const live = new Promise<void>((resolve) => (goesLive = () => resolve()));
    const fed = feedNotices({
      ...{ log, queue, signal: feeding.signal, onLive: () => goesLive() },
      onError: (error) => {
        throw error;
      },
    });
    await live;
    const out = outbox();
    work(out);
    const { batch } = await home.raise(`anew ${name}`, persons(3));
    // its job too, or what is asked for is left to the sweep
    await until(async () => (await done(batch)) && (await queue.counts()).active === 0);
    const [person = ''] = persons(3);
    const last = await log.last(`noticeBatch-${batch}`);
    const metadata = { ...last?.metadata, commandId: randomUUID() } as NonNullable<typeof last>['metadata'];
    const asked = {
      id: uuidV5(`anew ${name}`),
      type: 'RetryAsked',
      data: { recipients: [person], judged: [] },
    };
    await log.append(`noticeBatch-${batch}`, [{ ...asked, metadata }], last?.revision ?? 0);
    await until(async () => out.timesTold(person) === 2 && (await done(batch)));
    feeding.abort();
    await fed;
    expect(persons(3).map(out.timesTold)).toEqual([2, 1, 1]);
  });
}
