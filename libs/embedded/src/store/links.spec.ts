import { randomUUID } from 'node:crypto';
import { binaryEvent, START, type EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import { all, counted, TestNode } from '../testing/index.js';

let node: TestNode;
let client: EventStoreDBClient;
beforeAll(async () => {
  node = new TestNode();
  client = await node.start();
});
afterAll(() => node.remove());

let target: string;
let links: string;
beforeEach(async () => {
  target = `target-${randomUUID()}`;
  links = `links-${randomUUID()}`;
  await client.appendToStream(target, [counted(0), counted(1), counted(2)]);
});

const link = (text: string) =>
  client.appendToStream(links, binaryEvent({ type: '$>', data: Buffer.from(text) }));
const shape = ({ event, link: by }: ResolvedEvent): string =>
  `${event ? `${event.type} ${event.revision}` : '—'}${by ? ` by ${by.type}` : ''}`;
const resolved = async () => (await all(client.readStream(links, { resolveLinkTos: true }))).map(shape);

test('a link is resolved when asked, in a stream, in $all and in subscriptions', async () => {
  await link(`1@${target}`);
  const [plain] = await all(client.readStream(links));
  expect(shape(plain as ResolvedEvent)).toBe('$> 0');
  const [read] = await all(client.readStream(links, { resolveLinkTos: true }));
  const [, direct] = await all(client.readStream(target));
  expect(read?.event).toEqual(direct?.event);
  expect(read?.link).toMatchObject({ streamId: links, revision: 0n, type: '$>' });
  expect(read?.commitPosition).toBe(read?.link?.position?.commit);
  const fromAll = (await all(client.readAll({ resolveLinkTos: true }))).filter(
    (one) => one.link?.streamId === links,
  );
  expect(fromAll.map(({ event }) => event?.streamId)).toEqual([target]);
  for await (const one of client.subscribeToStream(links, { fromRevision: START, resolveLinkTos: true })) {
    expect(shape(one)).toBe('Counted 1 by $>');
    break;
  }
});

test('a link into nothing that can be read comes without its event', async () => {
  await client.appendToStream(`${target}-deleted`, counted(0));
  await client.deleteStream(`${target}-deleted`);
  await client.appendToStream(`${target}-closed`, counted(0));
  await client.tombstoneStream(`${target}-closed`);
  await client.setStreamMetadata(target, { truncateBefore: 1 });
  for (const text of [`0@${target}`, `9@${target}`, '0@nobody', `0@${target}-deleted`, `0@${target}-closed`])
    await link(text);
  expect(await resolved()).toEqual(Array.from({ length: 5 }, () => '— by $>'));
});

test('a link to an event that is too old comes without it', async () => {
  await client.setStreamMetadata(target, { maxAge: 1 });
  await link(`2@${target}`);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await resolved()).toEqual(['— by $>']);
});

test('a link that names no revision is an event in history and a link to nothing in live', async () => {
  await link(`first@${target}`);
  await link('2');
  expect(await resolved()).toEqual(['$> 0', '— by $>']);
  const subscription = client.subscribeToStream(links, { fromRevision: START, resolveLinkTos: true });
  const seen: string[] = [];
  await new Promise<void>((resolve) => {
    subscription.on('caughtUp', () => void link(`first@${target}`));
    subscription.on('data', (one) => seen.push(shape(one)) === 3 && resolve());
  });
  expect(seen).toEqual(['$> 0', '— by $>', '— by $>']);
  await subscription.unsubscribe();
});

test('a link to a link is resolved once', async () => {
  await link(`1@${target}`);
  await link(`0@${links}`);
  expect((await resolved()).at(1)).toBe('$> 0 by $>');
});
