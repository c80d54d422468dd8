import { conflict, forbidden, invalid, type Issued } from '#kernel';
import { dayOf, humanOf, seatsOn, type CommunityKind } from '#procedure';
import type { CommunityCommand, CommunityEvent, CommunityState } from '../events.js';
import { mustHaveCome } from './checks.js';
import type { OfficeFacts } from './facts.js';
import { isRegistrar } from './registrar.js';

type Formed = Extract<CommunityState, { status: 'formed' }>;
type Given = Issued<Extract<CommunityCommand, { type: 'RecordYearlyReport' }>, OfficeFacts>;

/** Where the law asks for the review each year, chaired by the supervision committee. */
const articleOf = (kind: CommunityKind | undefined): string =>
  kind === 'village' ? '村民委员会组织法 §33' : '居委会组织法(2025) §37';

/** RecordYearlyReport: by a member of the supervision committee or a registrar, once for a kind and a year. */
export function recordYearlyReport({ data, by, facts, at }: Given, state: Formed): readonly CommunityEvent[] {
  const today = dayOf(at);
  const article = articleOf(state.kind);
  const person = humanOf(state, by.person);
  const supervises = seatsOn(state, today, ['supervision']).some(
    (seat) => humanOf(state, seat.person) === person,
  );
  if (!supervises && !isRegistrar(facts, by, today))
    forbidden(
      'community.notSupervision',
      '年度评议和监督报告由监督委员会成员或上级登记员登记。',
      'The yearly review and the report on supervision are recorded by the supervision committee or a registrar.',
      { article },
    );
  const { report, year, on, documentHash } = data;
  mustHaveCome('on', on, today);
  if (on < `${year}-01-01` || on > `${year + 1}-03-31`)
    invalid(
      'community.otherYear',
      `${on} 不属于 ${year} 年度:当年或次年三月底前。`,
      `${on} is not of the year ${year}: in the year itself, or by the end of March after it.`,
      { article, details: { year, on } },
    );
  const before = state.reports?.[`${report}/${year}`];
  if (before !== undefined)
    conflict(
      'community.reportExists',
      `${year} 年度的该项已于 ${before} 登记。`,
      `That of ${year} is recorded as of ${before}.`,
      { article, details: { report, year } },
    );
  return [{ type: 'YearlyReportRecorded', data: { report, year, on, documentHash, by: person, article } }];
}
