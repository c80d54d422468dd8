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

const concerns = (event: Event, decision: string): boolean => {
  const { items } = event.data as { items?: readonly Readonly<{ decision: string }>[] };
  return event.type === 'SittingConvened' && (items ?? []).some((item) => item.decision === decision);
};

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

/** Everything of a decision or a request for admission up to a checkpoint: its stream, its sittings, what it stands on, each event with its proof. */
export async function bundleOf(
  log: Pick<Log, 'readAll'>,
  tree: Tree,
  { about, checkpoint }: Readonly<{ about: string; checkpoint: string }>,
): Promise<Bundle> {
  const { size } = readCheckpoint(checkpoint);
  const own: Placed[] = [];
  const streams = new Map<string, Placed[]>([[about, own]]);
  const others = new Map<string, Placed[]>();
  let index = 0;
  for await (const event of log.readAll()) {
    if (concerns(event, about.replace(/^decision-/, ''))) streams.set(event.stream, []);
    const placed = { index, event: leafOf(event) };
    streams.get(event.stream)?.push(placed);
    if (/^(community|organization)-/.test(event.stream))
      others.set(event.stream, [...(others.get(event.stream) ?? []), placed]);
    index += 1;
  }
  const [opened] = own;
  if (opened === undefined) return missing('cli.noDecision', `没有事项 ${about}。`, `There is no ${about}.`);
  for (const stream of groundsOf(about, opened)) streams.set(stream, others.get(stream) ?? []);
  if (own.some((one) => one.index >= size))
    conflict(
      'audit.beyondCheckpoint',
      '该事项有检查点之后的事件:请先运行 siyi checkpoint。',
      'It has events after the checkpoint: run siyi checkpoint first.',
    );
  const { ruleSet: pinned } = opened.event.data as { ruleSet?: string };
  const sets = pinned === undefined ? [] : [{ id: pinned, set: ruleSet(pinned) }];
  const parts = [...streams].map(([stream, events]) => ({
    stream,
    events: events
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
