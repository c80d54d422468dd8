import { setTimeout as sleep } from 'node:timers/promises';
import { connectReadModels, type ReadModels } from '#read-models';
import { moveClock, simulate } from '../../apps/cli/src/simulated-clock.js';
import { Course } from '../stack/course.js';
import { formCouncil, openMatters } from '../stack/council.js';
import { people, Realm } from '../stack/realm.js';
import { asking, type Ask } from './asking.js';
import {
  auditVotes,
  ballotsThatDiffer,
  notRaised,
  toldTwice,
  untilAllTold,
  viewsThatDiffer,
} from './audit.js';
import { random } from './random.js';
import { houseTakes } from './setting.js';
import { until } from './until.js';
import { Voters } from './voters.js';

const filed = '2026-05-20';
const morning = `${filed}T01:00:00.000Z`;
/** Working days later: the reply to the objection is late. */
const weeksLater = '2026-07-01T01:00:00.000Z';

describe('the clock stepped both ways', () => {
  let realm: Realm;
  let models: ReadModels;
  let ask: Ask;
  let course: Course;
  let voting: Voters | undefined;

  beforeAll(async () => {
    realm = await Realm.start(morning);
    const { house } = realm;
    models = connectReadModels(house.databaseUrl, { onError: () => undefined });
    ask = asking(house.folder);
    course = await new Course(realm, 'clock').upTo('resolutionPosting');
    await (await (await course.check()).post()).hang();
    await course.object(people.resident, filed);
    await Promise.all([house.roles.projector.start(), house.roles.worker.start()]);
    await until(
      () => ask(`${house.apis[0]}/health/ready`),
      ({ status }) => status === 200,
    );
  }, houseTakes);
  afterAll(async () => {
    await voting?.abandon();
    await models.close();
    await realm.stop();
  }, houseTakes);

  const escalations = async (): Promise<number> => {
    const { events } = await realm.load('decision', course.decision);
    return (events ?? []).filter(({ type }) => type === 'ObjectionEscalated').length;
  };

  /** Streams in which an event is older than the one before it. */
  async function backwards(): Promise<readonly string[]> {
    const last = new Map<string, string>();
    const found: string[] = [];
    for await (const { stream, metadata } of realm.session.log.readAll()) {
      if (metadata.at < (last.get(stream) ?? '')) found.push(stream);
      last.set(stream, metadata.at);
    }
    return found;
  }

  it('what fell due is recorded once, however often the clock passes it, and nothing is taken back', async () => {
    const { folder } = realm.house;
    expect(await escalations()).toBe(0);
    await moveClock(folder, weeksLater);
    expect(await escalations()).toBe(1);
    await expect(moveClock(folder, morning)).rejects.toThrow(/forward only/);
    for (const step of ['2026-05-20T02:00:00.000Z', '2026-07-02T02:00:00.000Z', '2026-05-19T20:00:00.000Z']) {
      simulate(folder, step); // as a machine's clock that was set: past the socket, under running processes
      await realm.house.roles.projector.kill();
      await realm.house.roles.projector.start(); // which sweeps at its start
      const soon = new Date(Date.parse(step) + 3_600_000).toISOString();
      await until(
        () => moveClock(folder, soon).catch((error: Error) => error.message),
        (said) => Date.parse(said) >= Date.parse(soon),
      );
      expect(await escalations()).toBe(1);
    }
    expect(await backwards()).toEqual([]);
  }, 180_000);

  it('votes go on over the steps; no event is older than the one before it in its stream', async () => {
    const { house, session } = realm;
    simulate(house.folder, morning);
    const since = await session.log.end();
    const council = await formCouncil(session.engine, { name: 'clock', day: filed });
    const matters = await openMatters(session.engine, council, { prefix: 'clock ', count: 6, day: filed });
    const voters = new Voters(ask, house.apis, matters, council.teller, random('moments of the steps'));
    voting = voters;
    voters.start();
    for (const hours of [0, 14, -9, 20, -30, 5, 40, -2]) {
      simulate(house.folder, new Date(Date.parse(morning) + hours * 3_600_000).toISOString());
      await sleep(400);
    }
    await voters.stop();
    expect(voters.surprises).toEqual([]);
    const { lost, doubled } = await auditVotes(session.log, matters, voters.acknowledged);
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
    expect(await backwards()).toEqual([]);
    expect(await ballotsThatDiffer(session.log, models, matters)).toEqual([]);
    expect(await viewsThatDiffer(session, models)).toEqual([]);
    const { body } = await ask(`${house.apis[0]}/health`);
    const { views, reactors } = (
      body['parts'] as { reading: Record<string, { parked?: unknown; behind?: { ms: number } }[]> }
    ).reading;
    expect([...views!, ...reactors!].filter(({ parked }) => parked)).toEqual([]);
    expect(views!.filter(({ behind }) => (behind?.ms ?? 0) < 0)).toEqual([]);
    await untilAllTold(session.log, 60_000);
    expect(await notRaised(session.log, since)).toEqual([]);
    expect(toldTwice(house.folder.notices)).toEqual([]);
  }, 240_000);
});
