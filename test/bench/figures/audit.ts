import { hashLeaf, inclusionProof, leafBytes, Tree, type Leaf } from '#audit';
import type { Figure } from '../figure.js';
import { line } from '../line.js';
import { quantile } from '../sample.js';

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

/** A log hashed whole from its lines, as an auditor does it, and proofs out of the tree. */
export const audit: Figure = async ({ size: { scale }, say }) => {
  const events = Math.max(20_000, Math.round(1_000_000 * scale));
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
    for (const text of lines) tree.append(hashLeaf(leafBytes(JSON.parse(text) as Leaf)));
    spent += performance.now() - start;
    most = Math.max(most, process.memoryUsage().rss);
  }
  const start = performance.now();
  tree.root();
  const root = performance.now() - start;
  say(`${events} events in the tree`);
  const proofs = Array.from({ length: 2_000 }, (_, n) => {
    const index = (n * 7_919) % events;
    const begun = performance.now();
    const { length } = inclusionProof(tree.at, index, events);
    return { length, ms: performance.now() - begun };
  });
  const what = `${events} events`;
  const hashes = Math.max(...proofs.map(({ length }) => length));
  return [
    line({
      ...{
        figure: 'audit',
        what: `lines parsed, hashed and rooted, ${what}`,
        unit: 'ms',
        value: spent + root,
      },
      beside: { eventsPerSecond: (events / (spent + root)) * 1_000, rootMs: root },
      aim: { most: 15_000 * (events / 1_000_000) },
    }),
    line({
      ...{ figure: 'audit', what: `memory beyond the rest, ${what}`, unit: 'MB' },
      value: (most - before) / 2 ** 20,
      beside: { wholeMb: most / 2 ** 20 },
      aim: { most: 200 },
    }),
    line({
      ...{ figure: 'audit', what: `a proof of inclusion, p99, ${what}`, unit: 'ms' },
      value: quantile(
        proofs.map(({ ms }) => ms),
        0.99,
      ),
      beside: { hashes, bytes: hashes * 32 },
    }),
  ];
};
