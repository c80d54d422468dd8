import type { Followed, FollowOptions, Log, StoredEvent } from '#eventing';
import { Conflict } from '#eventing';
import type { Recorded } from '#kernel';

/** A log in memory for specs that break things; what is true of the real one is tried on the real one. */
export type MemoryLog = Log &
  Readonly<{
    /** Appends an event of a type to a stream, with an id of its own. */
    add(stream: string, type: string, data?: Readonly<Record<string, unknown>>): Recorded;
    events: readonly Recorded[];
    /** Ends every follower as a broken connection would. */
    breakFollowers(error: Error): void;
  }>;

type Follower = { wake: () => void; error?: Error };

const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

/** Makes an empty log in memory; `step` is the distance between two positions. */
export function memoryLog(step = 7): MemoryLog {
  const events: Recorded[] = [];
  const followers = new Set<Follower>();
  const ofStream = (stream: string): readonly Recorded[] => events.filter((event) => event.stream === stream);
  const after = (position: string): number =>
    position === 'start' ? 0 : Number(BigInt(position) / BigInt(step));

  function store(stream: string, { id, type, data, metadata }: StoredEvent): Recorded {
    const position = String((events.length + 1) * step);
    const event = { id, stream, revision: ofStream(stream).length, position, type, data, metadata };
    events.push(event);
    for (const follower of followers) follower.wake();
    return event;
  }

  function add(stream: string, type: string, data: Readonly<Record<string, unknown>> = {}): Recorded {
    const id = `event-${events.length}`;
    const at = new Date(1_700_000_000_000 + events.length * 1000).toISOString();
    const by = { person: 'someone' };
    return store(stream, {
      id,
      type,
      data,
      metadata: { $correlationId: id, $causationId: id, commandId: id, by, at, schema: 1 },
    });
  }

  async function* follow({
    after: from,
    categories,
    signal,
    onState,
  }: FollowOptions): AsyncGenerator<Followed> {
    const wanted = new Set(categories);
    const follower: Follower = { wake: () => undefined };
    followers.add(follower);
    const wake = (): void => follower.wake();
    signal.addEventListener('abort', wake);
    onState?.({ connected: true });
    try {
      for (let next = from === 'end' ? events.length : after(from); !signal.aborted;) {
        if (follower.error) throw follower.error;
        const event = events[next];
        if (!event) {
          await new Promise<void>((resolve) => (follower.wake = resolve));
          continue;
        }
        next += 1;
        if (wanted.has(categoryOf(event.stream))) yield { kind: 'event', event };
      }
    } finally {
      signal.removeEventListener('abort', wake);
      followers.delete(follower);
    }
  }

  async function* readAll(
    options: Readonly<{ after?: string; categories?: readonly string[] }> = {},
  ): AsyncGenerator<Recorded> {
    const { after: from = 'start', categories } = options;
    for (const event of events.slice(after(from)))
      if (!categories || categories.includes(categoryOf(event.stream))) yield event;
  }

  async function* read(stream: string, from = 0, most = Infinity): AsyncGenerator<Recorded> {
    yield* ofStream(stream).slice(from, from + most);
  }

  return {
    events,
    add,
    breakFollowers(error) {
      for (const follower of followers) {
        follower.error = error;
        follower.wake();
      }
    },
    async append(stream, list, expected) {
      const actual = ofStream(stream).length - 1;
      const wanted = expected === 'no_stream' ? -1 : expected;
      if (wanted !== actual) throw new Conflict(stream, wanted, actual);
      const last = list.map((event) => store(stream, event)).at(-1);
      return { revision: last?.revision ?? actual, position: last?.position ?? '0' };
    },
    read,
    async *readBackwards(stream, most = Infinity) {
      yield* ofStream(stream).toReversed().slice(0, most);
    },
    last: async (stream) => ofStream(stream).at(-1),
    readAll,
    follow,
    end: async () => events.at(-1)?.position ?? '0',
    close: async () => undefined,
  };
}
