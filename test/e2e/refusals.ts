import { uuidV5 } from '#eventing';
import { idOf } from '../../apps/cli/src/sample.js';
import { today } from '../stack/course.js';
import { people, places, type Realm } from '../stack/realm.js';
import { authorityIn, authorityOf, departmentOf } from './catalogs.js';
import type { State } from './states.js';

const district = idOf('organization/district');
const listed = new WeakMap<Realm, Promise<void>>();

/** The district of the boundary community has its authority and its list, once for every realm. */
export const listOfTheDistrict = (realm: Realm): Promise<void> => {
  const made = listed.get(realm) ?? authorityIn(realm, district, today);
  listed.set(realm, made);
  return made;
};

const task = (title: string) => ({
  ...{ community: places.community, district, department: departmentOf(district), title, kind: 'task' },
  askedOn: today,
});
const give = (realm: Realm, id: string, by: string, type: string, data: object): Promise<unknown> =>
  realm.give({
    ...{ category: 'taskRefusal', id, by, type, data, at: `${today}T10:00:00+08:00` },
    commandId: uuidV5(`${id}/${type}`),
  });
const claim = (realm: Realm, id: string): Promise<unknown> =>
  give(realm, id, people.chair, 'ClaimConditions', { task: task('低保申请'), claim: '需一名专员' });

const state = (build: (realm: Realm, id: string) => Promise<unknown>): State => {
  return async (realm, name) => {
    await listOfTheDistrict(realm);
    const id = uuidV5(`${name}/refusal`);
    await build(realm, id);
    const nowhere = { sitting: id, step: 'proposal', heldOn: today, ballot: 1, objection: id };
    return { decision: id, ...nowhere, from: today, lastDay: today };
  };
};

/** Before anything was answered, and with a claim that waits for an answer. */
export const refusalStates: Readonly<Record<string, State>> = {
  unanswered: state(async () => undefined),
  claimed: state(claim),
};

/** A refusal, a claim that waits, and one that was answered. */
export async function variedRefusals(realm: Realm): Promise<void> {
  await listOfTheDistrict(realm);
  const [refused, waiting, answered] = ['refused', 'waiting', 'answered'].map((name) =>
    uuidV5(`varied/${name}`),
  ) as [string, string, string];
  const refusal = { task: { ...task('招商引资') }, admission: null, reason: '不在清单内' };
  await give(realm, refused, people.secretary, 'RefuseTask', refusal);
  await claim(realm, waiting);
  await claim(realm, answered);
  const answer = { authority: authorityOf(district), outcome: 'provided', answer: '七月到位' };
  await give(realm, answered, people.registrar, 'AnswerClaim', answer);
}
