import type { Decider, Fact, Issued } from '#kernel';
import { conflict, forbidden, invalid, judgedOn, missing, never } from '#kernel';
import { addDays, dayOf, seatsOn } from '#procedure';
import type {
  AccountCommand,
  AccountEvent,
  AccountSession,
  AccountState,
  CommunityState,
  OrganizationState,
} from '../events.js';
import type { OfficeFacts } from './facts.js';
import { isRegistrar, isRegistrarOf, officesJudged } from './registrar.js';

/** The place where the person sits, and the offices above it. */
export type AccountFacts = OfficeFacts &
  Readonly<{
    place?: Fact<CommunityState | OrganizationState>;
    /** The place by whose slip the account was opened. */
    former?: Fact<CommunityState | OrganizationState>;
  }>;

type Known = Extract<AccountState, { status: 'known' }>;
type Given<T extends AccountCommand['type']> = Issued<Extract<AccountCommand, { type: T }>, AccountFacts>;

/** The edge, which alone has seen a password or a code. */
const edge = 'system:edge';
/** So many wrong passwords in a row close the account for a while (OWASP ASVS 5.0, 6.3.1; the numbers are ours). */
const mostFailures = 5;
const lockMinutes = 15;
/** So many days a slip may lie about. */
const slipDays = 30;
/** So many browsers at once; the oldest is let go. */
const mostSessions = 20;

const nobody: Known = {
  ...{ status: 'known', slip: null, place: null, secret: null, failures: 0 },
  ...{ lockedUntil: null, lockNoted: false, sessions: [] },
};

const known = (state: AccountState): Known => (state.status === 'known' ? state : nobody);

function mustBeEdge({ by }: Issued<AccountCommand, AccountFacts>): void {
  if (by.person !== edge)
    forbidden(
      'account.edgeOnly',
      '登录须凭密码或注册码,经登录接口办理。',
      'Signing in needs a password or a code, by the routes for it.',
    );
}

/** An account that is in use is given anew where it was opened: else whoever may seat people could seat, and then be, anybody. */
function mustBeOpenedThere({ data, facts, at }: Given<'IssueEnrolment'>, { secret, place }: Known): void {
  if (secret === null || (place !== null && place.id === data.place?.id)) return;
  const { former } = facts;
  const left =
    former?.state.status === 'formed' &&
    !seatsOn(former.state, dayOf(at)).some(({ person }) => person === data.person);
  if (!left)
    conflict(
      'account.openedElsewhere',
      '此人的账号是在另一处(或服务器命令行)开立的:由该处登记员补发注册码;本人不再在该处任职后,才由这里发给。',
      'This account was opened at another place, or at the command line: a new code is handed out there, and here only once the person sits there no more.',
      { details: { place } },
    );
}

/** IssueEnrolment: whoever brings the code acts as the person, so only for those who sit where the registrar seats people. */
function issue(command: Given<'IssueEnrolment'>, account: AccountState): readonly AccountEvent[] {
  const { data, by, facts, at } = command;
  const day = dayOf(at);
  const { person: id, place, codeHash } = data;
  const said = { place, codeHash, until: addDays(day, slipDays) };
  if (by.person === 'system:cli' && place === null)
    return [{ type: 'EnrolmentIssued', data: { ...said, judged: [] } }];
  const state = facts.place?.state;
  if (place === null || state?.status !== 'formed')
    return missing(
      'account.placeUnknown',
      '须写明此人任职的社区或机构。',
      'Name the community or organization where the person sits.',
    );
  const own = place.kind === 'organization' && isRegistrarOf(state as OrganizationState, by.person, day);
  if (!own && !isRegistrar(facts, by, day))
    forbidden(
      'account.notRegistrar',
      '注册码由该社区或机构的上级登记员发给。',
      'A code is handed out by a registrar of the offices above that place.',
      { details: { day } },
    );
  if (!seatsOn(state, day).some(({ person }) => person === id))
    conflict(
      'account.noSeat',
      '此人当日在该处没有任职,不发注册码。',
      'This person holds no seat there today: no code is handed out.',
      { details: { day } },
    );
  mustBeOpenedThere(command, known(account));
  const judged = [...judgedOn(facts.place, facts.former), ...officesJudged(facts)];
  return [{ type: 'EnrolmentIssued', data: { ...said, judged } }];
}

const badCode = (): never =>
  forbidden(
    'account.codeUnfit',
    '注册码不正确、已使用或已过期:请向登记员要一张新的。',
    'The code is wrong, used or too old: ask the registrar for a new slip.',
  );

