import { toSeal, type Sealed } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityCommand, CommunityEvent, Seat } from '../events.js';
import { community } from './community.js';
import { byRegistrar, byStranger, facts, inCommunity, seat, seated, seating, seats, why } from './testing.js';

const form: CommunityCommand = {
  type: 'FormCommunity',
  data: {
    ...{ name: '第 1 社区', nameSource: null, parent: 'street', households: 1200, adults: 2600 },
    countsSource: 'assumed',
  },
};
const authorization = {
  ...{ id: 'a1', matters: ['publicWelfare'], from: '2026-01-20', until: '2028-12-31' },
  ...{ resolutionHash: 'h', assumed: true },
};
const authorize = (more: Partial<typeof authorization> = {}): CommunityCommand => ({
  type: 'AuthorizeRepresentatives',
  data: { authorization: { ...authorization, ...more } },
});
const line = { id: 'welfare', title: '专项经费', purposes: ['道路'], forbidden: ['招待'], source: 's' };

describe('who may', () => {
  const everything: readonly CommunityCommand[] = [
    seating(seat('a', 'members')),
    { type: 'UnseatMember', data: { seat: 'c1', on: '2026-01-01', reason: why } },
    { type: 'DeclareRelatives', data: { persons: ['x', 'y'], relation: toSeal('item:1', 'spouse') } },
    { type: 'JoinPersons', data: { from: 'x', into: 'y', reason: why } },
  ];

  it('a registrar of the street or of the district above it forms a community', () => {
    given(community).when(form, byRegistrar).then({ type: 'CommunityFormed', data: form.data });
    given(community)
      .when(form, { by: 'over-registrar', facts })
      .then({ type: 'CommunityFormed', data: form.data });
  });

  it.each(['stranger', 'system:init', 'system:import', 'system:reactor', 'chair'])('%s does not', (by) => {
    expect(given(community).when(form, { by, facts }).refused('community.notRegistrar').kind).toBe(
      'forbidden',
    );
    const there = inCommunity(seated(seat('chair', 'committee', { role: 'chair' })));
    for (const command of everything) there.when(command, { by, facts }).refused('community.notRegistrar');
  });

  it('a registrar whose seat has ended does not; the day is that of Shanghai', () => {
    const until = '2026-03-02';
    const left = seat('r', 'registrar', { person: 'registrar', role: 'registrar', until });
    const state = { status: 'formed', kind: 'street', name: '街', parent: null, seats: { r: left } } as const;
    const street = { stream: 'organization-street', revision: 4, state };
    const at = (instant: string) =>
      given(community).when(form, { by: 'registrar', facts: { street }, at: instant });
    expect(at('2026-03-02T15:59:59.000Z').events()).toHaveLength(1);
    at('2026-03-02T16:00:00.000Z').refused('community.notRegistrar');
  });

  it('nothing is done without the office’s facts', () => {
    given(community).when(form, { by: 'registrar' }).refused('community.notRegistrar');
  });
});

describe('forming', () => {
  it('needs a street or town above', () => {
    const { district } = facts;
    given(community)
      .when(form, { by: 'over-registrar', facts: district ? { street: district } : {} })
      .refused('community.needsStreet');
  });

  it('happens once, and before all else', () => {
    inCommunity().when(form, byRegistrar).refused('community.exists');
    given(community)
      .when(seating(seat('a', 'members')), byRegistrar)
      .refused('community.unknown');
  });

  it.each([-1, 1.5, Number.NaN])('counts are whole numbers, not %d', (households) => {
    given(community)
      .when({ type: 'FormCommunity', data: { ...form.data, households } }, byRegistrar)
      .refused('community.notACount');
  });
});

