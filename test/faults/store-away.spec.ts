import { setTimeout as sleep } from 'node:timers/promises';
import { auditVotes, ballotsThatDiffer } from './audit.js';
import { votesOf, yes, type Answered } from './asking.js';
import { absence, random } from './random.js';
import { houseTakes, setting, type Setting } from './setting.js';
import { until } from './until.js';

describe(`the event store away for ${absence} ms while people vote`, () => {
  const moments = random('moments of the voters');
  let here: Setting;
  let api: string;

  beforeAll(async () => {
    here = await setting();
    api = here.house.apis[0] as string;
  }, houseTakes);
  afterAll(() => here.end(), houseTakes);

  it(
    'commands say 503 with Retry-After, reads go on; then nothing is lost or doubled, and all go on by themselves',
    async () => {
      const { house, session, models, ask } = here;
      const [asked, ...others] = await here.matters('away ', 1 + absence / 1_000);
      const { decision, voters: persons } = asked!;
      const vote = (person: string, at = api): Promise<Answered> =>
        ask(votesOf(at, decision), { person, body: yes, key: person });
      const page = (atLeast?: string): Promise<Answered> =>
        ask(`${api}/api/decisions/${decision}${atLeast === undefined ? '' : `?atLeast=${atLeast}`}`);
      const first = await vote(persons[0]!);
      await until(
        () => page(first.body.position),
        ({ status }) => status === 200,
      );
      const { store: _, ...staying } = house.roles;
      const pids = Object.values(staying).map(({ pid }) => pid);
      const voters = here.voting(others, moments);
      await sleep(1_000);

      await house.roles.store.kill();
      const over = performance.now() + absence;
      const refused: Answered[] = [];
      for (let n = 0; n < 8 || performance.now() < over; n += 1) {
        refused.push(await vote(persons[1 + (n % 8)]!, house.apis[n % 2]));
        expect((await page()).status).toBe(200);
        if (n >= 8) await sleep(500);
      }
      const took = refused.map(({ ms }) => ms).toSorted((a, b) => a - b);
      process.stderr.write(
        `${refused.length} times 503, after ${Math.round(took[took.length >> 1]!)} ms (median), ${Math.round(took.at(-1)!)} ms (longest)\n`,
      );
      for (const { status, body, headers } of refused) {
        expect([status, body.code]).toEqual([503, 'store.away']);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      const health = await ask(`${api}/health/ready`);
      expect([health.status, health.body['parts']]).toMatchObject([503, { store: { ok: false } }]);
      const before = voters.acknowledged.length;

      await house.roles.store.start();
      const told: Answered[] = [];
      for (const person of persons.slice(1, 9))
        told.push(
          await until(
            () => vote(person),
            ({ status }) => status !== 503,
          ),
        );
      expect(told.map(({ status }) => status)).toEqual(Array(8).fill(200));
      await until(
        async () => voters.acknowledged.length,
        (count) => count > before,
      );
      await voters.stop();
      expect({ surprises: voters.surprises, unanswered: voters.unanswered }).toEqual({
        surprises: [],
        unanswered: 0,
      });
      const mine = told.map(({ body: { revision = -1, position = '' } }, n) => ({
        ...{ decision, person: persons[1 + n]!, revision, position },
      }));
      const all = [...voters.acknowledged, ...mine];
      expect(await auditVotes(session.log, [asked!, ...others], all)).toEqual({
        ...{ lost: [], doubled: [], recorded: all.length + 1 },
      });
      expect(await ballotsThatDiffer(session.log, models, [asked!, ...others])).toEqual([]);
      // nobody was started again: the subscriptions resumed by themselves
      expect(Object.values(staying).map(({ pid }) => pid)).toEqual(pids);
    },
    240_000 + 2 * absence,
  );
});
