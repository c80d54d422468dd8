import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { buildSync } from 'esbuild';
import { bundled, verifyBundle, verifyGrowth, type Bundle, type GrowthFile } from './bundle.js';
import type { Leaf } from './leaf.js';
import { compareLogs, verifyLog } from './log-file.js';
import { signatureOf, verifierOf, writeNote, writeVerifier, type Signer } from './note.js';
import {
  bundleIn,
  copy,
  logSigner,
  sampleLog,
  signedCheckpoint,
  treeOver,
  trust,
  witnesses,
} from './testing/index.js';
import { consistencyProof } from './tree.js';

const folder = mkdtempSync(join(tmpdir(), 'siyi-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const keys = [
  ...['--log', writeVerifier(verifierOf(logSigner))],
  ...witnesses.flatMap((one) => ['--witness', writeVerifier(verifierOf(one))]),
];
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

type Found = readonly (readonly Readonly<{ name: string; where: string }>[])[];

/** The second verifier, in Python, on any number of files at once; undefined where there is no python3. */
function python(...args: readonly string[]): Found {
  try {
    return JSON.parse(
      execFileSync('python3', ['libs/audit/verify.py', ...args, '--json'], {
        encoding: 'utf8',
        stdio: 'pipe',
      }),
    ) as Found;
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string };
    if (status === 1 && stdout) return JSON.parse(stdout) as Found;
    throw error;
  }
}

/** The code of the first verifier as a browser gets it: built for one, and run with nothing of Node's within reach. */
function inBrowser(): typeof import('./offline.js') {
  const { outputFiles } = buildSync({
    ...{ entryPoints: ['libs/audit/src/offline.ts'], bundle: true, write: false, platform: 'browser' },
    ...{ format: 'iife', globalName: 'siyi', target: 'es2023', conditions: ['siyi-source', 'browser'] },
  });
  const context = createContext({ TextEncoder, Uint8Array, atob, btoa });
  new Script(`${outputFiles[0]?.text ?? ''};globalThis.found = siyi;`).runInContext(context);
  return context['found'] as typeof import('./offline.js');
}

const placed = (found: readonly Readonly<{ name: string; where: string }>[]) =>
  found.map(({ name, where }) => `${name} ${where}`);

type Events = Bundle['streams'][number]['events'];
/** The bundle with the events of decision a changed; the proofs stay as they were. */
const withEvents = (change: (events: Events) => Events): Bundle => {
  const bundle = copy(bundleIn(sampleLog()));
  const [own, ...rest] = bundle.streams;
  return { ...bundle, streams: [{ ...own!, events: change(own!.events) }, ...rest] };
};
const swapIn = (n: number, more: object) => (events: Events) =>
  events.map((one, at) => (at === n ? { ...one, event: { ...one.event, ...more } } : one));

/** 15 against 15 under a rule of at least half: a tie fails all the same. */
const tied = (): readonly Leaf[] =>
  sampleLog().map((event) => {
    if (event.type === 'BallotOpened') {
      const data = event.data as { rule: { majority: object; quorum: null } };
      const majority = { ...data.rule.majority, strict: false };
      return { ...event, data: { ...data, rule: { ...data.rule, majority } } };
    }
    if (event.type !== 'BallotClosed') return event;
    const data = event.data as { tally: object };
    return { ...event, data: { ...data, tally: { ...data.tally, yes: 15, no: 15, abstain: 0 } } };
  });

const rewritten = (yes: number, carried: boolean): readonly Leaf[] =>
  sampleLog().map((event) => {
    if (event.type !== 'BallotClosed') return event;
    const data = event.data as { tally: object };
    return { ...event, data: { ...data, tally: { ...data.tally, yes }, verdict: { carried } } };
  });

/** Signed by a key that is not the log's, under its name. */
const forger: Signer = { ...logSigner, seed: Buffer.alloc(32, 99) };
const log = treeOver(sampleLog());

