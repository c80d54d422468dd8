import type { EventMetadata, Recorded } from '#kernel';
import { Conflict } from '../errors.js';
import type { Appended, Followed, Log, StoredEvent } from '../log.js';

const categoryOf = (stream: string): string => stream.split('-', 1)[0] ?? '';

/** A log in memory for pure specs: expected revisions and repeated ids as the store has them, JSON as it stores it. */
export function memoryLog(): Log & Readonly<{ all: readonly Recorded[] }> {
  const all: Recorded[] = [];
  const streamOf = (stream: string): readonly Recorded[] => all.filter((event) => event.stream === stream);

  async function append(
    stream: string,
    events: readonly StoredEvent[],
    expected: number | 'no_stream',
  ): Promise<Appended> {
    const before = streamOf(stream);
    const from = expected === 'no_stream' ? -1 : expected;
    if (from !== before.length - 1) {
      const same = events.map(({ id }, index) =>
        before.find((one) => one.id === id && one.revision === from + 1 + index),
      );
      const last = same.at(-1);
      if (last && same.every(Boolean)) return { revision: last.revision, position: last.position };
      throw new Conflict(stream, from, before.length - 1);
    }
    for (const [index, { id, type, data, metadata }] of events.entries())
      all.push({
        id,
        stream,
        type,
        revision: from + 1 + index,
        position: String(all.length + 1),
        data: JSON.parse(JSON.stringify(data)) as StoredEvent['data'],
        metadata: JSON.parse(JSON.stringify(metadata)) as EventMetadata,
      });
    return { revision: from + events.length, position: String(all.length) };
  }

  async function* slice(events: readonly Recorded[]): AsyncGenerator<Recorded> {
    yield* events;
  }

  const wanted = (after: string, categories?: readonly string[]): readonly Recorded[] =>
    all.filter(
      ({ position, stream }) =>
        Number(position) > Number(after) && (categories?.includes(categoryOf(stream)) ?? true),
    );

  async function* follow({
    after,
    categories,
    signal,
  }: Parameters<Log['follow']>[0]): AsyncGenerator<Followed> {
    let place = after === 'end' ? String(all.length) : after === 'start' ? '0' : after;
    for (let told = false; !signal.aborted;) {
      const news = wanted(place, categories);
      for (const event of news) {
        place = event.position;
        yield { kind: 'event', event };
      }
      if (!told) yield { kind: 'caughtUp' };
      told = true;
      if (news.length === 0) await new Promise((go) => setTimeout(go, 5));
    }
  }

  return {
    all,
    append,
    read: (stream, from = 0, count = Infinity) => slice(streamOf(stream).slice(from, from + count)),
    readBackwards: (stream, count = Infinity) => slice(streamOf(stream).toReversed().slice(0, count)),
    last: async (stream) => streamOf(stream).at(-1),
    readAll: ({ after = '0', categories } = {}) => slice(wanted(after, categories)),
    follow,
    end: async () => String(all.length),
    close: async () => {},
  };
}
