import type { Spot } from '../stack/course.js';
import { people, type Answer, type Realm, type RoleName } from '../stack/realm.js';
import { admissionStates } from './admissions.js';
import { catalogStates } from './catalogs.js';
import { refusalStates } from './refusals.js';
import {
  ofAdmissions,
  ofCatalogs,
  ofCommunities,
  ofDecisions,
  ofOrganizations,
  ofRefusals,
  ofSeals,
  ofSittings,
  type Ask,
  type Request,
} from './requests.js';
import { batchStates, ofBatches } from './batches.js';
import { ofItems } from './items.js';
import { ofAccounts, ofPersons } from './persons.js';
import { sealStates } from './seals.js';
import { registerStates } from './registers.js';
import { lawfulCase } from './lawful.js';
import { decisionStates, provisionallyPosted, sittingStates, type State } from './states.js';

type Field = Readonly<{ requests: Readonly<Record<string, Ask>>; states: Readonly<Record<string, State>> }>;
const found = (kind: string): Readonly<Record<string, State>> => registerStates[kind] ?? {};

/** Which commands are walked over which states. */
export const fields: Readonly<Record<string, Field>> = {
  decision: { requests: ofDecisions, states: decisionStates },
  sitting: { requests: ofSittings, states: sittingStates },
  person: { requests: ofPersons, states: found('person') },
  account: { requests: ofAccounts, states: found('account') },
  item: { requests: ofItems, states: found('item') },
  noticeBatch: { requests: ofBatches, states: batchStates },
  organization: { requests: ofOrganizations, states: found('organization') },
  taskRefusal: { requests: ofRefusals, states: refusalStates },
  admissionRequest: { requests: ofAdmissions, states: admissionStates },
  sealRegister: { requests: ofSeals, states: sealStates },
  taskCatalog: { requests: ofCatalogs, states: catalogStates },
  community: { requests: ofCommunities, states: found('community') },
};

/** Everybody who tries, nobody first. */
export const roles: readonly string[] = ['nobody', ...Object.keys(people)];

/** The id of the person who has this role; none for nobody. */
export const personOf = (role: string): string | undefined =>
  role === 'nobody' ? undefined : people[role as RoleName];

/** Every state of every field, with the commands that are tried in it. */
export const scenes = Object.entries(fields).flatMap(([field, { requests, states }]) =>
  Object.entries(states).map(([state, build]) => ({ field, state, build, requests })),
);

/** The field of a command. */
export function fieldOf(command: string): Field & Readonly<{ name: string }> {
  const entry = Object.entries(fields).find(([, { requests }]) => command in requests);
  if (entry === undefined) throw new Error(`no request is written for ${command}`);
  return { name: entry[0], ...entry[1] };
}

/** A request of a command in a state in which it is lawful, and a person who may give it there. */
export type Setting = Request & Readonly<{ spot: Spot; person: string }>;

/** The one who may, where he may; only a settlement needs what no walk of today leads to. */
export async function settingOf(realm: Realm, command: string, name: string): Promise<Setting> {
  const { states, requests } = fieldOf(command);
  const { state, person } = lawfulCase(command) ?? { state: '', person: 'chair' };
  const build = command === 'SettlePostingEnd' ? provisionallyPosted : states[state];
  const ask = requests[command];
  if (build === undefined || ask === undefined) throw new Error(`${command}: there is no state ${state}`);
  const spot = await build(realm, name);
  return { ...ask(spot), spot, person: personOf(person) as string };
}

/** Does some things side by side, a few at a time. */
export async function sideBySide<T>(
  items: readonly T[],
  each: (item: T, at: number) => Promise<void>,
  atOnce = 12,
): Promise<void> {
  const waiting = [...items.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await each(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

const han = /\p{Script=Han}/u;

/** What is wrong with a refusal; undefined when it is a problem as promised: 4xx, a code, both languages, of an admission its article. */
export function faultOf({ status, type, json }: Answer): string | undefined {
  if (status < 400 || status > 499) return `answered ${status} ${JSON.stringify(json).slice(0, 200)}`;
  if (!type.startsWith('application/problem+json')) return `is ${type}`;
  const {
    code,
    text,
    status: said,
  } = json as { code?: string; text?: { zh: string; en: string }; status: number };
  if (said !== status) return `says ${said}, is ${status}`;
  if (code === undefined || !/^[a-z]+\.[A-Za-z0-9]+$/.test(code)) return `has no code: ${code}`;
  if (!han.test(text?.zh ?? '') || !/[a-z]{3}/.test(text?.en ?? '')) return `lacks a language: ${code}`;
  if (/^(admission|catalog|refusal|seal)\./.test(code) && !json['article']) return `cites nothing: ${code}`;
  return undefined;
}

export type Refused = Readonly<{ status: number; code: string }>;
/** Status and code of a refusal. */
export const refusalOf = ({ status, json }: Answer): Refused => ({ status, code: String(json['code']) });

/** Whether the log stood still while this was done. */
export async function movedBy(realm: Realm, work: () => Promise<void>): Promise<boolean> {
  const before = await realm.end();
  await work();
  return (await realm.end()) !== before;
}
