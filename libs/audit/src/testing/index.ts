import { checkpointText } from '../checkpoint.js';
import type { Leaf } from '../leaf.js';
import { readNote, signatureOf, verifierOf, writeNote, type Signer } from '../note.js';
import { bundled, type Bundle, type Trust } from '../bundle.js';
import { hashLeaf, leafText } from '../leaf.js';
import { Tree } from '../tree.js';

/** Keys of a log and of two witnesses, the same in every test. */
export const logSigner: Signer = { name: 'test.siyi/log', algorithm: 1, seed: Buffer.alloc(32, 7) };
export const witnesses: readonly Signer[] = [1, 2].map((n) => ({
  ...{ name: `witness-${n}`, algorithm: 4, seed: Buffer.alloc(32, 100 + n) },
}));
export const trust: Trust = { log: verifierOf(logSigner), policy: { n: 2, of: witnesses.map(verifierOf) } };

/** A log of two decisions and a sitting, a ballot closed by 16 of 30. */
export function sampleLog(): readonly Leaf[] {
  const metadata = { at: '2026-03-13T01:00:00.000Z', by: { person: 'p' }, schema: 1 };
  const majority = { fraction: { num: 1, den: 2 }, strict: true, base: 'present' };
  const tally = { roll: 45, due: 45, present: 30, yes: 16, no: 9, abstain: 5, spoiled: 0 };
  const said: readonly (readonly [string, string, object])[] = [
    ['decision-a', 'DecisionOpened', { title: '修缮道路😀', amountFen: 12_000_000 }],
    ['decision-b', 'DecisionOpened', { title: 'line\u2028end "quoted"' }],
    ['sitting-s', 'SittingConvened', { items: [{ decision: 'a' }] }],
    [
      'decision-a',
      'BallotOpened',
      { ballot: 1, kind: 'yesNo', rule: { majority, quorum: null }, quorum: { met: true } },
    ],
    ['decision-a', 'BallotClosed', { ballot: 1, tally, verdict: { carried: true } }],
    ['decision-b', 'PlanRevised', { plan: '第二稿' }],
    ['decision-a', 'StepPassed', { step: 'resolution', next: null }],
  ];
  const revisions = new Map<string, number>();
  return said.map(([stream, type, data], n) => {
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    return { id, stream, revision, type, data, metadata };
  });
}

export const treeOver = (events: readonly Leaf[]): Tree => {
  const tree = new Tree();
  for (const event of events) tree.append(hashLeaf(leafText(event)));
  return tree;
};

/** The checkpoint of a log, signed by it and cosigned by these. */
export function signedCheckpoint(tree: Tree, by: readonly Signer[] = witnesses, log = logSigner): string {
  const text = checkpointText({ origin: log.name, size: tree.size, root: tree.root() });
  const signatures = [signatureOf(text, log), ...by.map((one) => signatureOf(text, one, 1_770_000_000))];
  const note = writeNote({ text, signatures });
  readNote(note);
  return note;
}

/** The bundle of decision a in a log. */
export function bundleIn(events: readonly Leaf[]): Bundle {
  const tree = treeOver(events);
  const streams = ['decision-a', 'sitting-s'].map((stream) => ({
    stream,
    events: events.flatMap((event, index) =>
      event.stream === stream ? [bundled(tree.at, event, index, tree.size)] : [],
    ),
  }));
  const checkpoint = signedCheckpoint(tree);
  return { format: 'siyi-bundle/1', about: 'decision-a', checkpoint, streams, ruleSets: [], attachments: [] };
}

/** A copy that may be changed. */
export const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
