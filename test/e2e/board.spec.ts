import { uuidV5 } from '#eventing';
import { toSeal } from '#kernel';
import { fileHash, today } from '../stack/course.js';
import { people, Realm } from '../stack/realm.js';
import { Browser } from './browser.js';
import { decisionStates } from './states.js';
import { faultOf } from './walk.js';

let realm: Realm;
let user: Browser;

beforeAll(async () => {
  realm = await Realm.start('2026-06-29T10:00:00+08:00', ['api2', 'worker']);
  user = new Browser(realm);
}, 120_000);
afterAll(() => realm.stop(), 30_000);

describe('a sheet for the board', () => {
  it('is the one that the command prints, with the code of the day, by which its photograph is dated', async () => {
    const spot = await decisionStates['posted']?.(realm, 'printed');
    const decision = spot?.decision as string;
    await user.readNow(`decisions/${decision}`);
    const print = (path: string, person: string | undefined) =>
      realm.send(`sheets/${path}`, { method: 'GET', ...(person === undefined ? {} : { person }) });
    const { status, type, headers, json } = await print(`posting/${decision}`, people.supervision);
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    const html = String(json['text']);
    for (const part of ['printed', '盖章处', '2026年5月19日', '2026年6月3日']) expect(html).toContain(part);
    const dayCode = /当日码 day code <b>(\w{6})<\/b>/.exec(html)?.[1];
    const photograph = { place: 'board', on: today, photoHash: fileHash, dayCode };
    const answer = await realm.send(`decisions/${decision}/postings/resolutionPosting/photographs`, {
      ...{ person: people.supervision, body: photograph },
    });
    expect(answer.json).toMatchObject({ events: ['BoardPhotographed'] });
    type Shown = Readonly<{ postings: readonly Readonly<{ photographs: readonly object[] }>[] }>;
    const { postings } = await user.readNow<Shown>(`decisions/${decision}`);
    expect(postings[0]?.photographs).toMatchObject([{ on: today, dayCode, printedOn: today }]);
    expect((await print(`posting/${decision}`, undefined)).status).toBe(401);
    expect((await print(`posting/${decision}`, people.resident)).json).toMatchObject({
      code: 'reading.notYours',
    });
    const before = (await decisionStates['checked']?.(realm, 'not printed'))?.decision as string;
    await user.readNow(`decisions/${before}`);
    expect((await print(`posting/${before}`, people.chair)).json).toMatchObject({ code: 'print.nothing' });
    for (const bad of ['step=1', 'copies=0', 'copies=201', 'copies=x'])
      expect((await print(`ballot/${decision}?${bad}`, people.chair)).status).toBe(400);
  });
});

describe('an objection without an account', () => {
  type Slip = Readonly<{ objection: string; receipt: string; code: string; kind: string; replyBy: string }>;
  const objecting = { step: 'resolutionPosting', text: '预算与会议不符。', contact: '13800000000' };
  const file = async (decision: string, key: string, body: object = objecting) =>
    realm.send(`decisions/${decision}/objections/by-visitors`, {
      ...{ body, headers: { 'idempotency-key': key } },
    });
  const slipOf = ({ status, json }: Awaited<ReturnType<typeof file>>): Slip => {
    // the window of what was posted in May is over by June
    expect([status, json]).toEqual([201, expect.objectContaining({ kind: 'query' })]);
    return json as unknown as Slip;
  };

  it('is answered by a receipt and a code, by which alone it is taken further; who filed it nobody is told', async () => {
    const decision = (await decisionStates['posted']?.(realm, 'by nobody known'))?.decision as string;
    const slip = slipOf(await file(decision, 'visit-1'));
    expect(slip.receipt).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(slipOf(await file(decision, 'visit-1'))).toEqual(slip);
    const other = slipOf(await file(decision, 'visit-2'));
    expect(new Set([slip.code, other.code, slip.objection, other.objection]).size).toBe(4);
    expect((await file(decision, 'visit-1', { ...objecting, text: '另一件事。' })).status).toBe(422);
    type Shown = Readonly<{ objections: readonly Readonly<Record<string, unknown>>[] }>;
    const shown = await user.readNow<Shown>(`decisions/${decision}`);
    expect(shown.objections.map((one) => one['objection'])).toEqual([slip.objection, other.objection]);
    expect(JSON.stringify(shown)).not.toMatch(/13800000000|visitor/);
    const { events } = await realm.load('decision', decision);
    const filed = events?.filter(({ type }) => type === 'ObjectionFiled') ?? [];
    expect(filed.map(({ data }) => (data as { by: unknown }).by)).toEqual([null, null]);
    expect(JSON.stringify(events)).not.toMatch(new RegExp(`13800000000|${slip.code}`));

    const further = (objection: string, code: string) =>
      realm.send(`decisions/${decision}/objections/${objection}/by-visitors`, {
        body: { why: 'notSatisfied', code },
      });
    await realm.give({
      ...{ category: 'decision', id: decision, by: people.chair, type: 'AnswerObjection' },
      data: {
        ...{ objection: slip.objection, outcome: 'answered', blackouts: [] },
        reply: toSeal(`item:${uuidV5('visitor/reply')}`, '依据见附件。'),
      },
      ...{ at: realm.now, commandId: uuidV5('visitor/answer') },
    });
    expect((await further(slip.objection, other.code)).json).toMatchObject({ code: 'objection.notYours' });
    expect((await further(other.objection, other.code)).json).toMatchObject({
      code: 'decision.notToEscalate',
    });
    expect((await further(slip.objection, slip.code)).json).toEqual({ why: 'notSatisfied', escalated: true });
  });

  it('an address that files without end is asked to wait, and says so as every refusal does; signed in one is not', async () => {
    const decision = (await decisionStates['posted']?.(realm, 'by many visitors'))?.decision as string;
    const answers = [];
    for (let nth = 0; nth < 21; nth += 1) answers.push(await file(decision, `many-${nth}`));
    const refused = answers.find(({ status }) => status !== 201);
    expect(refused?.status).toBe(429);
    expect(faultOf(refused as (typeof answers)[number])).toBeUndefined();
    expect(refused?.json).toMatchObject({ code: 'edge.tooOften' });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    const own = await realm.send(`decisions/${decision}/objections`, {
      ...{ person: people.resident, body: objecting },
    });
    expect(own.status).toBe(200);
  });
});
