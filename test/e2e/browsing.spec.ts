import { uuidV5 } from '#eventing';
import { idOf } from '../../apps/cli/src/sample.js';
import { moveClock } from '../../apps/cli/src/simulated-clock.js';
import { until } from '../faults/until.js';
import { Course, fileHash, today } from '../stack/course.js';
import { people, places, Realm } from '../stack/realm.js';
import { admissionUpTo, applicationIn } from './admissions.js';
import { Browser, type Page } from './browser.js';
import { authorityOf, departmentOf, formDistrict } from './catalogs.js';
import { decisionStates } from './states.js';
import { forged, nowhere, unfit } from './unfit.js';
import { faultOf } from './walk.js';

type Line = Readonly<{ decision: string; title: string }>;
type Lines = Readonly<{ lines: readonly Line[] }>;

const board = `communities/${places.community}/board`;
const [district, inspector, auditor] = [
  idOf('organization/district'),
  idOf('person/street01/inspector'),
  idOf('person/street01/auditor'),
];
let realm: Realm;
let user: Browser;

beforeAll(async () => {
  realm = await Realm.start('2026-06-29T10:00:00+08:00', ['api2', 'worker']);
  user = new Browser(realm);
  for (const person of [inspector, auditor]) await realm.admit(person);
}, 120_000);
afterAll(() => realm.stop(), 30_000);

describe('search in titles and plans', () => {
  const [declared, lift, carbon, rail] = ['2026 年低保人员申报', '3号楼A座电梯更新', '低碳社区', '加装扶手'];
  beforeAll(async () => {
    await user.open(declared, '申请人张某', 'allowance');
    await user.open(lift, '与低保户结对;预算 50% 自筹');
    await user.open(carbon, '环保宣传');
    await user.open(rail, '含a_b型与 It\'s "ok" 两种');
    await user.readNow(board);
  }, 60_000);

  it.each([
    ['低保', [declared, lift]],
    ['低', [declared, lift, carbon]],
    ['碳', [carbon]],
    ['保低', []],
    ['a座电梯', [lift]],
    ['Ａ座', [lift]],
    ['电梯 3号', [lift]],
    ['A', [lift, rail]],
    ['2026', [declared]],
    ['张某', []],
    ['%', [lift]],
    ['_', [rail]],
    ["It's", [rail]],
    ['"ok"', [rail]],
    ["' or 1=1 --", []],
    ['\\', []],
    ["'); drop table read.decision_board_v3; --", []],
    ['<script>alert(1)</script>', []],
    ['*:*', []],
    ['低'.repeat(100), []],
  ])('%s', async (q, expected) => {
    const { lines } = await user.read<Lines>(`search?q=${encodeURIComponent(q)}`);
    expect(lines.map(({ title }) => title).toSorted()).toEqual(expected.toSorted());
  });

  it('a question longer than a request may be is refused', async () => {
    const answer = await user.ask(`search?q=${'a'.repeat(100_000)}`);
    expect([answer.status, answer.json['code'], faultOf(answer)]).toEqual([431, 'edge.tooLong', undefined]);
  });
});

it.each(unfit)('%s is refused by name', async (_, path) => {
  expect(faultOf(await user.ask(path))).toBeUndefined();
});

it.each(nowhere)('%s is nowhere: 404', async (path) => {
  const answer = await user.ask(path, people.chair);
  expect([answer.status, faultOf(answer)]).toEqual([404, undefined]);
});

