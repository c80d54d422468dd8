import { sql, type Kysely } from 'kysely';
import type { ObjectionSeen, PageRow, PostingSeen } from './decision-page-row.js';
import type { DayCursor } from './decision.queries.js';
import type { DecisionTables } from './views.js';

/** A sheet on the board of a community, with the objections to it; `key` is its place within a day. */
export type PostingLine = Pick<PageRow, 'decision' | 'title' | 'category'> &
  Readonly<{ posting: PostingSeen; objections: readonly ObjectionSeen[]; key: string }>;

/** What hangs in a community: up, and neither proven nor void; `past`: what hung. The one that went up last comes first, by keyset. */
export async function postingsOf(
  db: Kysely<DecisionTables>,
  community: string,
  { past, after, limit = 50 }: Readonly<{ past: boolean; after?: DayCursor; limit?: number }>,
): Promise<readonly PostingLine[]> {
  const older = after
    ? sql`where posting->>'from' < ${after.day} or (posting->>'from' = ${after.day} and key > ${after.key})`
    : sql``;
  const { rows } = await sql<PostingLine>`
    select * from (
      select p.decision, p.title, p.category, posting, p.decision || ':' || lpad(nth::text, 4, '0') as key,
        coalesce((select jsonb_agg(one order by n) from jsonb_array_elements(p.objections) with ordinality o(one, n)
          where one->>'step' = posting->>'step' and one->>'filedOn' >= posting->>'from' and not exists (
            select 1 from jsonb_array_elements(p.postings) with ordinality m(later, k)
            where k > nth and later->>'step' = posting->>'step' and later->>'from' <= one->>'filedOn')), '[]') as objections
      from decision_page_v2 p, jsonb_array_elements(p.postings) with ordinality l(posting, nth)
      where p.community = ${community}
        and ((posting->>'void')::boolean or posting->>'proven' is not null) = ${past}) lines
    ${older} order by posting->>'from' desc, key limit ${limit}`.execute(db);
  return rows;
}

/** A posting whose public page is to show it on a day, and has not been found that day. */
export type PageDue = Readonly<{ decision: string; step: string; from: string }>;

/** Which postings hang on the web on a day and were not found there yet that day, at most `limit`, by decision. */
export async function pagesToProbe(
  db: Kysely<DecisionTables>,
  day: string,
  limit = 500,
): Promise<readonly PageDue[]> {
  const { rows } = await sql<PageDue>`
    select p.decision, posting->>'step' as step, posting->>'from' as "from"
    from decision_page_v2 p join decision_board_v3 b on b.decision = p.decision, jsonb_array_elements(p.postings) posting
    where b."postingLastDay" >= ${day}::date and not b."postingProven"
      and not (posting->>'void')::boolean and posting->>'proven' is null and posting->'places' ? 'web'
      and posting->>'from' <= ${day} and posting->>'lastDay' >= ${day}
      and not posting->'probes' @> ${JSON.stringify([{ on: day, found: true }])}::jsonb
    order by p.decision limit ${limit}`.execute(db);
  return rows;
}
