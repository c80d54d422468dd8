import { createHash, type Hash } from 'node:crypto';
import {
  binaryEvent,
  jsonEvent,
  NO_STREAM,
  type AllStreamResolvedEvent,
  type EventData,
  type EventStoreDBClient,
  type JSONType,
} from '@eventstore/db-client';
import { conflict } from '#kernel';
import { closeClient, guardedClient } from './guarded-client.js';
import { reading } from './reading.js';
import { isApplication, placeOf } from './recorded.js';

type Stored = NonNullable<AllStreamResolvedEvent['event']>;

/** What was copied and compared: events and streams, and a SHA-256 over all of it in the order of the log. */
export type Copied = Readonly<{ events: number; copied: number; streams: number; hash: string }>;

export type CopyOptions = Readonly<{
  /** Addresses, `esdb://…`. */
  from: string;
  to: string;
  /** Only so many events from the start of the log; all of them if left out. */
  upTo?: number;
  /** What is under way, and positions of the source's log: reached, and its end. */
  onProgress?: (what: 'copy' | 'compare', position: string, end: string) => void;
  /** How long (ms) a read without a new event may take. */
  timeout?: number;
}>;

/** Everything of an event but where and when its server put it. */
const sameness = ({ streamId, revision, id, type, isJson, data, metadata }: Stored): string =>
  JSON.stringify([
    streamId,
    String(revision),
    id,
    type,
    isJson,
    ...[data, metadata].map((part) =>
      part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part,
    ),
  ]);

async function* eventsOf(client: EventStoreDBClient, timeout: number): AsyncGenerator<Stored> {
  for await (const { event } of reading(client.readAll({ resolveLinkTos: false }), timeout)) {
    if (event === undefined) continue;
    if (event.streamId.startsWith('$$') && isApplication(event.streamId.slice(2))) alteredBySettings(event);
    if (isApplication(event.streamId)) yield event;
  }
}

const alteredBySettings = ({ streamId }: Stored): never =>
  conflict(
    'log.streamSettings',
    `流 ${streamId.slice(2)} 在源日志中设有元数据($maxCount、软删除等):这样的流可能缺事件,不能迁移。`,
    `The source holds metadata of the stream ${streamId.slice(2)} ($maxCount, soft deletion …): such a stream may lack events, and is not copied.`,
    { details: { stream: streamId.slice(2) } },
  );

const lacks = (stream: string, expected: bigint, found: bigint): never =>
  conflict(
    'log.eventsMissing',
    `源日志的流 ${stream} 缺事件:应为第 ${expected} 个,却是第 ${found} 个。请从备份恢复后再迁移。`,
    `The source's stream ${stream} lacks events: ${expected} should come, ${found} came. Restore it from a backup first.`,
    { details: { stream, expected: String(expected), found: String(found) } },
  );

const differs = (source: Stored | undefined, target: Stored): never =>
  conflict(
    'log.targetDiffers',
    `目标日志中的 ${target.streamId}@${target.revision} 与源日志不同${source ? `(源为 ${source.streamId}@${source.revision})` : ''}:只能迁移到空的日志,或继续同一次迁移。`,
    `${target.streamId}@${target.revision} in the target is not what the source has there${source ? ` (${source.streamId}@${source.revision})` : ''}: copy into an empty log, or go on with the same copy.`,
    { details: { stream: target.streamId, revision: String(target.revision) } },
  );

/** Counts what passes, and refuses a stream that does not go on by one. */
class Passing {
  readonly #hash: Hash = createHash('sha256');
  readonly #next = new Map<string, bigint>();
  events = 0;

  take(event: Stored): void {
    const expected = this.#next.get(event.streamId) ?? 0n;
    if (event.revision !== expected) lacks(event.streamId, expected, event.revision);
    this.#next.set(event.streamId, expected + 1n);
    this.#hash.update(sameness(event)).update('\n');
    this.events += 1;
  }

  sum(copied: number): Copied {
    return { events: this.events, copied, streams: this.#next.size, hash: this.#hash.digest('hex') };
  }
}

const again = ({ id, type, isJson, data, metadata }: Stored): EventData =>
  isJson
    ? jsonEvent({ id, type, data: data as JSONType, metadata: metadata as JSONType })
    : binaryEvent({ id, type, data: data as Uint8Array, metadata: metadata as Uint8Array });

/** So many events of one stream that follow each other, and so many bytes of them, go in one append: servers take 1 MiB. */
const most = { events: 500, bytes: 256 * 1024 };

const sizeOf = (event: Stored): number => Buffer.byteLength(sameness(event));

async function append(client: EventStoreDBClient, events: readonly Stored[]): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const expectedRevision = first.revision === 0n ? NO_STREAM : first.revision - 1n;
  await client.appendToStream(first.streamId, events.map(again), { expectedRevision });
}

/**
 * Copies every application event of a log into an empty one: order, streams, revisions, ids, types, data and metadata;
 * positions and `created` are the target's own. What an interrupted copy left is compared and gone on from. At the end
 * both are read whole and compared. Throws a Rejection when the target holds something else, or the source lacks events.
 */
export async function copyLog({
  from,
  to,
  upTo,
  onProgress,
  timeout = 30_000,
}: CopyOptions): Promise<Copied> {
  const [source, target] = [guardedClient(from), guardedClient(to)];
  const there = eventsOf(target, timeout);
  try {
    const passing = new Passing();
    let waiting: Stored[] = [];
    let bytes = 0;
    let copied = 0;
    let end = '0';
    for await (const last of reading(
      source.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }),
      timeout,
    ))
      end = placeOf(last);
    let compared = await there.next();
    for await (const event of eventsOf(source, timeout)) {
      if (passing.events === upTo) break;
      passing.take(event);
      onProgress?.('copy', String(event.position?.commit ?? 0n), end);
      if (!compared.done) {
        if (sameness(compared.value) !== sameness(event)) differs(event, compared.value);
        compared = await there.next();
        continue;
      }
      const [first] = waiting;
      const full = waiting.length === most.events || bytes + sizeOf(event) > most.bytes;
      if (first && (full || first.streamId !== event.streamId)) {
        await append(target, waiting);
        [waiting, bytes] = [[], 0];
      }
      waiting.push(event);
      bytes += sizeOf(event);
      copied += 1;
    }
    if (!compared.done) differs(undefined, compared.value);
    await append(target, waiting);
    return await provenSame({
      source: passing.sum(copied),
      target,
      timeout,
      ...(onProgress ? { onProgress } : {}),
    });
  } finally {
    await there.return(undefined); // a read left open would keep its client from closing
    await Promise.all([closeClient(source), closeClient(target)]);
  }
}

type Proving = Readonly<{ source: Copied; target: EventStoreDBClient; timeout: number }> &
  Pick<CopyOptions, 'onProgress'>;

async function provenSame({ source, target, timeout, onProgress }: Proving): Promise<Copied> {
  const passing = new Passing();
  for await (const event of eventsOf(target, timeout)) {
    passing.take(event);
    onProgress?.('compare', String(passing.events), String(source.events));
  }
  const found = passing.sum(source.copied);
  if (found.hash === source.hash) return found;
  return conflict(
    'log.copyDiffers',
    `迁移后比对不一致:源 ${source.events} 个事件,目标 ${found.events} 个。请勿启用目标,查明后重做。`,
    `The copy is not the same: ${source.events} events in the source, ${found.events} in the target. Do not use the target; find out why and copy again.`,
    { details: { source: source.hash, target: found.hash } },
  );
}