describe('seating', () => {
  it('writes each seat with what it was judged on', () => {
    const one = seat('a', 'members', { vote: false });
    inCommunity()
      .when(seating(one), byRegistrar)
      .then({
        type: 'MemberSeated',
        data: {
          seat: one,
          basisHash: 'h',
          judged: [
            { stream: 'organization-street', revision: 3 },
            { stream: 'organization-district', revision: 3 },
          ],
        },
      });
  });

  const cases: readonly (readonly [string, string, Partial<Seat>])[] = [
    ['a term that runs backwards', 'community.termReversed', { from: '2028-01-01', until: '2027-01-01' }],
    ['a term over five years (§14)', 'community.termTooLong', { body: 'committee', until: '2029-01-02' }],
    ['a day that is none', 'community.notADay', { from: '2026-02-30' }],
    ['an end in the future', 'community.inTheFuture', { endedOn: '2026-03-03' }],
    ['an end before the term', 'community.endOutsideTerm', { endedOn: '2023-12-31' }],
    ['the process as a member', 'community.idUnfit', { person: 'system:init' }],
    ['an id that means something else', 'community.idUnfit', { id: '__proto__' }],
    ['a registrar in a community', 'community.officeElsewhere', { role: 'registrar' }],
  ];
  it.each(cases)('refuses %s', (_what, code, more) => {
    inCommunity()
      .when(seating(seat('a', 'members', more)), byRegistrar)
      .refused(code);
  });

  it('§14: five years to the day are a term; party members have none', () => {
    const five = { from: '2024-01-01', until: '2029-01-01' };
    expect(
      inCommunity()
        .when(seating(...seats('committee', 5, five)), byRegistrar)
        .events(),
    ).toHaveLength(5);
    const long = seat('a', 'members', { until: '2060-01-01' });
    expect(inCommunity().when(seating(long), byRegistrar).events()).toHaveLength(1);
  });

  it('is all or nothing, and not empty', () => {
    inCommunity().when(seating(), byRegistrar).refused('community.batchSize');
    inCommunity()
      .when(seating(seat('a', 'members'), seat('b', 'members', { from: 'soon' })), byRegistrar)
      .refused('community.notADay');
  });

  it('a seat id is used once', () => {
    inCommunity()
      .when(seating(seat('a', 'members'), seat('a', 'branch')), byRegistrar)
      .refused('community.seatExists');
    inCommunity(seated(seat('a', 'members')))
      .when(seating(seat('a', 'branch')), byRegistrar)
      .refused('community.seatExists');
  });

  it('nobody sits twice in one body, but may in two or one after the other', () => {
    const first = seat('a', 'members', { person: 'p', until: '2025-12-31' });
    const there = inCommunity(seated(first));
    const again = (more: Partial<Seat>) =>
      there.when(seating(seat('b', 'members', { person: 'p', ...more })), byRegistrar);
    again({ from: '2025-12-31' }).refused('community.seatedTwice');
    expect(again({ from: '2026-01-01' }).events()).toHaveLength(1);
    expect(again({ body: 'branch' }).events()).toHaveLength(1);
  });
});

describe('unseating', () => {
  const there = inCommunity(seated(seat('a', 'members')));
  const unseat = (data: Partial<{ seat: string; on: string; reason: Sealed }>): CommunityCommand => ({
    type: 'UnseatMember',
    data: { seat: 'a', on: '2026-03-02', reason: why, ...data },
  });

  it('ends the seat on a day that has come', () => {
    const after = there.when(unseat({}), byRegistrar).and();
    expect(after.state).toMatchObject({ seats: { a: { endedOn: '2026-03-02' } } });
    after.when(unseat({}), byRegistrar).refused('community.seatEnded');
  });

  it.each([
    ['community.inTheFuture', { on: '2026-03-03' }],
    ['community.endOutsideTerm', { on: '2023-12-31' }],
    ['community.seatUnknown', { seat: 'b' }],
    ['community.seatUnknown', { seat: 'constructor' }],
    ['community.textMissing', { reason: toSeal('item:r', ' ') }],
  ])('refuses with %s', (code, data) => {
    there.when(unseat(data), byRegistrar).refused(code);
  });

  it('may leave a body smaller than the law wants: the vacancy is a fact (§24)', () => {
    const five = inCommunity(...seats('committee', 5).map(seated));
    expect(five.when(unseat({ seat: 'committee1' }), byRegistrar).events()).toHaveLength(1);
  });
});

describe('two cards of one human', () => {
  const join = (from: string, into: string): CommunityCommand => ({
    type: 'JoinPersons',
    data: { from, into, reason: why },
  });
  const joined = (from: string, into: string): CommunityEvent => ({
    type: 'PersonsJoined',
    data: { from, into, reason: why },
  });

  it('a roll that would hold both is refused, whichever came first', () => {
    inCommunity(joined('x', 'y'), seated(seat('y', 'members')))
      .when(seating(seat('x', 'members')), byRegistrar)
      .refused('community.seatedTwice');
    inCommunity(seated(seat('x', 'members')), seated(seat('y', 'members')))
      .when(join('x', 'y'), byRegistrar)
      .refused('community.seatedTwice');
  });

  it('after one of them has left they are joined', () => {
    const left = seat('x', 'members', { endedOn: '2026-03-01' });
    expect(
      inCommunity(seated(left), seated(seat('y', 'members')))
        .when(join('x', 'y'), byRegistrar)
        .events(),
    ).toHaveLength(1);
  });

  it('§8 and §36 see through the cards', () => {
    const supervision = [seat('x', 'supervision'), ...seats('supervision', 2)].map(seated);
    const committee = [seat('y', 'committee'), ...seats('committee', 4)].map(seated);
    inCommunity(...supervision, ...committee)
      .when(join('x', 'y'), byRegistrar)
      .refused('community.supervisionNotApart');
  });

  it('a third card follows to the same human, and no circle closes', () => {
    const there = inCommunity(joined('x', 'y'), joined('y', 'z'));
    expect(there.state).toMatchObject({ joined: { x: 'z', y: 'z' } });
    expect(inCommunity(joined('y', 'z'), joined('x', 'y')).state).toMatchObject({
      joined: { x: 'z', y: 'z' },
    });
    there.when(join('z', 'x'), byRegistrar).refused('community.joinedToItself');
    there.when(join('x', 'w'), byRegistrar).refused('community.alreadyJoined');
  });
});

