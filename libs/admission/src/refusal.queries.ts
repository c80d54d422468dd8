import { sql, type Kysely } from 'kysely';
import type { CivilDate } from '#procedure';
import { pageOf } from '#read-models';
import type { RefusalRow } from './refusal.view.js';
import type { AdmissionTables } from './views.js';

/** A refusal or claim as it is shown; `overdue`: the clock of the answer has run out. */
export type RefusalLine = Omit<RefusalRow, 'begun'> & Readonly<{ overdue: boolean }>;

/** Refusals and claims of a community, towards a department, or before a district's authority; the last one first. */
export async function refusalsOf(
  db: Kysely<AdmissionTables>,
  today: CivilDate,
  asked: Readonly<{
    community?: string;
    department?: string;
    district?: string;
    after?: string;
    limit: number;
  }>,
): Promise<Readonly<{ lines: readonly RefusalLine[]; next: string | null }>> {
  let query = db.selectFrom('task_refusal_v1').selectAll();
  for (const whose of ['community', 'department', 'district'] as const) {
    const id = asked[whose];
    if (id !== undefined) query = query.where(whose, '=', id);
  }
  if (asked.after !== undefined) query = query.where(sql<boolean>`begun < ${asked.after}::numeric`);
  const rows = await query
    .orderBy('begun', 'desc')
    .limit(asked.limit + 1)
    .execute();
  const page = pageOf(rows, asked.limit, ({ begun }) => begun);
  const lines = page.rows.map(({ begun: _begun, ...row }) => ({
    ...row,
    overdue: row.answerBy !== null && row.answerBy < today,
  }));
  return { lines, next: page.next };
}