const bundles: Readonly<Record<string, readonly [Bundle, readonly string[]]>> = {
  untouched: [bundleIn(sampleLog()), []],
  'a value edited': [
    withEvents(swapIn(0, { data: { title: '修缮道路😀', amountFen: 1 } })),
    ['edited decision-a@0'],
  ],
  'a verdict that does not follow, honestly signed': [
    bundleIn(rewritten(15, true)),
    ['wrongVerdict decision-a@2'],
  ],
  'a tie that is said to carry': [bundleIn(tied()), ['wrongVerdict decision-a@2']],
  'an event left out': [
    withEvents((events) => events.filter((_, n) => n !== 1)),
    ['gap decision-a@2', 'wrongVerdict decision-a@2'],
  ],
  'an event inserted': [
    withEvents((events) => [...events.slice(0, 2), events[1]!, ...events.slice(2)]),
    ['inserted decision-a@1', 'reordered decision-a@1'],
  ],
  'events reordered': [
    withEvents((events) => [events[0]!, events[2]!, events[1]!, events[3]!]),
    [
      ...['gap decision-a@2', 'inserted decision-a@1', 'reordered decision-a@1', 'gap decision-a@3'],
      'wrongVerdict decision-a@2',
    ],
  ],
  'an event of another stream': [
    withEvents((events) => [...events, copy(bundleIn(sampleLog()).streams[1]!.events[0]!)]),
    ['swapped decision-a@0', 'reordered decision-a@0'],
  ],
  'an event moved to this stream': [
    withEvents((events) => [...events, { ...events[3]!, event: { ...events[3]!.event, revision: 4 } }]),
    ['edited decision-a@4', 'reordered decision-a@4'],
  ],
  'a forged checkpoint': [
    { ...bundleIn(sampleLog()), checkpoint: signedCheckpoint(log, witnesses, forger) },
    ['forgedCheckpoint checkpoint'],
  ],
  'no checkpoint at all': [{ ...bundleIn(sampleLog()), checkpoint: 'x\n' }, ['forgedCheckpoint checkpoint']],
  'too few witnesses': [
    { ...bundleIn(sampleLog()), checkpoint: signedCheckpoint(log, witnesses.slice(1)) },
    ['unwitnessed checkpoint'],
  ],
  'another format': [{ ...bundleIn(sampleLog()), format: 'other' as never }, ['malformed format']],
};

const cut = sampleLog().slice(0, 4);
const split = [...sampleLog().slice(0, 6), { ...sampleLog()[6]!, data: { step: 'other' } }, sampleLog()[0]!];
const growth = (old: readonly Leaf[], now: readonly Leaf[]): GrowthFile => {
  const [before, after] = [treeOver(old), treeOver(now)];
  const size = Math.min(before.size, after.size);
  const proof = consistencyProof(after.at, size, after.size).map((one) =>
    Buffer.from(one).toString('base64'),
  );
  const [first, second] = [signedCheckpoint(before), signedCheckpoint(after)];
  return { format: 'siyi-growth/1', old: first, now: second, proof };
};
const growths: Readonly<Record<string, readonly [GrowthFile, readonly string[]]>> = {
  grown: [growth(cut, sampleLog()), []],
  'a tail cut off': [growth(sampleLog(), cut), ['tailCut 7 → 4']],
  'a fork shown to two auditors': [growth(sampleLog(), split), ['fork 7 → 8']],
  'the past rewritten': [growth(sampleLog(), [...rewritten(15, true), sampleLog()[0]!]), ['fork 7 → 8']],
};

const events = sampleLog();
const comparisons: Readonly<Record<string, readonly [readonly Leaf[], readonly string[]]>> = {
  grown: [[...events, events[0]!], []],
  'a tail cut off': [events.slice(0, 5), ['tailCut 5']],
  'an event edited': [rewritten(15, true), ['edited 4']],
  'an event inserted': [
    [...events.slice(0, 3), { ...events[0]!, id: 'x' }, ...events.slice(3)],
    ['inserted 3'],
  ],
  'an event removed': [[...events.slice(0, 3), ...events.slice(4)], ['removed 3']],
  'events swapped between places': [
    [...events.slice(0, 2), events[5]!, events[3]!, events[4]!, events[2]!, events[6]!],
    ['edited 2'],
  ],
  'a block moved': [
    [events[0]!, events[4]!, events[5]!, events[1]!, events[2]!, events[3]!, events[6]!],
    ['reordered 1'],
  ],
};

const lines = (all: readonly Leaf[]): string => all.map((event) => `${JSON.stringify(event)}\n`).join('');

/** A bundle of one request with one vote. */
function voteOf(type: string, tally: Readonly<Record<'roll' | 'present' | 'yes' | 'no', number>>): Bundle {
  const stream = 'admissionRequest-a';
  const leaf: Leaf = { ...events[0]!, stream, type, data: { tally: { ...tally, due: tally.roll } } };
  const tree = treeOver([leaf]);
  const streams = [{ stream, events: [bundled(tree.at, leaf, 0, tree.size)] }];
  const checkpoint = signedCheckpoint(tree);
  return { format: 'siyi-bundle/1', about: stream, checkpoint, streams, ruleSets: [], attachments: [] };
}
const wrong = ['wrongVerdict admissionRequest-a@0'];
const votes: Readonly<Record<string, readonly [Bundle, readonly string[]]>> = {
  'half is not over half': [voteOf('AdmissionGranted', { roll: 6, present: 4, yes: 2, no: 1 }), wrong],
  'over half': [voteOf('AdmissionGranted', { roll: 6, present: 4, yes: 3, no: 1 }), []],
  'half of the members make no sitting': [
    voteOf('ExitDeclined', { roll: 6, present: 3, yes: 0, no: 3 }),
    wrong,
  ],
  'declined though carried': [voteOf('RenewalDeclined', { roll: 5, present: 5, yes: 3, no: 2 }), wrong],
  'rejected, as counted': [voteOf('AdmissionRejected', { roll: 5, present: 4, yes: 2, no: 2 }), []],
};
const everyBundle = { ...bundles, ...votes };

