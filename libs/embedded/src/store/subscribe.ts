import { randomUUID } from 'node:crypto';
import { allUp, streamUp, type Cursor } from './cursor.js';
import { CAUGHT_UP, checkpoint, confirmation, eventAnswer } from './encode.js';
import { badArgument, streamDeleted, type Failure } from './failures.js';
import { filteredUp, type Skipped } from './filtered-cursor.js';
import { filterOf, type Filter } from './filter.js';
import { TOMBSTONE_TYPE } from './closing.js';
import type { Log } from './log.js';
import type { Node } from './node.js';
import type { Outlet } from './outlet.js';
import type { ReadOptions } from './read-call.js';
import { positionOf, revisionOf, streamName, type Place } from './requests.js';
import { resolve } from './resolve.js';
import type { Row } from './row.js';

type Feed = Readonly<{
  cursor: Cursor;
  links: boolean;
  filter?: Filter;
  /** What the cursor passed over without reading since it was last asked. */
  skipped?: () => Skipped;
  /** False while history may still have to appear: a stream that does not exist yet. */
  complete: () => boolean;
  /** The failure with which an event ends the subscription. */
  ends: (row: Row) => Failure | undefined;
}>;

const PAGE = 256;
const later = (): Promise<void> => new Promise((resolved) => setImmediate(resolved));

/** Counts what a filtered subscription has looked at and says where a checkpoint is due. */
class Checkpoints {
  private looked = 0;

  constructor(
    private readonly outlet: Outlet,
    private readonly interval: number,
  ) {}

  /** So many events up to the position were looked at. */
  async pass(rows: number, upTo: number): Promise<void> {
    let at = upTo - rows;
    while (at < upTo && !this.outlet.closed) {
      const step = Math.min(upTo - at, this.interval - this.looked);
      at += step;
      this.looked += step;
      if (this.looked < this.interval) return;
      if (this.outlet.full) await this.outlet.room();
      this.outlet.send(checkpoint(at));
      this.looked = 0;
    }
  }
}

/**
 * One loop for history and live: it reads on from its own place in the log and, when nothing follows, waits for a
 * commit. Nothing is handed over, so nothing can be lost or doubled between the two.
 */
async function follow({ log }: Node, outlet: Outlet, feed: Feed): Promise<void> {
  const { filter } = feed;
  const checkpoints = filter && new Checkpoints(outlet, filter.interval);
  let caughtUp = false;
  while (!outlet.closed) {
    const page = feed.cursor.next(PAGE);
    const gap = feed.skipped?.();
    if (gap && gap.rows > 0) await checkpoints?.pass(gap.rows, gap.upTo);
    if (page.length === 0) {
      if (!caughtUp && feed.complete()) {
        outlet.send(CAUGHT_UP);
        caughtUp = true;
      }
      await outlet.waker.wait();
      continue;
    }
    for (const row of page) {
      if (outlet.full) await outlet.room();
      if (outlet.closed) return;
      if (!filter || filter.matches(row)) outlet.send(eventAnswer(resolve(log, row, feed.links, caughtUp)));
      const end = feed.ends(row);
      if (end) return outlet.fail(end);
      if (checkpoints) await checkpoints.pass(1, row.position);
    }
    await later();
  }
}

function allFeed(log: Log, at: Place, options: ReadOptions, filter: Filter | undefined): Feed {
  const after = at === 'end' ? log.end : at === 'start' ? 0 : at;
  const always = { links: options.getResolveLinks(), complete: () => true, ends: () => undefined };
  if (!filter) return { ...always, cursor: allUp(log, after) };
  if (!filter.prefixes) return { ...always, filter, cursor: allUp(log, after) };
  const cursor = filteredUp(log, after, filter.prefixes, filter);
  return { ...always, filter, cursor, skipped: cursor.skipped };
}

/** History obeys the stream's metadata, live events do not: the cursor changes its manner when history is read. */
function streamCursor(log: Log, name: string, at: Place): { cursor: Cursor; complete: () => boolean } {
  let from = at === 'end' ? (log.streams.find(name)?.last ?? -1) + 1 : at === 'start' ? 0 : at + 1;
  let live = at === 'end';
  const next = (rows: number): Row[] => {
    const stream = log.streams.find(name);
    if (!stream) return [];
    if (!live) {
      if (!stream.closed && (stream.last < 0 || log.limitsOf(name).deleted)) return [];
      const history = streamUp(log, name, from).next(rows);
      from = (history.at(-1)?.revision ?? Math.max(from - 1, stream.last)) + 1;
      if (history.length > 0) return history;
      live = true;
    }
    if (from > stream.last + (stream.closed ? 1 : 0)) return [];
    const page = log.pages.up(stream, from, rows);
    from = (page.at(-1)?.revision ?? stream.last) + 1;
    return page;
  };
  return { cursor: { next }, complete: () => live };
}

async function subscribeStream(node: Node, options: ReadOptions, outlet: Outlet): Promise<void> {
  const name = streamName(options.getStream()?.getStreamIdentifier());
  const at = revisionOf(options.getStream());
  if (at === undefined) return outlet.fail(badArgument("'None' is not a valid RevisionOptionCase."));
  if (at !== 'end' && node.log.isClosed(name)) return outlet.fail(streamDeleted(name));
  outlet.send(confirmation(randomUUID()));
  const closedBefore = node.log.isClosed(name);
  const { cursor, complete } = streamCursor(node.log, name, at);
  const silent: Cursor = { next: () => [] };
  return follow(node, outlet, {
    cursor: closedBefore ? silent : cursor,
    links: options.getResolveLinks(),
    complete,
    ends: (row) => (row.type === TOMBSTONE_TYPE ? streamDeleted(name) : undefined),
  });
}

async function subscribeAll(node: Node, options: ReadOptions, outlet: Outlet): Promise<void> {
  const at = positionOf(options.getAll());
  if (at === undefined) return outlet.fail(badArgument("'None' is not a valid AllOptionCase."));
  const asked = options.getFilter();
  const filter = asked ? filterOf(asked) : undefined;
  if (typeof filter === 'string') return outlet.fail(badArgument(filter));
  outlet.send(confirmation(randomUUID()));
  return follow(node, outlet, allFeed(node.log, at, options, filter));
}

/** Answers a Read call that asks for a subscription. */
export async function subscribe(node: Node, options: ReadOptions, outlet: Outlet): Promise<void> {
  if (options.getReadDirection() === 1 || (options.hasStream() && options.hasFilter())) {
    return outlet.fail(badArgument('The combination of subscription, direction and filter is invalid.'));
  }
  const leave = node.tail.follow(outlet.waker);
  try {
    await (options.hasStream()
      ? subscribeStream(node, options, outlet)
      : subscribeAll(node, options, outlet));
  } finally {
    leave();
  }
}
