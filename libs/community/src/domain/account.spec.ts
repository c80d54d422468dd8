import { toSeal, type Fact } from '#kernel';
import { given } from '#kernel/testing';
import type {
  AccountCommand,
  AccountEvent,
  AccountSession,
  CommunityState,
  OrganizationState,
} from '../events.js';
import { account } from './account.js';
import { facts as offices, seat } from './testing.js';

const secret = toSeal('person:p1', '$argon2id$…');
const session = (id: string, proof: AccountSession['proof'] = 'password'): AccountSession => ({
  ...{ id, tokenHash: `hash of ${id}`, until: '2026-04-01T00:00:00.000Z', proof },
});
const by = 'system:edge';
const now = '2026-03-02T01:00:00.000Z';
const later = (minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString();

const seatedUntil = (until: string): CommunityState =>
  ({
    ...{ status: 'formed', name: '第 1 社区', parent: 'street' },
    seats: { s1: seat('p1', 'representatives', { until }) },
  }) as unknown as CommunityState;
const community: Fact<CommunityState> = {
  ...{ stream: 'community-c1', revision: 4 },
  state: seatedUntil('2028-12-31'),
};
const facts = { ...offices, place: community };
const issue = (person = 'p1'): AccountCommand => ({
  type: 'IssueEnrolment',
  data: { person, place: { kind: 'community', id: 'c1' }, codeHash: 'h' },
});
const issued: AccountEvent = {
  type: 'EnrolmentIssued',
  data: { place: null, codeHash: 'h', until: '2026-04-01', judged: [] },
};
const enrol: AccountCommand = {
  type: 'Enrol',
  data: { codeHash: 'h', secret, session: session('a', 'enrolment') },
};
const enrolled = given(account, issued).when(enrol, { by }).and();
const signIn = (matches: boolean, id = 'b', at = now): AccountCommand => ({
  type: 'SignIn',
  data: { matches, session: session(id), now: at },
});

describe('a slip', () => {
  it.each(['registrar', 'over-registrar'])(
    'is handed out by %s of the offices above, with what was judged',
    (who) => {
      const [event] = given(account).when(issue(), { by: who, facts }).events();
      expect(event).toMatchObject({
        type: 'EnrolmentIssued',
        data: {
          codeHash: 'h',
          until: '2026-04-01',
          judged: [{ stream: 'community-c1', revision: 4 }, {}, {}],
        },
      });
    },
  );

  it('is for nobody who does not sit there, since whoever holds it acts as that person', () => {
    given(account).when(issue('p2'), { by: 'registrar', facts }).refused('account.noSeat');
    const left = { ...facts, place: { ...community, state: seatedUntil('2026-03-01') } };
    given(account).when(issue(), { by: 'registrar', facts: left }).refused('account.noSeat');
    given(account).when(issue(), { by: 'p1', facts }).refused('account.notRegistrar');
    given(account)
      .when(issue(), { by: 'registrar', facts: { place: community } })
      .refused('account.notRegistrar');
    given(account).when(issue(), { by: 'registrar', facts: offices }).refused('account.placeUnknown');
  });

  it('is handed out in an office by its own registrar too; without a place by the command line only', () => {
    const place = offices.district as Fact<OrganizationState>;
    const own: AccountCommand = {
      type: 'IssueEnrolment',
      data: { person: 'over-registrar', place: { kind: 'organization', id: 'district' }, codeHash: 'h' },
    };
    expect(given(account).when(own, { by: 'over-registrar', facts: { place } }).events()).toHaveLength(1);
    given(account).when(own, { by: 'registrar', facts: { place } }).refused('account.notRegistrar');
    const placeless: AccountCommand = {
      type: 'IssueEnrolment',
      data: { person: 'p1', place: null, codeHash: 'h' },
    };
    given(account).when(placeless, { by: 'system:cli' }).then(issued);
    given(account).when(placeless, { by: 'over-registrar', facts }).refused('account.placeUnknown');
  });

  it('for an account in use comes from where it was opened, as long as the person sits there', () => {
    const there = given(account).when(issue(), { by: 'registrar', facts }).and();
    const opened = there.when(enrol, { by }).and();
    expect(opened.when(issue(), { by: 'registrar', facts }).events()).toHaveLength(1);
    const other: AccountCommand = {
      type: 'IssueEnrolment',
      data: { person: 'p1', place: { kind: 'community', id: 'c2' }, codeHash: 'h' },
    };
    const both = { ...facts, former: community };
    opened.when(other, { by: 'registrar', facts: both }).refused('account.openedElsewhere');
    const left = { ...facts, former: { ...community, state: seatedUntil('2026-03-01') } };
    expect(opened.when(other, { by: 'registrar', facts: left }).events()).toHaveLength(1);
    // opened at the command line: given anew there
    enrolled.when(issue(), { by: 'registrar', facts }).refused('account.openedElsewhere');
    const placeless: AccountCommand = {
      type: 'IssueEnrolment',
      data: { person: 'p1', place: null, codeHash: 'h' },
    };
    expect(enrolled.when(placeless, { by: 'system:cli' }).events()).toHaveLength(1);
    expect(opened.when(placeless, { by: 'system:cli' }).events()).toHaveLength(1);
  });

  it('serves once, within 30 days, and only the newest', () => {
    enrolled.when(enrol, { by }).refused('account.codeUnfit');
    given(account, issued).when(enrol, { by, at: '2026-04-02T01:00:00.000Z' }).refused('account.codeUnfit');
    given(account, issued, { ...issued, data: { ...issued.data, codeHash: 'newer' } } as AccountEvent)
      .when(enrol, { by })
      .refused('account.codeUnfit');
    given(account).when(enrol, { by }).refused('account.codeUnfit');
  });

  it('ends every session that was open before it, and the lock', () => {
    const again = given(account, ...enrolled.history(), issued)
      .when(enrol, { by })
      .and();
    expect(again.state).toMatchObject({ slip: null, failures: 0, sessions: [{ id: 'a' }] });
  });
});

describe('signing in', () => {
  it('needs the password; a browser is let in beside the others, twenty at most', () => {
    expect(enrolled.when(signIn(true), { by }).and().state).toMatchObject({
      sessions: [{ id: 'a' }, { id: 'b' }],
    });
    let many = enrolled;
    for (let nth = 0; nth < 25; nth += 1) many = many.when(signIn(true, `s${nth}`), { by }).and();
    const { sessions } = many.state as Extract<typeof many.state, { status: 'known' }>;
    expect(sessions.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, nth) => `s${nth + 5}`));
  });

  it('is closed for 15 minutes after five wrong passwords, whatever password comes; the tries meanwhile are noted once', () => {
    let tried = enrolled;
    for (let nth = 1; nth <= 5; nth += 1) {
      const [event] = tried.when(signIn(false), { by }).events();
      expect(event).toEqual({
        type: 'SignInRefused',
        data: { why: 'password', failures: nth, lockedUntil: nth === 5 ? later(15) : null },
      });
      tried = tried.when(signIn(false), { by }).and();
    }
    const noted = {
      type: 'SignInRefused',
      data: { why: 'locked', failures: 5, lockedUntil: later(15) },
    } as const;
    tried.when(signIn(true, 'b', later(14)), { by }).then(noted);
    tried = tried.when(signIn(true, 'b', later(14)), { by }).and();
    expect(tried.when(signIn(false, 'b', later(14)), { by }).events()).toEqual([]);
    tried
      .when(signIn(true, 'b', later(15)), { by })
      .then({ type: 'SignedIn', data: { session: session('b') } });
    tried
      .when(signIn(false, 'b', later(16)), { by })
      .then({ type: 'SignInRefused', data: { why: 'password', failures: 6, lockedUntil: later(31) } });
  });

  it('without an account writes nothing; with a slip only it counts like a wrong password', () => {
    expect(given(account).when(signIn(true), { by }).events()).toEqual([]);
    given(account, issued)
      .when(signIn(true), { by })
      .then({ type: 'SignInRefused', data: { why: 'password', failures: 1, lockedUntil: null } });
  });

  it('by an identity provider needs no password here', () => {
    const data = { matches: true, session: session('c', 'provider'), now };
    expect(given(account).when({ type: 'SignIn', data }, { by }).events()).toHaveLength(1);
  });

  it.each(['p1', 'registrar', 'system:cli'])('is not done past the edge, by %s', (who) => {
    for (const command of [
      signIn(true),
      enrol,
      { type: 'SetPassword', data: { matches: true, secret, session: 'a', now } },
      { type: 'SignOut', data: { session: 'a' } },
      { type: 'SignOutEverywhere', data: {} },
    ] satisfies AccountCommand[])
      enrolled.when(command, { by: who }).refused('account.edgeOnly');
  });
});

