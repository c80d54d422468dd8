import { hashLeaf, inclusionProof, leafText, Tree, type Leaf } from '#audit';
import { quantile } from './sample.js';

// A process of its own, with the flags that the application runs by: hashes so many events as argv says and prints what it took.

/** An event of the size of a vote by name. */
const eventAt = (n: number): Leaf => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  stream: `decision-${n % 5_000}`,
  revision: Math.floor(n / 5_000),
  type: 'VoteCast',
  data: {
    ballot: 1,
    person: `person-${n}`,
    paper: { kind: 'yesNo', choice: 'yes' },
    via: 'phone',
    enteredBy: null,
  },
  metadata: {
    at: '2026-03-13T01:00:00.000Z',
    by: { person: `person-${n}` },
    commandId: `command-${n}`,
    schema: 1,
  },
});

const events = Number(process.argv[2]);
const before = process.memoryUsage().rss;
const tree = new Tree();
let most = before;
let spent = 0;
// made in parts outside of the time, as they would be read from a file
for (let from = 0; from < events; from += 10_000) {
  const lines = Array.from({ length: Math.min(10_000, events - from) }, (_, n) =>
    JSON.stringify(eventAt(from + n)),
  );
  const start = performance.now();
  for (const text of lines) tree.append(hashLeaf(leafText(JSON.parse(text) as Leaf)));
  spent += performance.now() - start;
  most = Math.max(most, process.memoryUsage().rss);
}
const start = performance.now();
tree.root();
const rootMs = performance.now() - start;
const proofs = Array.from({ length: 2_000 }, (_, n) => {
  const index = (n * 7_919) % events;
  const begun = performance.now();
  const { length } = inclusionProof(tree.at, index, events);
  return { length, ms: performance.now() - begun };
});
const proofMs = quantile(
  proofs.map(({ ms }) => ms),
  0.99,
);
const hashes = Math.max(...proofs.map(({ length }) => length));
const memoryMb = (most - before) / 2 ** 20;
console.log(
  JSON.stringify({ spentMs: spent + rootMs, rootMs, memoryMb, wholeMb: most / 2 ** 20, proofMs, hashes }),
);
