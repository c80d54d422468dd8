import { uuidV5 } from '#eventing';
import { addDays } from '#procedure';
import { fileHash, today } from '../stack/course.js';
import { people, type Realm } from '../stack/realm.js';
import type { State } from './states.js';

/** The admission authority of a district that a test made. */
export const authorityOf = (district: string): string => uuidV5(`${district}/authority`);

const term = { from: '2026-01-01', until: '2028-12-31' };

/** A list of tasks as the authority publishes it. */
export const listFrom = (effectiveFrom: string) => ({
  ...{ effectiveFrom, source: '区社区工作事项清单', basisHash: fileHash },
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

/** Forms the authority and seats the registrar there; with a day, its first list applies from then on. */
export async function authorityIn(realm: Realm, district: string, listOn?: string): Promise<void> {
  const authority = authorityOf(district);
  const at = `${today}T10:00:00+08:00`;
  const give = (category: string, id: string, by: string, type: string, data: object) =>
    realm.give({ category, id, by, type, data, at, commandId: uuidV5(`${id}/${type}`) });
  const organization = { kind: 'authority', name: '区准入工作领导小组', source: 'test', parent: district };
  const seat = { id: uuidV5(`${authority}/seat`), body: 'registrar', person: people.registrar };
  const seats = [{ ...seat, ...term, role: 'registrar', vote: false }];
  await give('organization', authority, 'system:init', 'FormOrganization', organization);
  await give('organization', authority, 'system:init', 'SeatMembers', { seats, basisHash: fileHash });
  if (listOn === undefined) return;
  const list = { ...listFrom(listOn), district, authority };
  await give('taskCatalog', district, people.registrar, 'PublishTaskCatalog', list);
}

/** A district of its own for each test, with its authority; its id is the spot's `decision`. */
const ofDistrict =
  (listOn?: string): State =>
  async (realm, name) => {
    const district = uuidV5(`${name}/district`);
    const data = { kind: 'district', name: '某区', source: 'test', parent: null };
    await realm.give({
      ...{ category: 'organization', id: district, by: 'system:init', type: 'FormOrganization', data },
      ...{ at: `${today}T10:00:00+08:00`, commandId: uuidV5(`${name}/district/form`) },
    });
    await authorityIn(realm, district, listOn);
    const nowhere = { sitting: district, step: 'proposal', heldOn: today, ballot: 1, objection: district };
    return { decision: district, ...nowhere, from: today, lastDay: today };
  };

/** A district’s list before it was published, and after. */
export const catalogStates: Readonly<Record<string, State>> = {
  unpublished: ofDistrict(),
  published: ofDistrict(addDays(today, 1)),
};
