import { uuidV5 } from '#eventing';
import { toSeal, type Message } from '#kernel';
import { people, places, type Realm } from '../stack/realm.js';
import { admissionUpTo, districtOf, spring } from './admissions.js';
import { formDistrict } from './catalogs.js';
import { registerStates } from './registers.js';
import { ofDecisions } from './requests.js';
import { decisionStates, voterLeft, type State } from './states.js';

/** A command that no route takes, on a stream of its own where it is lawful. */
export type Inner = Readonly<{ category: string; id: string; by: string; command: Message }>;
type Build = (realm: Realm, name: string) => Promise<Inner>;

const [reactor, worker] = ['system:reactor', 'system:worker'];

async function stateOf(states: Readonly<Record<string, State>>, state: string, realm: Realm, name: string) {
  const build = states[state];
  if (build === undefined) throw new Error(`there is no state ${state}`);
  return build(realm, name);
}

const give = (realm: Realm, { category, id, by, command }: Inner): Promise<unknown> =>
  realm.give({
    ...{ category, id, by, type: command.type, data: command.data as object },
    ...{ at: realm.now, commandId: uuidV5(`${category}-${id}/${command.type}`) },
  });

async function noticeOf(realm: Realm, name: string): Promise<Inner> {
  const { decision } = await stateOf(decisionStates, 'proposal', realm, name);
  const about = { community: places.community, decision, sitting: null, objection: null };
  const where = { event: uuidV5(`${name}/event`), stream: `decision-${decision}` };
  const terms = { kind: 'stepDecided', recipients: [], to: ['conveners'], ballot: null };
  const text = { step: 'proposal', result: 'passed' };
  const data = { ...terms, latest: null, purposeEnds: null, text, about: { ...about, ...where } };
  const id = uuidV5(`${name}/notice`);
  return { category: 'notice', id, by: reactor, command: { type: 'RaiseNotice', data } };
}

const batchOf = (id: string, notice: string): Inner => {
  const terms = { notice, channel: 'file', recipients: [people.chair, people.secretary], groupSize: 10 };
  const data = { ...terms, purposeEnds: '2026-06-28T00:00:00.000Z' };
  return { category: 'noticeBatch', id, by: reactor, command: { type: 'OpenBatch', data } };
};
const inBatch = (id: string, type: string, data: object): Inner => ({
  ...{ category: 'noticeBatch', id, by: worker, command: { type, data } },
});
const attemptIn = (id: string): Inner =>
  inBatch(id, 'RecordAttempt', {
    ...{ attempt: uuidV5(`${id}/attempt`), worker: 'one', takesUp: null },
    recipients: [people.chair, people.secretary],
  });
const outcomeIn = (id: string): Inner =>
  inBatch(id, 'RecordOutcome', {
    ...{ attempt: uuidV5(`${id}/attempt`), outcome: 'sent', reason: null, hash: null },
  });
const outcomesIn = (id: string): Inner =>
  inBatch(id, 'RecordOutcomes', {
    ...{ attempt: uuidV5(`${id}/attempt`), hash: 'of the text' },
    parts: [{ recipients: [people.chair], outcome: 'sent', reason: null, retryAfter: null }],
  });

const batch =
  (before: readonly ((id: string) => Inner)[], last: (id: string) => Inner): Build =>
  async (realm, name) => {
    const id = uuidV5(`${name}/batch`);
    for (const one of before) await give(realm, one(id));
    return last(id);
  };
const opened = (id: string): Inner => batchOf(id, uuidV5(`${id}/notice`));
const reported = (id: string): Inner => {
  const { command, ...rest } = opened(id);
  return { ...rest, command: { ...command, data: { ...(command.data as object), receipts: true } } };
};

async function addressed(realm: Realm, name: string): Promise<Inner> {
  const raising = await noticeOf(realm, name);
  await give(realm, raising);
  return { ...raising, command: { type: 'AddressNotice', data: {} } };
}

async function counting(realm: Realm, name: string): Promise<Inner> {
  const notice = await addressed(realm, name);
  await give(realm, notice);
  const { state } = await realm.load<{ batches: readonly string[] }>('notice', notice.id);
  const sums = { sent: 2, failed: 0, lapsed: 0, possiblyTwice: 0 };
  return { ...notice, command: { type: 'CountBatch', data: { batch: state.batches[0], ...sums } } };
}

/** A notice whose list goes on. */
async function listing(realm: Realm, name: string): Promise<Inner> {
  const raising = await noticeOf(realm, name);
  const data = { ...(raising.command.data as object), to: ['subscribers'] };
  await give(realm, { ...raising, command: { ...raising.command, data } });
  await give(realm, { ...raising, command: { type: 'AddressNotice', data: {} } });
  const page = { recipients: [people.chair], after: null, last: true };
  return { ...raising, by: 'system:timer', command: { type: 'ListRecipients', data: page } };
}

const toDecision = (id: string, type: string, data: object): Inner => ({
  ...{ category: 'decision', id, by: reactor, command: { type, data } },
});

