import { sql, type Kysely } from 'kysely';
import type { CivilDate } from '#procedure';
import { pageOf } from '#read-models';
import type { AdmissionRow } from './admission.view.js';
import type { Overlaps } from './events.js';
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

/** What lists are made by stays inside; `overdue`: the clock of the decision has run out. */
export type AdmissionPage = Omit<AdmissionRow, 'begun' | 'communityCount' | 'hoursPerMonth'> &
  Readonly<{
    money: readonly CommunityMoney[];
    load: readonly Load[];
    overdue: boolean;
    inForce: boolean;
  }>;

/** A line of a list of requests. */
export type AdmissionLine = Pick<
  AdmissionPage & AdmissionRow,
  | 'id'
  | 'district'
  | 'department'
  | 'status'
  | 'kind'
  | 'title'
  | 'communityCount'
  | 'hoursPerMonth'
  | 'filedOn'
  | 'decideBy'
  | 'confirmBy'
  | 'forExit'
  | 'inForceFrom'
  | 'inForceUntil'
  | 'overdue'
  | 'inForce'
>;

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

/** States in which it is in force within its days: published, or urgent, which has days before it is published. */
const running = ['published', 'filed', 'accepted', 'reviewed', 'granted', 'agreed'];

/** By community; one that has stopped the work bears none of it. */
async function borneIn(
  db: Tables,
  communities: readonly string[],
  { day, without }: Readonly<{ day: CivilDate; without?: string }>,
): Promise<ReadonlyMap<string, Borne>> {
  const { rows } = await sql<Borne & Readonly<{ community: string }>>`
    select community, count(*)::int as admissions, sum("hoursPerMonth")::int as "hoursPerMonth"
    from admission_at_v1 join admission_v3 on id = request
    where community = any(${[...communities]}::text[]) and status = any(${running}::text[]) and id <> ${without ?? ''}
      and "inForceFrom" <= ${day}::date and "inForceUntil" >= ${day}::date and not stopped
    group by community`.execute(db);
  return new Map(rows.map(({ community, ...borne }) => [community, borne]));
}

type Dated = 'status' | 'decideBy' | 'confirmBy' | 'inForceFrom' | 'inForceUntil';
/** What a line needs of a row: with money for a hundred communities a whole one is many times as long. */
const ofALine = [
  ...(['id', 'district', 'department', 'status', 'kind', 'title', 'communityCount', 'filedOn'] as const),
  ...(['decideBy', 'confirmBy', 'inForceFrom', 'inForceUntil', 'hoursPerMonth', 'forExit', 'begun'] as const),
] as const;

/** Whether a request's clock has run out, and whether it is in force. */
function standing(
  { status, decideBy, inForceFrom, inForceUntil }: Pick<AdmissionRow, Dated>,
  today: CivilDate,
) {
  const term = inForceFrom !== null && inForceUntil !== null;
  return {
    overdue: decideBy !== null && decideBy < today,
    inForce: running.includes(status) && term && inForceFrom <= today && today <= inForceUntil,
  };
}

function lineOf(row: Pick<AdmissionRow, (typeof ofALine)[number]>, today: CivilDate): AdmissionLine {
  const { begun: _begun, ...line } = row;
  return { ...line, ...standing(row, today) };
}

/** What each target community bears without a request and with it. */
async function loadsWith(
  db: Tables,
  { id, communities, hoursPerMonth }: Pick<AdmissionRow, 'id' | 'communities' | 'hoursPerMonth'>,
  day: CivilDate,
): Promise<readonly Load[]> {
  const borne = await borneIn(db, communities, { day, without: id });
  return communities.map((community) => {
    const before = borne.get(community)?.hoursPerMonth ?? 0;
    return { community, before, after: before + hoursPerMonth };
  });
}

/** What a request would overlap with: the same task of the same department, not ended, in one of its communities and within its term. */
export async function overlapsOf(db: Tables, id: string): Promise<Overlaps> {
  const { rows } = await sql<Overlaps[number]>`
    select other.id as request, (other.application ->> 'from') as "from",
      coalesce(other."inForceUntil"::text, other.application ->> 'until') as "until"
    from admission_v3 own join admission_v3 other
      on other.department = own.department and other.title = own.title and other.id <> own.id
    where own.id = ${id} and other.status = any(${running}::text[])
      and other.application ->> 'from' <= own.application ->> 'until'
      and coalesce(other."inForceUntil"::text, other.application ->> 'until') >= own.application ->> 'from'
      and exists (select 1 from admission_at_v1 a join admission_at_v1 b using (community)
        where a.request = own.id and b.request = other.id)
    order by other.begun`.execute(db);
  return rows;
}

/** The load that the authority decides on; undefined where there is no such request. */
export async function loadToDecideOn(
  db: Tables,
  id: string,
  today: CivilDate,
): Promise<Readonly<{ communities: readonly Load[] }> | undefined> {
  const row = await db
    .selectFrom('admission_v3')
    .select(['id', 'communities', 'hoursPerMonth'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { communities: await loadsWith(db, row, today) };
}

/** A request, or undefined where there is none. */
export async function admissionPage(
  db: Tables,
  id: string,
  today: CivilDate,
): Promise<AdmissionPage | undefined> {
  const row = await db.selectFrom('admission_v3').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const load = await loadsWith(db, row, today);
  const { begun: _begun, communityCount: _count, hoursPerMonth: _hours, ...shown } = row;
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
  let query = db.selectFrom('admission_v3').select(ofALine);
  if (asked.department !== undefined) query = query.where('department', '=', asked.department);
  if (asked.district !== undefined) query = query.where('district', '=', asked.district);
  const { community } = asked;
  if (community !== undefined)
    query = query.where('id', 'in', (at) =>
      at.selectFrom('admission_at_v1').select('request').where('community', '=', community),
    );
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
  const borne = await borneIn(db, [community], { day: today });
  return borne.get(community) ?? { admissions: 0, hoursPerMonth: 0 };
}

/** Admissions whose term is over, and urgent matters that nobody confirmed, to be asked whether they have expired. */
export async function dueExpiries(db: Tables, today: CivilDate, limit = 500) {
  const rows = await db
    .selectFrom('admission_v3')
    .select(['id', 'inForceUntil'])
    .where('status', 'in', ['published', 'filed', 'accepted', 'reviewed'])
    .where('inForceUntil', '<', today)
    .orderBy('inForceUntil')
    .limit(limit)
    .execute();
  return rows.map(({ id, inForceUntil }) => ({
    ...{ category: 'admissionRequest', id, key: `expiry ${id}@${inForceUntil}` },
    command: { type: 'ExpireAdmission', data: {} },
  }));
}
