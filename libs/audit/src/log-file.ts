import { same } from './bytes.js';
import { readCheckpoint } from './checkpoint.js';
import { finding, type Finding } from './finding.js';
import { hashLeaf, leafText, type Leaf } from './leaf.js';
import { readNote, signedBy } from './note.js';
import { Tree } from './tree.js';
import type { Trust } from './bundle.js';
import { witnessed } from './checkpoint.js';

/** The tree of a log that comes event by event; nothing else of it is kept. */
export async function treeOf(events: AsyncIterable<Leaf> | Iterable<Leaf>): Promise<Tree> {
  const tree = new Tree();
  for await (const event of events) tree.append(hashLeaf(leafText(event)));
  return tree;
}

/** Whether a whole log is the one that a checkpoint signs; a longer log is looked at up to the checkpoint. */
export function verifyLog(tree: Tree, checkpoint: string, { log, policy }: Trust): readonly Finding[] {
  const note = readNote(checkpoint);
  const { origin, size, root } = readCheckpoint(note);
  if (origin !== log.name || !signedBy(note, log))
    return [finding('forgedCheckpoint', 'checkpoint', `it is not signed by ${log.name}`)];
  const short = witnessed(note, policy)
    ? []
    : [finding('unwitnessed', 'checkpoint', `fewer than ${policy.n} of the witnesses named have cosigned`)];
  if (tree.size < size)
    return [
      ...short,
      finding('tailCut', `${tree.size}`, `the checkpoint signs ${size} events, there are ${tree.size}`),
    ];
  if (same(tree.root(size), root)) return short;
  return [
    ...short,
    finding('edited', `0–${size}`, 'the root of these events is not the one that was signed'),
  ];
}

const isAt = (tree: Tree, index: number, other: Tree, there: number): boolean =>
  index < tree.size && there < other.size && same(tree.at(0, index), other.at(0, there));

/**
 * What happened to a log since an older copy of it, by the first place at which they differ: both are given as trees.
 * An event that stood elsewhere in the old one was moved; nothing is said of what follows, since all of it is in doubt.
 */
export function compareLogs(old: Tree, now: Tree): readonly Finding[] {
  let place = 0;
  while (isAt(old, place, now, place)) place += 1;
  if (place === old.size) return [];
  if (place === now.size) {
    const missing = `the older copy goes on to ${old.size}`;
    return [finding('tailCut', `${place}`, missing)];
  }
  const where = `${place}`;
  if (isAt(old, place, now, place + 1))
    return [finding('inserted', where, 'an event stands before one that stood here')];
  if (isAt(old, place + 1, now, place))
    return [finding('removed', where, 'the event that stood here is gone')];
  if (isAt(old, place + 1, now, place + 1))
    return [finding('edited', where, 'the event here differs, the next is the same')];
  const here = now.at(0, place);
  for (let other = place + 1; other < old.size; other += 1)
    if (same(old.at(0, other), here))
      return [finding('reordered', where, `the event here stood at ${other}`)];
  return [finding('edited', where, 'the events differ from here on')];
}