const sessionOf = (id: string, nth: string) => ({
  ...{ id: uuidV5(`${id}/session ${nth}`), tokenHash: 'a'.repeat(64), until: '2027-01-01T00:00:00.000Z' },
  proof: 'password',
});
const toAccount = (id: string, type: string, data: object): Inner => ({
  ...{ category: 'account', id, by: 'system:edge', command: { type, data } },
});
/** An account whose slip is out, and with its first password where it is `enrolled`. */
const inAccount =
  (state: 'issued' | 'enrolled', last: (id: string) => Inner): Build =>
  async (realm, name) => {
    const id = uuidV5(`${name}/account`);
    const slip = { person: id, place: null, codeHash: 'c' };
    await give(realm, { ...toAccount(id, 'IssueEnrolment', slip), by: 'system:cli' });
    if (state === 'enrolled') await give(realm, enrolIn(id));
    return last(id);
  };
const secretOf = (id: string) => toSeal(`person:${id}`, '$argon2id$');
const enrolIn = (id: string): Inner =>
  toAccount(id, 'Enrol', { codeHash: 'c', secret: secretOf(id), session: sessionOf(id, 'first') });
const first = (id: string): string => sessionOf(id, 'first').id;
const instant = '2026-06-29T02:00:00.000Z';

/** Every command of timers, reactors, workers and the command line, by `category.type`. */
export const inside: Readonly<Record<string, Build>> = {
  'person.MintToken': async (realm, name) => {
    const { decision: id } = await stateOf(registerStates['person'] ?? {}, 'registered', realm, name);
    const terms = { audience: 'siyi', expires: '2026-07-01T00:00:00.000Z', purpose: 'test' };
    const command = { type: 'MintToken', data: { tokenId: uuidV5(`${name}/token`), ...terms } };
    return { category: 'person', id, by: 'system:cli', command };
  },
  'account.Enrol': inAccount('issued', enrolIn),
  'account.SignIn': inAccount('enrolled', (id) =>
    toAccount(id, 'SignIn', { matches: true, session: sessionOf(id, 'second'), now: instant }),
  ),
  'account.SetPassword': inAccount('enrolled', (id) =>
    toAccount(id, 'SetPassword', { matches: true, secret: secretOf(id), session: first(id), now: instant }),
  ),
  'account.SignOut': inAccount('enrolled', (id) => toAccount(id, 'SignOut', { session: first(id) })),
  'account.SignOutEverywhere': inAccount('enrolled', (id) => toAccount(id, 'SignOutEverywhere', {})),
  'decision.NoteDeparture': async (realm, name) => {
    const { decision, sitting } = await stateOf(decisionStates, 'voting', realm, name);
    return toDecision(decision, 'NoteDeparture', { sitting, person: voterLeft });
  },
  'decision.NoteReliance': async (realm, name) => {
    const { decision } = await stateOf(decisionStates, 'proposal', realm, name);
    return toDecision(decision, 'NoteReliance', { decision: uuidV5(`${name}/other`) });
  },
  'decision.MarkRelianceLost': async (realm, name) => {
    const spot = await stateOf(decisionStates, 'review', realm, name);
    const id = uuidV5(`${name}/relying`);
    const { body } = ofDecisions['OpenDecision']?.(spot) ?? {};
    const data = { ...body, attachments: [], reliesOn: [spot.decision] };
    const command = { type: 'OpenDecision', data };
    await give(realm, { category: 'decision', id, by: people.secretary, command });
    await stateOf(decisionStates, 'withdrawn', realm, name); // the same matter, one step further
    return toDecision(id, 'MarkRelianceLost', { on: spot.decision });
  },
  'decision.ProbePage': async (realm, name) => {
    const { decision } = await stateOf(decisionStates, 'posted', realm, name);
    const data = { step: 'resolutionPosting', on: '2026-05-25', found: false, reason: 'HTTP 502' };
    return { category: 'decision', id: decision, by: 'system:probe', command: { type: 'ProbePage', data } };
  },
  'admissionRequest.ExpireAdmission': async (realm, name) => {
    const district = districtOf(uuidV5(`${name}/admission`));
    await formDistrict(realm, district);
    const terms = spring('2026-06-28');
    const id = await admissionUpTo(realm, { name, district, state: 'published', terms });
    return {
      category: 'admissionRequest',
      id,
      by: 'system:timer',
      command: { type: 'ExpireAdmission', data: {} },
    };
  },
  'notice.RaiseNotice': noticeOf,
  'notice.AddressNotice': addressed,
  'notice.ListRecipients': listing,
  'notice.CountBatch': counting,
  'noticeBatch.OpenBatch': batch([], opened),
  'noticeBatch.RecordAttempt': batch([opened], attemptIn),
  'noticeBatch.RecordOutcome': batch([opened, attemptIn], outcomeIn),
  'noticeBatch.RecordOutcomes': batch([opened, attemptIn], outcomesIn),
  'noticeBatch.RecordReceipts': batch([reported, attemptIn, outcomeIn], (id) => ({
    ...inBatch(id, 'RecordReceipts', {
      receipts: [{ attempt: uuidV5(`${id}/attempt`), state: 'delivered' }],
    }),
    by: 'system:edge',
  })),
  'noticeBatch.LeaveToDigest': batch([opened], (id) =>
    inBatch(id, 'LeaveToDigest', { recipients: [people.chair] }),
  ),
  'noticeBatch.LapseBatch': batch([opened], (id) => inBatch(id, 'LapseBatch', { reason: 'purposeEnded' })),
  'reactor.StartReactor': async (_realm, name) => {
    const data = { name, position: '0' };
    return {
      ...{ category: 'reactor', id: uuidV5(name), by: reactor, command: { type: 'StartReactor', data } },
    };
  },
};