describe('each attack is found by both verifiers, under the same name and at the same place', () => {
  it.each(Object.entries(everyBundle))('bundle: %s', (_, [bundle, expected]) => {
    expect(placed(verifyBundle(bundle, trust))).toEqual(expected);
  });
  it.each(Object.entries(growths))('growth: %s', (_, [grown, expected]) => {
    expect(placed(verifyGrowth(grown, trust))).toEqual(expected);
  });
  it.each(Object.entries(comparisons))('comparison: %s', (_, [now, expected]) => {
    expect(placed(compareLogs(treeOver(events), treeOver(now)))).toEqual(expected);
  });

  it('the code as a browser runs it agrees on all of them, and signs and hashes alike', () => {
    const browser = inBrowser();
    const theirs = {
      log: browser.readVerifier(writeVerifier(trust.log)),
      policy: {
        n: trust.policy.n,
        of: witnesses.map((one) => browser.readVerifier(writeVerifier(verifierOf(one)))),
      },
    };
    for (const [bundle, expected] of Object.values(everyBundle))
      expect([...placed(browser.verifyBundle(bundle, theirs))]).toEqual(expected);
    for (const [grown, expected] of Object.values(growths))
      expect([...placed(browser.verifyGrowth(grown, theirs))]).toEqual(expected);
    const text = 'x\n';
    for (const signer of [logSigner, ...witnesses]) {
      const seed = Uint8Array.from(signer.seed);
      expect(browser.writeVerifier(browser.verifierOf({ ...signer, seed }))).toBe(
        writeVerifier(verifierOf(signer)),
      );
      const theirNote = browser.writeNote({
        text,
        signatures: [browser.signatureOf(text, { ...signer, seed }, 7)],
      });
      expect(theirNote).toBe(writeNote({ text, signatures: [signatureOf(text, signer, 7)] }));
    }
  });

  it('Python agrees on all bundles', () => {
    const paths = Object.values(everyBundle).map(([bundle], n) =>
      file(`bundle-${n}.json`, JSON.stringify(bundle)),
    );
    const found = python('bundle', ...paths, ...keys);
    expect(found.map(placed)).toEqual(Object.values(everyBundle).map(([, expected]) => expected));
  });

  it('and on all growths', () => {
    const paths = Object.values(growths).map(([grown], n) => file(`growth-${n}.json`, JSON.stringify(grown)));
    const found = python('growth', ...paths, ...keys);
    expect(found.map(placed)).toEqual(Object.values(growths).map(([, expected]) => expected));
  });

  it('and on all comparisons', () => {
    const old = file('old.jsonl', lines(events));
    Object.values(comparisons).forEach(([now, expected], n) => {
      const [found] = python('compare', old, file(`now-${n}.jsonl`, lines(now)));
      expect(placed(found ?? [])).toEqual(expected);
    });
  });

  it('a whole log against a checkpoint: whole, longer, cut off, edited, forged', () => {
    const checkpoint = signedCheckpoint(log);
    const cases: readonly (readonly [readonly Leaf[], string, readonly string[]])[] = [
      [events, checkpoint, []],
      [[...events, events[0]!], checkpoint, []],
      [cut, checkpoint, ['tailCut 4']],
      [rewritten(15, true), checkpoint, ['edited 0–7']],
      [events, signedCheckpoint(log, witnesses, forger), ['forgedCheckpoint checkpoint']],
    ];
    cases.forEach(([all, note, expected], n) => {
      expect(placed(verifyLog(treeOver(all), note, trust))).toEqual(expected);
      const [found] = python('log', file(`note-${n}`, note), file(`log-${n}.jsonl`, lines(all)), ...keys);
      expect(placed(found ?? [])).toEqual(expected);
    });
  });

  it('what is not JSON of ours is malformed to Python too', () => {
    const [first] = Object.values(everyBundle)[0] as readonly [Bundle, unknown];
    const fraction = JSON.stringify(first).replace('12000000', '12000000.5');
    expect(python('bundle', file('fraction.json', fraction), ...keys)[0]?.[0]?.name).toBe('malformed');
    expect(placed(verifyBundle(JSON.parse(fraction) as Bundle, trust))).toEqual(['malformed decision-a@0']);
  });
});
