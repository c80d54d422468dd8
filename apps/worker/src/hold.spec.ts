import { Unavailable, uuidV5, type Engine, type Log } from '#eventing';
import { memoryLog } from '#eventing/testing';
import { Hold, type Hands } from './hold.js';
import { house } from './testing/house.js';
import { Crash, outbox } from './testing/outbox.js';

const persons = (count: number) => Array.from({ length: count }, (_, n) => `p${String(n).padStart(3, '0')}`);

describe('a hold of a batch', () => {
  let log: ReturnType<typeof memoryLog>;
  let home: Awaited<ReturnType<typeof house>>;
  let holds = 0;

  const hold = (
    batch: string,
    out: ReturnType<typeof outbox>,
    more: Partial<Pick<Hands, 'engine' | 'wantDaily'>> = {},
  ) => {
    const signal = new AbortController().signal;
    const hands = {
      engine: home.engine(),
      clock: home.clock,
      signal,
      sendLimit: 150,
      patience: 300,
      ...more,
    };
    return new Hold({ ...hands, channels: { file: out.channel } }, batch, `hold-${(holds += 1)}`).run();
  };

  const start = async (over: Log = memoryLog(), groupSize = 100) => {
    home = await house(over, groupSize);
  };
  beforeEach(async () => {
    log = memoryLog();
    await start(log, 2);
  });
  afterEach(() => home.close());

  it('tells everybody once, writes each attempt before and each outcome after, and closes the notice', async () => {
    const { id, batch } = await home.raise('n', persons(3));
    const out = outbox();
    const engine = home.engine();
    expect(await hold(batch, out, { engine })).toBe('done');
    // the notice is kept, the batch with its persons is not
    const kept = engine.figures().cachedEvents;
    await engine.load('noticeBatch', batch);
    expect(engine.figures().cachedEvents).toBe(kept + 6);
    await home.react();
    expect(out.sent.map(({ recipients }) => recipients)).toEqual([['p000', 'p001'], ['p002']]);
    expect(await home.types(`noticeBatch-${batch}`)).toEqual([
      ...['BatchOpened', 'AttemptMade', 'OutcomeRecorded', 'AttemptMade', 'OutcomeRecorded', 'BatchDone'],
    ]);
    expect(await home.types(`notice-${id}`)).toEqual([
      ...['NoticeOwed', 'NoticeRaised', 'BatchCounted', 'NoticeTold', 'NoticeClosed'],
    ]);
  });

  it('who wants it in the day’s digest is left to it, and only of what informs', async () => {
    const wantDaily = async (all: readonly string[]) => new Set(all.filter((one) => one !== 'p001'));
    const text = { title: '修路', step: 'proposal', result: 'passed' };
    const informing = await home.raise('n', persons(3), null, { kind: 'stepDecided', text });
    const out = outbox();
    expect(await hold(informing.batch, out, { wantDaily })).toBe('done');
    expect(persons(3).map(out.timesTold)).toEqual([0, 1, 0]);
    await home.react();
    const { batch, ...sums } = await home.lastOf(`notice-${informing.id}`, 'BatchCounted');
    expect(sums).toMatchObject({ sent: 1, digest: 2 });
    expect(batch).toBe(informing.batch);
    // told at nine in the morning the digest is in time for that day, and for no day before it
    const urgent = await home.raise('today', persons(1), null, {
      kind: 'stepDecided',
      text,
      latest: '2026-03-01',
    });
    expect(await hold(urgent.batch, out, { wantDaily })).toBe('done');
    expect(out.timesTold('p000')).toBe(1);
    const asking = await home.raise('asks for a reply', persons(3));
    expect(await hold(asking.batch, out, { wantDaily })).toBe('done');
    expect(persons(3).map(out.timesTold)).toEqual([2, 2, 1]);
  });

  it('who was tried before the digest was chosen is tried on', async () => {
    const text = { title: '修路', step: 'proposal', result: 'passed' };
    const { batch } = await home.raise('n', persons(1), null, { kind: 'stepDecided', text });
    const out = outbox(2, ['failForNow']);
    expect(await hold(batch, out)).toBe('later');
    expect(await hold(batch, out, { wantDaily: async (all) => new Set(all) })).toBe('done');
    expect(out.timesTold('p000')).toBe(1);
  });

  it('a job that runs twice sends once (bullmq#439)', async () => {
    const { batch } = await home.raise('n', persons(3));
    const out = outbox();
    await hold(batch, out);
    expect(await hold(batch, out)).toBe('done');
    expect(persons(3).map(out.timesTold)).toEqual([1, 1, 1]);
  });

  it('whom the channel has failed for six hours is named to it, so that another one is tried besides', async () => {
    home = await house(log, 2, { channel: { name: 'file', groupSize: 2, retryFor: 72 } });
    const { batch } = await home.raise('n', persons(1));
    const out = outbox(2, ['failForNow', 'failForNow']);
    const waiting: unknown[] = [];
    const channel = {
      ...out.channel,
      send: (group: Parameters<typeof out.channel.send>[0]) => {
        waiting.push(group.waiting);
        return out.channel.send(group);
      },
    };
    for (const hours of ['01', '06', '07']) {
      home.clock.at = `2026-03-02T${hours}:00:00.000Z`;
      await hold(batch, { ...out, channel });
    }
    expect(waiting).toEqual([[], [], ['p000']]);
    expect(out.timesTold('p000')).toBe(1);
  });

  it('at night nobody is woken by what can wait; in the morning it goes', async () => {
    const { id, batch } = await home.raise('n', persons(3));
    const out = outbox();
    const channel = { ...out.channel, quiet: { from: '22:00', until: '07:00' } };
    const at = async (time: string) => {
      home.clock.at = `2026-03-02T${time}:00.000Z`; // eight hours later in Shanghai
      return hold(batch, { ...out, channel });
    };
    expect(await at('14:00')).toBe('waiting');
    expect(await at('22:59')).toBe('waiting');
    expect(out.sent).toEqual([]);
    expect(await home.types(`noticeBatch-${batch}`)).toEqual(['BatchOpened']);
    expect(await at('23:00')).toBe('done');
    expect(persons(3).map(out.timesTold)).toEqual([1, 1, 1]);
    expect(await home.types(`notice-${id}`)).toContain('NoticeRaised');
  });

  it('what others write meanwhile takes the batch from nobody: each is told once, and each outcome stands', async () => {
    home = await house(log, 2, { channel: { name: 'file', groupSize: 2, receipts: true } });
    const { batch } = await home.raise('n', persons(5));
    const out = outbox();
    const reported: string[] = [];
    const report = async (attempt: string) => {
      const receipts = [{ attempt, state: 'delivered' as const }];
      await home.engine().execute({
        ...{ category: 'noticeBatch', id: batch, by: { person: 'system:edge' } },
        ...{
          command: { type: 'RecordReceipts', data: { receipts } },
          commandId: uuidV5(`report ${attempt}`),
        },
      });
      reported.push(attempt);
    };
    const channel = {
      ...out.channel,
      async send(group: Parameters<typeof out.channel.send>[0]) {
        const sent = await out.channel.send(group);
        await report(group.attempt);
        return sent;
      },
    };
    expect(await hold(batch, { ...out, channel })).toBe('done');
    expect(reported).toHaveLength(3);
    expect(persons(5).map(out.timesTold)).toEqual([1, 1, 1, 1, 1]);
    const types = await home.types(`noticeBatch-${batch}`);
    expect(types.filter((type) => type === 'ReceiptRecorded')).toHaveLength(3);
    expect(types.filter((type) => type === 'OutcomeRecorded')).toHaveLength(3);
    expect((await home.batchState(batch)).recipients['p000']).toMatchObject({
      ...{ state: 'sent', receipt: 'delivered', doubtful: false },
    });
  });

  it('two workers at once: one sends, the other lets go', async () => {
    const { batch } = await home.raise('n', persons(5));
    const out = outbox();
    const ends = await Promise.all([hold(batch, out), hold(batch, out), hold(batch, out)]);
    expect(persons(5).map(out.timesTold)).toEqual([1, 1, 1, 1, 1]);
    expect(ends).toContain('done');
    expect((await home.batchState(batch)).status).toBe('done');
  });

  it('a slow worker that lives is not taken for dead', async () => {
    const { batch } = await home.raise('n', persons(2));
    const out = outbox(2, ['slow']);
    const first = hold(batch, out);
    while ((await home.types(`noticeBatch-${batch}`)).length < 2) await new Promise(setImmediate);
    expect(await hold(batch, out)).toBe('lost');
    expect(await first).toBe('done');
    expect(persons(2).map(out.timesTold)).toEqual([1, 1]);
  });

  it('of five hundred tells each once, in groups of the channel', async () => {
    await start(log, 100);
    const { batch } = await home.raise('n', persons(500));
    const out = outbox();
    await hold(batch, out);
    expect(out.sent).toHaveLength(5);
    expect(new Set(persons(500).map(out.timesTold))).toEqual(new Set([1]));
  });

  describe('after the death of its worker', () => {
    it.each(['crashBefore', 'crashAfter'] as const)(
      '%s: one repeat, marked possibly twice',
      async (fault) => {
        const { batch } = await home.raise('n', persons(3));
        const out = outbox(2, [fault]);
        await expect(hold(batch, out)).rejects.toBeInstanceOf(Crash);
        expect(await hold(batch, out)).toBe('done');
        const told = fault === 'crashAfter' ? 2 : 1;
        expect(persons(3).map(out.timesTold)).toEqual([told, told, 1]);
        expect(out.sent.map(({ possiblyTwice }) => possiblyTwice)).toEqual(
          fault === 'crashAfter' ? [false, true, false] : [true, false],
        );
        const { recipients } = await home.batchState(batch);
        expect(recipients).toMatchObject({
          ...{ p000: { state: 'sent', doubtful: true }, p001: { state: 'sent', doubtful: true } },
          p002: { state: 'sent', doubtful: false },
        });
      },
    );

    it('a second death in the repeat: not a third sending, but a failure that a person must see', async () => {
      const { batch } = await home.raise('n', persons(2));
      const out = outbox(2, ['crashAfter', 'crashAfter']);
      await expect(hold(batch, out)).rejects.toBeInstanceOf(Crash);
      await expect(hold(batch, out)).rejects.toBeInstanceOf(Crash);
      expect(await hold(batch, out)).toBe('done');
      expect(persons(2).map(out.timesTold)).toEqual([2, 2]);
      expect((await home.batchState(batch)).recipients['p000']?.state).toBe('failed');
    });

    it('a channel that can tell is asked, and nothing is repeated', async () => {
      const { batch } = await home.raise('n', persons(2));
      const out = outbox(2, ['crashAfter']);
      await expect(hold(batch, out)).rejects.toBeInstanceOf(Crash);
      const asks = async (attempt: string) =>
        out.sent.some((group) => group.attempt === attempt) ? { hash: 'as written' } : 'unknown';
      expect(await hold(batch, { ...out, channel: { ...out.channel, asks } })).toBe('done');
      expect(persons(2).map(out.timesTold)).toEqual([1, 1]);
      expect((await home.batchState(batch)).recipients['p000']?.doubtful).toBe(false);
    });
  });

  it('a repeat is asked for by the id of the first, by which alone a provider may know it', async () => {
    const { batch } = await home.raise('n', persons(1));
    const out = outbox(2, ['crashBefore', 'crashAfter']);
    const asked: string[] = [];
    const asks = async (attempt: string) => {
      asked.push(attempt);
      return out.sent.some((group) => (group.repeats ?? group.attempt) === attempt)
        ? { hash: 'h' }
        : 'unknown';
    };
    const telling = { ...out, channel: { ...out.channel, asks } };
    for (const _ of ['before', 'after']) await expect(hold(batch, telling)).rejects.toBeInstanceOf(Crash);
    expect(await hold(batch, telling)).toBe('done');
    expect(new Set(asked).size).toBe(1);
    expect(out.timesTold('p000')).toBe(1);
  });

  it('a template that was changed after the notice was raised is not sent', async () => {
    const { batch } = await home.raise('n', persons(1));
    const out = outbox();
    const engine = home.engine();
    const changed = {
      execute: engine.execute.bind(engine),
      async load<S>(category: string, id: string) {
        const loaded = await engine.load<S & { raised?: object }>(category, id);
        const { state } = loaded;
        return state.raised
          ? { ...loaded, state: { ...state, raised: { ...state.raised, hash: 'x' } } }
          : loaded;
      },
    };
    await expect(hold(batch, out, { engine: changed as Engine })).rejects.toThrow('was changed after notice');
    expect(out.sent).toEqual([]);
    expect(await home.types(`noticeBatch-${batch}`)).toEqual(['BatchOpened']);
  });

  it('a time-out after acceptance is unknown, not a failure that is tried again at once (bcgov/entity#20354)', async () => {
    const { batch } = await home.raise('n', persons(2));
    const out = outbox(2, ['timeOut']);
    await expect(hold(batch, out)).rejects.toThrow('no answer within');
    expect((await home.types(`noticeBatch-${batch}`)).at(-1)).toBe('AttemptMade');
  });

  it('a group that fails for now does not keep the others waiting', async () => {
    const { batch } = await home.raise('n', persons(4));
    const out = outbox(2, ['failForNow']);
    expect(await hold(batch, out)).toBe('later');
    expect(persons(4).map(out.timesTold)).toEqual([0, 0, 1, 1]);
    expect(await hold(batch, out)).toBe('done');
    expect(persons(4).map(out.timesTold)).toEqual([1, 1, 1, 1]);
  });

  it('a failure for good is recorded as one', async () => {
    const { batch } = await home.raise('n', persons(2));
    expect(await hold(batch, outbox(2, ['failForGood']))).toBe('done');
    expect((await home.batchState(batch)).recipients['p001']?.state).toBe('failed');
  });

  it('what has lost its purpose lapses and is not sent', async () => {
    const { batch } = await home.raise('n', persons(2), '2026-03-02T15:59:59.999Z');
    home.clock.at = '2026-03-02T16:00:00.000Z';
    const out = outbox();
    expect(await hold(batch, out)).toBe('done');
    expect(out.sent).toEqual([]);
    expect(await home.types(`noticeBatch-${batch}`)).toEqual(['BatchOpened', 'BatchLapsed', 'BatchDone']);
  });

  it('what was sent is not sent again because the log was away when it was to be recorded', async () => {
    const { batch } = await home.raise('n', persons(2));
    const out = outbox();
    const engine = home.engine();
    let away = 2;
    const flaky = {
      load: engine.load.bind(engine),
      execute(request: Parameters<Engine['execute']>[0]) {
        if (request.command.type === 'RecordOutcome' && (away -= 1) >= 0)
          return Promise.reject(new Unavailable('away'));
        return engine.execute(request);
      },
    };
    expect(await hold(batch, out, { engine: flaky as Engine })).toBe('done');
    expect(persons(2).map(out.timesTold)).toEqual([1, 1]);
  });
});
