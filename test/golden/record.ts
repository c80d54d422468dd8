import type { Recorded } from '#kernel';
import { aggregates } from '../../apps/cli/src/aggregates.js';
import { views } from '../../apps/cli/src/views.js';
import { codec } from '#eventing';
import { play, scenarios, type Played } from '../scenarios/index.js';
import { testStack } from '../stack/stack.js';
import { corners } from './corners.js';
import * as files from './files.js';
import { comesTo } from './fold.js';
import { goldenCodec, resealed, sealedIn } from './keys.js';
import { namesNeeded } from './needed.js';

/**
 * `record` says what is missing, `record add` plays the sample cases and adds that, `record accept NAME…` writes down what
 * a history comes to now. No stored event is ever changed.
 */
const wanted = ['F1', 'R2', 'R3', 'R4', 'R6', 'D3', 'D6', 'V1'] as const;
/** Cases whose variants are cases of their own. */
const alone: readonly string[] = ['F1', 'V1'];
const withNotices: readonly string[] = ['D3'];

type Log = readonly Recorded[];
type Reads = Readonly<Record<string, unknown>>;
const reads = ({ data }: Recorded): Reads => data as Reads;
const idOf = ({ stream }: Recorded): string => stream.slice(stream.indexOf('-') + 1);

const missingHistories = (): readonly string[] =>
  ['people', 'villagers', ...wanted].filter((name) => !files.histories().includes(name));

async function recordAll(): Promise<Readonly<{ log: Log; played: Played }>> {
  const stack = await testStack({ at: '2014-01-01T00:00:00+08:00', sample: true });
  try {
    const played = await play(scenarios, stack.theatre, stack.move);
    if (played.failed.length > 0) throw new Error(JSON.stringify(played.failed));
    const { opener } = codec(stack.session.keys);
    const log: Recorded[] = [];
    for await (const event of stack.session.log.readAll()) log.push(await resealed(event, opener));
    return { log, played };
  } finally {
    await stack.stop();
  }
}

/** The streams of a case: its decisions, those that rely on them, their sittings, and where asked the notices. */
function historyIn(log: Log, decisions: ReadonlySet<string>, notices: boolean): Log {
  const own = new Set(decisions);
  for (const event of log)
    if (event.type === 'DecisionOpened') {
      const relied = reads(event)['reliesOn'] as readonly string[];
      if (relied.some((id) => decisions.has(id))) own.add(idOf(event));
    }
  const streams = new Set([...own].map((id) => `decision-${id}`));
  for (const event of log) {
    if (event.type === 'SittingConvened') {
      const items = reads(event)['items'] as readonly Readonly<{ decision: string }>[];
      if (items.some(({ decision }) => own.has(decision))) streams.add(event.stream);
    }
    if (notices && event.type === 'NoticeOwed') {
      const { decision, sitting } = reads(event)['about'] as Readonly<Record<string, string>>;
      if (own.has(decision as string) || streams.has(`sitting-${sitting}`)) streams.add(event.stream);
    }
    if (event.type === 'BatchOpened' && streams.has(`notice-${reads(event)['notice']}`))
      streams.add(event.stream);
  }
  return log.filter(({ stream }) => streams.has(stream));
}

/** A community with its seats, the offices above it, and one of its people. */
function peopleIn(log: Log, community: string): Log {
  const own = log.filter(({ stream }) => stream === `community-${community}`);
  const person = (reads(own.find(({ type }) => type === 'MemberSeated') as Recorded)['seat'] as Reads)[
    'person'
  ];
  const streams = new Set([`community-${community}`, `person-${person}`]);
  for (let office = reads(own[0] as Recorded)['parent']; office;) {
    streams.add(`organization-${office}`);
    const formed = log.find(
      ({ stream, type }) => stream === `organization-${office}` && type === 'OrganizationFormed',
    );
    office = formed && reads(formed)['parent'];
  }
  return log.filter(({ stream }) => streams.has(stream));
}

async function goldenOf(event: Recorded): Promise<files.Golden> {
  const sealed = sealedIn(event.data);
  const open = await goldenCodec.opener(sealed.map(([, one]) => one));
  return { event, opens: Object.fromEntries(sealed.map(([path, one]) => [path, open(one) ?? ''])) };
}

/** The places inside an event that hold something, whatever the index in a list. */
function filled(value: unknown, path = ''): readonly string[] {
  if (value === null || value === '') return [];
  if (typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, one]) =>
    filled(one, Array.isArray(value) ? `${path}/*` : `${path}/${name}`),
  );
}

/** Of all events of a name the one that fills the most places; of these the shortest; from the corners where they have one. */
function chosen(cornered: Log, log: Log, names: readonly string[]): Promise<readonly files.Golden[]> {
  const by = new Map([...files.grouped(log, files.nameOf), ...files.grouped(cornered, files.nameOf)]);
  const weight = (event: Recorded): number =>
    JSON.stringify(event).length - 1_000_000 * new Set(filled(event.data)).size;
  const golden = names.map(async (name) => {
    const weighed = (by.get(name) ?? []).map((event) => [weight(event), event] as const);
    const [best] = weighed.sort(([a], [b]) => a - b);
    if (!best) throw new Error(`${name} happens in no case and in no corner: add a corner for it`);
    return goldenOf(best[1]);
  });
  return Promise.all(golden);
}

const accept = (name: string): void =>
  files.acceptExpected(name, comesTo(files.historyOf(name), { aggregates, views }));

async function add(missing: readonly string[]): Promise<void> {
  const { log, played } = await recordAll();
  const historyFor = (name: string): Log => {
    const rulings = played.rulings.filter(
      ({ scenario }) => scenario === name || scenario.startsWith(`${name}-`),
    );
    const own = rulings.filter(({ scenario }) => !alone.includes(name) || scenario === name);
    return historyIn(log, new Set(own.map(({ decision }) => decision)), withNotices.includes(name));
  };
  const peopleOf = (history: Log): Log => {
    const opened = history.find(({ type }) => type === 'DecisionOpened') as Recorded;
    return peopleIn(log, reads(opened)['community'] as string);
  };
  const f1 = historyFor('F1');
  const people = peopleOf(f1);
  const golden = await chosen(await corners(people, f1), log, missing);
  for (const category of new Set(golden.map(({ event }) => files.categoryOf(event))))
    files.addEvents(
      category,
      golden.filter(({ event }) => files.categoryOf(event) === category),
    );
  for (const name of missingHistories()) {
    const history = { people: () => people, villagers: () => peopleOf(historyFor('V1')) }[name];
    files.addHistory(name, history?.() ?? historyFor(name));
    accept(name);
  }
}

const [asked, ...names] = process.argv.slice(2);
const missing = namesNeeded().filter((name) => !files.goldenEvents().has(name));
if (asked === 'accept') for (const name of names) accept(name);
else if (missing.length + missingHistories().length === 0) console.log('nothing is missing');
else if (asked === 'add') await add(missing);
else {
  console.log(`missing: ${[...missing, ...missingHistories()].join(', ')}`);
  process.exitCode = 1;
}
