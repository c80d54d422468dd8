import { ballotsThatDiffer } from './audit.js';
import { votesOf, yes, type Answered } from './asking.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

type ViewLag = Readonly<{ view: string; position: string; behind: Readonly<{ events: number }> }>;

describe('PostgreSQL away, or only the projector', () => {
  let here: Setting;
  let api: string;

  beforeAll(async () => {
    here = await setting();
    api = here.house.apis[0] as string;
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  const vote = (decision: string, person: string, at = api): Promise<Answered> =>
    here.ask(votesOf(at, decision), { person, body: yes, key: person });
  const page = (decision: string, atLeast?: string): Promise<Answered> =>
    here.ask(`${api}/api/decisions/${decision}${atLeast === undefined ? '' : `?atLeast=${atLeast}`}`);
  const lags = async (): Promise<readonly ViewLag[]> => {
    const { body } = await here.ask(`${api}/health`);
    return (body['parts'] as { reading: { views?: readonly ViewLag[] } }).reading.views ?? [];
  };

  it('PostgreSQL stopped: votes are recorded, also by an instance started meanwhile; reads say 503 and why', async () => {
    const { house, session, models } = here;
    const matters = await here.matters('stopped ', 1);
    const { decision, voters } = matters[0]!;
    const first = await vote(decision, voters[0]!);
    expect(
      (
        await until(
          () => page(decision, first.body.position),
          (seen) => seen.status === 200,
        )
      ).status,
    ).toBe(200);

    await house.postgres.stop();
    await house.roles.api2.kill();
    await house.roles.api2.start();
    const votes: Answered[] = [];
    for (const person of voters.slice(1, 6)) votes.push(await vote(decision, person));
    for (const person of voters.slice(6, 11)) votes.push(await vote(decision, person, house.apis[1]));
    expect(votes.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const refused = await page(decision);
    expect([refused.status, refused.body.code]).toEqual([503, 'reading.away']);
    expect(refused.body.text?.zh).toContain('查询库');
    expect(refused.headers.get('retry-after')).not.toBeNull();
    const ready = await here.ask(`${api}/health/ready`);
    expect(ready.status).toBe(503);
    expect(ready.body['parts']).toMatchObject({ store: { ok: true }, reading: { ok: false } });

    await house.postgres.start();
    const caughtUp = () => page(decision, votes.at(-1)?.body.position);
    await until(caughtUp, ({ status }) => status === 200);
    expect(await ballotsThatDiffer(session.log, models, matters)).toEqual([]);
  }, 90_000);

  it('projector stopped: reads answer what they have, atLeast says how far that is, health counts the lag', async () => {
    const { house, session, models } = here;
    const matters = await here.matters('lagging ', 1);
    const { decision, voters } = matters[0]!;
    const seen = await vote(decision, voters[0]!);
    await until(
      () => page(decision, seen.body.position),
      ({ status }) => status === 200,
    );

    await house.roles.projector.kill();
    const votes: Answered[] = [];
    for (const person of voters.slice(1, 8)) votes.push(await vote(decision, person));
    const last = votes.at(-1)?.body.position ?? '';
    const shown = await page(decision);
    expect(shown.status).toBe(200);
    expect(BigInt(shown.body.position ?? '0')).toBeLessThan(BigInt(last));
    const refused = await page(decision, last);
    expect(refused.status).toBe(503);
    expect(refused.body).toMatchObject({
      code: 'reading.behind',
      wanted: last,
      reached: shown.body.position,
    });
    const behind = (await lags()).find(({ view }) => view === 'ballot_v1');
    expect(behind?.position).toBe(shown.body.position);
    expect(behind?.behind.events).toBeGreaterThanOrEqual(votes.length);

    await house.roles.projector.start();
    await until(
      () => page(decision, last),
      ({ status }) => status === 200,
    );
    expect(await ballotsThatDiffer(session.log, models, matters)).toEqual([]);
    await until(lags, (views) => views.length > 0 && views.every((one) => one.behind.events === 0));
  }, 90_000);
});
