import { sql, type Kysely } from 'kysely';
import type { CivilDate } from '#procedure';
import { rulesOf } from './domain/rules.js';
import type { AdmissionTables } from './views.js';

/** Whose ledger: a department's by community, a community's by department, a district's by department. */
export type LedgerOf = Readonly<{ department: string } | { community: string } | { district: string }>;

/** A year's money with one partner, in fen; `lateFen` is due beyond the grace and unpaid today, of whatever year. */
export type LedgerLine = Readonly<{
  with: string;
  agreedFen: number;
  dueFen: number;
  paidFen: number;
  lateFen: number;
}>;

/** What was asked for in a year, and what became of it. */
export type LedgerCounts = Readonly<{
  filed: number;
  admitted: number;
  rejected: number;
  expired: number;
  exited: number;
  /** Tasks pushed without an admission, and refused by communities. */
  refused: number;
}>;

export type Ledger = Readonly<{ year: number; counts: LedgerCounts; lines: readonly LedgerLine[] }>;

/** The public ledger of a year (procedures §4): agreed, due by today, paid and late, per partner, and what became of what was asked. */
export async function ledgerOf(
  db: Kysely<AdmissionTables>,
  whose: LedgerOf,
  { year, today }: Readonly<{ year: number; today: CivilDate }>,
): Promise<Ledger> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const grace = sql`coalesce((a.rules #>> '{grace,value}')::int, ${rulesOf().grace.value})`;
  const partner = 'department' in whose ? sql.ref('e.community') : sql.ref('a.department');
  const own =
    'community' in whose
      ? sql`e.community = ${whose.community}`
      : 'department' in whose
        ? sql`a.department = ${whose.department}`
        : sql`a.district = ${whose.district}`;
  const { rows } = await sql<LedgerLine>`
    select "with", sum(agreed)::bigint as "agreedFen", sum(due)::bigint as "dueFen",
      sum(paid)::bigint as "paidFen", sum(late)::bigint as "lateFen"
    from (
      select ${partner} as "with",
        coalesce(sum(e."amountFen") filter (where e.kind = 'due' and e."on" between ${first}::date and ${last}::date), 0) as agreed,
        coalesce(sum(e."amountFen") filter (where e.kind = 'due' and e."on" between ${first}::date and least(${last}::date, ${today}::date)), 0) as due,
        coalesce(sum(e."amountFen") filter (where e.kind = 'paid' and e."on" between ${first}::date and ${last}::date), 0) as paid,
        greatest(0,
          coalesce(sum(e."amountFen") filter (where e.kind = 'due' and e."on" + ${grace} < ${today}::date), 0)
          - coalesce(sum(e."amountFen") filter (where e.kind = 'paid'), 0)) as late
      from money_entry_v1 e join admission_v3 a on a.id = e.request
      where ${own}
      group by ${partner}, e.community, e.request) as each_request
    group by "with"
    having sum(agreed) > 0 or sum(paid) > 0 or sum(late) > 0
    order by "with"`.execute(db);
  return { year, counts: await countsOf(db, whose, { first, last }), lines: rows };
}

async function countsOf(
  db: Kysely<AdmissionTables>,
  whose: LedgerOf,
  { first, last }: Readonly<{ first: string; last: string }>,
): Promise<LedgerCounts> {
  const [name, id] = Object.entries(whose)[0] as [string, string];
  const asked =
    name === 'community'
      ? sql`id in (select request from admission_at_v1 where community = ${id})`
      : sql`${sql.ref(name)} = ${id}`;
  const inYear = (column: string) => sql`${sql.ref(column)} between ${first}::date and ${last}::date`;
  const { rows } = await sql<Omit<LedgerCounts, 'refused'>>`
    select count(*) filter (where ${inYear('filedOn')})::int as filed,
      count(*) filter (where ${inYear('publishedOn')})::int as admitted,
      count(*) filter (where status = 'rejected' and ${inYear('filedOn')})::int as rejected,
      count(*) filter (where status = 'expired' and ${inYear('inForceUntil')})::int as expired,
      count(*) filter (where status = 'exited' and ${inYear('publishedOn')})::int as exited
    from admission_v3 where ${asked}`.execute(db);
  const { rows: refusals } = await sql<{ refused: number }>`
    select count(*)::int as refused from task_refusal_v1
    where status = 'refused' and ${sql.ref(name)} = ${id} and ${inYear('askedOn')}`.execute(db);
  const none = { filed: 0, admitted: 0, rejected: 0, expired: 0, exited: 0 };
  return { ...(rows[0] ?? none), refused: refusals[0]?.refused ?? 0 };
}
