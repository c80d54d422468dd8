import type { Decider, Issued } from '#kernel';
import { conflict, forbidden, invalid, missing, never } from '#kernel';
import { dayOf, humanOf, organicLaw, type Seat } from '#procedure';
import type { CommunityCommand, CommunityEvent, CommunityState } from '../events.js';
import { authorize, revoke } from './authorizing.js';
import { mustBeCount, mustName, mustSay } from './checks.js';
import { evolveCommunity } from './community-evolve.js';
import { mustBeComplete, mustBeComposed } from './composition.js';
import type { OfficeFacts } from './facts.js';
import { leads, mustBeDeclarable, mustBeJoinable, standingOf } from './persons.js';
import { isRegistrar, mustBeRegistrar, officesJudged } from './registrar.js';
import { recordYearlyReport } from './yearly-report.js';
import { mustBeEndable, mustBeSeatable, mustSitOnce, withSeats } from './seating.js';

type Formed = Extract<CommunityState, { status: 'formed' }>;
type Given<T extends CommunityCommand['type']> = Issued<Extract<CommunityCommand, { type: T }>, OfficeFacts>;

function formed(state: CommunityState): Formed {
  if (state.status === 'formed') return state;
  return missing('community.unknown', '没有这个社区:请先建立社区。', 'No such community: form it first.');
}

function form(
  { data, by, facts, at }: Given<'FormCommunity'>,
  state: CommunityState,
): readonly CommunityEvent[] {
  if (state.status === 'formed')
    conflict('community.exists', '该社区已经建立。', 'This community is already formed.');
  mustBeRegistrar(facts, by, dayOf(at), data.kind);
  const { name, nameSource, parent, households, adults, countsSource, kind } = data;
  const street = facts.street?.state;
  if (street?.status !== 'formed' || (street.kind !== 'street' && street.kind !== 'town'))
    invalid('community.needsStreet', '社区须隶属于街道或镇。', 'A community stands under a street or town.', {
      article: kind === undefined ? '居委会组织法(2025) §3' : organicLaw(kind).articles.guidance,
    });
  mustSay('name', name, 200);
  if (nameSource !== null) mustSay('nameSource', nameSource);
  mustSay('countsSource', countsSource);
  mustBeCount('households', households);
  mustBeCount('adults', adults);
  const counts = { name, nameSource, parent, households, adults, countsSource };
  return [{ type: 'CommunityFormed', data: kind === undefined ? counts : { ...counts, kind } }];
}

const roleAt: Readonly<Partial<Record<Seat['role'], string>>> = {
  registrar: 'organization',
  inspector: 'organization',
};

function mustFitRoles(batch: readonly Seat[]): void {
  const office = batch.find((seat) => roleAt[seat.role] !== undefined);
  if (office)
    invalid(
      'community.officeElsewhere',
      '登记员、检查员的席位设在街道、镇或区,不设在社区。',
      'Registrars and inspectors have their seats in a street, town or district, not in a community.',
      { details: { seat: office.id, role: office.role } },
    );
}

function seat({ data, by, facts, at }: Given<'SeatMembers'>, state: Formed): readonly CommunityEvent[] {
  const today = dayOf(at);
  mustBeRegistrar(facts, by, today, state.kind);
  mustBeSeatable(state.seats, data, today, state.kind);
  mustFitRoles(data.seats);
  const after: Formed = { ...state, seats: withSeats(state.seats, data.seats) };
  mustSitOnce(after.seats, data.seats, (person) => humanOf(after, person));
  const standing = standingOf(after);
  mustBeComposed(standing, data.seats);
  mustBeComplete(standing, data.seats);
  const { basisHash } = data;
  const judged = officesJudged(facts);
  return data.seats.map((one) => ({ type: 'MemberSeated', data: { seat: one, basisHash, judged } }));
}

function unseat({ data, by, facts, at }: Given<'UnseatMember'>, state: Formed): readonly CommunityEvent[] {
  const today = dayOf(at);
  mustBeRegistrar(facts, by, today, state.kind);
  mustBeEndable(state.seats, data, today);
  return [{ type: 'MemberUnseated', data: { seat: data.seat, on: data.on, reason: data.reason } }];
}

function declare(
  { data, by, facts, at }: Given<'DeclareRelatives'>,
  state: Formed,
): readonly CommunityEvent[] {
  const today = dayOf(at);
  mustBeRegistrar(facts, by, today, state.kind);
  mustBeDeclarable(state, data, today);
  return [{ type: 'RelativesDeclared', data: { persons: data.persons, relation: data.relation } }];
}

function join({ data, by, facts, at }: Given<'JoinPersons'>, state: Formed): readonly CommunityEvent[] {
  const today = dayOf(at);
  mustBeRegistrar(facts, by, today, state.kind);
  mustBeJoinable(state, data, today);
  return [{ type: 'PersonsJoined', data: { from: data.from, into: data.into, reason: data.reason } }];
}

function openFundLine(
  { data: { line }, by, facts, at }: Given<'OpenFundLine'>,
  state: Formed,
): readonly CommunityEvent[] {
  const today = dayOf(at);
  const { committee } = organicLaw(state.kind).names;
  if (!isRegistrar(facts, by, today) && !leads(state, by.person, today))
    forbidden(
      'community.notRegistrarOrHead',
      `只有上级登记员、党组织书记或${committee.zh}主任可以登记经费。`,
      'Only a registrar, the branch secretary or the chair of the committee may open a fund line.',
    );
  const { id, title, purposes, source } = line;
  mustName('line', id);
  mustSay('title', title, 200);
  mustSay('source', source);
  const both = purposes.find((purpose) => line.forbidden.includes(purpose));
  if (purposes.length === 0 || both !== undefined)
    invalid(
      'community.purposesUnfit',
      '须写明用途,且不得同时列为禁止。',
      'A fund line names purposes, none of them forbidden.',
      {
        details: { both },
      },
    );
  if (Object.hasOwn(state.fundLines, id))
    conflict('community.fundLineExists', '该经费已经登记。', 'This fund line is already open.');
  return [
    { type: 'FundLineOpened', data: { line: { id, title, purposes, forbidden: line.forbidden, source } } },
  ];
}

function decide(
  command: Issued<CommunityCommand, OfficeFacts>,
  state: CommunityState,
): readonly CommunityEvent[] {
  switch (command.type) {
    case 'FormCommunity':
      return form(command, state);
    case 'SeatMembers':
      return seat(command, formed(state));
    case 'UnseatMember':
      return unseat(command, formed(state));
    case 'DeclareRelatives':
      return declare(command, formed(state));
    case 'JoinPersons':
      return join(command, formed(state));
    case 'AuthorizeRepresentatives':
      return authorize(command, formed(state));
    case 'RevokeAuthorization':
      return revoke(command, formed(state));
    case 'OpenFundLine':
      return openFundLine(command, formed(state));
    case 'RecordYearlyReport':
      return recordYearlyReport(command, formed(state));
    default:
      return never(command);
  }
}

/** A community: who sits where and until when, what was handed on to the representatives, which money it has. */
export const community: Decider<CommunityCommand, CommunityEvent, CommunityState, OfficeFacts> = {
  decide,
  evolve: evolveCommunity,
  initialState: { status: 'none' },
};
