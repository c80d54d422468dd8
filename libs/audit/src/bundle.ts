import { inBase64, outOfBase64 } from './bytes.js';
import { readCheckpoint, witnessed, type Checkpoint, type Policy } from './checkpoint.js';
import { finding, type Finding } from './finding.js';
import { hashLeaf, leafText, leafOf, type Leaf } from './leaf.js';
import { readNote, signedBy, type Note, type Verifier } from './note.js';
import { extendsTree, includes } from './proof.js';
import { inclusionProof, type HashAt } from './tree.js';
import { wrongVerdicts } from './verdicts.js';

/** One event of a bundle: its place in the tree, and what proves it (base64 hashes). */
export type BundledEvent = Readonly<{ index: number; event: Leaf; proof: readonly string[] }>;

/** Everything of one matter, to be checked without us. */
export type Bundle = Readonly<{
  format: 'siyi-bundle/1';
  about: string;
  /** The signed checkpoint, with the cosignatures that were there. */
  checkpoint: string;
  streams: readonly Readonly<{ stream: string; events: readonly BundledEvent[] }>[];
  /** The rule sets that the events are pinned to, whole, with the hash that the events name. */
  ruleSets: readonly Readonly<{ id: string; hash: string; set: unknown }>[];
  /** Files that the events name, by hash. */
  attachments: readonly string[];
}>;

/** Whom the one who checks trusts: the log's key, and which witnesses must have cosigned. */
export type Trust = Readonly<{ log: Verifier; policy: Policy }>;

/** An event with its proof in the tree of `size`. */
export const bundled = (at: HashAt, event: Leaf, index: number, size: number): BundledEvent => ({
  ...{ index, event: leafOf(event) },
  proof: inclusionProof(at, index, size).map(inBase64),
});

/** The checkpoint of a note, or why it is not to be trusted. */
function trusted(
  text: string,
  { log, policy }: Trust,
): Readonly<{ checkpoint?: Checkpoint; findings: readonly Finding[] }> {
  let note: Note;
  let checkpoint: Checkpoint;
  try {
    note = readNote(text);
    checkpoint = readCheckpoint(note);
  } catch (error) {
    return { findings: [finding('forgedCheckpoint', 'checkpoint', (error as Error).message)] };
  }
  if (checkpoint.origin !== log.name || !signedBy(note, log))
    return { findings: [finding('forgedCheckpoint', 'checkpoint', `it is not signed by ${log.name}`)] };
  const findings = witnessed(note, policy)
    ? []
    : [finding('unwitnessed', 'checkpoint', `fewer than ${policy.n} of the witnesses named have cosigned`)];
  return { checkpoint, findings };
}

function inTree({ index, event, proof }: BundledEvent, { size, root }: Checkpoint): Finding | undefined {
  const where = `${event.stream}@${event.revision}`;
  let leaf: Uint8Array;
  try {
    leaf = hashLeaf(leafText(event));
  } catch (error) {
    return finding('malformed', where, (error as Error).message);
  }
  if (includes({ leaf, index, size, proof: proof.map(outOfBase64), root })) return undefined;
  return finding('edited', where, `place ${index} of the log holds something else`);
}

/** What is wrong with one stream of a bundle by its own order. */
function inOrder({ stream, events }: Bundle['streams'][number]): readonly Finding[] {
  const found: Finding[] = [];
  let [revision, index] = [0, -1];
  for (const one of events) {
    const where = `${stream}@${one.event.revision}`;
    if (one.event.stream !== stream)
      found.push(finding('swapped', where, `it is an event of ${one.event.stream}`));
    else if (one.event.revision < revision)
      found.push(
        finding('inserted', where, `revision ${one.event.revision} stands there twice or out of order`),
      );
    else if (one.event.revision > revision)
      found.push(finding('gap', where, `revision ${revision} is missing before it`));
    if (one.index <= index)
      found.push(finding('reordered', where, 'its place in the log is before that of the event before it'));
    [revision, index] = [one.event.revision + 1, one.index];
  }
  return found;
}

/** Checks a bundle offline: checkpoint and cosignatures, every value and proof, the order of each stream, every verdict. */
export function verifyBundle(bundle: Bundle, trust: Trust): readonly Finding[] {
  if (bundle.format !== 'siyi-bundle/1')
    return [finding('malformed', 'format', `${String(bundle.format)} is no siyi-bundle/1`)];
  const { checkpoint, findings } = trusted(bundle.checkpoint, trust);
  if (checkpoint === undefined) return findings;
  const proofs = bundle.streams.flatMap(({ events }) =>
    events.flatMap((one) => inTree(one, checkpoint) ?? []),
  );
  const verdicts = bundle.streams.flatMap(({ events }) => wrongVerdicts(events.map(({ event }) => event)));
  return [...findings, ...proofs, ...bundle.streams.flatMap(inOrder), ...verdicts];
}

/** Two checkpoints of one log with the proof that the newer extends the older. */
export type GrowthFile = Readonly<{
  format: 'siyi-growth/1';
  old: string;
  now: string;
  proof: readonly string[];
}>;

/** Checks that a log only grew between two checkpoints: a shorter one was cut, another one is a fork. */
export function verifyGrowth(file: GrowthFile, trust: Trust): readonly Finding[] {
  const old = trusted(file.old, { ...trust, policy: { n: 0, of: [] } });
  const now = trusted(file.now, trust);
  const findings = [...old.findings, ...now.findings];
  if (old.checkpoint === undefined || now.checkpoint === undefined) return findings;
  const sizes = `${old.checkpoint.size} → ${now.checkpoint.size}`;
  if (now.checkpoint.size < old.checkpoint.size)
    return [...findings, finding('tailCut', sizes, 'the newer log is shorter than the older one')];
  const proof = file.proof.map(outOfBase64);
  if (extendsTree({ old: old.checkpoint, now: now.checkpoint, proof })) return findings;
  return [...findings, finding('fork', sizes, 'the newer log does not begin with the older one')];
}
