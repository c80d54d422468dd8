import type { Facts } from '#kernel';
import { aggregate, type Aggregate, type FactRefs } from '#eventing';
import { account } from './domain/account.js';
import { community } from './domain/community.js';
import { item } from './domain/item.js';
import { organization } from './domain/organization.js';
import { person } from './domain/person.js';
import type { CommunityState, OrganizationState } from './events.js';

const office = (id: string | null | undefined): FactRefs =>
  id ? { street: { category: 'organization', id } } : {};

/** The office above the first one, once that is known. */
function above(_command: unknown, _state: unknown, facts: Facts): FactRefs {
  const street = facts['street']?.state as OrganizationState | undefined;
  if (street?.status !== 'formed' || street.parent === null) return {};
  return { district: { category: 'organization', id: street.parent } };
}

const ofState = (state: CommunityState | OrganizationState): FactRefs =>
  office(state.status === 'formed' ? state.parent : undefined);

const byState = {
  facts: (_command: unknown, state: CommunityState | OrganizationState) => ofState(state),
  more: above,
};
const byParent = {
  facts: (command: Readonly<{ data: Readonly<{ parent: string | null }> }>) => office(command.data.parent),
  more: above,
};
const byOffice = {
  facts: (command: Readonly<{ data: Readonly<{ office?: string }> }>) => office(command.data.office),
  more: above,
};

/** `person-<id>`. */
export const personAggregate: Aggregate = aggregate({
  category: 'person',
  decider: person,
  commands: {
    ...{ RegisterPerson: byOffice, MintToken: {}, JoinPersons: byOffice },
    ...{ SetContact: byOffice, ErasePerson: byOffice },
    SetNoticePreferences: {
      facts: ({ data: { office: id, follows } }) => ({
        ...office(id),
        ...Object.fromEntries(follows.map((one) => [`followed:${one}`, { category: 'community', id: one }])),
      }),
      more: above,
    },
  },
});

/** `account-<id of the person>`; for a slip the place where the person sits, its office and the one above. */
export const accountAggregate: Aggregate = aggregate({
  category: 'account',
  decider: account,
  commands: {
    IssueEnrolment: {
      facts: ({ data: { place } }, state): FactRefs => ({
        ...(place === null ? {} : { place: { category: place.kind, id: place.id } }),
        ...(state.status === 'known' && state.place !== null
          ? { former: { category: state.place.kind, id: state.place.id } }
          : {}),
      }),
      more: (_command: unknown, _state: unknown, facts: Facts): FactRefs => {
        const place = facts['place']?.state as CommunityState | OrganizationState | undefined;
        return { ...(place ? ofState(place) : {}), ...above(_command, _state, facts) };
      },
    },
    ...{ Enrol: {}, SignIn: {}, SetPassword: {}, SignOut: {}, SignOutEverywhere: {} },
  },
});

/** `item-<id>`: a sealed text that was erased, by the id of its key. */
export const itemAggregate: Aggregate = aggregate({
  category: 'item',
  decider: item,
  commands: { EraseItem: byOffice },
});

/** `organization-<id>`; the facts are its own parent and the parent of that. */
export const organizationAggregate: Aggregate = aggregate({
  category: 'organization',
  decider: organization,
  commands: { FormOrganization: byParent, SeatMembers: byState, UnseatMember: byState },
});

/** `community-<id>`; the facts are its street or town and the district above. */
export const communityAggregate: Aggregate = aggregate({
  category: 'community',
  decider: community,
  commands: {
    FormCommunity: byParent,
    SeatMembers: byState,
    UnseatMember: byState,
    DeclareRelatives: byState,
    JoinPersons: byState,
    AuthorizeRepresentatives: byState,
    RevokeAuthorization: byState,
    OpenFundLine: byState,
    RecordYearlyReport: byState,
  },
});
