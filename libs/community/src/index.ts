export type * from './events.js';
export type { OfficeFacts } from './domain/facts.js';
export { person } from './domain/person.js';
export { account } from './domain/account.js';
export { organization } from './domain/organization.js';
export { community } from './domain/community.js';
export {
  accountAggregate,
  communityAggregate,
  itemAggregate,
  organizationAggregate,
  personAggregate,
} from './aggregates.js';
export { communityFor, sampleCommunityKeys, sampleDistrict } from './sample.js';
export type { SampleItem, SampleOptions } from './sample.js';
export { communityViews, type CommunityTables } from './views.js';
export { communityClocks, villages, type CommunityClock } from './clock.queries.js';
export { authorizationView, communityView, fundLineView, organizationView } from './community.view.js';
export type { AuthorizationRow, CommunityRow, FundLineRow, OrganizationRow } from './community.view.js';
export { personView, type PersonRow } from './person.view.js';
export { seatView, type SeatRow } from './seat.view.js';
export {
  communitiesAfter,
  communitiesUnder,
  communityPage,
  isFormed,
  organizationsBelow,
  personOf,
  personsAt,
  seatsAt,
  seatsOfPerson,
  type CommunityPage,
  type PersonSeen,
} from './community.queries.js';
export { confirmedImport, identityIn, personsIn, previewImport } from './import.js';
export type { Identity, ImportCommand, ImportRow, Preview, PreviewOn } from './import.js';
