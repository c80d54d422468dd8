import { sql, type Kysely } from 'kysely';
import type { CivilDate } from '#procedure';
import type { AdmissionRow } from './admission.view.js';
import type { AdmissionTables } from './views.js';

type Tables = Kysely<AdmissionTables>;

/** One community's money in a request, in fen: agreed, due by today, paid, and what is owed of what is due. */
export type CommunityMoney = Readonly<{
  community: string;
  agreedFen: number;
  dueFen: number;
  paidFen: number;
  owedFen: number;
}>;

/** `begun` and `withdrawn` stay inside; `overdue`: the clock of the decision has run out. */
export type AdmissionPage = Omit<AdmissionRow, 'begun'> &
  Readonly<{ money: readonly CommunityMoney[]; overdue: boolean; inForce: boolean }>;

/** A line of a list of requests. */
export type AdmissionLine = Pick<
  AdmissionPage,
  | 'id'
  | 'district'
  | 'department'
  | 'status'
  | 'kind'
  | 'title'
  | 'communities'
  | 'filedOn'
  | 'decideBy'
  | 'inForceFrom'
  | 'inForceUntil'
  | 'overdue'
  | 'inForce'
> &
  Readonly<{ hoursPerMonth: number }>;

type Money = Pick<AdmissionRow, 'communities' | 'payments' | 'paid'>;

function moneyOf({ communities, payments, paid }: Money, today: CivilDate): readonly CommunityMoney[] {
  const sum = (
    list: readonly Readonly<{ community: string; amountFen: number }>[],
    community: string,
  ): number => list.filter((one) => one.community === community).reduce((all, one) => all + one.amountFen, 0);
  const due = payments.filter(({ dueOn }) => dueOn <= today);
  return communities.map((community) => {
    const [agreedFen, dueFen, paidFen] = [payments, due, paid].map((list) => sum(list, community)) as [
      number,
      number,
      number,
    ];
    return { community, agreedFen, dueFen, paidFen, owedFen: Math.max(0, dueFen - paidFen) };
  });
}

function pageOf({ begun: _begun, ...row }: AdmissionRow, today: CivilDate): AdmissionPage {
  const { inForceFrom, inForceUntil, decideBy } = row;
  const inForce =
    row.status === 'published' &&
    inForceFrom !== null &&
    inForceUntil !== null &&
    inForceFrom <= today &&
    today <= inForceUntil;
  const overdue = decideBy !== null && decideBy < today;
  return { ...row, money: moneyOf(row, today), overdue, inForce };
}

const lineOf = (row: AdmissionRow, today: CivilDate): AdmissionLine => {
  const { application, overdue, inForce, ...page } = pageOf(row, today);
  const { id, district, department, status, kind, title, communities } = page;
  const { filedOn, decideBy, inForceFrom, inForceUntil } = page;
  return {
    ...{ id, district, department, status, kind, title, communities, filedOn, decideBy },
    ...{ inForceFrom, inForceUntil, overdue, inForce, hoursPerMonth: application.hoursPerMonth },
  };
};

/** A request, or undefined where there is none. */
export async function admissionPage(
  db: Tables,
  id: string,
  today: CivilDate,
): Promise<AdmissionPage | undefined> {
  const row = await db.selectFrom('admission_v1').selectAll().where('id', '=', id).executeTakeFirst();
  return row && pageOf(row, today);
}

/** Requests of a department, of a district's authority, or that concern a community, the one begun last first. */
export async function admissionsOf(
  db: Tables,
  today: CivilDate,
  asked: Readonly<{
    department?: string;
    district?: string;
    community?: string;
    /** Drafts are the department's own. */
    drafts?: boolean;
    after?: string;
    limit: number;
  }>,
): Promise<Readonly<{ lines: readonly AdmissionLine[]; next: string | null }>> {
  let query = db.selectFrom('admission_v1').selectAll();
  if (asked.department !== undefined) query = query.where('department', '=', asked.department);
  if (asked.district !== undefined) query = query.where('district', '=', asked.district);
  if (asked.community !== undefined)
    query = query.where(sql<boolean>`communities @> ${[asked.community]}::text[]`);
  if (!asked.drafts) query = query.where('filedOn', 'is not', null);
  if (asked.after !== undefined) query = query.where(sql<boolean>`begun < ${asked.after}::numeric`);
  const rows = await query
    .orderBy('begun', 'desc')
    .limit(asked.limit + 1)
    .execute();
  const last = rows.length > asked.limit ? rows[asked.limit - 1] : undefined;
  return {
    lines: rows.slice(0, asked.limit).map((row) => lineOf(row, today)),
    next: last ? String(last.begun) : null,
  };
}

/** Admissions whose term is over, to be asked whether they have expired. */
export async function dueExpiries(db: Tables, today: CivilDate, limit = 500) {
  const rows = await db
    .selectFrom('admission_v1')
    .select(['id', 'inForceUntil'])
    .where('status', '=', 'published')
    .where('inForceUntil', '<', today)
    .orderBy('inForceUntil')
    .limit(limit)
    .execute();
  return rows.map(({ id, inForceUntil }) => ({
    ...{ category: 'admissionRequest', id, key: `expiry ${id}@${inForceUntil}` },
    command: { type: 'ExpireAdmission', data: {} },
  }));
}
