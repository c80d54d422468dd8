import type { Kysely } from 'kysely';
import type { Sealed } from '#kernel';
import type { CivilDate } from '#procedure';
import type { AuthorizationRow, CommunityRow, FundLineRow, OrganizationRow } from './community.view.js';
import type { SeatRow } from './seat.view.js';
import type { PersonRow } from './person.view.js';
import type { YearlyReportRow } from './yearly-report.view.js';
import type { CommunityTables } from './views.js';

type Tables = Kysely<CommunityTables>;

/** A community with its street, the offices' seats there, its own seats, authorizations and fund lines. */
export type CommunityPage = CommunityRow &
  Readonly<{
    street: OrganizationRow | null;
    seats: readonly SeatRow[];
    authorizations: readonly AuthorizationRow[];
    /** What the law has done each year. */
    reports: readonly Pick<YearlyReportRow, 'report' | 'year' | 'on' | 'documentHash'>[];
    fundLines: readonly FundLineRow[];
  }>;

/** The seats of a place, in the order in which they were recorded; with `day` only those in force then. */
export async function seatsAt(
  db: Tables,
  places: readonly string[],
  { day, body }: Readonly<{ day?: CivilDate; body?: string }> = {},
): Promise<readonly SeatRow[]> {
  let query = db.selectFrom('seat_v1').selectAll().where('place', 'in', places);
  if (body !== undefined) query = query.where('body', '=', body);
  if (day !== undefined)
    query = query
      .where('from', '<=', day)
      .where('until', '>=', day)
      .where((on) => on.or([on('endedOn', 'is', null), on('endedOn', '>=', day)]));
  return query.orderBy('placeKind').orderBy('seatedAt').orderBy('key').execute();
}

/** The seats that a person holds on a day, wherever. */
export const seatsOfPerson = (db: Tables, person: string, day: CivilDate): Promise<readonly SeatRow[]> =>
  db
    .selectFrom('seat_v1')
    .selectAll()
    .where('person', '=', person)
    .where('from', '<=', day)
    .where('until', '>=', day)
    .where((on) => on.or([on('endedOn', 'is', null), on('endedOn', '>=', day)]))
    .orderBy('key')
    .execute();

/** The page of a community, or undefined where there is none. Its registrars sit at the street and are listed last. */
export async function communityPage(
  db: Tables,
  id: string,
  day?: CivilDate,
): Promise<CommunityPage | undefined> {
  const row = await db.selectFrom('community_v2').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const of = (table: 'authorization_v1' | 'fund_line_v1') =>
    db.selectFrom(table).selectAll().where('community', '=', id).orderBy('key').execute();
  const [street, seats, authorizations, fundLines, reports] = await Promise.all([
    db.selectFrom('organization_v1').selectAll().where('id', '=', row.parent).executeTakeFirst(),
    seatsAt(db, [id, row.parent], day === undefined ? {} : { day }),
    of('authorization_v1') as Promise<readonly AuthorizationRow[]>,
    of('fund_line_v1') as Promise<readonly FundLineRow[]>,
    db
      .selectFrom('yearly_report_v1')
      .select(['report', 'year', 'on', 'documentHash'])
      .where('community', '=', id)
      .where('report', '<>', 'formed')
      .orderBy('year', 'desc')
      .orderBy('report')
      .execute(),
  ]);
  return { ...row, street: street ?? null, seats, authorizations, fundLines, reports };
}

/** A person with name and contact as far as the asker may open them. */
export type PersonSeen = Readonly<{ person: string; name: Sealed | null; contact: Sealed | null }>;

/** Who holds a seat in a community on a day, by id: keyset paging. */
export const personsAt = (
  db: Tables,
  community: string,
  { day, after = '', limit = 50 }: Readonly<{ day: CivilDate; after?: string; limit?: number }>,
): Promise<readonly PersonSeen[]> =>
  db
    .selectFrom('seat_v1 as s')
    .leftJoin('person_v2 as p', 'p.id', 's.person')
    .select(['s.person', 'p.name', 'p.contact'])
    .distinctOn('s.person')
    .where('s.place', '=', community)
    .where('s.from', '<=', day)
    .where('s.until', '>=', day)
    .where((on) => on.or([on('s.endedOn', 'is', null), on('s.endedOn', '>=', day)]))
    .where('s.person', '>', after)
    .orderBy('s.person')
    .limit(Math.min(limit, 200))
    .execute();

/** A person’s own entry, undefined for one who was never registered. */
export const personOf = (
  db: Tables,
  person: string,
): Promise<(PersonSeen & Pick<PersonRow, 'ways'>) | undefined> =>
  db
    .selectFrom('person_v2')
    .select(['id as person', 'name', 'contact', 'ways'])
    .where('id', '=', person)
    .executeTakeFirst();

/** Whether there is such a community or organization. */
export const isFormed = async (
  db: Tables,
  kind: 'community' | 'organization',
  id: string,
): Promise<boolean> =>
  (await db
    .selectFrom(kind === 'community' ? 'community_v2' : 'organization_v1')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined;

/** Communities after a given id, in the order of ids: keyset paging. */
export async function communitiesAfter(
  db: Tables,
  { after = '', parent, limit = 50 }: Readonly<{ after?: string; parent?: string; limit?: number }> = {},
): Promise<readonly CommunityRow[]> {
  let query = db.selectFrom('community_v2').selectAll().where('id', '>', after);
  if (parent !== undefined) query = query.where('parent', '=', parent);
  return query.orderBy('id').limit(Math.min(limit, 200)).execute();
}

/** Ids of the communities whose street or town an organization is. */
export async function communitiesUnder(db: Tables, organization: string): Promise<readonly string[]> {
  const query = db.selectFrom('community_v2').select('id').where('parent', '=', organization);
  return (await query.orderBy('id').execute()).map(({ id }) => id);
}

/** Organizations below one, or those without a parent. */
export async function organizationsBelow(
  db: Tables,
  parent: string | null,
): Promise<readonly OrganizationRow[]> {
  const query = db.selectFrom('organization_v1').selectAll().orderBy('id');
  return parent === null
    ? query.where('parent', 'is', null).execute()
    : query.where('parent', '=', parent).execute();
}
