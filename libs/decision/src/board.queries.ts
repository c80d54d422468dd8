import { sql, type Kysely } from 'kysely';
import { pageOf, searchBy } from '#read-models';
import type { BoardRow } from './decision-board.view.js';
import type { DecisionTables } from './views.js';

type Tables = Kysely<DecisionTables>;

export type BoardAsked = Readonly<{
  community?: string;
  communities?: readonly string[];
  phase?: string;
  step?: string;
  category?: string;
  /** Words to be found in titles and plans. */
  search?: string;
  /** Where the page before ended: the log position at which its last decision was opened. */
  after?: string;
  limit?: number;
}>;
export type BoardLine = Omit<BoardRow, 'grams' | 'plan' | 'repliesDue' | 'opened'> &
  Readonly<{ late: readonly Late[] }>;
export type BoardPage = Readonly<{ lines: readonly BoardLine[]; next: string | null }>;

/** What is over its day; shown, and blocking nothing by itself. */
export type Late = 'reply' | 'postingNotClosed' | 'resultNotPosted';

const most = 200;

/** What is late with a decision on that day. */
export function lateOn(row: BoardRow, today: string): readonly Late[] {
  const over = (day: string | null): boolean => day !== null && day < today;
  const posting = row.phase === 'posting' && !row.postingProven && over(row.postingLastDay);
  return [
    ...(over(row.replyDue) ? (['reply'] as const) : []),
    ...(posting ? (['postingNotClosed'] as const) : []),
    ...(row.phase === 'posting' && over(row.resultPostingBy) ? (['resultNotPosted'] as const) : []),
  ];
}

function line(row: BoardRow, today: string): BoardLine {
  const { grams: _grams, plan: _plan, repliesDue: _replies, opened: _opened, ...rest } = row;
  return { ...rest, late: lateOn(row, today) };
}

/** Decisions of a board, the one opened last first, by keyset; `today` is the day on which lateness is judged. */
export async function boardOf(db: Tables, today: string, asked: BoardAsked = {}): Promise<BoardPage> {
  const limit = Math.max(1, Math.min(asked.limit ?? 50, most));
  let query = db.selectFrom('decision_board_v3').selectAll();
  if (asked.community !== undefined) query = query.where('community', '=', asked.community);
  if (asked.communities !== undefined)
    query = query.where(sql<boolean>`community = any(${[...asked.communities]}::text[])`);
  if (asked.phase !== undefined) query = query.where('phase', '=', asked.phase as BoardRow['phase']);
  if (asked.step !== undefined) query = query.where('step', '=', asked.step);
  if (asked.category !== undefined) query = query.where('category', '=', asked.category);
  if (asked.search !== undefined) query = query.where(searchBy('grams', ['title', 'plan'], asked.search));
  if (asked.after !== undefined) query = query.where(sql<boolean>`opened < ${asked.after}::numeric`);
  const rows = await query
    .orderBy('opened', 'desc')
    .limit(limit + 1)
    .execute();
  const page = pageOf(rows, limit, ({ opened }) => opened);
  return { lines: page.rows.map((row) => line(row, today)), next: page.next };
}

/** One community in the overview of its district, street or town. */
export type Overview = Readonly<{
  community: string;
  decisions: number;
  byPhase: Readonly<Record<string, number>>;
  byStep: Readonly<Record<string, number>>;
  objectionsOpen: number;
  late: Readonly<Record<Late, number>>;
  /** Replies given; those not late were in time. */
  replies: number;
  lateReplies: number;
  postedLateDays: number;
  escalations: number;
}>;

/** Counts by phase and step, and what is late, for each of these communities. */
export async function overviewOf(
  db: Tables,
  today: string,
  communities: readonly string[],
): Promise<readonly Overview[]> {
  const among = sql`${[...communities]}::text[]`;
  const { rows } = await sql<Overview>`
    with counted as (
      select community, phase, step, count(*)::int as n,
        sum("objectionsOpen")::int as open, sum(replies)::int as replies, sum("lateReplies")::int as answered, sum(escalations)::int as told,
        sum("postedLateDays")::int as days,
        (count(*) filter (where "replyDue" < ${today}::date))::int as reply,
        (count(*) filter (where phase = 'posting' and not "postingProven" and "postingLastDay" < ${today}::date))::int as closing,
        (count(*) filter (where phase = 'posting' and "resultPostingBy" < ${today}::date))::int as result
      from decision_board_v3 where community = any(${among}) group by community, phase, step),
    phases as (
      select community, jsonb_object_agg(phase, n) as "byPhase"
      from (select community, phase, sum(n)::int as n from counted group by community, phase) p group by community),
    steps as (
      select community, jsonb_object_agg(step, n) as "byStep"
      from (select community, step, sum(n)::int as n from counted
        where phase not in ('filed', 'withdrawn', 'annulled') group by community, step) s group by community)
    select community, coalesce(sum(n), 0)::int as decisions,
      coalesce("byPhase", '{}') as "byPhase", coalesce("byStep", '{}') as "byStep",
      coalesce(sum(open), 0)::int as "objectionsOpen",
      jsonb_build_object('reply', coalesce(sum(reply), 0), 'postingNotClosed', coalesce(sum(closing), 0),
        'resultNotPosted', coalesce(sum(result), 0)) as late,
      coalesce(sum(replies), 0)::int as replies, coalesce(sum(answered), 0)::int as "lateReplies", coalesce(sum(days), 0)::int as "postedLateDays",
      coalesce(sum(told), 0)::int as escalations
    from unnest(${among}) asked(community)
      left join counted using (community) left join phases using (community) left join steps using (community)
    group by community, "byPhase", "byStep" order by community`.execute(db);
  return rows;
}
