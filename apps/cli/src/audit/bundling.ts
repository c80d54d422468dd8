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

/** Everything of a decision up to a checkpoint: its stream, its sittings, its community, each event with its proof. */
export async function bundleOf(
  log: Pick<Log, 'readAll'>,
  tree: Tree,
  { decision, checkpoint }: Readonly<{ decision: string; checkpoint: string }>,
): Promise<Bundle> {
  const { size } = readCheckpoint(checkpoint);
  const own = `decision-${decision}`;
  const streams = new Map<string, { index: number; event: Leaf }[]>([[own, []]]);
  const communities = new Map<string, { index: number; event: Leaf }[]>();
  let index = 0;
  for await (const event of log.readAll()) {
    if (concerns(event, decision)) streams.set(event.stream, []);
    const kept = { index, event: leafOf(event) };
    streams.get(event.stream)?.push(kept);
    if (event.stream.startsWith('community-'))
      communities.set(event.stream, [...(communities.get(event.stream) ?? []), kept]);
    index += 1;
  }
  const [opened] = streams.get(own) ?? [];
  if (opened === undefined)
    return missing('cli.noDecision', `没有事项 ${decision}。`, `There is no decision ${decision}.`);
  const { community, ruleSet: pinned } = opened.event.data as { community: string; ruleSet: string };
  const of = communities.get(`community-${community}`);
  if (of) streams.set(`community-${community}`, of);
  const late = (streams.get(own) ?? []).some((one) => one.index >= size);
  if (late)
    conflict(
      'audit.beyondCheckpoint',
      '该事项有检查点之后的事件:请先运行 siyi checkpoint。',
      'The decision has events after the checkpoint: run siyi checkpoint first.',
    );
  const set = ruleSet(pinned);
  const parts = [...streams].map(([stream, events]) => ({
    stream,
    events: events
      .filter((one) => one.index < size)
      .map((one) => bundled(tree.at, one.event, one.index, size)),
  }));
  const attachments = parts.flatMap(({ events }) => events.flatMap(({ event }) => filesIn(event.data)));
  return {
    ...{ format: 'siyi-bundle/1', about: own, checkpoint, streams: parts },
    ruleSets: [{ id: pinned, hash: ruleSetHash(set), set }],
    attachments: [...new Set(attachments)].sort(),
  };
}
