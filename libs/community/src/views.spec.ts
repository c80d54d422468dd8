import type { Recorded } from '#kernel';
import { authorizationView, communityView, fundLineView, organizationView } from './community.view.js';
import type { CommunityEvent, OrganizationEvent, PersonEvent } from './events.js';
import { personView } from './person.view.js';
import { seatView } from './seat.view.js';

type AnyEvent = CommunityEvent | OrganizationEvent | PersonEvent;
type AnyView = Readonly<{
  rows: (event: Recorded) => readonly string[];
  evolve: (row: never, event: Recorded, key: string) => unknown;
}>;

/** Runs a view as the projector does: rows, then evolve for each key. */
function projected(
  view: AnyView,
  ...events: readonly (readonly [string, AnyEvent])[]
): Readonly<Record<string, unknown>> {
  const table = new Map<string, unknown>();
  events.forEach(([stream, event], revision) => {
    const recorded = { ...event, stream, revision } as unknown as Recorded;
    for (const key of view.rows(recorded)) {
      const row = view.evolve(table.get(key) as never, recorded, key);
      if (row === null) table.delete(key);
      else table.set(key, row);
    }
  });
  return Object.fromEntries(table);
}

const seat = {
  id: 's1',
  body: 'committee',
  person: 'p1',
  role: 'chair',
  vote: true,
  from: '2024-01-01',
  until: '2028-12-31',
} as const;
const seated = { type: 'MemberSeated', data: { seat, basisHash: 'h', judged: [] } } as const;
const why = { sealed: 'closed', key: 'item:r', box: 'b', digest: 'd' } as const;
const unseated = { type: 'MemberUnseated', data: { seat: 's1', on: '2026-03-01', reason: why } } as const;

describe('seat_v1', () => {
  it('keeps a seat of the same id in two places apart, and lists an end', () => {
    const rows = projected(
      seatView,
      ['community-a-1', seated],
      ['organization-b', seated],
      ['community-a-1', unseated],
    );
    expect(Object.keys(rows)).toEqual(['a-1:s1', 'b:s1']);
    expect(rows['a-1:s1']).toEqual({
      ...{ key: 'a-1:s1', seat: 's1', place: 'a-1', placeKind: 'community', body: 'committee', person: 'p1' },
      ...{ role: 'chair', vote: true, from: '2024-01-01', until: '2028-12-31', seatedAt: 0 },
      ...{ endedOn: '2026-03-01', endReason: why },
    });
    expect(rows['b:s1']).toMatchObject({ endedOn: null, placeKind: 'organization', seatedAt: 1 });
  });

  it('does not list who is a woman: that is for the rule that counts', () => {
    const hers = { ...seated, data: { ...seated.data, seat: { ...seat, woman: true } } };
    expect(projected(seatView, ['community-a', hers])).toEqual(projected(seatView, ['community-a', seated]));
  });

  it('knows a seat that was recorded after its end', () => {
    const past = { ...seated, data: { ...seated.data, seat: { ...seat, endedOn: '2025-01-01' } } };
    expect(projected(seatView, ['community-a', past])['a:s1']).toMatchObject({ endedOn: '2025-01-01' });
  });
});

describe('community_v2, organization_v1, authorization_v1, fund_line_v1', () => {
  const formed: CommunityEvent = {
    type: 'CommunityFormed',
    data: { name: '第 1 社区', nameSource: null, parent: 'st', households: 1, adults: 2, countsSource: 's' },
  };
  const authorization = {
    id: 'a1',
    matters: ['*'],
    from: '2026-01-20',
    until: '2028-12-31',
    resolutionHash: 'h',
    assumed: true,
  };

  it('a community and an office', () => {
    expect(projected(communityView, ['community-c', formed], ['community-c', seated])).toEqual({
      c: { id: 'c', ...formed.data, kind: null },
    });
    const village = { ...formed, data: { ...formed.data, kind: 'village' as const } };
    expect(projected(communityView, ['community-v', village])).toMatchObject({ v: { kind: 'village' } });
    const office: OrganizationEvent = {
      type: 'OrganizationFormed',
      data: { kind: 'street', name: '街', source: 's', parent: null },
    };
    expect(projected(organizationView, ['organization-o', office], ['organization-o', seated])).toEqual({
      o: { id: 'o', ...office.data },
    });
  });

  it('an authorization and its revocation', () => {
    const rows = projected(
      authorizationView,
      ['community-c', { type: 'RepresentativesAuthorized', data: { authorization, article: '§30' } }],
      ['community-d', { type: 'RepresentativesAuthorized', data: { authorization, article: '§30' } }],
      [
        'community-c',
        {
          type: 'AuthorizationRevoked',
          data: { authorization: 'a1', on: '2026-02-01', resolutionHash: 'h', article: '§30' },
        },
      ],
    );
    expect(rows['c:a1']).toMatchObject({
      community: 'c',
      matters: ['*'],
      assumed: true,
      revokedOn: '2026-02-01',
    });
    expect(rows['d:a1']).toMatchObject({ revokedOn: null });
  });

  it('a fund line', () => {
    const line = { id: 'w', title: '经费', purposes: ['道路'], forbidden: [], source: 's' };
    expect(
      projected(fundLineView, ['community-c', { type: 'FundLineOpened', data: { line } }])['c:w'],
    ).toEqual({
      ...{
        key: 'c:w',
        community: 'c',
        line: 'w',
        title: '经费',
        purposes: ['道路'],
        forbidden: [],
        source: 's',
      },
    });
  });
});

describe('person_v2', () => {
  const name = { sealed: 'closed', key: 'person:p', box: 'b', digest: 'd' } as const;
  const registered: PersonEvent = {
    type: 'PersonRegistered',
    data: { name, contact: name, identity: 'document' },
  };

  it('keeps name and contact closed, and nothing of them after erasure', () => {
    expect(projected(personView, ['person-p', registered])['p']).toMatchObject({
      name,
      contact: name,
      erased: false,
    });
    const erased: PersonEvent = { type: 'PersonErased', data: { reason: why, key: 'person:p' } };
    expect(projected(personView, ['person-p', registered], ['person-p', erased])['p']).toEqual({
      ...{ id: 'p', name: { sealed: 'erased', key: 'person:p' }, contact: null, identity: 'document' },
      ...{ ways: [], joinedInto: null, erased: true },
    });
  });
  it('shows how the person wants to be reached, as it was said last', () => {
    const set = (ways: readonly ('email' | 'sms')[]): PersonEvent => ({
      ...{ type: 'ContactSet', data: { contact: { ...name, box: 'c' }, ways } },
    });
    const told = [registered, set(['email']), set(['sms'])].map((event) => ['person-p', event] as const);
    expect(projected(personView, ...told)['p']).toMatchObject({ contact: { box: 'c' }, ways: ['sms'] });
  });
});
