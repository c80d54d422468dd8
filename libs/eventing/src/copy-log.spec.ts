import { EventStoreDBClient, jsonEvent, NO_STREAM, type JSONType } from '@eventstore/db-client';
import { copyLog } from './copy-log.js';
import { ownStore, type OwnStore } from './testing/store.js';

type Seen = Readonly<{
  stream: string;
  revision: string;
  id: string;
  type: string;
  data: unknown;
  metadata: unknown;
}>;

const clients: EventStoreDBClient[] = [];
const clientOf = ({ url }: OwnStore): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(`${url}&keepAliveInterval=${30_000 + clients.length}`);
  clients.push(client);
  return client;
};

async function everything(store: OwnStore): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for await (const { event } of clientOf(store).readAll())
    if (event && !event.streamId.startsWith('$')) {
      const { streamId, revision, id, type, data, metadata } = event;
      seen.push({ stream: streamId, revision: String(revision), id, type, data, metadata });
    }
  return seen;
}

/** Streams that go on by turns, now and then several events in one append. */
async function fill(store: OwnStore, turns: number): Promise<void> {
  const client = clientOf(store);
  for (let n = 0; n < turns; n += 1) {
    const made = Array.from({ length: 1 + (n % 3) }, (_, i) =>
      jsonEvent({
        type: n % 5 === 0 ? 'BallotOpened' : 'VoteCast',
        data: {
          n,
          i,
          说: '四议两公开\u0000\u2028',
          list: [1, null, true, { 深: -9007199254740991 }],
          empty: {},
        },
        metadata: { $correlationId: `c${n}`, by: { person: 'p' }, at: '2026-03-01T08:00:00.000Z' },
      }),
    );
    await client.appendToStream(`decision-${n % 7}`, made);
  }
}

let source: OwnStore;
let target: OwnStore;
beforeEach(async () => {
  [source, target] = await Promise.all([ownStore(), ownStore()]);
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.dispose()));
  await Promise.all([source.remove(), target.remove()]);
});
const copy = () => copyLog({ from: source.url, to: target.url });

it('order, streams, revisions, ids, types, data and metadata are the same; a second run copies nothing', async () => {
  await fill(source, 60);
  const { length } = await everything(source);
  const first = await copy();
  expect(first).toMatchObject({ events: length, copied: length, streams: 7 });
  expect(await everything(target)).toEqual(await everything(source));
  expect(await copy()).toEqual({ ...first, copied: 0 });
});

it('an interrupted copy goes on where it stands, also in the middle of what one append held', async () => {
  await fill(source, 40);
  const all = await everything(source);
  const part = clientOf(target);
  for (const { stream, revision, id, type, data, metadata } of all.slice(0, 23))
    await part.appendToStream(
      stream,
      jsonEvent({ id, type, data: data as JSONType, metadata: metadata as JSONType }),
      {
        expectedRevision: revision === '0' ? NO_STREAM : BigInt(revision) - 1n,
      },
    );
  expect(await copy()).toMatchObject({ events: all.length, copied: all.length - 23 });
  expect(await everything(target)).toEqual(all);
});

it('what the source gained since is copied by the next run', async () => {
  await fill(source, 10);
  await copy();
  const { length } = await everything(source);
  await fill(source, 5);
  expect(await copy()).toMatchObject({ copied: (await everything(source)).length - length });
  expect(await everything(target)).toEqual(await everything(source));
});

it('a target that holds something else is refused, and nothing is written into it', async () => {
  await fill(source, 10);
  await clientOf(target).appendToStream('decision-9', jsonEvent({ type: 'Foreign', data: {} }));
  await expect(copy()).rejects.toMatchObject({
    code: 'log.targetDiffers',
    details: { stream: 'decision-9' },
  });
  expect(await everything(target)).toHaveLength(1);
});

it('a target that has gone on by itself is refused', async () => {
  await fill(source, 10);
  await copy();
  await clientOf(target).appendToStream('decision-1', jsonEvent({ type: 'VoteCast', data: {} }));
  await expect(copy()).rejects.toMatchObject({
    code: 'log.targetDiffers',
    details: { stream: 'decision-1' },
  });
});

it('a stream with settings of its own may lack events, and is refused by name', async () => {
  await fill(source, 10);
  await clientOf(source).setStreamMetadata('decision-3', { maxCount: 1 });
  await expect(copy()).rejects.toMatchObject({
    code: 'log.streamSettings',
    details: { stream: 'decision-3' },
  });
});

it('a stream whose beginning is gone is refused by name', async () => {
  await fill(source, 10);
  await clientOf(source).tombstoneStream('decision-2');
  await expect(copy()).rejects.toMatchObject({
    code: expect.stringMatching(/^log\.(eventsMissing|streamSettings)$/),
  });
});

it('an empty log is an empty copy', async () => {
  expect(await copy()).toMatchObject({ events: 0, copied: 0, streams: 0 });
});

it('up to a number of events: just these, and the rest by a later run', async () => {
  await fill(source, 20);
  const all = await everything(source);
  const part = await copyLog({ from: source.url, to: target.url, upTo: 11 });
  expect(part).toMatchObject({ events: 11, copied: 11 });
  expect(await everything(target)).toEqual(all.slice(0, 11));
  expect(await copyLog({ from: source.url, to: target.url, upTo: 11 })).toEqual({ ...part, copied: 0 });
  expect(await copy()).toMatchObject({ events: all.length, copied: all.length - 11 });
});

it('a stream of large events goes in appends that a server takes', async () => {
  const text = '议'.repeat(1_500);
  const events = Array.from({ length: 200 }, (_, n) => jsonEvent({ type: 'Long', data: { n, text } }));
  for (let from = 0; from < 400; from += 200)
    await clientOf(source).appendToStream(
      'decision-1',
      events.map(({ data }) => jsonEvent({ type: 'Long', data })),
    );
  expect(await copy()).toMatchObject({ events: 400, copied: 400 });
});
