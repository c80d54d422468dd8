import { sql, type Kysely } from 'kysely';
import type { CivilDate } from '#procedure';
import { pageOf } from '#read-models';
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

/** What is in force in a community on a day: how many admissions, and person-hours a month. */
type Borne = Readonly<{ admissions: number; hoursPerMonth: number }>;

/** By community; one that has stopped the work bears none of it. */
async function borneIn(
  db: Tables,
  communities: readonly string[],
  { day, without }: Readonly<{ day: CivilDate; without?: string }>,
): Promise<ReadonlyMap<string, Borne>> {
  const { rows } = await sql<Borne & Readonly<{ community: string }>>`
    select one as community, count(*)::int as admissions,
      sum((application->>'hoursPerMonth')::int)::int as "hoursPerMonth"
    from admission_v2, unnest(communities) as one
    where communities && ${[...communities]}::text[] and one = any(${[...communities]}::text[]) and status = 'published' and id <> ${without ?? ''}
      and "inForceFrom" <= ${day}::date and "inForceUntil" >= ${day}::date and not (one = any(suspended))
    group by one`.execute(db);
  return new Map(rows.map(({ community, ...borne }) => [community, borne]));
}

type Dated = 'status' | 'decideBy' | 'inForceFrom' | 'inForceUntil';
/** What a line needs of a row: with money for a hundred communities a whole one is many times as long. */
const ofALine = [
  ...(['id', 'district', 'department', 'status', 'kind', 'title', 'communities', 'filedOn'] as const),
  ...(['decideBy', 'inForceFrom', 'inForceUntil', 'application', 'begun'] as const),
] as const;

/** Whether a request's clock has run out, and whether it is in force. */
function standing(
  { status, decideBy, inForceFrom, inForceUntil }: Pick<AdmissionRow, Dated>,
  today: CivilDate,
) {
  const term = inForceFrom !== null && inForceUntil !== null;
  return {
    overdue: decideBy !== null && decideBy < today,
    inForce: status === 'published' && term && inForceFrom <= today && today <= inForceUntil,
  };
}

function lineOf(row: Pick<AdmissionRow, (typeof ofALine)[number]>, today: CivilDate): AdmissionLine {
  const { id, district, department, status, kind, title, communities, filedOn, decideBy } = row;
  const { inForceFrom, inForceUntil, application } = row;
  return {
    ...{ id, district, department, status, kind, title, communities, filedOn, decideBy },
    ...{ inForceFrom, inForceUntil, hoursPerMonth: application.hoursPerMonth, ...standing(row, today) },
  };
}

/** A request, or undefined where there is none. */
export async function admissionPage(
  db: Tables,
  id: string,
  today: CivilDate,
): Promise<AdmissionPage | undefined> {
  const row = await db.selectFrom('admission_v2').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const borne = await borneIn(db, row.communities, { day: today, without: id });
  const load = row.communities.map((community) => {
    const before = borne.get(community)?.hoursPerMonth ?? 0;
    return { community, before, after: before + row.application.hoursPerMonth };
  });
  const { begun: _begun, ...shown } = row;
  return { ...shown, ...standing(row, today), money: moneyOf(row, today), load };
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
  let query = db.selectFrom('admission_v2').select(ofALine);
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
  const page = pageOf(rows, asked.limit, ({ begun }) => begun);
  return { lines: page.rows.map((row) => lineOf(row, today)), next: page.next };
}

/** What a community bears today of what was admitted. */
export async function loadOf(db: Tables, community: string, today: CivilDate): Promise<Borne> {
  // by the index alone: the lists of communities, which are long, stay where they are
  const { rows } = await sql<Borne>`
    select count(*)::int as admissions,
      coalesce(sum((application->>'hoursPerMonth')::int), 0)::int as "hoursPerMonth"
    from admission_v2
    where communities @> ${[community]}::text[] and status = 'published'
      and "inForceFrom" <= ${today}::date and "inForceUntil" >= ${today}::date
      and not (${community} = any(suspended))`.execute(db);
  return rows[0] ?? { admissions: 0, hoursPerMonth: 0 };
}

/** Admissions whose term is over, to be asked whether they have expired. */
export async function dueExpiries(db: Tables, today: CivilDate, limit = 500) {
  const rows = await db
    .selectFrom('admission_v2')
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
