import { uuidV5 } from '#eventing';
import { today } from '../stack/course.js';
import { people, places, type Realm } from '../stack/realm.js';
import { readers } from './readers.js';
import type { Ask } from './requests.js';
import type { State } from './states.js';

const [reactor, worker] = ['system:reactor', 'system:worker'];

const give = (realm: Realm, to: string, by: string, type: string, data: object): Promise<unknown> => {
  const [category = '', ...id] = to.split('-');
  return realm.give({
    ...{ category, id: id.join('-'), by, type, data, at: `${today}T10:00:00+08:00` },
    commandId: uuidV5(`${to}/${type}`),
  });
};

/** A notice of the community over a channel that reaches nobody but the secretary. */
async function sentInVain(realm: Realm, id: string, unreached: string): Promise<void> {
  const notice = uuidV5(`${id}/notice`);
  const recipients = [people.secretary, unreached];
  const about = { community: places.community, decision: null, sitting: null, objection: null };
  const hung = { from: today, lastDay: '2026-07-14', objectionUntil: '2026-07-14' };
  await give(realm, `notice-${notice}`, reactor, 'RaiseNotice', {
    ...{ kind: 'posted', to: [], recipients, ballot: null, latest: null, purposeEnds: null },
    text: { title: '修路', step: 'resolutionPosting', ...hung },
    about: { ...about, event: notice, stream: `community-${places.community}` },
  });
  await give(realm, `notice-${notice}`, reactor, 'AddressNotice', {});
  const terms = { notice, channel: 'email', groupSize: 10, purposeEnds: null };
  await give(realm, `noticeBatch-${id}`, reactor, 'OpenBatch', { ...terms, recipients });
}
async function failed(realm: Realm, id: string, unreached: string): Promise<void> {
  await sentInVain(realm, id, unreached);
  const attempt = uuidV5(`${id}/attempt`);
  const batch = `noticeBatch-${id}`;
  const trying = { attempt, worker: 'one', takesUp: null, recipients: [people.secretary, unreached] };
  await give(realm, batch, worker, 'RecordAttempt', trying);
  const rest = { reason: null, retryAfter: null };
  await give(realm, batch, worker, 'RecordOutcomes', {
    ...{ attempt, hash: 'of the text' },
    parts: [
      { ...rest, recipients: [people.secretary], outcome: 'sent' },
      { ...rest, recipients: [unreached], outcome: 'permanent' },
    ],
  });
}

const toldAtTheDoor = (unreached: string) => ({
  ...{ recipients: [unreached], teller: people.chair, toldOn: today, how: 'visit' },
});

const state = (build: (realm: Realm, id: string) => Promise<unknown>): State => {
  return async (realm, name) => {
    const id = uuidV5(`${name}/noticeBatch`);
    await build(realm, id);
    const nowhere = { sitting: id, step: 'proposal', heldOn: today, ballot: 1, objection: id };
    return { decision: id, ...nowhere, from: today, lastDay: today };
  };
};

/** Before anything was sent, while it is sent, when it did not reach somebody, and once he was told at the door. */
export const batchStates: Readonly<Record<string, State>> = {
  unsent: state(async () => undefined),
  sending: state((realm, id) => sentInVain(realm, id, people.resident)),
  unreached: state((realm, id) => failed(realm, id, people.resident)),
  told: state(async (realm, id) => {
    await failed(realm, id, people.resident);
    const data = toldAtTheDoor(people.resident);
    await give(realm, `noticeBatch-${id}`, people.secretary, 'RecordToldByHand', data);
  }),
};

/** The command to batches that a person gives. */
export const ofBatches: Readonly<Record<string, Ask>> = {
  RecordToldByHand: ({ decision: id }) => ({
    path: `notice-batches/${id}/told`,
    body: toldAtTheDoor(people.resident),
  }),
  RetryUnreached: ({ decision: id }) => ({
    path: `notice-batches/${id}/retry`,
    body: { recipients: [people.resident] },
  }),
};

/** The first of them. */
export const unreachedNotice = uuidV5(`${uuidV5('varied/batch one')}/notice`);

/** Two notices that did not reach one of the representatives. */
export async function variedBatches(realm: Realm): Promise<void> {
  for (const name of ['one', 'two']) await failed(realm, uuidV5(`varied/batch ${name}`), readers.voter);
}
