import type { By, Fact, Issued } from '#kernel';
import { forbidden, invalid, missing } from '#kernel';
import { dayOf, humanOf, seatOf, seatsOn, type CivilDate, type Seat } from '#procedure';
import type { CommunityState, OrganizationState } from '#community/events';
import type {
  AdmissionRequestCommand,
  AdmissionRequestState,
  Application,
  LoadRead,
  Overlaps,
  TaskCatalogState,
} from '../events.js';

/** What a request is judged on besides itself. */
export type RequestFacts = Readonly<{
  department?: Fact<OrganizationState>;
  authority?: Fact<OrganizationState>;
  community?: Fact<CommunityState>;
  catalog?: Fact<TaskCatalogState>;
  /** Read from the read model at filing. */
  overlaps?: Fact<Overlaps>;
  /** Read from the read model when the authority decides. */
  load?: Fact<LoadRead>;
}>;

export type Given<T extends AdmissionRequestCommand['type'] = AdmissionRequestCommand['type']> = Issued<
  Extract<AdmissionRequestCommand, { type: T }>,
  RequestFacts
>;
/** A request that was begun. */
export type Begun = Exclude<AdmissionRequestState, { status: 'none' }>;

/** Refuses everybody but those who hold a seat in the department that asks. */
export function mustBeOfTheDepartment({ by, facts, at }: Given): void {
  const department = facts.department?.state;
  if (department?.status !== 'formed' || department.kind !== 'department')
    return missing('admission.departmentUnknown', '没有这个部门。', 'There is no such department.');
  if (seatsOn(department, dayOf(at)).some(({ person }) => person === by.person)) return;
  forbidden(
    'admission.notOfTheDepartment',
    '只有申请部门的人员可以办理。',
    'Only somebody of the department that asks may do this.',
    { article: '民发〔2015〕136号' },
  );
}

/** Whether it runs on a day: published and within its term, or urgent and confirmed or still to be. */
export function runsOn(state: AdmissionRequestState, day: CivilDate): boolean {
  if (state.status === 'none') return false;
  const { status, confirmBy, filedOn, application } = state;
  if (status === 'published') return application.from <= day && day <= application.until;
  if (confirmBy === null || filedOn === null || day < filedOn) return false;
  const confirmed = status === 'granted' || status === 'agreed';
  return confirmed ? day <= application.until : unconfirmed.includes(status) && day <= confirmBy;
}

/** States in which an urgent matter still waits for its confirmation. */
const unconfirmed: readonly string[] = ['filed', 'accepted', 'reviewed'];

/** The seats of the district's admission authority on that day; refuses any other organization. */
export function authoritySeats(
  fact: Fact<OrganizationState> | undefined,
  { at, district }: Readonly<{ at: string; district: string }>,
): readonly Seat[] {
  const authority = fact?.state;
  if (authority?.status === 'formed' && authority.kind === 'authority' && authority.parent === district)
    return seatsOn(authority, dayOf(at));
  return invalid(
    'admission.notAnAuthority',
    '所列机构不是本区的准入管理机构。',
    'The organization named is not the admission authority of the district.',
    { article: '民发〔2015〕136号' },
  );
}

/** Refuses everybody but those who hold a seat in the district's admission authority. */
export function mustSitInTheAuthority(
  fact: Fact<OrganizationState> | undefined,
  by: By,
  where: Readonly<{ at: string; district: string }>,
): void {
  if (authoritySeats(fact, where).some(({ person }) => person === by.person)) return;
  forbidden(
    'admission.notOfTheAuthority',
    '只有准入管理机构的人员可以办理。',
    'Only somebody of the admission authority may do this.',
    { article: '民发〔2015〕136号' },
  );
}

/** The same for a command to a request. */
export const mustBeOfTheAuthority = ({ by, facts, at }: Given, { district }: Application): void =>
  mustSitInTheAuthority(facts.authority, by, { at, district });

/** Refuses everybody but secretary and chair of the community; answers with the seat relied on. */
export function headOf(fact: Fact<CommunityState> | undefined, by: By, at: string): Seat {
  const community = fact?.state;
  if (community?.status !== 'formed')
    return missing('admission.communityUnknown', '没有这个社区。', 'There is no such community.');
  const human = humanOf(community, by.person);
  const seat = seatOf(community, human, dayOf(at), ['branch', 'committee'], ['secretary', 'chair']);
  return (
    seat ??
    forbidden(
      'admission.notOfTheCommunity',
      '社区意见由党组织书记或居民委员会主任提出。',
      'A community speaks by its branch secretary or the chair of its committee.',
      { article: '居委会组织法(2025) §4' },
    )
  );
}

/** The same for a command to a request. */
export const mustLeadTheCommunity = ({ by, facts, at }: Given): Seat => headOf(facts.community, by, at);

/** Refuses a district in which the community, by the street above it, does not stand. */
export function mustStandIn(street: Fact<OrganizationState> | undefined, district: string): void {
  if (street?.state.status === 'formed' && street.state.parent === district) return;
  invalid(
    'refusal.otherDistrict',
    '该社区不在所列的区。',
    'The community does not stand in the district named.',
    { details: { district } },
  );
}

/** Refuses a community that the request does not concern. */
export const mustConcern = ({ application }: Begun, community: string): void => {
  if (!application.communities.includes(community))
    invalid('admission.notConcerned', '该社区不是目标社区。', 'The request does not concern this community.');
};
