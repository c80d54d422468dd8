import { sampleDistrict, type CommunityCommand, type Seat } from '#community';
import { uuidV5 } from '#eventing';
import { toSeal } from '#kernel';
import { idOf } from '../../apps/cli/src/sample.js';
import { fileHash, today, type Spot } from '../stack/course.js';
import { people, places, type Realm } from '../stack/realm.js';
import type { State } from './states.js';

/** A person, organization or community of its own for each test; its stream's id is the spot's `decision`. */
const standing = (category: string, build: (enter: Enter, id: string) => Promise<unknown>): State => {
  return async (realm, name) => {
    const id = uuidV5(`${name}/${category}`);
    let acts = 0;
    const enter: Enter = (type, data, by = people.registrar) => {
      acts += 1;
      const commandId = uuidV5(`${name}/${acts}`);
      return realm.give({ category, id, by, type, data, at: `${today}T10:00:00+08:00`, commandId });
    };
    await build(enter, id);
    const nowhere = { sitting: id, step: 'proposal', heldOn: today, ballot: 1, objection: id };
    return { decision: id, ...nowhere, from: today, lastDay: today } satisfies Spot;
  };
};
type Enter = (type: string, data: object, by?: string) => ReturnType<Realm['give']>;

/** The seat of that label in a stream that a test made. */
export const seatIn = (stream: string, label: string): string => uuidV5(`${stream}/seat/${label}`);

const sampleSeats = sampleDistrict({ idOf })
  .filter(({ id }) => id === places.community)
  .flatMap(({ command }) => (command.type === 'SeatMembers' ? command.data.seats : []));

/** The rolls of the boundary community once more. */
const seatsOf = (stream: string): readonly Seat[] =>
  sampleSeats.map((seat) => ({ ...seat, id: seatIn(stream, `${seat.body}/${seat.person}`) }));

const register = (enter: Enter, id: string) =>
  enter('RegisterPerson', {
    name: toSeal(`person:${id}`, '居民甲'),
    ...{ identity: 'communityNumber', office: places.street },
  });
const reason = (id: string) => toSeal(`item:${uuidV5(`${id}/reason`)}`, '本人申请');
/** The person whose erasure has the text for its reason. */
export const holderOf = (item: string): string => uuidV5(`${item}/holder`);
/** A sealed text that stands in the stream of a person. */
const textOf =
  (then: (realm: Realm, id: string, name: string) => Promise<unknown>): State =>
  async (realm, name) => {
    const spot = await standing('item', nothing)(realm, name);
    const { decision: id } = spot;
    const holder = holderOf(id);
    const to = { category: 'person', id: holder, by: people.registrar, at: `${today}T10:00:00+08:00` };
    const [register, erase] = ['register', 'erase'].map((act) => uuidV5(`${name}/${act}`)) as [
      string,
      string,
    ];
    const known = { identity: 'communityNumber', office: places.street };
    await realm.give({
      ...{ ...to, type: 'RegisterPerson', commandId: register },
      data: { name: toSeal(`person:${holder}`, '居民甲'), ...known },
    });
    await realm.give({
      ...{ ...to, type: 'ErasePerson', commandId: erase },
      data: { reason: toSeal(`item:${id}`, '本人申请'), office: places.street },
    });
    await then(realm, id, name);
    return spot;
  };
const form: CommunityCommand = {
  type: 'FormCommunity',
  data: {
    ...{ name: '第 118 社区(名称待补)', nameSource: null, parent: places.street },
    ...{ households: 1200, adults: 2600, countsSource: '假定' },
  },
};
const authorizationOf = (stream: string) => ({
  ...{ id: uuidV5(`${stream}/authorization`), matters: ['*'], from: '2026-01-20', until: '2028-12-31' },
  ...{ resolutionHash: fileHash, assumed: true },
});
/** The authorization that such a community has. */
export const authorizationIn = (stream: string): string => authorizationOf(stream).id;

const nothing = async (): Promise<void> => undefined;

/** The office in which the person of an account sits, made by its state. */
export const officeOf = (account: string): string => uuidV5(`${account}/office`);

/** Somebody who sits in an office of his own below the street. */
const seatedInOffice: State = async (realm, name) => {
  const spot = await standing('account', nothing)(realm, name);
  const { decision: person } = spot;
  const id = officeOf(person);
  const enter = (type: string, data: object) =>
    realm.give({
      ...{ category: 'organization', id, by: people.registrar, type, data },
      ...{ at: `${today}T10:00:00+08:00`, commandId: uuidV5(`${name}/${type}`) },
    });
  await enter('FormOrganization', {
    kind: 'department',
    name: '某部门',
    source: 'test',
    parent: places.street,
  });
  const office = { body: 'auditor', role: 'auditor', vote: false, from: '2026-01-01', until: '2028-12-31' };
  await enter('SeatMembers', {
    seats: [{ id: seatIn(id, 'auditor'), person, ...office }],
    basisHash: fileHash,
  });
  return spot;
};

/** What stands for itself, before and after it was entered. */
export const registerStates: Readonly<Record<string, Readonly<Record<string, State>>>> = {
  person: {
    none: standing('person', nothing),
    registered: standing('person', register),
    erased: standing('person', async (enter, id) => {
      await register(enter, id);
      await enter('ErasePerson', { reason: reason(id), office: places.street });
    }),
  },
  account: { none: standing('account', nothing), seated: seatedInOffice },
  item: {
    none: standing('item', nothing),
    kept: textOf(async () => undefined),
    erased: textOf(async (realm, id, name) => {
      const data = {
        key: `item:${id}`,
        of: `person-${holderOf(id)}`,
        reason: reason(id),
        office: places.street,
      };
      await realm.give({
        ...{ category: 'item', id, by: people.registrar, type: 'EraseItem', data },
        ...{ at: `${today}T10:00:00+08:00`, commandId: uuidV5(`${name}/erasing`) },
      });
    }),
  },
  organization: {
    none: standing('organization', nothing),
    formed: standing('organization', async (enter, id) => {
      const source = 'test';
      await enter('FormOrganization', { kind: 'department', name: '某部门', source, parent: places.street });
      const office = {
        body: 'auditor',
        role: 'auditor',
        vote: false,
        from: '2026-01-01',
        until: '2028-12-31',
      };
      const seat = { id: seatIn(id, 'auditor'), person: people.resident, ...office };
      await enter('SeatMembers', { seats: [seat], basisHash: fileHash });
    }),
  },
  community: {
    none: standing('community', nothing),
    formed: standing('community', async (enter, id) => {
      await enter(form.type, form.data);
      await enter('SeatMembers', { seats: seatsOf(id), basisHash: fileHash });
      await enter('AuthorizeRepresentatives', { authorization: authorizationOf(id) });
    }),
  },
};
