import { bundled, leafOf, readCheckpoint, type Bundle, type Leaf, type Tree } from '#audit';
import type { Log } from '#eventing';
import { conflict, missing } from '#kernel';
import { ruleSet, ruleSetHash } from '#procedure';

type Event = Leaf & Readonly<{ position?: string }>;

/** Every hash that a value names as a file: under `attachments`, or a name that ends in `Hash`. */
function filesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const isFile = (one: unknown): one is string =>
      typeof one === 'string' && /^(sealed-)?[0-9a-f]{64}$/.test(one);
    if (name === 'attachments' && Array.isArray(inner)) return inner.filter(isFile);
    if (name.endsWith('Hash') && name !== 'ruleSetHash' && isFile(inner)) return [inner];
    return filesIn(inner);
  });
}

/** The matters that a sitting is convened for, or that a notice is about. */
function mattersOf({ type, data }: Event): readonly string[] {
  if (type === 'SittingConvened') {
    const { items } = data as { items?: readonly Readonly<{ decision: string }>[] };
    return (items ?? []).map((item) => `decision-${item.decision}`);
  }
  if (type !== 'NoticeOwed') return [];
  const { decision, admission } = (
    data as { about: Record<'decision' | 'admission', string | null | undefined> }
  ).about;
  return [
    ...(decision ? [`decision-${decision}`] : []),
    ...(admission ? [`admissionRequest-${admission}`] : []),
  ];
}

type Placed = { index: number; event: Leaf };

/** Streams that a matter stands on besides its own: its communities, and those that its first event was judged by. */
function groundsOf(stream: string, { event }: Placed): readonly string[] {
  const { community, application, judged } = event.data as {
    community?: string;
    application?: { communities: readonly string[] };
    judged?: readonly Readonly<{ stream: string }>[];
  };
  const communities = community === undefined ? (application?.communities ?? []) : [community];
  const grounds = stream.startsWith('decision-') ? [] : (judged ?? []).map((one) => one.stream);
  return [...communities.map((one) => `community-${one}`), ...grounds];
}

/** What was found in one pass: the events of each stream with their places, and the sittings and notices of each matter. */
type Gathered = Readonly<{
  streams: ReadonlyMap<string, readonly Placed[]>;
  around: ReadonlyMap<string, readonly string[]>;
}>;

/** Reads the log once and keeps what matters stand on: themselves, their sittings and notices, communities and organizations. */
async function gather(log: Pick<Log, 'readAll'>, abouts: ReadonlySet<string>): Promise<Gathered> {
  const streams = new Map<string, Placed[]>();
  const around = new Map<string, string[]>();
  let index = 0;
  for await (const event of log.readAll()) {
    const { stream } = event;
    const matters = mattersOf(event).filter((one) => abouts.has(one));
    for (const one of matters) around.set(one, [...(around.get(one) ?? []), stream]);
    const begins = matters.length > 0 || abouts.has(stream) || /^(community|organization)-/.test(stream);
    if (begins && !streams.has(stream)) streams.set(stream, []);
    streams.get(stream)?.push({ index, event: leafOf(event) });
    index += 1;
  }
  return { streams, around };
}

function bundleIn(
  { streams, around }: Gathered,
  about: string,
  { tree, checkpoint, size }: Readonly<{ tree: Tree; checkpoint: string; size: number }>,
): Bundle {
  const own = streams.get(about) ?? [];
  const [opened] = own;
  if (opened === undefined) return missing('cli.noDecision', `没有事项 ${about}。`, `There is no ${about}.`);
  const { ruleSet: pinned } = opened.event.data as { ruleSet?: string };
  const sets = pinned === undefined ? [] : [{ id: pinned, set: ruleSet(pinned) }];
  const parts = [about, ...(around.get(about) ?? []), ...groundsOf(about, opened)].map((stream) => ({
    stream,
    events: (streams.get(stream) ?? [])
      .filter((one) => one.index < size)
      .map((one) => bundled(tree.at, one.event, one.index, size)),
  }));
  const attachments = parts.flatMap(({ events }) => events.flatMap(({ event }) => filesIn(event.data)));
  return {
    ...{ format: 'siyi-bundle/1', about, checkpoint, streams: parts },
    ruleSets: sets.map(({ id, set }) => ({ id, hash: ruleSetHash(set), set })),
    attachments: [...new Set(attachments)].sort(),
  };
}

/** `beyond`: told of a matter that has events after the checkpoint, in place of its bundle; without it that is refused. */
type Wanted = Readonly<{ abouts: readonly string[]; checkpoint: string; beyond?: (about: string) => void }>;

const refuseBeyond = (about: string): never =>
  conflict(
    'audit.beyondCheckpoint',
    `${about} 有检查点之后的事件:请先运行 siyi checkpoint。`,
    `${about} has events after the checkpoint: run siyi checkpoint first.`,
  );

/**
 * Everything of decisions and requests for admission up to a checkpoint, each in a bundle of its own, in one pass over the
 * log: its stream, its sittings, its notices with template and hash, what it stands on, each event with its proof.
 */
export async function* bundlesOf(
  log: Pick<Log, 'readAll'>,
  tree: Tree,
  { abouts, checkpoint, beyond = refuseBeyond }: Wanted,
): AsyncGenerator<Bundle> {
  const { size } = readCheckpoint(checkpoint);
  const gathered = await gather(log, new Set(abouts));
  for (const about of abouts)
    if (gathered.streams.get(about)?.some((one) => one.index >= size)) beyond(about);
    else yield bundleIn(gathered, about, { tree, checkpoint, size });
}
