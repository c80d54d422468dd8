import { setTimeout as sleep } from 'node:timers/promises';
import { idOf } from '../../apps/cli/src/sample.js';
import { moveClock } from '../../apps/cli/src/simulated-clock.js';
import { readingRules } from '../../apps/api/src/reading-rules.js';
import { until } from '../faults/until.js';
import { people, places, Realm, type Answer } from '../stack/realm.js';
import { eventsKept, filesKept, foundIn, linesKept, rowsKept } from './at-rest.js';
import { canaryNames, documentNumber, errorMark, marks, phone, publicMark, readable } from './canaries.js';
import { counted, matters, saysIn, voted, type Ids } from './matters.js';
import { audiences, isAmong, readerNames, readers, type AudienceName, type ReaderName } from './readers.js';
import { valuesOf } from './seen.js';
import { settle } from './settling.js';
import { differing, sights } from './sights.js';
import { alike } from './alike.js';
import { quotedIn } from './errors.js';
import { badTokens } from './tokens.js';
import { urlsOf } from './urls.js';
import { sideBySide } from './walk.js';

type Read = Readonly<{ url: string; reader: ReaderName; answer: Answer }>;
/** What stands at one place of one answer, and who was shown what there. */
type Spread = Readonly<{ url: string; at: string; place: string; shown: Map<ReaderName, unknown> }>;

const routes = Object.keys(sights);
const plain = (route: string): string => route.replace(/ .*/, '');
const placesOf = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Place → who sees it there. */
function audienceOf(route: string): ReadonlyMap<string, AudienceName> {
  const sight = sights[route];
  if (sight === undefined || !('sees' in sight)) return new Map();
  const entries = Object.entries(sight.sees) as readonly (readonly [AudienceName, string])[];
  return new Map(entries.flatMap(([name, text]) => placesOf(text).map((place) => [place, name] as const)));
}

let realm: Realm;
let documented: readonly string[];
/** A busy house says 503 and when to ask again, as to any client. */
async function untilServed(ask: () => Promise<Answer>): Promise<Answer> {
  for (let nth = 0; ; nth += 1) {
    const answer = await ask();
    if (answer.status !== 503 || nth === 10) return answer;
    await sleep(500);
  }
}

const read = new Map<string, readonly Read[]>();
/** Everything in an answer that looks like a canary or a receipt: text → who was told. */
const told = new Map<string, Set<ReaderName>>();
const secret = [...Object.values(marks), phone, documentNumber];
const telling = new RegExp([...secret, publicMark, '[2-9A-Z]{4}-[2-9A-Z]{4}'].join('|'), 'g');
const jobs: string[] = [];
let decisions: readonly string[];
let urls: Readonly<Record<string, readonly string[]>>;
/** Matters that differ in nothing but whose choice was what. */
let twins: readonly (readonly [Ids, Ids])[];

async function readAll(): Promise<void> {
  const asked = routes.flatMap((route) =>
    (urls[route] ?? []).flatMap((url) => readerNames.map((reader) => ({ route, url, reader }))),
  );
  await sideBySide(asked, async ({ route, url, reader }) => {
    const answer = await untilServed(() => realm.send(url, { method: 'GET', person: readers[reader] }));
    read.set(route, [...(read.get(route) ?? []), { url, reader, answer }]);
    for (const [text] of JSON.stringify(answer.json).matchAll(telling))
      told.set(text, (told.get(text) ?? new Set()).add(reader));
  });
}

