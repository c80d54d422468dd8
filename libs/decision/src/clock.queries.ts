import { sql, type Kysely } from 'kysely';
import { addDays, type CivilDate } from '#procedure';
import type { DecisionTables } from './views.js';

/** A day that has passed over a decision, a sitting or the representatives' meeting: somebody is told of it once. */
export type DecisionClock = Readonly<{
  kind:
    | 'postingUnclosed'
    | 'resultUnposted'
    | 'stepOverdue'
    | 'progressUnreported'
    | 'minutesUnconfirmed'
    | 'meetingOverdue';
  /** Of the decision; of the sitting for `minutesUnconfirmed`, of the community for `meetingOverdue`. */
  id: string;
  /** The day that was set. */
  on: CivilDate;
  /** Where a decision waits; null for the others. */
  step: string | null;
  /** The rule set of a decision; null for the others. */
  ruleSet: string | null;
  /** How often the representatives meet at least; null for the others. */
  period: 'half' | 'quarter' | null;
}>;

/** A decision that does not move for so many days, minutes that nobody confirms in so many: the numbers are ours. */
const stillDays = 60;
const minutesDays = 7;
/** What ran out before is shown on the board and told to nobody: a first start tells nobody about the past. */
const toldDays = 30;

/**
 * What ran out in the last 30 days: postings not closed, results not posted, steps without movement, work without a report
 * for a quarter (村民委员会组织法 §35), minutes not confirmed, and a representatives' meeting for half a year (居委会组织法
 * §28), of the villages named for a quarter (村民委员会组织法 §29).
 */
export async function decisionClocks(
  db: Kysely<DecisionTables>,
  today: CivilDate,
  villages: readonly string[] = [],
): Promise<readonly DecisionClock[]> {
  const isVillage = sql<boolean>`community = any(${villages}::text[])`;
  const { rows } = await sql<DecisionClock>`
    select * from (
      select 'postingUnclosed' as kind, decision as id, "postingLastDay" as "on", step, "ruleSet", null as period
        from decision_board_v3
        where phase = 'posting' and not "postingProven"
      union all
      select 'resultUnposted', decision, "resultPostingBy", step, "ruleSet", null
        from decision_board_v3 where phase = 'posting'
      union all
      select 'stepOverdue', decision,
        ("movedAt"::timestamptz at time zone 'Asia/Shanghai')::date + ${stillDays}::integer, step, "ruleSet", null
        from decision_board_v3 where phase = 'deliberating'
      union all
      select 'progressUnreported', decision,
        (("movedAt"::timestamptz at time zone 'Asia/Shanghai')::date + interval '3 months')::date, null, "ruleSet", null
        from decision_board_v3 where phase = 'implementing'
      union all
      select 'minutesUnconfirmed', sitting, "heldOn" + ${minutesDays}::integer, null, null, null from sitting_page_v1
        where status = 'closed' and minutes <> 'confirmed'
      union all
      select 'meetingOverdue', community,
        (max("heldOn") + case when ${isVillage} then interval '3 months' else interval '6 months' end)::date,
        null, null, case when ${isVillage} then 'quarter' else 'half' end from sitting_page_v1
        where status in ('open', 'adjourned', 'closed')
          and jsonb_path_exists(rolls, '$[*] ? (@.body == "representatives")')
        group by community) clocks
    where "on" < ${today}::date and "on" >= ${addDays(today, -toldDays)}::date
    order by "on", id, kind`.execute(db);
  return rows;
}
