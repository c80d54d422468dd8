import { sql, type Kysely } from 'kysely';
import { pageOf } from '#read-models';
import { unkept, type SealRow, type SealUseRow } from './seal.view.js';
import type { AdmissionTables } from './views.js';

/** Where a community's seal is; nothing but nulls until it was entrusted to anybody. */
export async function sealOf(db: Kysely<AdmissionTables>, community: string): Promise<SealRow> {
  const row = await db
    .selectFrom('seal_v1')
    .selectAll()
    .where('community', '=', community)
    .executeTakeFirst();
  return row ?? { community, ...unkept };
}

/** An entry as it is shown. */
export type SealUseLine = Omit<SealUseRow, 'key' | 'begun'>;

/** The entries of a community's register, or the applications of a person; the last one first, by keyset. */
export async function sealUsesOf(
  db: Kysely<AdmissionTables>,
  asked: Readonly<{ community?: string; applicant?: string; after?: string; limit: number }>,
): Promise<Readonly<{ uses: readonly SealUseLine[]; next: string | null }>> {
  let query = db.selectFrom('seal_use_v1').selectAll();
  if (asked.community !== undefined) query = query.where('community', '=', asked.community);
  if (asked.applicant !== undefined) query = query.where('applicant', '=', asked.applicant);
  if (asked.after !== undefined) query = query.where(sql<boolean>`begun < ${asked.after}::numeric`);
  const rows = await query
    .orderBy('begun', 'desc')
    .limit(asked.limit + 1)
    .execute();
  const page = pageOf(rows, asked.limit, ({ begun }) => begun);
  return { uses: page.rows.map(({ key: _key, begun: _begun, ...row }) => row), next: page.next };
}