beforeAll(async () => {
  realm = await Realm.start('2026-06-29T10:00:00+08:00', ['api2', 'worker']);
  for (const person of [...Object.values(readers), idOf('person/district/registrar')])
    if (person !== undefined) await realm.admit(person);
  const { paths } = (await realm.send('openapi.json', { method: 'GET' })).json as Readonly<{
    paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  }>;
  documented = Object.keys(paths).filter((path) => 'get' in (paths[path] ?? {}));
  const says = saysIn(realm);
  const named = await settle(realm, says);
  const ids = { named, ...(await matters(realm, says)) };
  twins = [
    [await voted('yes', '一')(realm, says), await voted('no', '二')(realm, says)],
    [await counted(16, 9)(realm, says), await counted(9, 16)(realm, says)],
  ];
  const queued = async (): Promise<readonly string[]> =>
    (await rowsKept(realm, 'queue')).map(({ text }) => text);
  jobs.push(...(await until(queued, (rows) => rows.some((row) => row.includes('b-')), 120_000)));
  await realm.house.roles.worker.start();
  // it waits for everything that follows from what was entered, and on a busy machine says that it has not come yet
  const settled = (): Promise<unknown> =>
    moveClock(realm.house.folder, '2026-06-29T10:30:00+08:00').catch((error: Error) => error);
  await until(settled, (now) => typeof now === 'string', 180_000);
  urls = urlsOf(ids);
  decisions = ids.decisions;
  await readAll();
}, 300_000);
afterAll(() => realm.stop(), 30_000);

it('every GET route of the OpenAPI document has its line in the table and in the sights, and no line is without a route', () => {
  // of a session nothing is read but who one is oneself: session.spec, provider.spec
  const own = ['session', 'session/callback', 'session/provider'];
  const named = documented.map((path) => path.replace(/^\/(api\/)?/, '')).toSorted();
  const paths = named.filter((path) => !own.includes(path));
  expect(named.length - paths.length).toBe(own.length);
  expect(Object.keys(readingRules).toSorted()).toEqual(paths);
  expect([...new Set(routes.map(plain))].toSorted()).toEqual(paths);
});

/** Every place of every answer of a route, laid out by who was shown it. */
const spread = new Map<string, readonly Spread[]>();
function spreadOf(route: string): readonly Spread[] {
  const known = spread.get(route);
  if (known !== undefined) return known;
  const found = new Map<string, Spread>();
  for (const { url, reader, answer } of read.get(route) ?? [])
    for (const { at, place, value } of answer.status === 200 ? valuesOf(answer.json) : []) {
      const key = `${url} ${at}`;
      const one = found.get(key) ?? { url, at, place, shown: new Map<ReaderName, unknown>() };
      found.set(key, one);
      one.shown.set(reader, value);
    }
  spread.set(route, [...found.values()]);
  return [...found.values()];
}

/** What a route tells this reader otherwise than the sights say. */
function faultsOf(route: string, reader: ReaderName): readonly string[] {
  const sight = sights[route];
  if (sight === undefined || 'whole' in sight) return [];
  const known = 'own' in sight ? new Set(placesOf(sight.own)) : undefined;
  const audience = audienceOf(route);
  return spreadOf(route).flatMap(({ url, at, place, shown }) => {
    const name = audience.get(place);
    const fault = (what: string): readonly string[] => [`${url}: ${at} ${what}`];
    if (known?.has(place)) return [];
    if (name === undefined) return shown.has(reader) ? fault('has no audience') : [];
    if (!isAmong(reader, name)) return shown.has(reader) ? fault(`is seen, and is for ${name}`) : [];
    if (!shown.has(reader)) return fault('is not seen');
    const [first] = audiences[name].filter((one) => shown.has(one));
    const same = first === undefined || shown.get(first) === shown.get(reader);
    return same || differing.includes(place) ? [] : fault('differs');
  });
}

describe.each(routes)('GET %s', (route) => {
  const { asks } = sights[route] as (typeof sights)[string];

  it.each(readerNames)(
    'by %s: asked or refused, and of each field what is for him, recursively',
    (reader) => {
      const mine = (read.get(route) ?? []).filter((one) => one.reader === reader);
      const refused = reader === 'nobody' ? 401 : 403;
      const status = isAmong(reader, asks) ? 200 : refused;
      expect(mine.length).toBeGreaterThan(0);
      const others = mine.filter(({ answer }) => answer.status !== status);
      expect(others.map(({ url, answer }) => `${url}: ${JSON.stringify(answer)}`.slice(0, 400))).toEqual([]);
      expect(faultsOf(route, reader)).toEqual([]);
    },
  );

  it('every field that has an audience had a value', () => {
    const sight = sights[route] as (typeof sights)[string];
    if ('whole' in sight) return;
    const named = 'own' in sight ? placesOf(sight.own) : [...audienceOf(route).keys()];
    const filled = new Set(spreadOf(route).map(({ place }) => place));
    expect(named.filter((place) => !filled.has(place))).toEqual([]);
  });
});

