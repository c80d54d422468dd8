import { createHash } from 'node:crypto';
import type { Fact, Message } from '#kernel';
import { dayOf, rollOn, seatsOn } from '#procedure';
import { community, organization, person } from './index.js';
import type { CommunityState, OrganizationState } from './events.js';
import { communityFor, sampleCommunityKeys, sampleDistrict, type SampleItem } from './sample.js';

const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

const deciders = { person, organization, community } as const;
type Loose = Readonly<{
  decide: (c: unknown, s: unknown) => readonly Message[];
  evolve: (s: unknown, e: Message) => unknown;
  initialState: unknown;
}>;

/** Plays the import as the engine would: facts from the streams already written. */
function imported(items: readonly SampleItem[], at: string): ReadonlyMap<string, unknown> {
  const states = new Map<string, unknown>();
  const office = (id: string | null | undefined): Fact<OrganizationState> | undefined =>
    id
      ? {
          stream: `organization-${id}`,
          revision: 0,
          state: states.get(`organization-${id}`) as OrganizationState,
        }
      : undefined;
  for (const { category, id, by, command } of items) {
    const stream = `${category}-${id}`;
    const decider = deciders[category] as unknown as Loose;
    const state = states.get(stream) ?? decider.initialState;
    const { parent } = { ...(command.data as { parent?: string }), ...(state as { parent?: string }) };
    const street = office(parent);
    const district = street?.state?.status === 'formed' ? office(street.state.parent) : undefined;
    const issued = { ...command, by: { person: by }, at, facts: { street, district }, commandId: 'c' };
    states.set(stream, decider.decide(issued, state).reduce(decider.evolve, state));
  }
  return states;
}

const items = sampleDistrict({ idOf });
// The clock of a demonstration starts before its earliest case.
const states = imported(items, '2014-01-01T00:00:00.000Z');
const stateOf = (key: string) =>
  states.get(`community-${idOf(`community/${key}`)}`) as Extract<CommunityState, { status: 'formed' }>;
const onRoll = (key: string, day: string, ...bodies: readonly string[]) =>
  rollOn(stateOf(key), bodies, day).length;

describe('the sample district (建议案 2018: 4 towns, 9 streets, 117 communities)', () => {
  it('has as many of each as the document says', () => {
    const kinds = [...states.values()].flatMap((state) =>
      'kind' in (state as object) ? [(state as { kind: string }).kind] : [],
    );
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(['district', 'town', 'street', 'authority', 'department'].map(count)).toEqual([
      ...[1, 4, 9, 1, 1],
    ]);
    expect(new Set(sampleCommunityKeys).size).toBe(117);
    expect([...states.keys()].filter((stream) => stream.startsWith('community-'))).toHaveLength(117);
  });

  it('names nothing without a source', () => {
    for (const { command } of items)
      if (command.type === 'FormCommunity')
        expect(command.data).toMatchObject({ nameSource: null, name: expect.stringMatching(/名称待补/) });
    const named = items.flatMap(({ command }) =>
      command.type === 'FormOrganization' && !/名称待补/.test(command.data.name) ? [command.data] : [],
    );
    expect(named).toEqual([
      expect.objectContaining({ name: '淮南市田家庵区', source: expect.stringContaining('2018-03-08') }),
    ]);
  });

  it('every community has an assumed authorization in force in 2026 (§30)', () => {
    for (const key of sampleCommunityKeys)
      expect(Object.values(stateOf(key).authorizations)).toEqual([
        expect.objectContaining({ from: '2026-01-20', until: '2028-12-31', assumed: true }),
      ]);
  });

  it('is the same each time; ids are unique; persons are plainly made up', () => {
    expect(sampleDistrict({ idOf })).toEqual(items);
    expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
    const names = items.flatMap(({ command }) =>
      command.type === 'RegisterPerson' && command.data.name.sealed === 'open'
        ? [command.data.name.text]
        : [],
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^居民\d{4}$/.test(name))).toBe(true);
  });

  it('everybody who sits is registered', () => {
    const seated = [...states.values()].flatMap((state) =>
      'seats' in (state as object)
        ? Object.values((state as { seats: Record<string, { person: string }> }).seats)
        : [],
    );
    expect(seated.filter((seat) => !states.has(`person-${seat.person}`))).toEqual([]);
  });

  it('waves may be executed each at once: no item needs another of its own wave', () => {
    const reversed = [...items].sort((a, b) => a.wave - b.wave || (a.name < b.name ? 1 : -1));
    expect(imported(reversed, '2014-01-01T00:00:00.000Z').size).toBe(states.size);
  });

  it('as many more communities have rolls as asked for, all lawful', () => {
    const all = imported(sampleDistrict({ idOf, communities: 117 }), '2026-03-01T00:00:00.000Z');
    const last = all.get(`community-${idOf('community/117')}`) as CommunityState;
    expect(
      last.status === 'formed' && rollOn(last, ['committee', 'representatives'], '2026-03-01'),
    ).toHaveLength(25);
  });

  it('households and adults are whole numbers of 1,000 to 3,000 households (§3), the same each time', () => {
    for (const key of sampleCommunityKeys.slice(17)) {
      const { households, adults } = stateOf(key);
      expect(households).toBeGreaterThanOrEqual(1000);
      expect(households).toBeLessThanOrEqual(3000);
      expect(adults).toBeGreaterThanOrEqual(2 * households);
      expect(adults).toBeLessThanOrEqual(3 * households);
    }
  });
});