describe('paging', () => {
  it('a board keeps its order while matters are opened: nothing twice, nothing left out, what is new is in front', async () => {
    for (let n = 0; n < 7; n += 1) await new Course(realm, `页 ${n}`).open();
    const before = (await user.readNow<Lines>(`${board}?limit=200`)).lines.map(({ decision }) => decision);
    const fresh: string[] = [];
    const opening = async (): Promise<void> => {
      fresh.push(await user.open(`新 ${fresh.length}`, '方案'));
      await user.readNow(board);
    };
    const told = (await user.pages(board, 3, opening)) as readonly Page[] as readonly (Page & Lines)[];
    expect(told.length).toBeGreaterThan(3);
    expect(told.flatMap(({ lines }) => lines.map(({ decision }) => decision))).toEqual(before);
    const now = (await user.read<Lines>(`${board}?limit=200`)).lines.map(({ decision }) => decision);
    expect(now.filter((one) => !before.includes(one)).toSorted()).toEqual(fresh.toSorted());
  }, 60_000);

  it('communities, histories, sittings, persons and search come whole, page after page', async () => {
    const matter = await new Course(realm, '翻页').upTo('review');
    await user.readNow(board);
    for (const [path, list, key, person] of [
      ['communities', 'communities', 'id'],
      [`decisions/${matter.spot.decision}/history`, 'events', 'revision'],
      [`communities/${places.community}/sittings?from=2026-01-01`, 'sittings', 'sitting'],
      [`communities/${places.community}/persons`, 'persons', 'person', people.chair],
      [`search?q=${encodeURIComponent('事项')}`, 'lines', 'decision'],
    ] as const) {
      const keys = (page: Page) =>
        (page[list] as readonly Readonly<Record<string, unknown>>[]).map((one) => one[key]);
      const nothing = async (): Promise<void> => undefined;
      const [whole = []] = (await user.pages(path, 200, nothing, person)).map(keys);
      expect(whole.length).toBeGreaterThan(1);
      expect((await user.pages(path, 1, nothing, person)).flatMap(keys)).toEqual(whole);
    }
  }, 60_000);

  it.each(forged)('%s: a cursor that was never given is refused: %s', async (path, after) => {
    const asked = `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}`;
    const answer = await user.ask(asked, people.chair);
    expect([faultOf(answer), answer.json['code']]).toEqual([undefined, 'reading.badQuery']);
  });
});

it('one’s own write is read, and what has not come yet is 503 with the position reached', async () => {
  const path = `decisions/${await user.open('先写后读', '方案')}`;
  const written = await realm.end();
  const page = await user.readNow(path);
  expect(BigInt(page.position)).toBeGreaterThanOrEqual(BigInt(written));
  const wanted = String(BigInt(await realm.end()) + 1_000_000n);
  const { status, json, headers } = await user.ask(`${path}?atLeast=${wanted}`);
  expect([status, json['code'], json['wanted']]).toEqual([503, 'reading.behind', wanted]);
  expect(BigInt(json['reached'] as string)).toBeGreaterThanOrEqual(BigInt(page.position));
  expect(headers.get('retry-after')).not.toBeNull();
  expect(json['text']).toMatchObject({ zh: expect.stringContaining('查询库'), en: expect.any(String) });
});