describe.each(badTokens)('a token that is $what', ({ made }) => {
  it('opens nothing, not even what is public', async () => {
    const token = await made(realm.house.folder);
    const asked = routes.flatMap((route) => (urls[route] ?? []).slice(0, 1));
    const answers = await Promise.all(
      asked.map((url) => realm.send(url, { method: 'GET', headers: { authorization: token } })),
    );
    const told = answers.map(({ status, json }) => [status, json['code']]);
    expect(told).toEqual(asked.map(() => [401, 'identity.refused']));
  });
});

describe('while a ballot is open', () => {
  it.each(readerNames)(
    '%s is told the same whatever was voted and counted, but his own vote',
    async (reader) => {
      for (const [one, other] of twins) {
        const [first, second] = [await alike(realm, reader, one), await alike(realm, reader, other)];
        expect(first).toContain('"open":true');
        expect(second).toBe(first);
      }
    },
  );
});

describe('canaries', () => {
  const readersOf = (mark: string): readonly ReaderName[] =>
    readerNames.filter((reader) => told.get(mark)?.has(reader));

  it.each(canaryNames)('%s is read by those for whom it is, in whatever answer', (name) => {
    expect(readersOf(marks[name])).toEqual(audiences[readable[name]]);
  });

  it('no answer tells a document number, and a telephone is for the organs; the public title is read by all', () => {
    expect([readersOf(phone), readersOf(documentNumber)]).toEqual([audiences.organ, []]);
    expect(readersOf(publicMark)).toEqual(readerNames);
  });

  it('a receipt is the objector’s alone', async () => {
    const receipts: string[] = [];
    for await (const { type, data } of realm.session.log.readAll({ categories: ['decision'] }))
      if (type === 'ObjectionFiled') {
        const { kind, receipt } = data as Readonly<{ kind: string; receipt: string }>;
        if (kind !== 'interpellation') receipts.push(receipt);
      }
    expect(receipts.length).toBeGreaterThan(1);
    expect(receipts.map(readersOf)).toEqual(receipts.map(() => audiences.objector));
  });

  it('no error body quotes what was sent', async () => {
    expect(await quotedIn(realm, errorMark)).toEqual([]);
  }, 120_000);

  it('nothing of it stands in clear in events, metadata and stream names, rows, jobs, files and their names, or lines', async () => {
    const kept = [await eventsKept(realm), await rowsKept(realm), filesKept(realm)];
    const where = kept.map((one) => foundIn(one, [publicMark]).length > 0);
    expect(where).toEqual([true, true, true]);
    expect(filesKept(realm).filter((one) => one.where.startsWith('notices')).length).toBeGreaterThan(0);
    expect([...kept, linesKept(realm)].flatMap((one) => foundIn(one, secret))).toEqual([]);
    expect(foundIn(linesKept(realm), [errorMark])).toEqual([]);
    expect(foundIn([{ where: 'queue', text: jobs.join('\n') }], secret)).toEqual([]);
  });
});