describe('F1 (R§8.1)', () => {
  const day = dayOf('2026-03-02T01:00:00Z');
  it('branch 7, two committees 12, members 60 and one without vote, meeting 45, supervision 3', () => {
    expect(onRoll('F1', day, 'branch')).toBe(7);
    expect(onRoll('F1', day, 'committee')).toBe(9);
    expect(onRoll('F1', day, 'branch', 'committee')).toBe(12);
    expect(onRoll('F1', day, 'members')).toBe(60);
    expect(seatsOn(stateOf('F1'), day, ['members'])).toHaveLength(61);
    expect(onRoll('F1', day, 'representatives')).toBe(36);
    expect(onRoll('F1', day, 'committee', 'representatives')).toBe(45);
    expect(onRoll('F1', day, 'supervision')).toBe(3);
  });

  it('has its authorization and a fund line for public welfare', () => {
    expect(Object.values(stateOf('F1').authorizations)[0]?.matters).toEqual(['publicWelfare', 'finance']);
    expect(stateOf('F1').fundLines['publicWelfare']?.purposes).toContain('公益事业项目');
  });
});

describe('V1, a village', () => {
  it('stands under a town, on the boundaries of its law: 8 in the two committees, 30 in the meeting, 10 women', () => {
    const village = stateOf('V1');
    const day = '2026-03-02';
    expect(village).toMatchObject({ kind: 'village', parent: idOf('organization/town01'), households: 300 });
    expect(onRoll('V1', day, 'branch', 'committee')).toBe(8);
    expect(onRoll('V1', day, 'committee', 'representatives')).toBe(30);
    expect(seatsOn(village, day, ['representatives']).filter(({ woman }) => woman)).toHaveLength(10);
    expect(Object.values(village.authorizations)[0]?.matters).not.toContain('publicWelfare');
    const others = sampleCommunityKeys.filter((key) => stateOf(key).kind !== undefined);
    expect(others).toEqual(['V1']);
  });
});

describe('D1–D15 (R§8.1)', () => {
  const rolls: readonly (readonly [string, string, readonly string[], number])[] = [
    ['D1', '2016-08-04', ['council'], 16],
    ['D3', '2017-09-27', ['hearingFixed', 'hearingTemporary'], 26],
    ['D3', '2017-09-27', ['hearingFixed', 'hearingTemporary', 'hearingOthers'], 34],
    ['D5', '2024-11-08', ['representatives'], 33],
    ['D6', '2025-03-18', ['representatives'], 60],
    ['D7', '2019-03-30', ['council'], 10],
    ['D8', '2018-01-10', ['delegates'], 33],
    ['D9', '2021-04-02', ['delegates'], 66],
    ['D10', '2018-05-22', ['aidGroup', 'aidResidents'], 15],
    ['D11', '2015-08-12', ['aidGroup', 'aidResidents'], 20],
    ['D12', '2015-11-10', ['aidGroup', 'aidResidents'], 10],
    ['D13', '2014-12-26', ['aidGroup', 'aidResidents'], 15],
  ];
  it.each(rolls)('%s on %s: %j are %i', (key, day, bodies, count) => {
    expect(onRoll(key, day, ...bodies)).toBe(count);
  });

  it('D3: six of the eight others are of the two committees', () => {
    const organs = rollOn(stateOf('D3'), ['branch', 'committee'], '2017-09-27');
    const others = rollOn(stateOf('D3'), ['hearingOthers'], '2017-09-27');
    expect(others.filter((one) => organs.includes(one))).toHaveLength(6);
  });

  it('D4: 1,062 households', () => expect(stateOf('D4').households).toBe(1062));

  it('each is found by its case and has a chair, a secretary and supervision on the day and now', () => {
    for (const [key, then] of [
      ['D4', '2014-09-15'],
      ['D14', '2018-10-20'],
      ['D15', '2019-06-03'],
      ['D2', '2021-03-31'],
    ] as const)
      for (const day of [then, '2026-03-01']) {
        const seats = seatsOn(stateOf(key), day);
        expect(seats.filter((seat) => seat.body === 'committee' && seat.role === 'chair')).toHaveLength(1);
        expect(seats.filter((seat) => seat.body === 'branch' && seat.role === 'secretary')).toHaveLength(1);
        expect(seats.filter((seat) => seat.body === 'supervision')).toHaveLength(3);
      }
    expect(communityFor('D4', idOf)).toEqual({ key: 'D4', id: idOf('community/D4') });
    expect(communityFor('D99', idOf)).toBeUndefined();
  });
});
