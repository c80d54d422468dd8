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
  kind: 'termEnding' | 'authorizationEnding';
  /** Of the community. */
  id: string;
  /** The last day. */
  on: CivilDate;
}>;

/** So many days before: an election takes its time, a new authorization a meeting. The numbers are ours. */
const termAhead = 90;
const authorizationAhead = 30;

/** Terms that end within 90 days and that nobody follows in that body, and authorizations that end within 30 with none after them. */
export async function communityClocks(
  db: Kysely<CommunityTables>,
  today: CivilDate,
): Promise<readonly CommunityClock[]> {
  const { rows } = await sql<CommunityClock>`
    select distinct 'termEnding' as kind, s.place as id, s.until as "on" from seat_v1 s
      where s."placeKind" = 'community' and s."endedOn" is null
        and s.until between ${today}::date and ${addDays(today, termAhead)}::date
        and not exists (select 1 from seat_v1 n where n.place = s.place and n.body = s.body and n."from" > s.until)
    union all
    select distinct 'authorizationEnding', a.community, a.until from authorization_v1 a
      where a."revokedOn" is null
        and a.until between ${today}::date and ${addDays(today, authorizationAhead)}::date
        and not exists (select 1 from authorization_v1 n
          where n.community = a.community and n."revokedOn" is null and n.until > a.until)
    order by "on", id, kind`.execute(db);
  return rows;
}