describe('in a session', () => {
  const both = enrolled.when(signIn(true), { by }).and();
  const set = (matches: boolean, id = 'b'): AccountCommand => ({
    type: 'SetPassword',
    data: { matches, secret: toSeal('person:p1', 'new'), session: id, now },
  });

  it('the password is changed by whoever knows the old one; the other sessions end', () => {
    expect(both.when(set(true), { by }).and().state).toMatchObject({
      ...{ secret: { text: 'new' }, sessions: [{ id: 'b' }] },
    });
    both
      .when(set(false), { by })
      .then({ type: 'SignInRefused', data: { why: 'password', failures: 1, lockedUntil: null } });
    both.when(set(true, 'gone'), { by }).refused('account.noSession');
  });

  it('one signs out, or everywhere; a second time nothing is left to end', () => {
    const out = both.when({ type: 'SignOut', data: { session: 'a' } }, { by }).and();
    expect(out.state).toMatchObject({ sessions: [{ id: 'b' }] });
    expect(out.when({ type: 'SignOut', data: { session: 'a' } }, { by }).events()).toEqual([]);
    const none = both.when({ type: 'SignOutEverywhere', data: {} }, { by }).and();
    expect(none.state).toMatchObject({ sessions: [] });
    expect(none.when({ type: 'SignOutEverywhere', data: {} }, { by }).events()).toEqual([]);
  });
});
