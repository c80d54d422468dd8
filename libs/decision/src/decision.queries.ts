import { sql, type Kysely } from 'kysely';
import type { Addressed } from '#kernel';
import { missingVotes, type BallotRow, type VoteSeen } from './ballot.view.js';
import type { PageRow } from './decision-page-row.js';
import type { DutyRole, DutyRow } from './duty.view.js';
import type { HistoryRow } from './history.view.js';
import { ballotFor, type BallotShown } from './reader.js';
import type { SittingRow } from './sitting-page.view.js';
import type { DecisionTables } from './views.js';

type Tables = Kysely<DecisionTables>;

/** Everything that the page of a decision may show; what of it whom, the reading rules say. */
export type DecisionShown = PageRow & Readonly<{ ballots: readonly BallotShown[] }>;
export type SittingShown = SittingRow & Readonly<{ ballots: readonly BallotShown[] }>;

async function ballotsOf(
  db: Tables,
  { column, id, person }: Readonly<{ column: 'decision' | 'sitting'; id: string; person: string | null }>,
): Promise<readonly BallotShown[]> {
  const rows: readonly BallotRow[] = await db
    .selectFrom('ballot_v1')
    .selectAll()
    .where(column, '=', id)
    .orderBy('decision')
    .orderBy('number')
    .execute();
  return rows.map((row) => ballotFor(row, person));
}

/** The page of a decision with its ballots, or undefined where there is none; `person` is who asks. */
export async function decisionPageOf(
  db: Tables,
  decision: string,
  person: string | null,
): Promise<DecisionShown | undefined> {
  const row = await db
    .selectFrom('decision_page_v2')
    .selectAll()
    .where('decision', '=', decision)
    .executeTakeFirst();
  return row && { ...row, ballots: await ballotsOf(db, { column: 'decision', id: decision, person }) };
}

/** The page of a sitting with its ballots, and whose vote is missing where they are open. */
export async function sittingPageOf(
  db: Tables,
  sitting: string,
  person: string | null,
): Promise<SittingShown | undefined> {
  const row = await db
    .selectFrom('sitting_page_v1')
    .selectAll()
    .where('sitting', '=', sitting)
    .executeTakeFirst();
  return row && { ...row, ballots: await ballotsOf(db, { column: 'sitting', id: sitting, person }) };
}

/** The matters to which a file belongs, by its hash. */
export const mattersWith = (
  db: Tables,
  hash: string,
): Promise<readonly Pick<PageRow, 'decision' | 'community' | 'aid'>[]> =>
  db
    .selectFrom('decision_page_v2')
    .select(['decision', 'community', 'aid'])
    .where(
      sql<boolean>`(attachments ? ${hash}
        or postings @> ${JSON.stringify([{ photographs: [{ photoHash: hash }] }])}::jsonb)`,
    )
    .execute();

/** Where a page ended that is ordered by day, and by key within a day. */
export type DayCursor = Readonly<{ day: string; key: string }>;

/** Sittings of a community from a day on, soonest first, by keyset. */
export const sittingsOf = (
  db: Tables,
  community: string,
  { from, after, limit = 50 }: Readonly<{ from: string; after?: DayCursor; limit?: number }>,
): Promise<readonly Pick<SittingRow, 'sitting' | 'status' | 'heldOn' | 'time' | 'place' | 'items'>[]> => {
  const { day, key } = after ?? { day: from, key: '' };
  return db
    .selectFrom('sitting_page_v1')
    .select(['sitting', 'status', 'heldOn', 'time', 'place', 'items'])
    .where('community', '=', community)
    .where('heldOn', '>=', from)
    .where(sql<boolean>`("heldOn", sitting) > (${day}::date, ${key}::text)`)
    .orderBy('heldOn')
    .orderBy('sitting')
    .limit(Math.min(limit, 200))
    .execute();
};

/** A vote as the person finds it who cast it. */
export type OwnVote = Pick<BallotRow, 'ballot' | 'decision' | 'number' | 'step' | 'heldOn'> &
  Readonly<{ vote: VoteSeen }>;

