import { uuidV5 } from '#eventing';
import { toSeal } from '#kernel';
import { idOf } from '../../apps/cli/src/sample.js';
import { fileHash } from '../stack/course.js';
import { people, places, type Realm } from '../stack/realm.js';
import { canary, documentNumber, phone } from './canaries.js';
import type { Says } from './matters.js';
import { readers } from './readers.js';

const { community, street } = places;
const office = { vote: false, from: '2026-01-01', until: '2028-12-31' };
const term = { from: '2026-07-01', until: '2028-12-31' };

const register = (says: Says, number: string, more: object = {}): Promise<string> =>
  says(people.registrar, 'persons', { name: '居民甲', communityNumber: number, office: street, ...more });

/** Rolls by CSV, with a name, a number and a telephone in it. */
async function importOne(realm: Realm): Promise<void> {
  const csv = [
    'name,document,body,role,vote,from,until,phone',
    `${canary('importedName')},${documentNumber},members,member,no,2026-06-01,2028-12-31,${phone}`,
  ].join('\n');
  const path = `communities/${community}/imports`;
  const ask = (body: object) => realm.send(path, { person: people.registrar, body });
  const asked = { csv, basisHash: fileHash };
  const { json } = await ask(asked);
  const { status, json: answer } = await ask({ ...asked, preview: json['preview'] });
  if (status !== 200) throw new Error(`import: ${JSON.stringify([json, answer])}`);
}

/**
 * Makes everybody what readers.ts says that they are, and enters what people must not read about one another;
 * gives the id of a community that has a name.
 */
export async function settle(realm: Realm, says: Says): Promise<string> {
  const { registrar } = people;
  const named = { name: canary('name'), contact: canary('contact') };
  const [known, second] = [
    await register(says, canary('communityNumber'), named),
    await register(says, 'second card'),
  ];
  await says(registrar, `persons/${second}/joining`, {
    into: known,
    reason: canary('joining'),
    office: street,
  });
  const gone = await register(says, 'gone', { name: `${canary('name')}二` });
  await says(registrar, `persons/${gone}/erasure`, { reason: canary('erasure'), office: street });
  await importOne(realm);

  const voter = { name: canary('memberName'), contact: canary('memberContact') };
  const key = `person:${readers.voter}`;
  await realm.give({
    ...{ category: 'person', id: readers.voter, by: 'system:init', type: 'RegisterPerson', at: realm.now },
    ...{ commandId: uuidV5('reading/the voter is registered') },
    data: { name: toSeal(key, voter.name), contact: toSeal(key, voter.contact), identity: 'communityNumber' },
  });

  await says(readers.voter, `persons/${readers.voter}/contact`, {
    ...{ contact: canary('memberContact'), ways: ['sms'] },
  });

  await says(readers.voter, `persons/${readers.voter}/notice-preferences`, {
    ...{ daily: false, follows: [community] },
  });

  const on = `communities/${community}`;
  const review = { report: 'review', year: 2025, on: '2025-12-20', documentHash: fileHash };
  await says(registrar, `${on}/yearly-reports`, review);
  const ended = { on: '2026-06-28', reason: canary('seatEnd') };
  await says(
    registrar,
    `${on}/seats/${idOf(`seat/F1/2024-01-01/representatives/representative36`)}/unseating`,
    ended,
  );
  const next = { id: uuidV5('reading/coming'), body: 'representatives', person: readers.coming };
  const seats = [{ ...next, role: 'member', vote: true, ...term }];
  await says(registrar, `${on}/seats`, { seats, basisHash: fileHash });
  const cards = { from: readers.secondCard, into: readers.voter, reason: canary('cardJoining') };
  await says(registrar, `${on}/joinings`, cards);
  await says(registrar, `${on}/relatives`, { persons: [readers.voter, readers.teller], relation: '兄弟' });
  const authorization = { id: uuidV5('reading/authorization'), matters: ['plans'], assumed: false };
  await says(registrar, `${on}/authorizations`, {
    authorization: { ...authorization, from: '2026-02-01', until: '2026-12-31', resolutionHash: fileHash },
  });
  const revocation = { on: '2026-06-01', resolutionHash: fileHash };
  await says(registrar, `${on}/authorizations/${authorization.id}/revocation`, revocation);

  const districtRegistrar = idOf('person/district/registrar');
  const former = { id: uuidV5('reading/former inspector'), person: uuidV5('reading/an inspector') };
  const inspector = { ...former, body: 'inspector', role: 'inspector', ...office };
  await says(districtRegistrar, `organizations/${street}/seats`, { seats: [inspector], basisHash: fileHash });
  const left = { on: '2026-06-01', reason: canary('officeEnd') };
  await says(districtRegistrar, `organizations/${street}/seats/${former.id}/unseating`, left);
  const department = await says(districtRegistrar, 'organizations', {
    ...{ kind: 'department', name: '某部门', source: '三定方案', parent: idOf('organization/district') },
  });
  const officer = { id: uuidV5('reading/officer'), person: readers.department };
  await says(districtRegistrar, `organizations/${department}/seats`, {
    ...{ seats: [{ ...officer, body: 'inspector', role: 'inspector', ...office }], basisHash: fileHash },
  });
  const place = { parent: street, households: 1200, adults: 2600, countsSource: '假定' };
  return says(registrar, 'communities', { name: '某某社区', nameSource: '区政府公告', ...place });
}
