import type { Row, ViewDefinition } from '#read-models';
import {
  authorizationView,
  communityView,
  fundLineView,
  organizationView,
  type AuthorizationRow,
  type CommunityRow,
  type FundLineRow,
  type OrganizationRow,
} from './community.view.js';
import { yearlyReportView, type YearlyReportRow } from './yearly-report.view.js';
import { personView, type PersonRow } from './person.view.js';
import { seatView, type SeatRow } from './seat.view.js';

/** The tables of this context, for `models.tables<CommunityTables>()`. */
export type CommunityTables = {
  community_v2: CommunityRow;
  organization_v1: OrganizationRow;
  seat_v1: SeatRow;
  authorization_v1: AuthorizationRow;
  fund_line_v1: FundLineRow;
  person_v2: PersonRow;
  yearly_report_v1: YearlyReportRow;
};

/** Every read model of this context. */
export const communityViews = [
  ...[communityView, organizationView, seatView],
  ...[authorizationView, fundLineView, personView, yearlyReportView],
] as unknown as readonly ViewDefinition<Row>[];