describe('a list of tasks from CSV', () => {
  const district = uuidV5('browsing/district');
  const into = {
    authority: authorityOf(district),
    effectiveFrom: today,
    source: '清单',
    basisHash: fileHash,
  };
  const csv = [
    '编号,事项,别名,类别,种类,责任部门,依据',
    'A-01,最低生活保障申请受理,低保申请,应该协助,工作任务,民政局,社会救助暂行办法 §11',
    'N-01,招商引资,,不应承担,工作任务,,民发〔2015〕136号',
  ].join('\n');
  const imports = (body: object, person: string = people.registrar, key?: string) =>
    realm.send(`task-catalogs/${district}/imports`, {
      ...{ person, body: { ...into, csv, ...body } },
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  beforeAll(() => formDistrict(realm, district), 60_000);

  it('is shown first, published as shown, and answers from then on; nobody else publishes it', async () => {
    const { status, json } = await imports({});
    expect([status, json['counts']]).toEqual([200, { added: 2, changed: 0, same: 0, removed: 0 }]);
    const preview = json['preview'] as string;
    const stale = await imports({ csv: `${csv}\nA-02,新,,必须承担,工作任务,,依据`, preview });
    expect([stale.status, stale.json['code'], faultOf(stale)]).toEqual([
      409,
      'import.previewStale',
      undefined,
    ]);
    const stranger = await imports({ preview }, people.stranger);
    expect([stranger.status, stranger.json['code']]).toEqual([403, 'catalog.notOfTheAuthority']);
    const published = await imports({ preview }, people.registrar, 'published');
    expect(published.json['events']).toEqual(['TaskCatalogPublished']);
    // the answer was lost: the same key gives it again and publishes nothing
    const repeated = await imports({ preview }, people.registrar, 'published');
    expect([repeated.status, repeated.json]).toEqual([200, published.json]);
    const asked = `task-catalogs/${district}/answers?q=${encodeURIComponent('招商')}`;
    type Answers = Readonly<{ answers: readonly Readonly<{ entry: string; mayRefuse: boolean }>[] }>;
    expect((await user.readNow<Answers>(asked)).answers).toMatchObject([{ entry: 'N-01', mayRefuse: true }]);
    const again = await imports({ preview });
    expect([again.status, again.json['code']]).toEqual([409, 'import.previewStale']);
  }, 60_000);

  it.each([
    ['a word that no list knows', { csv: csv.replace('应该协助', '随便') }, 422, 'import.wordUnknown'],
    ['no CSV', { csv: '"' }, 422, 'import.csvUnfit'],
    ['more than it may be', { csv: 'x'.repeat(400_001) }, 400, 'edge.malformed'],
  ])('%s is refused by name', async (_, body, status, code) => {
    const answer = await imports(body);
    expect([answer.status, answer.json['code'], faultOf(answer)]).toEqual([status, code, undefined]);
  });
});

describe('the board as open data', () => {
  it('is a file for a spreadsheet and a feed; whoever has it already is told so', async () => {
    const title = '=1+1 <护栏> & "灯"';
    await user.open(title, '加装护栏');
    await user.readNow(board);
    for (const unfit of ['csv=maybe', 'atom=', 'csv=true&csv=false'])
      expect((await user.ask(`${board}?${unfit}`)).json['code']).toBe('reading.badQuery');
    const csv = await user.ask(`${board}?csv=true&limit=200`);
    expect([csv.status, csv.type]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(csv.json['text']).toMatch(
      /decision,title,[\s\S]*"'=1\+1 <护栏> & ""灯""",publicWelfare,deliberating,proposal/,
    );
    const feed = await user.ask(`${board}?atom=true&limit=200`);
    expect([feed.status, feed.type]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(feed.json['text']).toContain('<title>=1+1 &lt;护栏&gt; &amp; &quot;灯&quot;</title>');
    const known = { 'if-none-match': feed.headers.get('etag') ?? '' };
    expect(known['if-none-match']).toMatch(/^"[\w-]{22}"$/);
    const again = await realm.send(`${board}?atom=true&limit=200`, { method: 'GET', headers: known });
    expect(again.status).toBe(304);
    await user.open('又一项', '新的');
    await user.readNow(board);
    expect((await realm.send(`${board}?atom=true&limit=200`, { method: 'GET', headers: known })).status).toBe(
      200,
    );
  }, 60_000);
});

describe('a draft of a request for admission', () => {
  it('is its department’s own until it is filed', async () => {
    const district = uuidV5('browsing/admissions');
    await formDistrict(realm, district);
    const id = await admissionUpTo(realm, { name: 'browsing', district, state: 'draft' });
    await user.readNow(board);
    const seen = async (person?: string) => (await user.ask(`admission-requests/${id}`, person)).status;
    type Page = Readonly<{ lines: readonly object[] }>;
    const listed = async (person?: string) =>
      (await user.read<Page>(`organizations/${departmentOf(district)}/admissions`, person)).lines.length;
    for (const [person, status, lines] of [
      [people.resident, 200, 1],
      [people.registrar, 404, 0],
      [undefined, 404, 0],
    ] as const)
      expect([await seen(person), await listed(person)]).toEqual([status, lines]);
    await user.says(people.resident, `admission-requests/${id}/filing`);
    await user.readNow(board);
    expect([await seen(), await listed()]).toEqual([200, 1]);
  }, 60_000);

  it('for 117 communities is one append to draft and one to file, and shows each of them', async () => {
    const district = uuidV5('browsing/wide');
    await formDistrict(realm, district);
    const communities = Array.from({ length: 117 }, (_, n) => uuidV5(`community ${n}`));
    const payments = communities.map((community) => ({ community, dueOn: '2026-09-30', amountFen: 300_000 }));
    const application = { ...applicationIn(district), communities, payments };
    const id = await user.says(people.resident, 'admission-requests', { application });
    await user.says(people.resident, `admission-requests/${id}/filing`);
    expect((await realm.load('admissionRequest', id)).revision).toBe(1);
    type Wide = Readonly<{ load: readonly object[]; money: readonly object[] }>;
    const page = await user.readNow<Wide>(`admission-requests/${id}`);
    expect([page.load.length, page.money.length]).toEqual([117, 117]);
    // the same task once more, in one of them
    const again = { ...application, communities: communities.slice(0, 1), payments: payments.slice(0, 1) };
    const second = await user.says(people.resident, 'admission-requests', { application: again });
    await user.readNow(board);
    const { status, json } = await realm.send(`admission-requests/${second}/filing`, {
      ...{ person: people.resident, body: {} },
    });
    expect([status, json['code']]).toEqual([409, 'admission.overlaps']);
  }, 60_000);

  it('once agreed, stands in the ledger of its department, as a file for a spreadsheet too', async () => {
    const district = uuidV5('browsing/ledger');
    await formDistrict(realm, district);
    await admissionUpTo(realm, { name: 'ledger', district, state: 'agreed' });
    await user.readNow(board);
    const asked = `organizations/${departmentOf(district)}/ledger?csv=true`;
    const { type, json } = await user.ask(asked);
    const row = new RegExp(`2026,[^,\r\n]+,${places.community},300000,0,0,0\r\n$`);
    expect([type, json['text']]).toEqual(['text/csv; charset=utf-8', expect.stringMatching(row)]);
  }, 60_000);
});

describe('what a person finds', () => {
  it('at a sitting: whose vote is missing, by name, until it is there; and his own duty ends with it', async () => {
    const matter = new Course(realm, '缺票');
    await (await matter.upTo('resolution')).convene('resolution', ['2026-06-24', today]);
    await (await matter.gather('resolution')).ballot('resolution', 'named');
    const { decision, sitting } = matter.spot;
    const voter = people.representative;
    type Sitting = Readonly<{
      ballots: readonly Readonly<{ missing: readonly string[]; voted: readonly string[] }>[];
    }>;
    const shown = async () => (await user.readNow<Sitting>(`sittings/${sitting}`, people.chair)).ballots[0];
    expect((await shown())?.missing).toHaveLength(30);
    expect(await user.duties(voter, decision)).toEqual(['vote']);
    await user.says(voter, `decisions/${decision}/ballots/4/votes`, {
      paper: { kind: 'yesNo', choice: 'no' },
    });
    const after = await shown();
    expect([after?.missing.length, after?.voted]).toEqual([29, [voter]]);
    expect(await user.duties(voter, decision)).toEqual([]);
    type Persons = Readonly<{ persons: readonly Readonly<{ person: string }>[] }>;
    const { persons } = await user.read<Persons>(`communities/${places.community}/persons?limit=200`, voter);
    const named = persons.map(({ person }) => person);
    expect(after?.missing.filter((person) => !named.includes(person))).toEqual([]);
    const { votes } = await user.readNow<{ votes: readonly object[] }>('me/votes', voter);
    expect(votes).toMatchObject([{ decision, number: 4, vote: { paper: { choice: 'no' }, via: 'phone' } }]);
  }, 60_000);

  it('what is late: on the board, in the overview of street and district, and with those who must act', async () => {
    const objected = decisionStates['objected'];
    const decision = (await objected?.(realm, 'late'))?.decision as string;
    const moved = (): Promise<unknown> =>
      moveClock(realm.house.folder, '2026-06-29T11:00:00+08:00').catch((error: Error) => error);
    await until(moved, (now) => typeof now === 'string', 120_000);
    const { lines } = await user.readNow<Lines>(`${board}?limit=200`);
    expect(lines.find((one) => one.decision === decision)).toMatchObject({
      ...{ phase: 'posting', step: 'resolutionPosting', objectionsOpen: 1, escalations: 1 },
      late: ['reply', 'postingNotClosed'],
    });
    type Overview = Readonly<{ communities: readonly Readonly<Record<string, unknown>>[] }>;
    for (const place of [places.street, district]) {
      const { communities } = await user.read<Overview>(`organizations/${place}/overview`);
      expect(communities.find(({ community }) => community === places.community)).toMatchObject({
        ...{ objectionsOpen: 1, escalations: 1 },
        late: { reply: 1, postingNotClosed: 1, resultNotPosted: 0 },
      });
    }
    const { communities } = await user.read<Overview>(`organizations/${district}/overview`);
    expect(communities.find(({ community }) => community === places.otherCommunity)).toMatchObject({
      ...{
        decisions: 0,
        byPhase: {},
        byStep: {},
        late: { reply: 0, postingNotClosed: 0, resultNotPosted: 0 },
      },
    });
    expect((await user.duties(people.chair, decision)).toSorted()).toEqual([
      ...['answerObjection!', 'attestTakingDown!', 'closePosting!'],
    ]);
    expect(await user.duties(inspector, decision)).toEqual(['escalation']);
    for (const person of [auditor, people.registrar, people.stranger, people.resident])
      expect(await user.duties(person, decision)).toEqual([]);
  }, 180_000);

  it('what hangs and what hung, each with its objections, by pages and as open data', async () => {
    type Line = Readonly<{
      decision: string;
      posting: Readonly<{ step: string; from: string; void: boolean; proven: object | null }>;
      objections: readonly Readonly<{ filedOn: string; outcome: string }>[];
    }>;
    const postings = `communities/${places.community}/postings`;
    const objected = (await decisionStates['objected']?.(realm, 'hangs'))?.decision as string;
    const proven = (await decisionStates['proven']?.(realm, 'hung'))?.decision as string;
    const list = async (past: boolean) =>
      (await user.readNow<{ lines: readonly Line[] }>(`${postings}?limit=200&past=${past}`)).lines;
    const [up, over] = [await list(false), await list(true)];
    expect(up.filter(({ decision }) => decision === objected)).toMatchObject([
      {
        posting: { step: 'resolutionPosting', void: false, proven: null },
        objections: [{ outcome: 'open' }],
      },
    ]);
    expect(up.some(({ decision }) => decision === proven)).toBe(false);
    expect(over.filter(({ decision }) => decision === proven)).toMatchObject([
      { posting: { proven: { step: 'resolutionPosting' } }, objections: [] },
    ]);
    for (const lines of [up, over])
      for (const { posting, objections } of lines)
        expect(objections.filter(({ filedOn }) => filedOn < posting.from)).toEqual([]);
    const days = up.map(({ posting }) => posting.from);
    expect(days).toEqual(days.toSorted().toReversed());
    const paged: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const asked: string = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
      type Page = Readonly<{ lines: readonly Line[]; next: string | null }>;
      const page: Page = await user.read<Page>(`${postings}?limit=1${asked}`);
      paged.push(...page.lines.map(({ decision }) => decision));
      next = page.next;
    }
    expect(paged).toEqual(up.map(({ decision }) => decision));
    const csv = await user.ask(`${postings}?csv=true&limit=200`);
    expect([csv.status, csv.type]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(csv.json['text']).toMatch(new RegExp(`^decision,title,step,[\\s\\S]*${objected},.*,up,1,0`));
    const known = { 'if-none-match': csv.headers.get('etag') ?? '' };
    const again = await realm.send(`${postings}?csv=true&limit=200`, { method: 'GET', headers: known });
    expect(again.status).toBe(304);
  }, 60_000);

  it('a history in order, in both languages, with arithmetic and article', async () => {
    const matter = await new Course(realm, '历史').upTo('consultation');
    type Event = Readonly<{ type: string; revision: number; summary: Readonly<{ zh: string; en: string }> }>;
    const path = `decisions/${matter.spot.decision}/history`;
    const { events } = await user.readNow<{ events: readonly Event[] }>(path);
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, at) => at));
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['DecisionOpened', 'BallotOpened']);
    const closed = events.find(({ type }) => type === 'BallotClosed')?.summary;
    expect(closed?.zh).toMatch(/^表决结果:赞成 7 .*通过.*\(.+\)$/);
    expect(closed?.en).toMatch(/^Result: .*7.*\(.+\)$/);
  }, 60_000);
});