/** The ballots in which a person voted, under whichever card, with his own paper; newest first, by keyset. */
export async function votesOf(
  db: Tables,
  person: string,
  { after, limit = 50 }: Readonly<{ after?: DayCursor; limit?: number }> = {},
): Promise<readonly OwnVote[]> {
  const older = after ? sql`and ("heldOn", ballot) < (${after.day}::date, ${after.key}::text)` : sql``;
  const { rows } = await sql<OwnVote>`
    select ballot, decision, number, step, "heldOn", votes->coalesce(aliases->>${person}, ${person}) as vote
    from ballot_v1 where votes ? coalesce(aliases->>${person}, ${person}) ${older}
    order by "heldOn" desc, ballot desc limit ${limit}`.execute(db);
  return rows;
}

/** Whose vote is missing in a ballot: whom to remind, and nobody who has voted (citizenos-fe-old#317). */
export async function missingIn(db: Tables, decision: string, number: number): Promise<readonly string[]> {
  const row = await db
    .selectFrom('ballot_v1')
    .selectAll()
    .where('ballot', '=', `${decision}:${number}`)
    .executeTakeFirst();
  return row ? missingVotes(row) : [];
}

/** A role that a person has in a community, and the bodies that make it so. */
export type HeldRole = Readonly<{ community: string; role: DutyRole; bodies: readonly string[] }>;
export type DutyShown = Pick<DutyRow, 'duty' | 'about' | 'id' | 'kind' | 'ref' | 'dueOn' | 'since'> &
  Readonly<{ community: string; title: string | null; late: boolean }>;

/** What waits for a person, by name or by role, what is due first before all else. */
export async function dutiesOf(
  db: Tables,
  today: string,
  person: string,
  roles: readonly HeldRole[] = [],
): Promise<readonly DutyShown[]> {
  const held = JSON.stringify(roles);
  const { rows } = await sql<DutyShown>`
    select d.duty, d.about, d.id, d.kind, d.ref, d."dueOn", d.since, b.title,
      coalesce(b.community, s.community) as community, coalesce(d."dueOn" < ${today}::date, false) as late
    from duty_v1 d
    left join decision_board_v3 b on d.about = 'decision' and b.decision = d.id
    left join sitting_page_v1 s on d.about = 'sitting' and s.sitting = d.id
    where not d.waiting and (d.person = ${person} or (d.role is not null and exists (
      select 1 from jsonb_to_recordset(${held}::jsonb) as r(community text, role text, bodies jsonb)
      where r.role = d.role and r.community = coalesce(b.community, s.community)
        and (d.bodies is null or jsonb_typeof(d.bodies) = 'null'
          or exists (select 1 from jsonb_array_elements_text(d.bodies) body where r.bodies ? body))
        and not exists (select 1 from jsonb_array_elements(d."attestedBy") a where a->>'by' = ${person}))))
    order by d."dueOn" nulls last, d.since, d.duty limit 500`.execute(db);
  return rows;
}

/** The history of one stream, oldest first; `after` is the last revision seen. */
export function historyOf(
  db: Tables,
  stream: string,
  { after = -1, limit = 100 }: Readonly<{ after?: number; limit?: number }> = {},
): Promise<readonly HistoryRow[]> {
  return db
    .selectFrom('history_v1')
    .selectAll()
    .where('stream', '=', stream)
    .where('revision', '>', after)
    .orderBy('revision')
    .limit(Math.min(limit, 1000))
    .execute();
}

/** Something that is due: the command to ask, and a key so that asking again is the same command. */
export type Due = Addressed & Readonly<{ key: string }>;

/** Timers whose day has come and that have something to ask; the decider compares the dates again. */
export async function dueTimers(db: Tables, today: string, limit = 500): Promise<readonly Due[]> {
  const rows = await db
    .selectFrom('timer_v1')
    .selectAll()
    .where('dueOn', '<=', today)
    .where(sql<boolean>`coalesce(jsonb_typeof(command), 'null') <> 'null'`)
    .orderBy('dueOn')
    .orderBy('timer')
    .limit(limit)
    .execute();
  return rows.flatMap(({ timer, dueOn, decision: id, command }) =>
    command ? [{ category: 'decision', id, command, key: `${timer}@${dueOn}` }] : [],
  );
}
