import { codec } from '#eventing';
import { missing, type Recorded } from '#kernel';
import { endOf } from './point.js';
import type { Source } from './replay.js';

/** A stream of a community as it stood: its last revision and event by then, and the state after it. */
export type StreamState = Readonly<{
  stream: string;
  revision: number;
  at: string;
  type: string;
  state: unknown;
}>;

const kinds = ['community', 'decision', 'sitting', 'admissionRequest', 'taskRefusal', 'sealRegister'];

/** Whether a stream belongs to a community, by its first event. */
function belongs({ stream, data }: Recorded, community: string): boolean {
  if (stream === `community-${community}` || stream === `sealRegister-${community}`) return true;
  const first = data as { community?: string; application?: { communities: readonly string[] } };
  return first.community === community || (first.application?.communities.includes(community) ?? false);
}

/** Every stream of a community as it stood at the end of a day or at an instant, in one pass over the log. */
export async function communityState(
  { log, keys, engine }: Source,
  community: string,
  {
    to,
    onEvent = () => undefined,
  }: Readonly<{ to?: string | undefined; onEvent?: (position: number) => void }> = {},
): Promise<readonly StreamState[]> {
  const isPast = to === undefined ? () => false : endOf(to);
  const folds = new Map(
    engine.aggregates.map((one) => [one.category, { ...one, ...codec(keys, one.upcasters) }]),
  );
  const states = new Map<string, StreamState>();
  for await (const stored of log.readAll({ categories: kinds })) {
    onEvent(Number(stored.position));
    const { stream, revision, type } = stored;
    const fold = folds.get(stream.slice(0, stream.indexOf('-')));
    const before = states.get(stream);
    if (fold === undefined || isPast(stored)) continue;
    const event = fold.decode(stored);
    if (before === undefined && (revision > 0 || !belongs(event, community))) continue;
    const state = fold.evolve(before?.state ?? fold.initialState, event);
    states.set(stream, { stream, revision, at: event.metadata.at, type, state });
  }
  return states.size > 0
    ? [...states.values()]
    : missing(
        'history.nothingThere',
        `社区 ${community}${to === undefined ? '' : `到 ${to} 为止`}没有事件。`,
        `Nothing stands of the community ${community}${to === undefined ? '' : ` up to ${to}`}.`,
      );
}
