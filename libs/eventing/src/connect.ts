import {
  BACKWARDS,
  END,
  START,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type ReadPosition,
} from '@eventstore/db-client';
import type { Recorded } from '#kernel';
import { append } from './append.js';
import { connection, type Connection } from './connection.js';
import { Unavailable } from './errors.js';
import { follow } from './follow.js';
import type { Log } from './log.js';
import { reading } from './reading.js';
import { isApplication, origin, placeOf, positionOf, recorded } from './recorded.js';

/** `appendTimeout`, `readTimeout`: how long (ms) an append, or a read without a new event, may take. */
export type ConnectOptions = Readonly<{ appendTimeout?: number; readTimeout?: number }>;

type Read = (client: EventStoreDBClient) => Parameters<typeof reading>[0];

async function everything<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Connects to an EventStoreDB (`esdb://…`, `esdb+discover://…`); nothing is sent before the first call. */
export function connect(
  url: string,
  { appendTimeout = 3_000, readTimeout = 3_000 }: ConnectOptions = {},
): Log {
  // apart, so that a long catch-up does not stand before the answers to commands
  const commands = connection(url);
  const followers = connection(url);

  async function replacing<T>(
    over: Connection,
    work: (client: EventStoreDBClient) => Promise<T>,
  ): Promise<T> {
    const client = over.client();
    try {
      return await work(client);
    } catch (error) {
      if (error instanceof Unavailable) over.failed(client);
      throw error;
    }
  }

  async function* events(over: Connection, read: Read): AsyncGenerator<Recorded> {
    const client = over.client();
    try {
      for await (const resolved of reading(read(client), readTimeout))
        if (resolved.event && isApplication(resolved.event.streamId)) yield recorded(resolved);
    } catch (error) {
      if (error instanceof Unavailable) over.failed(client);
      throw error;
    }
  }

  const backwards = (stream: string, maxCount = Number.MAX_SAFE_INTEGER): AsyncGenerator<Recorded> =>
    events(commands, (client) =>
      client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount }),
    );

  async function* readAll(after: string, categories?: readonly string[]): AsyncGenerator<Recorded> {
    const from = after === 'start' ? -1n : BigInt(after);
    const wanted = categories && new Set(categories);
    for await (const event of events(followers, (client) =>
      client.readAll({ fromPosition: positionOf(after) }),
    ))
      if (BigInt(event.position) > from && (wanted?.has(event.stream.split('-', 1)[0] ?? '') ?? true))
        yield event;
  }

  /** A page of `$all` backwards, read to its end: a cancelled call costs a reset, and servers limit those. */
  const pageBack = (fromPosition: ReadPosition, maxCount: number): Promise<AllStreamResolvedEvent[]> =>
    replacing(followers, (client) =>
      everything(reading(client.readAll({ direction: BACKWARDS, fromPosition, maxCount }), readTimeout)),
    );

  /** The end of the whole log, system events too: where a follower of what comes next starts. */
  async function head(): Promise<string> {
    const [last] = await pageBack(END, 1);
    return last ? placeOf(last) : origin;
  }

  async function end(): Promise<string> {
    let from: ReadPosition = END;
    for (let size = 1; ; size = Math.min(size * 4, 1_000)) {
      const page = await pageBack(from, size);
      const ours = page.find(({ event }) => event && isApplication(event.streamId));
      if (ours) return placeOf(ours);
      const oldest = page.at(-1);
      if (!oldest || page.length < size) return origin;
      from = positionOf(placeOf(oldest));
    }
  }

  return {
    append: (stream, list, expected) =>
      replacing(commands, (client) => append(client, stream, list, expected, appendTimeout)),
    read: (stream, fromRevision = 0, maxCount = Number.MAX_SAFE_INTEGER) =>
      events(commands, (client) =>
        client.readStream(stream, {
          fromRevision: fromRevision === 0 ? START : BigInt(fromRevision),
          maxCount,
        }),
      ),
    readBackwards: backwards,
    last: async (stream) => (await everything(backwards(stream, 1))).at(0),
    readAll: ({ after = origin, categories } = {}) => readAll(after, categories),
    follow: (options) => follow(followers, head, options),
    end,
    async close() {
      await Promise.all([commands.close(), followers.close()]);
    },
  };
}