describe('near relatives', () => {
  const declare = (relation: string): CommunityCommand => ({
    type: 'DeclareRelatives',
    data: { persons: ['committee1', 'committee2'], relation: toSeal('item:1', relation) },
  });

  it('are those of Civil Code §1045', () => {
    expect(inCommunity().when(declare('配偶'), byRegistrar).events()).toHaveLength(1);
    expect(
      inCommunity().when(declare('cousin'), byRegistrar).refused('community.notNearRelative').article,
    ).toBe('民法典 §1045');
  });

  it('§8: two who sit in the committee are not declared before one has left', () => {
    inCommunity(...seats('committee', 5).map(seated))
      .when(declare('sibling'), byRegistrar)
      .refused('community.relativesInCommittee');
  });

  it('§8: that two once sat together is the past; it is declared when one has left', () => {
    const left = { ...seat('committee1', 'committee'), endedOn: '2026-03-01' };
    const there = inCommunity(seated(left), ...seats('committee', 5).slice(1).map(seated));
    expect(there.when(declare('sibling'), byRegistrar).events()).toHaveLength(1);
  });
});

describe('authorization (居委会组织法 2025 §30)', () => {
  const there = inCommunity(
    seated(seat('chair', 'committee', { role: 'chair' })),
    seated(seat('vice', 'committee', { role: 'viceChair' })),
  );

  it.each(['registrar', 'chair'])('is recorded by the %s, naming §30', (by) => {
    there.when(authorize(), { by, facts }).then({
      type: 'RepresentativesAuthorized',
      data: { authorization, article: '居委会组织法(2025) §30' },
    });
  });

  it.each(['vice', 'stranger', 'system:reactor'])('not by %s', (by) => {
    there.when(authorize(), { by, facts }).refused('community.notRegistrarOrChair');
  });

  it.each(['election', 'recall', 'committeeSize', 'representativesMeeting', 'residentsGroups'])(
    '%s is kept back',
    (matter) => {
      expect(
        there
          .when(authorize({ matters: ['finance', matter] }), byRegistrar)
          .refused('community.matterKeptBack').article,
      ).toBeDefined();
    },
  );

  it('§30 ¶2: charter and pledge may be handed on', () => {
    expect(there.when(authorize({ matters: ['charter'] }), byRegistrar).events()).toHaveLength(1);
  });

  it('names matters, a term and a resolution, and stands once', () => {
    there.when(authorize({ matters: [] }), byRegistrar).refused('community.mattersMissing');
    there.when(authorize({ until: '2026-01-19' }), byRegistrar).refused('community.termReversed');
    there.when(authorize({ resolutionHash: '' }), byRegistrar).refused('community.textMissing');
    there
      .when(authorize(), byRegistrar)
      .and()
      .when(authorize(), byRegistrar)
      .refused('community.authorizationExists');
  });

  it('is revoked from a day that has come, once', () => {
    const revoke = (on: string): CommunityCommand => ({
      type: 'RevokeAuthorization',
      data: { authorization: 'a1', on, resolutionHash: 'h2' },
    });
    const granted = there.when(authorize(), byRegistrar).and();
    granted.when(revoke('2026-03-03'), byRegistrar).refused('community.inTheFuture');
    granted.when(revoke('2026-01-19'), byRegistrar).refused('community.revokedOutsideTerm');
    granted.when(revoke('2026-03-01'), byStranger).refused('community.notRegistrarOrChair');
    const revoked = granted.when(revoke('2026-03-01'), { by: 'chair', facts }).and();
    expect(revoked.state).toMatchObject({ authorizations: { a1: { revokedOn: '2026-03-01' } } });
    revoked.when(revoke('2026-03-01'), byRegistrar).refused('community.authorizationRevoked');
    there.when(revoke('2026-03-01'), byRegistrar).refused('community.authorizationUnknown');
  });
});

describe('fund lines', () => {
  const there = inCommunity(seated(seat('sec', 'branch', { role: 'secretary' })));
  const open = (more: Partial<typeof line> = {}): CommunityCommand => ({
    type: 'OpenFundLine',
    data: { line: { ...line, ...more } },
  });

  it('are opened by the secretary, the chair or a registrar, once', () => {
    const opened = there.when(open(), { by: 'sec', facts }).and();
    opened.when(open(), byRegistrar).refused('community.fundLineExists');
    there.when(open(), byStranger).refused('community.notRegistrarOrHead');
  });

  it('name purposes, none of which is forbidden', () => {
    there.when(open({ purposes: [] }), byRegistrar).refused('community.purposesUnfit');
    there.when(open({ forbidden: ['道路'] }), byRegistrar).refused('community.purposesUnfit');
  });
});
