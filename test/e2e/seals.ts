import { uuidV5 } from '#eventing';
import { idOf } from '../../apps/cli/src/sample.js';
import { toSeal } from '#kernel';
import { addDays } from '#procedure';
import { fileHash, today, type Spot } from '../stack/course.js';
import { member, people, places, type Realm } from '../stack/realm.js';
import { listOfTheDistrict } from './refusals.js';
import { registerStates, seatIn } from './registers.js';
import type { State } from './states.js';

const district = idOf('organization/district');

/** A report to the street, for a representative. */
export const useOf = (more: object = {}) => ({
  ...{ district, kind: 'report', matter: '困难家庭情况', addressee: '街道办事处', copies: 2 },
  ...{ applicant: people.representative, documentHash: fileHash, publicInterest: false, decision: null },
  ...more,
});

type Does = (by: string, type: string, data: object, day?: string) => Promise<unknown>;

/** Commands to the register of a community, each once. */
const registerOf = (realm: Realm, community: string): Does => {
  let acts = 0;
  return (by, type, data, day = today) => {
    acts += 1;
    return realm.give({
      ...{ category: 'sealRegister', id: community, by, type, data: { community, ...data } },
      ...{ at: `${day}T10:00:00+08:00`, commandId: uuidV5(`${community}/seal/${acts}`) },
    });
  };
};
const keptBy = (custodian: string, on = today) => ({ custodian, on, basisHash: fileHash });

const communityOfItsOwn = registerStates['community']?.['formed'] as State;

/** The resident sits in the committee of a community of the test's own, and may keep its seal. */
const withKeeper = (build: (does: Does) => Promise<unknown>): State => {
  return async (realm, name): Promise<Spot> => {
    await listOfTheDistrict(realm);
    const spot = await communityOfItsOwn(realm, name);
    const community = spot.decision;
    const given = (type: string, data: object) =>
      realm.give({
        ...{ category: 'community', id: community, by: people.registrar, type, data },
        ...{ at: `${today}T10:00:00+08:00`, commandId: uuidV5(`${community}/keeper/${type}`) },
      });
    // the committee is full: one member leaves it for the resident
    const reason = toSeal(`item:${uuidV5(`${community}/leaves`)}`, '辞去职务');
    const leaving = seatIn(community, `committee/${member('committee05')}`);
    await given('UnseatMember', { seat: leaving, on: '2026-02-28', reason });
    const seat = {
      ...{ id: uuidV5(`${community}/keeper`), body: 'committee', person: people.resident, role: 'member' },
      ...{ vote: true, from: '2026-03-01', until: '2028-12-31' },
    };
    await given('SeatMembers', { seats: [seat], basisHash: fileHash });
    await build(registerOf(realm, community));
    return spot;
  };
};

const entrust = (does: Does): Promise<unknown> => does(people.chair, 'EntrustSeal', keptBy(people.resident));
const apply = async (does: Does): Promise<void> => {
  await entrust(does);
  await does(people.representative, 'ApplyForSeal', { use: useOf() });
};
const lostOn = addDays(today, -40);

/** A seal that nobody keeps yet, one that is kept, with an application, with an approved one, and one that was lost. */
export const sealStates: Readonly<Record<string, State>> = {
  unkept: withKeeper(async () => undefined),
  kept: withKeeper(entrust),
  applied: withKeeper(apply),
  signed: withKeeper(async (does) => {
    await apply(does);
    await does(people.secretary, 'ApproveSealUse', { number: 1 });
  }),
  lost: withKeeper(async (does) => {
    await does(people.chair, 'EntrustSeal', keptBy(people.resident, lostOn), lostOn);
    await does(people.resident, 'ReportSealLost', { lostOn, reportHash: fileHash }, lostOn);
  }),
};

/** The register of the boundary community with an entry of every kind: refused, waiting, signed, declined, stamped. */
export async function variedSeals(realm: Realm, decision: string): Promise<void> {
  const does = registerOf(realm, places.community);
  const [first, keeper] = [member('committee02'), member('committee03')];
  const use = (more: object = {}) => does(people.resident, 'ApplyForSeal', { use: more });
  await does(people.chair, 'EntrustSeal', keptBy(first, lostOn), lostOn);
  await does(people.chair, 'EntrustSeal', keptBy(keeper, lostOn), lostOn);
  await does(keeper, 'ReportSealLost', { lostOn, reportHash: fileHash }, lostOn);
  const cut = { imprintHash: fileHash, cutOn: today, basisHash: fileHash };
  await does(people.chair, 'ReplaceSeal', cut);
  const own = { applicant: people.resident };
  await use(useOf({ ...own, kind: 'certificate', matter: '亲属关系证明' }));
  await use(useOf({ ...own, kind: 'resolution', decision }));
  for (let left = 3; left > 0; left -= 1) await use(useOf(own));
  for (const number of [3, 4]) await does(people.secretary, 'ApproveSealUse', { number });
  await does(keeper, 'DeclineSealUse', { number: 5, grounds: 'notTrue' });
  await does(keeper, 'StampDocument', { number: 4, documentHash: fileHash, copies: 2 });
}
