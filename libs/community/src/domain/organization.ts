import type { Decider, Issued } from '#kernel';
import { conflict, forbidden, invalid, missing, never } from '#kernel';
import { dayOf, seatsOn, type CivilDate } from '#procedure';
import type { OrganizationCommand, OrganizationEvent, OrganizationState } from '../events.js';
import { mustSay } from './checks.js';
import type { OfficeFacts } from './facts.js';
import { isRegistrar, isRegistrarOf, officesJudged, operator, refuseStranger } from './registrar.js';
import { ended, mustBeEndable, mustBeSeatable, mustSitOnce, withSeats } from './seating.js';

type Formed = Extract<OrganizationState, { status: 'formed' }>;
type Given<T extends OrganizationCommand['type']> = Issued<
  Extract<OrganizationCommand, { type: T }>,
  OfficeFacts
>;

function formed(state: OrganizationState): Formed {
  if (state.status === 'formed') return state;
  return missing(
    'organization.unknown',
    '没有这个机构:请先登记机构。',
    'No such organization: form it first.',
  );
}

function mustHaveItsPlace({ data, facts }: Given<'FormOrganization'>): void {
  const parent = facts.street?.state;
  if (data.parent !== null && parent?.status !== 'formed')
    missing('organization.parentUnknown', '没有这个上级机构。', 'There is no such parent organization.', {
      details: { parent: data.parent },
    });
  const below = data.kind === 'street' || data.kind === 'town';
  if (below && !(parent?.status === 'formed' && parent.kind === 'district'))
    invalid(
      'organization.needsDistrict',
      '街道、镇须隶属于区。',
      'A street or town stands under a district.',
    );
}

function form(command: Given<'FormOrganization'>, state: OrganizationState): readonly OrganizationEvent[] {
  const { data, by, facts, at } = command;
  if (state.status === 'formed')
    conflict('organization.exists', '该机构已经登记。', 'This organization is already formed.');
  if (by.person !== operator && !isRegistrar(facts, by, dayOf(at))) refuseStranger(dayOf(at));
  mustSay('name', data.name, 200);
  mustSay('source', data.source);
  mustHaveItsPlace(command);
  const { kind, name, source, parent } = data;
  return [{ type: 'OrganizationFormed', data: { kind, name, source, parent } }];
}

const hasRegistrar = (state: Formed, today: CivilDate): boolean =>
  seatsOn(state, today).some((seat) => seat.role === 'registrar');

/** The operator may seat the first registrar of an organization, and nobody after that. */
function mustSeatHere(command: Given<'SeatMembers'>, state: Formed, today: CivilDate): void {
  const { by, facts, data } = command;
  if (isRegistrarOf(state, by.person, today) || isRegistrar(facts, by, today)) return;
  if (by.person !== operator) refuseStranger(today);
  if (hasRegistrar(state, today) || !data.seats.some((seat) => seat.role === 'registrar'))
    forbidden(
      'organization.notTheFirstRegistrar',
      '初始化只能为尚无登记员的机构任命登记员;其余由登记员办理。',
      'Initialising may only seat a registrar where there is none; a registrar does the rest.',
    );
}

function seat(command: Given<'SeatMembers'>, state: Formed): readonly OrganizationEvent[] {
  const { data, facts, at } = command;
  const today = dayOf(at);
  mustSeatHere(command, state, today);
  mustBeSeatable(state.seats, data, today);
  mustSitOnce(withSeats(state.seats, data.seats), data.seats, (person) => person);
  const { basisHash } = data;
  const judged = officesJudged(facts);
  return data.seats.map((one) => ({ type: 'MemberSeated', data: { seat: one, basisHash, judged } }));
}

function unseat({ data, by, facts, at }: Given<'UnseatMember'>, state: Formed): readonly OrganizationEvent[] {
  const today = dayOf(at);
  if (!isRegistrarOf(state, by.person, today) && !isRegistrar(facts, by, today)) refuseStranger(today);
  mustBeEndable(state.seats, data, today);
  return [{ type: 'MemberUnseated', data: { seat: data.seat, on: data.on, reason: data.reason } }];
}

function decide(
  command: Issued<OrganizationCommand, OfficeFacts>,
  state: OrganizationState,
): readonly OrganizationEvent[] {
  switch (command.type) {
    case 'FormOrganization':
      return form(command, state);
    case 'SeatMembers':
      return seat(command, formed(state));
    case 'UnseatMember':
      return unseat(command, formed(state));
    default:
      return never(command);
  }
}

function evolve(state: OrganizationState, event: OrganizationEvent): OrganizationState {
  if (event.type === 'OrganizationFormed') {
    const { kind, name, parent } = event.data;
    return { status: 'formed', kind, name, parent, seats: {} };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'MemberSeated':
      return { ...state, seats: withSeats(state.seats, [event.data.seat]) };
    case 'MemberUnseated':
      return { ...state, seats: ended(state.seats, event.data.seat, event.data.on) };
    default:
      return never(event);
  }
}

/** An office above the communities (区、街道、镇、部门): its place and who holds its seats. */
export const organization: Decider<OrganizationCommand, OrganizationEvent, OrganizationState, OfficeFacts> = {
  decide,
  evolve,
  initialState: { status: 'none' },
};
