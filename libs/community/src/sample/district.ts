import type { OrganizationCommand, Seat } from '../events.js';
import type { Cast } from './cast.js';
import { item, type SampleItem } from './item.js';
import { labels } from './rolls.js';

/** 「全区共辖4个镇、9个街道、117个社区(村)」. */
export const seedSource = '政协田家庵区《关于“推进社区建设工程”的建议案》2018-03-08';
export const townsAndStreets: readonly string[] = [...labels('street', 9), ...labels('town', 4)];
export const communityCount = 117;

/** There is no election document behind a sample. */
export const noDocument = '0'.repeat(64);

const pending = '(名称待补)';
const numeral = (key: string): number => Number(key.replace(/\D/g, ''));

const form = (
  cast: Cast,
  key: string,
): Extract<OrganizationCommand, { type: 'FormOrganization' }>['data'] => {
  if (key === 'district')
    return { kind: 'district', name: '淮南市田家庵区', source: seedSource, parent: null };
  if (key === 'authority' || key === 'department') {
    const name = `${key === 'authority' ? '准入管理机构' : '职能部门'}${pending}`;
    return { kind: key, name, source: '假定', parent: cast.organization('district') };
  }
  const kind = key.startsWith('town') ? 'town' : 'street';
  const name = `第 ${numeral(key)} ${kind === 'town' ? '镇' : '街道'}${pending}`;
  return { kind, name, source: `${seedSource}(仅数目)`, parent: cast.organization('district') };
};

/** Offices have no term of law; the sample's stand through all its cases. */
const office = (cast: Cast, key: string, role: 'registrar' | 'inspector' | 'auditor'): Seat => ({
  id: cast.id(`seat/${key}/${role}`),
  ...{ body: role, role, person: cast.person(key, role), vote: false },
  ...{ from: '2010-01-01', until: '2039-12-31' },
});

/** Somebody of an authority, who votes there, or of a department. */
const member = (cast: Cast, key: string, label: string, vote: boolean): Seat => ({
  ...{ id: cast.id(`seat/${key}/${label}`), body: key, person: cast.person(key, label), vote },
  role: label === 'chair' ? 'chair' : 'member',
  ...{ from: '2010-01-01', until: '2039-12-31' },
});

function entered(cast: Cast, key: string, seats: readonly Seat[]): readonly SampleItem[] {
  const by = 'system:init';
  const id = cast.organization(key);
  const wave = key === 'district' ? 0 : 1;
  const data = form(cast, key);
  return [
    item({ wave, category: 'organization', id, by, command: { type: 'FormOrganization', data } }),
    item({
      ...{ wave: 2, category: 'organization', id, by },
      command: { type: 'SeatMembers', data: { seats, basisHash: noDocument } },
    }),
  ];
}

/** District, streets and towns with registrar, inspector and auditor, all entered by the operator. */
export const offices = (cast: Cast): readonly SampleItem[] =>
  ['district', ...townsAndStreets].flatMap((key) =>
    entered(
      cast,
      key,
      (['registrar', 'inspector', 'auditor'] as const).map((role) => office(cast, key, role)),
    ),
  );

/** A department that asks communities for something, and the district's authority of five that lets it in. */
export const admission = (cast: Cast): readonly SampleItem[] => [
  ...entered(cast, 'authority', [
    office(cast, 'authority', 'registrar'),
    ...['chair', ...labels('member', 4)].map((label) => member(cast, 'authority', label, true)),
  ]),
  ...entered(cast, 'department', [
    office(cast, 'department', 'registrar'),
    member(cast, 'department', 'clerk', false),
  ]),
];