function enrol(command: Given<'Enrol'>, state: AccountState): readonly AccountEvent[] {
  mustBeEdge(command);
  const { codeHash, secret, session } = command.data;
  const { slip } = known(state);
  if (slip === null || slip.codeHash !== codeHash || slip.until < dayOf(command.at)) badCode();
  return [{ type: 'AccountEnrolled', data: { secret, session } }];
}

/** The refusal as it is recorded: each wrong password, and one of the tries while the account is closed. */
function refusal(state: Known, now: string): readonly AccountEvent[] {
  const { failures, lockedUntil, lockNoted } = state;
  const refused = (data: Extract<AccountEvent, { type: 'SignInRefused' }>['data']): AccountEvent => ({
    type: 'SignInRefused',
    data,
  });
  if (lockedUntil !== null && now < lockedUntil)
    return lockNoted ? [] : [refused({ why: 'locked', failures, lockedUntil })];
  const more = failures + 1;
  const until = new Date(Date.parse(now) + lockMinutes * 60_000).toISOString();
  return [refused({ why: 'password', failures: more, lockedUntil: more >= mostFailures ? until : null })];
}

const isLocked = ({ lockedUntil }: Known, now: string): boolean => lockedUntil !== null && now < lockedUntil;

function signIn(command: Given<'SignIn'>, state: AccountState): readonly AccountEvent[] {
  mustBeEdge(command);
  const { matches, session, now } = command.data;
  if (session.proof === 'provider') return [{ type: 'SignedIn', data: { session } }];
  // what was never known is not written down: anybody could fill the log with it
  if (state.status === 'none') return [];
  if (matches && state.secret !== null && !isLocked(state, now))
    return [{ type: 'SignedIn', data: { session } }];
  return refusal(state, now);
}

function setPassword(command: Given<'SetPassword'>, state: AccountState): readonly AccountEvent[] {
  mustBeEdge(command);
  const { matches, secret, session, now } = command.data;
  const account = known(state);
  if (!account.sessions.some(({ id }) => id === session))
    invalid('account.noSession', '该登录已经结束,请重新登录。', 'This session has ended; sign in again.');
  if (!matches || isLocked(account, now)) return refusal(account, now);
  return [{ type: 'PasswordSet', data: { secret, session } }];
}

function decide(command: Issued<AccountCommand, AccountFacts>, state: AccountState): readonly AccountEvent[] {
  switch (command.type) {
    case 'IssueEnrolment':
      return issue(command, state);
    case 'Enrol':
      return enrol(command, state);
    case 'SignIn':
      return signIn(command, state);
    case 'SetPassword':
      return setPassword(command, state);
    case 'SignOut': {
      mustBeEdge(command);
      const { session } = command.data;
      const there = known(state).sessions.some(({ id }) => id === session);
      return there ? [{ type: 'SignedOut', data: { session } }] : [];
    }
    case 'SignOutEverywhere':
      mustBeEdge(command);
      return known(state).sessions.length > 0 ? [{ type: 'SignedOutEverywhere', data: {} }] : [];
    default:
      return never(command);
  }
}

const admitted = (state: Known, session: AccountSession, others = state.sessions): Known => ({
  ...{ ...state, failures: 0, lockedUntil: null, lockNoted: false },
  sessions: [...others, session].slice(-mostSessions),
});

function evolve(before: AccountState, event: AccountEvent): AccountState {
  const state = known(before);
  switch (event.type) {
    case 'EnrolmentIssued': {
      const { codeHash, until, place } = event.data;
      return { ...state, slip: { codeHash, until, place } };
    }
    case 'AccountEnrolled': {
      const { secret, session } = event.data;
      return { ...admitted(state, session, []), slip: null, secret, place: state.slip?.place ?? null };
    }
    case 'SignedIn':
      return admitted(state, event.data.session);
    case 'SignInRefused': {
      const { why, failures, lockedUntil } = event.data;
      return { ...state, failures, lockedUntil, lockNoted: why === 'locked' };
    }
    case 'PasswordSet': {
      const { secret, session } = event.data;
      const kept = state.sessions.filter(({ id }) => id === session);
      return { ...state, secret, sessions: kept, failures: 0, lockedUntil: null, lockNoted: false };
    }
    case 'SignedOut':
      return { ...state, sessions: state.sessions.filter(({ id }) => id !== event.data.session) };
    case 'SignedOutEverywhere':
      return { ...state, sessions: [] };
    default:
      return never(event);
  }
}

/** By which password a person signs in, and in which browsers; what was refused stands beside it. */
export const account: Decider<AccountCommand, AccountEvent, AccountState, AccountFacts> = {
  decide,
  evolve,
  initialState: { status: 'none' },
};
