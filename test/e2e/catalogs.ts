import { uuidV5 } from '#eventing';
import { addDays } from '#procedure';
import { fileHash, today } from '../stack/course.js';
import { people, type Realm } from '../stack/realm.js';
import type { State } from './states.js';

/** The admission authority of a district that a test made. */
export const authorityOf = (district: string): string => uuidV5(`${district}/authority`);

/** The department there, for which the resident speaks. */
export const departmentOf = (district: string): string => uuidV5(`${district}/department`);

const term = { from: '2026-01-01', until: '2028-12-31' };

const set = (value: number) => ({ value, source: '区社区减负工作方案' });
/** Every parameter that a district can set; each application goes beyond the cap, which is only shown. */
const rules = {
  ...{ lead: set(30), decide: set(15), grace: set(30), hearings: set(3), reviewPercent: set(60) },
  ...{ urgentWithin: set(10), loadCap: set(1), overCap: 'warn', meetingsPerYear: set(12) },
  refuseScope: 'notApproved',
};

/** A list of tasks as the authority publishes it. */
export const listFrom = (effectiveFrom: string) => ({
  ...{ effectiveFrom, source: '区社区工作事项清单', basisHash: fileHash, rules },
  entries: [
    {
      ...{
        id: 'A-01',
        title: '最低生活保障申请受理',
        names: ['低保申请'],
        class: 'shouldAssist',
        kind: 'task',
      },
      ...{ department: '民政局', basis: '社会救助暂行办法 §11' },
    },
    {
      ...{ id: 'A-02', title: '居民代表会议召集', names: [], class: 'mustBear', kind: 'trainingOrMeeting' },
      ...{ department: null, basis: '居委会组织法(2025) §28' },
    },
  ],
});

/** Forms the authority, which the registrar serves, and a department; with a day, the first list applies from then on. */
export async function authorityIn(realm: Realm, district: string, listOn?: string): Promise<void> {
  const authority = authorityOf(district);
  const at = `${today}T10:00:00+08:00`;
  const give = (category: string, id: string, by: string, type: string, data: object) =>
    realm.give({ category, id, by, type, data, at, commandId: uuidV5(`${id}/${type}`) });
  const form = (kind: string, name: string) => ({ kind, name, source: 'test', parent: district });
  const seat = (id: string, person: string, more: object) => ({
    ...{ id: uuidV5(`${id}/seat/${person}`), body: 'office', person, role: 'member', vote: false },
    ...{ ...term, ...more },
  });
  const seatIn = (id: string, ...seats: readonly object[]) =>
    give('organization', id, 'system:init', 'SeatMembers', { seats, basisHash: fileHash });
  await give('organization', authority, 'system:init', 'FormOrganization', form('authority', '准入管理机构'));
  await seatIn(
    authority,
    seat(authority, people.registrar, { role: 'registrar' }),
    ...['one', 'two', 'three'].map((name) => seat(authority, uuidV5(`${authority}/${name}`), { vote: true })),
  );
  const department = departmentOf(district);
  await give('organization', department, 'system:init', 'FormOrganization', form('department', '民政局'));
  const registrar = seat(department, uuidV5(`${department}/registrar`), { role: 'registrar' });
  await seatIn(department, registrar, seat(department, people.resident, {}));
  if (listOn === undefined) return;
  const list = { ...listFrom(listOn), district, authority };
  await give('taskCatalog', district, people.registrar, 'PublishTaskCatalog', list);
}

/** A district of a test's own, with its authority and a department. */
export async function formDistrict(realm: Realm, district: string, listOn?: string): Promise<void> {
  const data = { kind: 'district', name: '某区', source: 'test', parent: null };
  await realm.give({
    ...{ category: 'organization', id: district, by: 'system:init', type: 'FormOrganization', data },
    ...{ at: `${today}T10:00:00+08:00`, commandId: uuidV5(`${district}/form`) },
  });
  await authorityIn(realm, district, listOn);
}

/** A district of its own for each test; its id is the spot's `decision`. */
const ofDistrict =
  (listOn?: string): State =>
  async (realm, name) => {
    const district = uuidV5(`${name}/district`);
    await formDistrict(realm, district, listOn);
    const nowhere = { sitting: district, step: 'proposal', heldOn: today, ballot: 1, objection: district };
    return { decision: district, ...nowhere, from: today, lastDay: today };
  };

/** A district’s list before it was published, and after. */
export const catalogStates: Readonly<Record<string, State>> = {
  unpublished: ofDistrict(),
  published: ofDistrict(addDays(today, 1)),
};
