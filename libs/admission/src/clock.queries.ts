import { sql, type Kysely } from 'kysely';
import { addDays, type CivilDate } from '#procedure';
import type { AdmissionTables } from './views.js';

/** A clock of an admission that has run out, or soon will: somebody is told of it once. */
export type AdmissionClock = Readonly<{
  kind: 'admissionLate' | 'admissionExpiring' | 'paymentLate' | 'claimLate';
  /** Of the request; of the refusal for `claimLate`. */
  id: string;
  /** The day that was set. */
  on: CivilDate;
}>;

/** An end is announced so many days before (R§4.4: review before expiry; the number is ours). */
const expiryAhead = 30;

/** The clocks that call for a notice on a day: undecided, ending soon, due and unpaid, unanswered. */
export async function admissionClocks(
  db: Kysely<AdmissionTables>,
  today: CivilDate,
): Promise<readonly AdmissionClock[]> {
  const { rows } = await sql<AdmissionClock>`
    select 'admissionLate' as kind, id, "decideBy" as "on" from admission_v3
      where status in ('filed', 'accepted', 'reviewed') and "decideBy" < ${today}::date
    union all
    select 'admissionExpiring', id, "inForceUntil" from admission_v3
      where status = 'published' and "inForceUntil" between ${today}::date and ${addDays(today, expiryAhead)}::date
    union all
    select distinct 'paymentLate', request, "on" from (
      select e.request, e."on",
        sum(e."amountFen") over (partition by e.request, e.community order by e."on") as due,
        (select coalesce(sum(p."amountFen"), 0) from money_entry_v1 p
          where p.request = e.request and p.community = e.community and p.kind = 'paid') as paid
      from money_entry_v1 e where e.kind = 'due' and e."on" < ${today}::date) as owed
      where due > paid
    union all
    select 'claimLate', id, "answerBy" from task_refusal_v1
      where status = 'claimed' and "answerBy" < ${today}::date
    order by "on", id`.execute(db);
  return rows;
}
