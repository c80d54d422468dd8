import { bodyWords, inWords, told } from '#decision';
import type { CommunityState, ItemState } from '#community';
import { codec, type Engine, type KeyStore, type Log } from '#eventing';
import { missing, type Recorded, type Sealed } from '#kernel';
import { dayOf, humanOf, seatsOn } from '#procedure';
import { allChangesIn, changesIn } from './changes.js';
import { ledTo, type Led } from './led-to.js';
import { endOf } from './point.js';

/** Where histories are read. */
export type Source = Readonly<{ engine: Engine; keys: KeyStore; log: Pick<Log, 'read' | 'readAll' | 'end'> }>;

/** A stream by its category and the id of what it is about. */
export type StreamName = readonly [category: string, id: string];

/** What replay shows of each event: who, when, what, the law that it names, and the state after it. */
export type ReplayLine = Readonly<{
  revision: number;
  at: string;
  by: string;
  /** Where that person sat on that day, for streams of a community. */
  seats: readonly string[];
  type: string;
  summary: Readonly<{ zh: string; en: string }>;
  data: unknown;
  article: readonly string[];
  arithmetic: readonly string[];
  changes: readonly string[];
  /** Places of personal data in it whose key was destroyed. */
  erased: readonly string[];
  /** Why a text in it was erased, or, of an erasure, its reason; null in every other event. */
  reason: string | null;
  /** What it led to in other streams; only where that was asked for. */
  led?: readonly Led[];
  state: unknown;
}>;

/** Every article, source or arithmetic that stands anywhere inside an event's data. */
function citedIn(value: unknown, names: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (names.includes(name)) {
      if (typeof inner === 'string') return [inner];
      if (Array.isArray(inner)) return inner.filter((one) => typeof one === 'string');
      if (typeof inner === 'object' && inner !== null && 'zh' in inner) return [String(inner.zh)];
    }
    return citedIn(inner, names);
  });
}

type Closed = Extract<Sealed, { sealed: 'closed' }>;
const isClosed = (value: object): value is Closed => 'sealed' in value && value.sealed === 'closed';

/** Every sealed value inside an event's data, with its place. */
function sealedIn(value: unknown, place = ''): readonly (readonly [place: string, value: Closed])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isClosed(value)) return [[place.slice(1), value]];
  return Object.entries(value).flatMap(([name, inner]) => sealedIn(inner, `${place}.${name}`));
}

/** Why what stood under a key was erased; null where that cannot be opened either. */
async function whyErased({ engine, keys }: Source, key: string): Promise<string | null> {
  const [, id] = /^item:(.+)$/.exec(key) ?? [];
  if (id === undefined) return null;
  const { state } = await engine.load<ItemState>('item', id);
  if (state.status !== 'erased') return null;
  return (await codec(keys).opener([state.reason]))(state.reason) ?? null;
}

/** What of an event can be opened no more, and why; of an erasure itself its reason. */
async function erasedIn(
  source: Source,
  { type, data }: Recorded,
): Promise<Pick<ReplayLine, 'erased' | 'reason'>> {
  const sealed = sealedIn(data);
  const open = await codec(source.keys).opener(sealed.map(([, one]) => one));
  const gone = sealed.filter(([, one]) => open(one) === undefined);
  const own = /^(Person|Item)Erased$/.test(type) ? sealed.find(([place]) => place === 'reason') : undefined;
  const reasons = own
    ? [open(own[1]) ?? null]
    : await Promise.all(gone.map(([, { key }]) => whyErased(source, key)));
  return { erased: gone.map(([place]) => place), reason: reasons.find((one) => one !== null) ?? null };
}

type Formed = Exclude<CommunityState, { status: 'none' }>;

/** The seats of a person on the day of an event. */
function seatsIn(community: Formed | undefined, { metadata: { by, at } }: Recorded): readonly string[] {
  if (community === undefined) return [];
  const day = dayOf(at);
  const human = humanOf(community, by.person);
  return seatsOn(community, day)
    .filter(({ person }) => humanOf(community, person) === human)
    .map(({ body, role }) => `${bodyWords([body], day, community.kind).zh} ${role}`);
}

/** The community of a decision or sitting, from its first event. */
async function communityOf(source: Source, { data }: Recorded): Promise<Formed | undefined> {
  const { community } = data as { community?: unknown };
  if (typeof community !== 'string') return undefined;
  const { state } = await source.engine.load<CommunityState>('community', community);
  return state.status === 'none' ? undefined : state;
}

/** `to`: the last point; `led`: asks what each event led to, and is told of each event passed; `shown`: of data and states what is shown. */
export type ReplayOptions = Readonly<{
  to?: string | undefined;
  led?: ((position: number) => void) | undefined;
  shown?: (value: unknown) => unknown;
}>;

/** Reads a stream and folds it, event by event, up to a revision, the end of a day or an instant. */
export async function* replay(
  source: Source,
  name: StreamName,
  { to, led, shown = (value) => value }: ReplayOptions = {},
): AsyncGenerator<ReplayLine> {
  const stream = name.join('-');
  const chains = led && (await ledTo(source.log, stream, led));
  const isPast = to === undefined ? () => false : endOf(to);
  let before: unknown;
  let community: Formed | undefined;
  for await (const { event, state: whole } of source.engine.history(...name)) {
    if (isPast(event)) break;
    if (before === undefined) community = await communityOf(source, event);
    const [data, state] = [shown(event.data), shown(whole)];
    yield {
      ...{ revision: event.revision, at: event.metadata.at, by: event.metadata.by.person },
      seats: seatsIn(community, event),
      type: event.type,
      summary: inWords(told(event)),
      data,
      article: [...new Set(citedIn(event.data, ['article', 'source', 'sources']))],
      arithmetic: [...new Set(citedIn(event.data, ['arithmetic']))],
      changes: changesIn(before, state),
      ...(await erasedIn(source, event)),
      ...(chains && { led: chains.get(event.id) ?? [] }),
      state,
    };
    before = state;
  }
  if (before === undefined)
    missing(
      'history.nothingThere',
      `${stream} 中${to === undefined ? '' : `到 ${to} 为止`}没有事件。`,
      `Nothing stands in ${stream}${to === undefined ? '' : ` up to ${to}`}.`,
    );
}

/** A stream at two points, and what differs between them. */
export type Difference = Readonly<{
  stream: string;
  from: number;
  to: number;
  /** Types of the events between. */
  events: readonly string[];
  changes: readonly string[];
}>;

/** What became of a stream between two points, each a revision, the end of a day or an instant. */
export async function differenceIn(
  { engine }: Pick<Source, 'engine'>,
  name: StreamName,
  {
    from,
    to,
    shown = (value) => value,
  }: Readonly<{ from: string; to?: string }> & Pick<ReplayOptions, 'shown'>,
): Promise<Difference> {
  const stream = name.join('-');
  const isLater = endOf(from);
  const isPast = to === undefined ? () => false : endOf(to);
  let [before, after]: unknown[] = [];
  let [start, end] = [-1, -1];
  const events: string[] = [];
  for await (const { event, state } of engine.history(...name)) {
    if (isPast(event)) break;
    [after, end] = [state, event.revision];
    if (isLater(event)) events.push(event.type);
    else [before, start] = [state, event.revision];
  }
  if (end < 0 || end < start)
    missing('history.nothingThere', `${stream} 中没有事件。`, `Nothing stands in ${stream}.`);
  return { stream, from: start, to: end, events, changes: allChangesIn(shown(before), shown(after)) };
}
