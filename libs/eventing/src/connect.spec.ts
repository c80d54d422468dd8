import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect } from './connect.js';
import { Conflict, OutcomeUnknown, Unavailable } from './errors.js';
import { all, ownStore, said, type OwnStore } from './testing/store.js';

let store: OwnStore;
beforeEach(async () => (store = await ownStore()));
afterEach(() => store.remove());

describe('append and read', () => {
  it('gives back what was written, with revision, position and metadata', async () => {
    const log = store.log();
    const events = [said('一', { 标题: '修路', n: 1 }), said('二')];
    const { revision, position } = await log.append('talk-1', events, 'no_stream');
    const read = await all(log.read('talk-1'));
    expect(read).toEqual(
      events.map((event, index) => ({
        ...event,
        stream: 'talk-1',
        revision: index,
        position: expect.any(String),
      })),
    );
    expect({ revision, position }).toEqual({ revision: 1, position: read[1]?.position });
    expect(await log.end()).toBe(position);
    expect((await log.last('talk-1'))?.id).toBe(events[1]?.id);
  });

  it('reads forward from a revision, backwards from the end, and nothing from a missing stream', async () => {
    const log = store.log();
    await log.append(
      'talk-1',
      ['a', 'b', 'c'].map((name) => said(name)),
      'no_stream',
    );
    const names = (events: { data: unknown }[]) => events.map(({ data }) => (data as { name: string }).name);
    expect(names(await all(log.read('talk-1', 1)))).toEqual(['b', 'c']);
    expect(names(await all(log.read('talk-1', 1, 1)))).toEqual(['b']);
    expect(names(await all(log.read('talk-1', 3)))).toEqual([]);
    expect(names(await all(log.readBackwards('talk-1', 2)))).toEqual(['c', 'b']);
    expect(await all(log.read('talk-none'))).toEqual([]);
    expect(await log.last('talk-none')).toBeUndefined();
  });

  it('names the actual revision in a conflict', async () => {
    const log = store.log();
    await log.append('talk-1', [said('a'), said('b')], 'no_stream');
    const conflicts = [
      log.append('talk-1', [said('c')], 0),
      log.append('talk-1', [said('c')], 'no_stream'),
      log.append('talk-1', [said('c')], 7),
    ];
    for (const one of conflicts) {
      await expect(one).rejects.toBeInstanceOf(Conflict);
      await expect(one).rejects.toMatchObject({ actual: 1 });
    }
    await expect(log.append('talk-2', [said('c')], 3)).rejects.toMatchObject({ actual: -1 });
  });

  it('reads the whole log from after a position, or some categories of it', async () => {
    const log = store.log();
    expect(await log.end()).toBe('0');
    const { position } = await log.append('talk-1', [said('a')], 'no_stream');
    await log.append('note-1', [said('b')], 'no_stream');
    await log.append('talk-2', [said('c')], 'no_stream');
    const streams = async (options?: Parameters<typeof log.readAll>[0]) =>
      (await all(log.readAll(options))).map(({ stream }) => stream);
    expect(await streams()).toEqual(['talk-1', 'note-1', 'talk-2']);
    expect(await streams({ after: position })).toEqual(['note-1', 'talk-2']);
    expect(await streams({ categories: ['talk'] })).toEqual(['talk-1', 'talk-2']);
  });

  it('refuses an event that is too large with a reason, and goes on', async () => {
    const log = store.log();
    const large = said('large', { text: 'x'.repeat(1_200_000) });
    await expect(log.append('talk-1', [large], 'no_stream')).rejects.toMatchObject({ code: 'log.tooLarge' });
    await log.append('talk-1', [said('small')], 'no_stream');
  });

  it('a read that is left early leaves nothing open (KurrentDB-Client-NodeJS#294)', async () => {
    const log = store.log();
    await log.append(
      'talk-1',
      Array.from({ length: 500 }, (_, nth) => said(`n${nth}`)),
      'no_stream',
    );
    for (let nth = 0; nth < 30; nth += 1)
      for await (const event of log.read('talk-1')) if (event.revision === 3) break;
    expect(await all(log.read('talk-1'))).toHaveLength(500);
  });
});

describe('a store that does not answer', () => {
  it('is unavailable at once when nobody listens', async () => {
    await store.stop();
    const log = store.log();
    await expect(log.append('talk-1', [said('a')], 'no_stream')).rejects.toBeInstanceOf(OutcomeUnknown);
    await expect(all(log.read('talk-1'))).rejects.toBeInstanceOf(Unavailable);
    await expect(log.end()).rejects.toBeInstanceOf(Unavailable);
  });

  it('is unavailable after the time-out when it listens and keeps silent', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((go) => silent.listen(0, '127.0.0.1', go));
    const { port } = silent.address() as AddressInfo;
    const log = connect(`esdb://127.0.0.1:${port}?tls=false`, { appendTimeout: 100, readTimeout: 100 });
    await expect(log.append('talk-1', [said('a')], 'no_stream')).rejects.toBeInstanceOf(OutcomeUnknown);
    await expect(all(log.read('talk-1'))).rejects.toBeInstanceOf(Unavailable);
    await log.close();
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('that stops under load ends no process and loses no answer; the same log works when it is back', async () => {
    const log = store.log();
    await log.append('talk-1', [said('first')], 'no_stream');
    const appends = Array.from({ length: 300 }, (_, nth) =>
      log.append(`talk-load${nth}`, [said(`load ${nth}`)], 'no_stream'),
    );
    await store.stop();
    const ended = await Promise.allSettled(appends);
    for (const one of ended) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(OutcomeUnknown);
    await store.start();
    for (let tries = 0; tries < 50; tries += 1) {
      const read = await all(log.read('talk-1')).catch(() => []);
      if (read.length > 0) break;
      await new Promise((go) => setTimeout(go, 50));
    }
    const stored = new Set((await all(log.readAll())).map(({ stream }) => stream));
    ended.forEach(({ status }, nth) => {
      if (status === 'fulfilled') expect(stored).toContain(`talk-load${nth}`);
    });
    await log.append('talk-1', [said('second')], 0);
  });
});
