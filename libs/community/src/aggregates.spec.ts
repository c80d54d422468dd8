import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Engine, openKeyStore, uuidV5, type Clock } from '#eventing';
import { memoryLog } from '#eventing/testing';
import { toSeal, type Message } from '#kernel';
import { communityAggregate, organizationAggregate, personAggregate, sampleDistrict } from './index.js';
import { seat } from './domain/testing.js';

const idOf = (name: string): string => uuidV5(`sample/${name}`);
const clock: Clock = { now: () => '2026-03-02T01:00:00.000Z' };

const folder = mkdtempSync(join(tmpdir(), 'community-'));
const keys = await openKeyStore(join(folder, 'keys.sqlite'));
const log = memoryLog();
const engine = new Engine({
  log,
  keys,
  clock,
  aggregates: [personAggregate, organizationAggregate, communityAggregate],
});
let sent = 0;
const send = (person: string, category: string, id: string, command: Message) =>
  engine.execute({ category, id, command, by: { person }, commandId: uuidV5(`${(sent += 1)}`) });

// F1 and one street are enough here; the log in memory looks through all events for each stream.
const wanted = new Set([idOf('community/F1'), idOf('organization/district'), idOf('organization/street01')]);
const [registrar, community] = [idOf('person/street01/registrar'), idOf('community/F1')];

beforeAll(async () => {
  for (const { id, by, command, category, name } of sampleDistrict({ idOf }))
    if (wanted.has(id))
      await engine.execute({ category, id, command, by: { person: by }, commandId: uuidV5(name) });
});
afterAll(async () => {
  await keys.close();
  rmSync(folder, { recursive: true });
});

describe('the streams of a community, through the engine', () => {
  it('judges on the street and on the district above it, and writes both revisions', () => {
    const seated = log.all.find(
      ({ stream, type }) => stream === `community-${community}` && type === 'MemberSeated',
    );
    expect(seated?.data).toMatchObject({
      judged: [
        { stream: `organization-${idOf('organization/street01')}`, revision: 3 },
        { stream: `organization-${idOf('organization/district')}`, revision: 3 },
      ],
    });
  });

  it('the registrar of the district may, one who has left the street may not', async () => {
    const late = (id: string) => ({
      type: 'SeatMembers',
      data: { seats: [seat(id, 'members')], basisHash: 'h' },
    });
    await send(idOf('person/district/registrar'), 'community', community, late('late1'));
    await send(registrar, 'community', community, late('late2'));
    const street = idOf('organization/street01');
    const left = {
      seat: idOf('seat/street01/registrar'),
      on: '2026-03-01',
      reason: toSeal('item:left', '调离'),
    };
    await send(idOf('person/district/registrar'), 'organization', street, {
      type: 'UnseatMember',
      data: left,
    });
    await expect(send(registrar, 'community', community, late('late3'))).rejects.toMatchObject({
      code: 'community.notRegistrar',
    });
  });

  it('a person is registered on the strength of the office named, with the name sealed', async () => {
    const id = uuidV5('somebody');
    const register = (office?: string) => ({
      type: 'RegisterPerson',
      data: { name: toSeal(`person:${id}`, '居民甲'), identity: 'document', ...(office ? { office } : {}) },
    });
    const by = idOf('person/district/registrar');
    await expect(send(by, 'person', id, register())).rejects.toMatchObject({
      code: 'community.notRegistrar',
    });
    await send(by, 'person', id, register(idOf('organization/street01')));
    expect(JSON.stringify(log.all)).not.toContain('居民甲');
    expect((await engine.load('person', id)).state).toMatchObject({
      status: 'registered',
      name: { sealed: 'closed' },
    });
  });
});
