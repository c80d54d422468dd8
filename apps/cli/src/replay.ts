import { bodyWords, inWords, told } from '#decision';
import type { CommunityState } from '#community';
import { codec } from '#eventing';
import { invalid, missing, type Recorded, type Sealed } from '#kernel';
import { addDays, dayOf, humanOf, isCivilDate, seatsOn } from '#procedure';
import { aggregates } from './aggregates.js';
import { allChangesIn, changesIn } from './changes.js';
import { countedTypes, ledTo, type Led } from './led-to.js';
import type { Session } from './session.js';

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
  /** Why a person's data were erased; null in every other event. */
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

/** What of an event can be opened no more, and, of an erasure, why. */
async function erasedIn(
  { keys }: Session,
  { type, data }: Recorded,
): Promise<Pick<ReplayLine, 'erased' | 'reason'>> {
  const sealed = sealedIn(data);
  const open = await codec(keys).opener(sealed.map(([, one]) => one));
  const erased = sealed.filter(([, one]) => open(one) === undefined).map(([place]) => place);
  const why = type === 'PersonErased' ? sealed.find(([place]) => place === 'reason') : undefined;
  return { erased, reason: why === undefined ? null : (open(why[1]) ?? null) };
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
async function communityOf(session: Session, { data }: Recorded): Promise<Formed | undefined> {
  const { community } = data as { community?: unknown };
  if (typeof community !== 'string') return undefined;
  const { state } = await session.engine.load<CommunityState>('community', community);
  return state.status === 'none' ? undefined : state;
}

/** Whether an event comes after a point: a revision, the end of a day in Beijing, or an instant. */
export function endOf(to: string, option = '--to'): (event: Recorded) => boolean {
  if (/^\d{1,9}$/.test(to)) return ({ revision }) => revision > Number(to);
  const instant = isCivilDate(to) ? `${addDays(to, 1)}T00:00:00+08:00` : to;
  const until = /(Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(until))
    invalid(
      'cli.badValue',
      `${option} 须为序号、日期(2026-03-13)或带时区的时刻(2026-03-13T19:00:00+08:00),不能是 ${to}。`,
      `${option} is a revision, a day (2026-03-13) or an instant with its offset (2026-03-13T19:00:00+08:00), not ${to}.`,
    );
  const past = (at: string): boolean => (isCivilDate(to) ? Date.parse(at) >= until : Date.parse(at) > until);
  return ({ metadata }) => past(metadata.at);
}

function streamOf(name: string): readonly [category: string, id: string] {
  const dash = name.indexOf('-');
  const category = name.slice(0, Math.max(dash, 0));
  const known = aggregates.map((one) => one.category);
  if (!known.includes(category))
    invalid(
      'cli.badStream',
      `流名为 <类别>-<编号>,不能是 ${name};类别有 ${known.join('、')}。`,
      `A stream is <category>-<id>, not ${name}; categories are ${known.join(', ')}.`,
    );
  return [category, name.slice(dash + 1)];
}

/** Reads a stream and folds it, event by event, up to a revision, the end of a day or an instant. */
export async function* replay(
  session: Session,
  stream: string,
  { to, led = false }: Readonly<{ to?: string | undefined; led?: boolean }> = {},
): AsyncGenerator<ReplayLine> {
  const chains = led ? await ledTo(session.log, stream) : undefined;
  const isPast = to === undefined ? () => false : endOf(to);
  let before: unknown;
  let community: Formed | undefined;
  for await (const { event, state } of session.engine.history(...streamOf(stream))) {
    if (isPast(event)) break;
    if (before === undefined) community = await communityOf(session, event);
    yield {
      ...{ revision: event.revision, at: event.metadata.at, by: event.metadata.by.person },
      seats: seatsIn(community, event),
      type: event.type,
      summary: inWords(told(event)),
      data: event.data,
      article: [...new Set(citedIn(event.data, ['article', 'source', 'sources']))],
      arithmetic: [...new Set(citedIn(event.data, ['arithmetic']))],
      changes: changesIn(before, state),
      ...(await erasedIn(session, event)),
      ...(chains && { led: chains.get(event.id) ?? [] }),
      state,
    };
    before = state;
  }
  if (before === undefined)
    missing(
      'cli.nothingThere',
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
  session: Session,
  stream: string,
  { from, to }: Readonly<{ from: string; to?: string }>,
): Promise<Difference> {
  const isLater = endOf(from, '--from');
  const isPast = to === undefined ? () => false : endOf(to);
  let [before, after]: unknown[] = [];
  let [start, end] = [-1, -1];
  const events: string[] = [];
  for await (const { event, state } of session.engine.history(...streamOf(stream))) {
    if (isPast(event)) break;
    [after, end] = [state, event.revision];
    if (isLater(event)) events.push(event.type);
    else [before, start] = [state, event.revision];
  }
  if (end < 0 || end < start)
    missing('cli.nothingThere', `${stream} 中没有事件。`, `Nothing stands in ${stream}.`);
  return { stream, from: start, to: end, events, changes: allChangesIn(before, after) };
}

const clockTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An event of a replay for people; times are those of Beijing. */
export function sayLine(line: ReplayLine): string {
  const { revision, at, by, seats, type, summary, article, arithmetic, changes, erased, reason, led } = line;
  const who = [by.startsWith('system:') ? by : by.slice(0, 8), ...seats].join(' · ');
  const what = summary.zh === type ? type : `${type}  ${summary.zh}`;
  return [
    `${String(revision).padStart(4)}  ${clockTime.format(new Date(at))}  ${what}  (${who})`,
    ...arithmetic.map((sum) => `      算式 ${sum}`),
    ...(article.length === 0 ? [] : [`      依据 ${article.join('; ')}`]),
    ...(erased.length === 0 ? [] : [`      已删除 erased: ${erased.join(', ')}`]),
    ...(reason === null ? [] : [`      删除原因 why erased: ${reason}`]),
    ...(led === undefined || led.length === 0 ? [] : [`      引出 led to: ${countedTypes(led)}`]),
    ...(changes.length === 0 ? [] : [`      状态 ${changes.join('  ')}`]),
  ].join('\n');
}
