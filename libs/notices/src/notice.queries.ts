import { sql, type Kysely } from 'kysely';
import type { NoticeBatchRow, NoticeRow } from './notice.view.js';
import type { DigestItemRow } from './digest.js';
import type { ReminderRow } from './reminder.view.js';
import type { PreferenceRow } from './subscribers.js';
import { render } from './templates/render.js';

/** The tables of this context, for `models.tables<NoticeTables>()`. */
export type NoticeTables = {
  notice_v3: NoticeRow;
  notice_batch_v2: NoticeBatchRow;
  reply_reminder_v1: ReminderRow;
  digest_item_v1: DigestItemRow;
  notice_preference_v1: PreferenceRow;
};

/** How many persons of all notices stand where. */
export type NoticeCounts = Readonly<{
  notices: number;
  queued: number;
  sent: number;
  failed: number;
  lapsed: number;
  byHand: number;
  digest: number;
  possiblyTwice: number;
  /** Notices that the share of their recipients got which the rule set asks. */
  told: number;
}>;

/** A notice as the person told reads it. */
export type MyNotice = Readonly<{
  id: string;
  kind: string;
  text: Readonly<{ zh: string; en: string }>;
  decision: string | null;
  sitting: string | null;
  admission: string | null;
  refusal: string | null;
  latest: string | null;
  raisedAt: string;
  position: string;
  state: 'queued' | 'sent' | 'delivered' | 'failed' | 'lapsed' | 'byHand' | 'digest';
  possiblyTwice: boolean;
}>;

/** A batch that is not done, and which one of its notice it is. */
export type OpenBatch = Readonly<{ id: string; number: number }>;

/** The batches that still have somebody waiting, oldest first; what the sweep asks for. */
export async function openBatches(db: Kysely<NoticeTables>): Promise<readonly OpenBatch[]> {
  return db
    .selectFrom('notice_batch_v2')
    .select(['id', sql<number>`coalesce((state->>'number')::integer, 0)`.as('number')])
    .where('open', '=', true)
    .orderBy('openedAt')
    .orderBy('id')
    .execute();
}

const summed = ['queued', 'sent', 'failed', 'lapsed', 'byHand', 'digest', 'possiblyTwice'] as const;

/** Sums over all batches of persons, or over those of one decision or sitting; a group's robot tells nobody. */
export async function noticeCounts(
  db: Kysely<NoticeTables>,
  about: Readonly<{ decision?: string; sitting?: string }> = {},
): Promise<NoticeCounts> {
  let query = db
    .selectFrom('notice_v3 as n')
    .leftJoin('notice_batch_v2 as b', (join) =>
      join.onRef('b.notice', '=', 'n.id').on(sql<boolean>`b.state->>'personal' is distinct from 'false'`),
    );
  if (about.decision !== undefined) query = query.where('n.decision', '=', about.decision);
  if (about.sitting !== undefined) query = query.where('n.sitting', '=', about.sitting);
  const sum = (column: (typeof summed)[number]) =>
    sql<number>`coalesce(sum(${sql.ref(`b.${column}`)}), 0)::integer`.as(column);
  return query
    .select([
      sql<number>`count(distinct n.id)::integer`.as('notices'),
      sql<number>`(count(distinct n.id) filter (where n."toldAt" is not null))::integer`.as('told'),
      ...summed.map(sum),
    ])
    .executeTakeFirstOrThrow();
}

/** The notices to a person, newest first; `before` is the position of the last one seen. */
export async function noticesOf(
  db: Kysely<NoticeTables>,
  person: string,
  { before, limit = 50 }: Readonly<{ before?: string; limit?: number }> = {},
): Promise<readonly MyNotice[]> {
  let query = db
    .selectFrom('notice_batch_v2 as b')
    .innerJoin('notice_v3 as n', 'n.id', 'b.notice')
    .where(sql<boolean>`b.persons @> array[${person}]::text[]`);
  if (before !== undefined) query = query.where(sql<boolean>`n.position::numeric < ${before}::numeric`);
  const rows = await query
    .select(['n.id', 'n.kind', 'n.template', 'n.version', 'n.text', 'n.decision', 'n.sitting'])
    .select(['n.admission', 'n.refusal', 'n.latest', 'n.raisedAt', 'n.position'])
    .select(sql<Mine>`b.state->'recipients'->${person}`.as('mine'))
    .orderBy(sql`n.position::numeric`, 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ template, version, text, mine, ...row }) => ({
    ...row,
    text: render(template, version, text),
    state: stateSeen(mine),
    possiblyTwice: mine.doubtful,
  }));
}

type Mine = NoticeBatchRow['state']['recipients'][string];

function stateSeen({ state, receipt }: Mine): MyNotice['state'] {
  if (state === 'open' || state === 'trying') return 'queued';
  return state === 'sent' && receipt !== undefined ? 'delivered' : state;
}

/** A notice of a community that did not reach everybody, with those who are to be told by hand. */
export type Unreached = Readonly<{
  batch: string;
  notice: string;
  kind: string;
  text: Readonly<{ zh: string; en: string }>;
  raisedAt: string;
  persons: readonly string[];
}>;

/** What did not reach everybody in a community, newest day first; `after` is the last one seen. */
export async function unreachedIn(
  db: Kysely<NoticeTables>,
  community: string,
  { after, limit = 50 }: Readonly<{ after?: Readonly<{ day: string; key: string }>; limit?: number }> = {},
): Promise<readonly Unreached[]> {
  const day = sql<string>`left(n."raisedAt", 10)`;
  let query = db
    .selectFrom('notice_v3 as n')
    .innerJoin('notice_batch_v2 as b', 'b.notice', 'n.id')
    .where('n.community', '=', community)
    .where('b.failed', '>', 0)
    // a robot writes to a group: nobody is behind it who could be told at a door
    .where(sql<boolean>`b.state->>'personal' is distinct from 'false'`);
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(${day} < ${after.day} or (${day} = ${after.day} and b.id > ${after.key}))`,
    );
  const rows = await query
    .select(['b.id as batch', 'n.id as notice', 'n.kind', 'n.template', 'n.version', 'n.text', 'n.raisedAt'])
    .select(['b.state', 'b.persons'])
    .orderBy(day, 'desc')
    .orderBy('b.id')
    .limit(limit)
    .execute();
  return rows.map(({ template, version, text, state, persons, ...row }) => ({
    ...row,
    text: render(template, version, text),
    persons: persons.filter((person) => state.recipients[person]?.state === 'failed'),
  }));
}
