import { defineView } from '#read-models';
import type { Authorization, CommunityKind, FundLine, OrganizationKind } from './events.js';
import { idOf, told } from './told.js';

export type CommunityRow = Readonly<{
  id: string;
  name: string;
  nameSource: string | null;
  parent: string;
  households: number;
  adults: number;
  countsSource: string;
  kind: CommunityKind | null;
}>;

/** Communities with their numbers and where these come from. */
export const communityView = defineView<CommunityRow>({
  name: 'community_v2',
  key: 'id',
  columns: {
    ...{ id: 'text', name: 'text', nameSource: 'text', parent: 'text' },
    ...{ households: 'integer', adults: 'integer', countsSource: 'text', kind: 'text' },
  },
  indexes: [{ columns: ['parent'] }],
  categories: ['community'],
  rows: (event) => (told(event).type === 'CommunityFormed' ? [idOf(event)] : []),
  evolve(row, recorded, id) {
    const event = told(recorded);
    return event.type === 'CommunityFormed'
      ? { id, ...event.data, kind: event.data.kind ?? null }
      : (row ?? null);
  },
});

export type OrganizationRow = Readonly<{
  id: string;
  kind: OrganizationKind;
  name: string;
  source: string;
  parent: string | null;
}>;

/** Offices above the communities. */
export const organizationView = defineView<OrganizationRow>({
  name: 'organization_v1',
  key: 'id',
  columns: { id: 'text', kind: 'text', name: 'text', source: 'text', parent: 'text' },
  indexes: [{ columns: ['parent'] }],
  categories: ['organization'],
  rows: (event) => (told(event).type === 'OrganizationFormed' ? [idOf(event)] : []),
  evolve(row, recorded, id) {
    const event = told(recorded);
    return event.type === 'OrganizationFormed' ? { id, ...event.data } : (row ?? null);
  },
});

export type AuthorizationRow = Readonly<{
  key: string;
  authorization: string;
  community: string;
  matters: readonly string[];
  from: string;
  until: string;
  resolutionHash: string;
  assumed: boolean;
  article: string;
  revokedOn: string | null;
}>;

const authorized = (
  key: string,
  community: string,
  given: Authorization,
  article: string,
): AuthorizationRow => {
  const { id, matters, from, until, resolutionHash, assumed, revokedOn = null } = given;
  return {
    key,
    authorization: id,
    community,
    matters,
    from,
    until,
    resolutionHash,
    assumed,
    article,
    revokedOn,
  };
};

/** What residents’ meetings handed on to representatives (§30). */
export const authorizationView = defineView<AuthorizationRow>({
  name: 'authorization_v1',
  key: 'key',
  columns: {
    ...{
      key: 'text',
      authorization: 'text',
      community: 'text',
      matters: 'text[]',
      from: 'date',
      until: 'date',
    },
    ...{ resolutionHash: 'text', assumed: 'boolean', article: 'text', revokedOn: 'date' },
  },
  indexes: [{ columns: ['community'] }],
  categories: ['community'],
  rows(recorded) {
    const event = told(recorded);
    if (event.type === 'RepresentativesAuthorized') return [`${idOf(event)}:${event.data.authorization.id}`];
    return event.type === 'AuthorizationRevoked' ? [`${idOf(event)}:${event.data.authorization}`] : [];
  },
  evolve(row, recorded, key) {
    const event = told(recorded);
    if (event.type === 'RepresentativesAuthorized')
      return authorized(key, idOf(event), event.data.authorization, event.data.article);
    if (row === undefined || event.type !== 'AuthorizationRevoked') return row ?? null;
    return { ...row, revokedOn: event.data.on };
  },
});

export type FundLineRow = Readonly<{ key: string; community: string; line: string }> & Omit<FundLine, 'id'>;

/** Money of a community with what it is for. */
export const fundLineView = defineView<FundLineRow>({
  name: 'fund_line_v1',
  key: 'key',
  columns: {
    ...{ key: 'text', community: 'text', line: 'text', title: 'text' },
    ...{ purposes: 'text[]', forbidden: 'text[]', source: 'text' },
  },
  indexes: [{ columns: ['community'] }],
  categories: ['community'],
  rows(recorded) {
    const event = told(recorded);
    return event.type === 'FundLineOpened' ? [`${idOf(event)}:${event.data.line.id}`] : [];
  },
  evolve(row, recorded, key) {
    const event = told(recorded);
    if (event.type !== 'FundLineOpened') return row ?? null;
    const { id, ...line } = event.data.line;
    return { ...line, key, community: idOf(event), line: id };
  },
});
