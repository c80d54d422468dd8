import { toSeal } from '#kernel';
import { migrate, waitFor, type ReadModels } from '#read-models';
import {
  memoryLog,
  projector,
  testDatabase,
  type TestDatabase,
  type TestProjector,
} from '#read-models/testing';
import {
  communitiesAfter,
  communityPage,
  communityViews,
  organizationsBelow,
  seatsAt,
  seatsOfPerson,
} from './index.js';
import type { CommunityTables } from './index.js';
import { seat } from './domain/testing.js';

let database: TestDatabase;
let models: ReadModels;
let running: TestProjector;

const seated = (one: ReturnType<typeof seat>) => ({ seat: one, basisHash: 'h', judged: [] });
const formed = (parent: string) => ({
  ...{ name: '第 1 社区', nameSource: null, parent },
  households: 1,
  adults: 2,
  countsSource: 's',
});

beforeAll(async () => {
  database = await testDatabase();
  const db = await database.fresh();
  models = db;
  const log = memoryLog();
  await migrate(db, communityViews);
  log.add('organization-street', 'OrganizationFormed', {
    kind: 'street',
    name: '街',
    source: 's',
    parent: null,
  });
  log.add(
    'organization-street',
    'MemberSeated',
    seated(seat('r', 'registrar', { role: 'registrar', vote: false })),
  );
  for (const id of ['c1', 'c2', 'c3']) log.add(`community-${id}`, 'CommunityFormed', formed('street'));
  log.add('community-c1', 'MemberSeated', seated(seat('z', 'committee', { role: 'chair' })));
  log.add('community-c1', 'MemberSeated', seated(seat('a', 'committee')));
  log.add('community-c1', 'MemberSeated', seated(seat('b', 'members', { person: 'a', until: '2025-12-31' })));
  log.add('community-c1', 'MemberUnseated', {
    seat: 'a',
    on: '2026-03-01',
    reason: toSeal('item:r', '辞职'),
  });
  const authorization = {
    id: 'x',
    matters: ['*'],
    from: '2026-01-20',
    until: '2028-12-31',
    resolutionHash: 'h',
    assumed: true,
  };
  log.add('community-c1', 'RepresentativesAuthorized', { authorization, article: '§30' });
  const line = { id: 'w', title: '经费', purposes: ['道路'], forbidden: [], source: 's' };
  const last = log.add('community-c1', 'FundLineOpened', { line });
  running = projector({ log, views: communityViews, db });
  await waitFor(db, last.position, { timeoutMs: 10_000 });
});
afterAll(async () => {
  await running.stop();
  await database.close();
});

const tables = () => models.tables<CommunityTables>();
const ids = (rows: readonly Readonly<{ seat: string }>[]) => rows.map((row) => row.seat);

describe('what is read of a community', () => {
  it('its page: seats in the order of their recording, those of the street’s offices last', async () => {
    const page = await communityPage(tables(), 'c1');
    expect(page && ids(page.seats)).toEqual(['z', 'a', 'b', 'r']);
    expect(page).toMatchObject({ street: { id: 'street' }, fundLines: [{ line: 'w', purposes: ['道路'] }] });
    expect(page?.authorizations).toMatchObject([
      { authorization: 'x', matters: ['*'], from: '2026-01-20', revokedOn: null },
    ]);
    expect(page?.seats[1]).toMatchObject({ endedOn: '2026-03-01', endReason: { key: 'item:r' } });
    expect(await communityPage(tables(), 'nowhere')).toBeUndefined();
  });

  it('the seats in force on a day: the last day of a seat still counts', async () => {
    const on = async (day: string) => ids(await seatsAt(tables(), ['c1'], { day }));
    expect(await on('2025-12-31')).toEqual(['z', 'a', 'b']);
    expect(await on('2026-03-01')).toEqual(['z', 'a']);
    expect(await on('2026-03-02')).toEqual(['z']);
    expect(await on('2023-12-31')).toEqual([]);
    expect(ids(await seatsAt(tables(), ['c1'], { day: '2026-03-02', body: 'members' }))).toEqual([]);
  });

  it('the seats of a person, and pages of communities by key', async () => {
    expect(ids(await seatsOfPerson(tables(), 'a', '2025-06-01'))).toEqual(['a', 'b']);
    const first = await communitiesAfter(tables(), { limit: 2 });
    const rest = await communitiesAfter(tables(), { limit: 2, after: first.at(-1)?.id ?? '' });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
    expect((await organizationsBelow(tables(), null)).map(({ id }) => id)).toEqual(['street']);
    expect(await organizationsBelow(tables(), 'street')).toEqual([]);
  });
});
