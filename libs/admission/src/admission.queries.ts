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

/** Person-hours a month of what is in force in a community, without this request and with it. */
export type Load = Readonly<{ community: string; before: number; after: number }>;

/** `begun` stays inside; `overdue`: the clock of the decision has run out. */
export type AdmissionPage = Omit<AdmissionRow, 'begun'> &
  Readonly<{
    money: readonly CommunityMoney[];
    load: readonly Load[];
    overdue: boolean;
    inForce: boolean;
  }>;

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

/** Person-hours a month of what is in force on a day, by community; a community that has stopped the work bears none. */
async function hoursIn(
  db: Tables,
  communities: readonly string[],
  { day, without }: Readonly<{ day: CivilDate; without?: string }>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ community: string; hours: number }>`
    select one as community, sum((application->>'hoursPerMonth')::int)::int as hours
    from admission_v1, unnest(communities) as one
    where communities && ${[...communities]}::text[] and status = 'published' and id <> ${without ?? ''}
      and "inForceFrom" <= ${day}::date and "inForceUntil" >= ${day}::date and not (one = any(suspended))
    group by one`.execute(db);
  return new Map(rows.map(({ community, hours }) => [community, hours]));
}

function pageOf({ begun: _begun, ...row }: AdmissionRow, today: CivilDate): Omit<AdmissionPage, 'load'> {
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
  if (row === undefined) return undefined;
  const hours = await hoursIn(db, row.communities, { day: today, without: id });
  const load = row.communities.map((community) => {
    const before = hours.get(community) ?? 0;
    return { community, before, after: before + row.application.hoursPerMonth };
  });
  return { ...pageOf(row, today), load };
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

/** What a community bears today of what was admitted: how many tasks, and person-hours a month. */
export async function loadOf(
  db: Tables,
  community: string,
  today: CivilDate,
): Promise<Readonly<{ admissions: number; hoursPerMonth: number }>> {
  const hours = await hoursIn(db, [community], { day: today });
  const { count } = await db
    .selectFrom('admission_v1')
    .select(db.fn.countAll<string>().as('count'))
    .where(sql<boolean>`communities @> ${[community]}::text[] and not (${community} = any(suspended))`)
    .where('status', '=', 'published')
    .where('inForceFrom', '<=', today)
    .where('inForceUntil', '>=', today)
    .executeTakeFirstOrThrow();
  return { admissions: Number(count), hoursPerMonth: hours.get(community) ?? 0 };
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