describe('a history over HTTP', () => {
  type Line = Readonly<{
    revision: number;
    type: string;
    led?: readonly Readonly<{ stream: string; type: string }>[];
  }>;
  let decision: string;
  const ask = (path: string, person: string = people.supervision): Promise<Answer> =>
    realm.send(path, { method: 'GET', person });
  const linesOf = ({ json }: Answer): readonly Line[] => json['events'] as readonly Line[];

  beforeAll(async () => {
    for (const one of decisions) {
      const lines = linesOf(await ask(`replays/decision-${one}?limit=200`));
      if (lines.some(({ type }) => type === 'ObjectionFiled')) decision = one;
    }
  });

  it('is told event by event, by pages, to a point, with the state at it', async () => {
    const whole = await ask(`replays/decision-${decision}?limit=200`);
    const all = linesOf(whole);
    expect(all[0]).toMatchObject({ revision: 0, type: 'DecisionOpened' });
    expect(whole.json).toMatchObject({ stream: `decision-${decision}`, next: null });
    const first = await ask(`replays/decision-${decision}?limit=2`);
    expect([linesOf(first).length, first.json['next']]).toEqual([2, '1']);
    expect(first.json['state']).toEqual(whole.json['state']);
    const second = await ask(`replays/decision-${decision}?limit=200&after=1`);
    expect(linesOf(second)).toEqual(all.slice(2));
    const early = await ask(`replays/decision-${decision}?to=0`);
    expect(linesOf(early)).toEqual(all.slice(0, 1));
    expect(early.json['state']).not.toEqual(whole.json['state']);
    const changed = await ask(`replays/decision-${decision}/changes?from=0`);
    expect(changed.json['events']).toEqual(all.slice(1).map(({ type }) => type));
    expect((changed.json['changes'] as readonly string[]).length).toBeGreaterThan(0);
  });

  it('tells neither what is sealed, nor the papers, nor the code of an objector', async () => {
    const { json } = await ask(`replays/decision-${decision}?limit=200`);
    const text = JSON.stringify(json);
    expect(text).toContain('ObjectionFiled');
    expect(text).not.toMatch(/"sealed"|"choice"|"receipt":"/);
  });

  it('says what each event led to', async () => {
    const led = linesOf(await ask(`replays/decision-${decision}?led=true&limit=200`)).map((one) => one.led);
    expect(led.flatMap((one) => one?.map(({ stream }) => stream.split('-')[0]) ?? [])).toContain('notice');
    expect(led).not.toContain(undefined);
  });

  it('a community at a point: each stream as its own replay has it', async () => {
    const { json } = await ask(`communities/${places.community}/state?to=2026-06-29`);
    const streams = json['streams'] as readonly Readonly<{ stream: string; state: unknown }>[];
    const own = streams.find(({ stream }) => stream === `decision-${decision}`);
    const replayed = await ask(`replays/decision-${decision}?to=2026-06-29`);
    expect(own?.state).toEqual(replayed.json['state']);
    expect(streams.some(({ stream }) => stream === `community-${places.community}`)).toBe(true);
  });

  it('a decision is judged again, and another rule set is asked for by its name', async () => {
    const { json } = await ask(`decisions/${decision}/deviations`);
    expect(json).toMatchObject({ decision, community: places.community });
    const unknown = await ask(`decisions/${decision}/deviations?as=none`);
    expect([unknown.status, unknown.json['code']]).toEqual([404, 'procedure.unknownRuleSet']);
  });

  it('refuses other kinds of streams, and whoever is neither inside nor above', async () => {
    for (const stream of [`person-${people.chair}`, `notice-${decision}`, 'decision-x']) {
      const refused = await ask(`replays/${stream}`);
      expect([stream, refused.status, refused.json['code']]).toEqual([stream, 400, 'history.badStream']);
    }
    const strange = await ask(`replays/decision-${decision}`, people.resident);
    expect([strange.status, strange.json['code']]).toEqual([403, 'reading.notYours']);
  });
});

it('whoever was told at the door leaves the list of those unreached, and finds it said in the own inbox', async () => {
  type Line = Readonly<{ batch: string; persons: readonly Readonly<{ person: string }>[] }>;
  const { community } = places;
  const list = async (seen = '0'): Promise<readonly Line[]> => {
    const path = `communities/${community}/unreached?atLeast=${seen}`;
    return (await realm.send(path, { method: 'GET', person: people.chair })).json['lines'] as readonly Line[];
  };
  const [first, ...others] = await list();
  const recipients = first?.persons.map(({ person }) => person) ?? [];
  const body = { recipients, teller: people.secretary, toldOn: '2026-06-29', how: 'call' };
  const told = await realm.send(`notice-batches/${first?.batch}/told`, { person: people.chair, body });
  expect([recipients.length, told.status]).toEqual([1, 200]);
  expect(await list(String(told.json['position']))).toEqual(others);
  const inbox = await realm.send('me/notices?limit=200', { method: 'GET', person: readers.voter });
  const states = (inbox.json['notices'] as readonly Readonly<{ state: string }>[]).map(({ state }) => state);
  expect(states.filter((state) => state === 'byHand')).toHaveLength(1);
});
