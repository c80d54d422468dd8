import { sql, type Kysely } from 'kysely';
import { addDays, type CivilDate } from '#procedure';
import type { CommunityTables } from './views.js';

/** The communities that are villages: their law has other periods. */
export async function villages(db: Kysely<CommunityTables>): Promise<readonly string[]> {
  const rows = await db.selectFrom('community_v2').select('id').where('kind', '=', 'village').execute();
  return rows.map(({ id }) => id);
}

/** An end that is near in a community: its heads are told of it once. */
export type CommunityClock = Readonly<{
  kind: 'termEnding' | 'authorizationEnding' | 'yearlyReportDue' | 'yearlyReportMissing';
  /** Of the community. */
  id: string;
  /** The last day. */
  on: CivilDate;
  /** Which yearly report; null for the others. */
  report: string | null;
}>;

/** So many days before: an election takes its time, a new authorization a meeting. The numbers are ours. */
const termAhead = 90;
const authorizationAhead = 30;
/** From December on a yearly report is asked for, in January it is missed. */
const [asked, missed] = ['12', '01'];

/** The year of which a yearly report is asked for or missed on a day; undefined in other months. */
function reportingOn(today: CivilDate) {
  const [year = '', month] = today.split('-');
  if (month === asked) return { kind: 'yearlyReportDue', year: Number(year) };
  return month === missed ? { kind: 'yearlyReportMissing', year: Number(year) - 1 } : undefined;
}

/** In Asia/Shanghai, as events write instants. */
const endOfNovember = (year: number): string => `${year}-11-30T16:00:00.000Z`;

/** The yearly reports (居委会组织法 §37, 村民委员会组织法 §33) of that year that nobody recorded, of communities that were there in November. */
async function reportClocks(
  db: Kysely<CommunityTables>,
  today: CivilDate,
): Promise<readonly CommunityClock[]> {
  const reporting = reportingOn(today);
  if (reporting === undefined) return [];
  const { kind, year } = reporting;
  const { rows } = await sql<CommunityClock>`
    select ${kind}::text as kind, f.community as id, ${`${year}-12-31`}::text as "on", k.report
      from yearly_report_v1 f cross join (values ('review'), ('supervision')) k (report)
      where f.report = 'formed' and f.since < ${endOfNovember(year)}
        and not exists (select 1 from yearly_report_v1 r
          where r.community = f.community and r.report = k.report and r.year = ${year})
      order by f.community, k.report`.execute(db);
  return rows;
}

/** Terms that end within 90 days and that nobody follows in that body, authorizations that end within 30 with none after them, and yearly reports in December and January. */
export async function communityClocks(
  db: Kysely<CommunityTables>,
  today: CivilDate,
): Promise<readonly CommunityClock[]> {
  const { rows } = await sql<CommunityClock>`
    select distinct 'termEnding' as kind, s.place as id, s.until as "on", null as report from seat_v1 s
      where s."placeKind" = 'community' and s."endedOn" is null
        and s.until between ${today}::date and ${addDays(today, termAhead)}::date
        and not exists (select 1 from seat_v1 n where n.place = s.place and n.body = s.body and n."from" > s.until)
    union all
    select distinct 'authorizationEnding', a.community, a.until, null from authorization_v1 a
      where a."revokedOn" is null
        and a.until between ${today}::date and ${addDays(today, authorizationAhead)}::date
        and not exists (select 1 from authorization_v1 n
          where n.community = a.community and n."revokedOn" is null and n.until > a.until)
    order by "on", id, kind`.execute(db);
  return [...rows, ...(await reportClocks(db, today))];
}
