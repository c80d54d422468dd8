import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { allDown, allUp, streamDown, streamUp, type Cursor } from './cursor.js';
import { eventAnswer, streamNotFound } from './encode.js';
import { badArgument, streamDeleted, thrown, type Failure } from './failures.js';
import { filterOf, type Filter } from './filter.js';
import type { Log } from './log.js';
import { Outlet } from './outlet.js';
import { positionOf, revisionOf, streamName, type Place } from './requests.js';
import { resolve } from './resolve.js';
import type { Node } from './node.js';
import { subscribe } from './subscribe.js';

export type ReadOptions = ReadReq.Options;
export type ReadCall = ServerWritableStream<ReadReq, Buffer>;

const later = (): Promise<void> => new Promise((resolved) => setImmediate(resolved));

/** Sends what the cursor gives, page by page, at the reader's pace, up to `count` events. */
async function send(
  outlet: Outlet,
  log: Log,
  cursor: Cursor,
  links: boolean,
  count: number,
  filter?: Filter,
) {
  let left = count;
  while (left > 0 && !outlet.closed) {
    const page = cursor.next(filter ? Number.MAX_SAFE_INTEGER : left);
    if (page.length === 0) break;
    for (const row of page) {
      if (filter && !filter.matches(row)) continue;
      if (outlet.full) await outlet.room();
      if (outlet.closed) return;
      outlet.send(eventAnswer(resolve(log, row, links)));
      left -= 1;
      if (left === 0) break;
    }
    await later();
  }
  outlet.end();
}

/** The stream's name when it cannot be read now, with how to say so. */
function unreadable(log: Log, name: string): Failure | 'missing' | undefined {
  if (log.isClosed(name)) return streamDeleted(name);
  const stream = log.streams.find(name);
  return !stream || stream.last < 0 || log.limitsOf(name).deleted ? 'missing' : undefined;
}

function allCursor(log: Log, at: Place, backwards: boolean): Cursor {
  if (backwards) return allDown(log, at === 'end' ? Infinity : at === 'start' ? 0 : at);
  return allUp(log, at === 'end' ? log.end : at === 'start' ? 0 : at - 1);
}

async function readStream(outlet: Outlet, log: Log, options: ReadOptions, count: number): Promise<void> {
  const name = streamName(options.getStream()?.getStreamIdentifier());
  const at = revisionOf(options.getStream());
  const backwards = options.getReadDirection() === 1;
  if (options.hasFilter())
    return outlet.fail(badArgument('The combination of stream and filter is invalid.'));
  if (at === undefined) return outlet.fail(badArgument("'None' is not a valid RevisionOptionCase."));
  if (count === 0 || (at === 'end' && !backwards)) {
    return outlet.fail(thrown('Unexpected ReadStreamResult: Error'));
  }
  const problem = unreadable(log, name);
  if (problem === 'missing') {
    outlet.send(streamNotFound(name));
    return outlet.end();
  }
  if (problem) return outlet.fail(problem);
  const from = at === 'start' ? 0 : at === 'end' ? Infinity : at;
  const cursor = (backwards ? streamDown : streamUp)(log, name, from);
  return send(outlet, log, cursor, options.getResolveLinks(), count);
}

async function readAll(outlet: Outlet, log: Log, options: ReadOptions, count: number): Promise<void> {
  const at = positionOf(options.getAll());
  if (at === undefined) return outlet.fail(badArgument("'None' is not a valid AllOptionCase."));
  const filter = options.hasFilter()
    ? filterOf(options.getFilter() as NonNullable<ReturnType<ReadOptions['getFilter']>>)
    : undefined;
  if (typeof filter === 'string') return outlet.fail(badArgument(filter));
  const cursor = allCursor(log, at, options.getReadDirection() === 1);
  return send(outlet, log, cursor, options.getResolveLinks(), count, filter);
}

/** Answers the Read call: a read of a stream or of $all, or a subscription to either. */
export async function read(node: Node, call: ReadCall, outlet: Outlet): Promise<void> {
  const options = call.request.getOptions();
  if (!options || (!options.hasStream() && !options.hasAll())) {
    return outlet.fail(badArgument("'None' is not a valid StreamOptionCase."));
  }
  if (options.hasSubscription()) return subscribe(node, options, outlet);
  if (!options.hasCount()) return outlet.fail(badArgument("'None' is not a valid CountOptionCase."));
  const count = Number(options.getCount());
  return options.hasStream()
    ? readStream(outlet, node.log, options, count)
    : readAll(outlet, node.log, options, count);
}
