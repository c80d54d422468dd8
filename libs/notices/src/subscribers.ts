import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Addressed, Recorded } from '#kernel';
import type { PersonEvent } from '#community/events';
import { defineView, type Row } from '#read-models';
import { pageSize } from './domain/counting.js';
import { batchSize } from './domain/notice-batch.js';
import type { NoticeCommand } from './events.js';
import type { NoticeTables } from './notice.queries.js';
import { notYetRaised, type DueReminder } from './reminder.view.js';

/** How a person wants to be told: informing notices once a day together, and of which communities' boards besides what the rules say. */
export type PreferenceRow = Row & Readonly<{ person: string; daily: boolean; follows: readonly string[] }>;

/** What persons chose; who was erased, or is another's second card, has chosen nothing. */
export const preferenceView = defineView<PreferenceRow>({
  name: 'notice_preference_v1',
  key: 'person',
  columns: { person: 'text', daily: 'boolean', follows: 'text[]' },
  indexes: [{ columns: ['follows'], gin: true }],
  categories: ['person'],
  rows({ type, stream }) {
    const touches = ['NoticePreferencesSet', 'PersonErased', 'PersonsJoined'].includes(type);
    return touches ? [stream.slice('person-'.length)] : [];
  },
  evolve(_, event, person) {
    const { type, data } = event as Recorded<PersonEvent>;
    return type === 'NoticePreferencesSet' ? { person, ...data } : null;
  },
});

/** What a person chose; nothing chosen: each notice at once, and no board. */
export async function preferencesOf(
  db: Kysely<NoticeTables>,
  person: string,
): Promise<Readonly<{ daily: boolean; follows: readonly string[] }>> {
  const row = await db
    .selectFrom('notice_preference_v1')
    .select(['daily', 'follows'])
    .where('person', '=', person)
    .executeTakeFirst();
  return row ?? { daily: false, follows: [] };
}

/** A posting of so many days ago is told to no subscriber any more: a first start tells nobody about the past. */
const toldDays = 3;

/** Postings of communities whose board somebody follows, and of which the followers were not told yet. */
export async function dueDisclosures(
  db: Kysely<NoticeTables>,
  now: string,
  idOf: (name: string) => string,
): Promise<readonly DueReminder[]> {
  const since = new Date(Date.parse(now) - toldDays * 86_400_000).toISOString();
  const rows = await db
    .selectFrom('notice_v3 as n')
    .select(['n.id', 'n.community', 'n.decision', 'n.cause', 'n.text', 'n.latest'])
    .where('n.kind', '=', 'posted')
    .where('n.status', '<>', 'owed')
    .where('n.raisedAt', '>=', since)
    .where(sql<boolean>`exists (select 1 from notice_preference_v1 p where p.follows @> array[n.community])`)
    .execute();
  const due = rows.map(({ id, community, decision, cause, text, latest }) => {
    const about = { community, decision, sitting: null, objection: null, event: cause };
    const command: NoticeCommand = {
      type: 'RaiseNotice',
      data: {
        ...{ kind: 'disclosed', to: ['subscribers'], recipients: [], ballot: null, latest, text },
        ...{ purposeEnds: null, about: { ...about, stream: `decision-${decision ?? ''}` } },
      },
    };
    return {
      id: `disclosed/${id}`,
      category: 'notice' as const,
      stream: idOf(`notice/disclosed/${id}`),
      command,
    };
  });
  return notYetRaised(db, due);
}

export type ListingOptions = Readonly<{
  db: Kysely<NoticeTables>;
  idOf: (name: string) => string;
  execute(request: Addressed & Readonly<{ commandId: string }>): Promise<unknown>;
  /** Persons in one page; at most what one event holds. */
  page?: number;
  /** Milliseconds for which a page's batches are waited for before the next sweep goes on with the list. */
  patience?: number;
}>;

/** In the order of ids, as JavaScript compares them. */
const followersAfter = (db: Kysely<NoticeTables>, community: string, after: string, most: number) =>
  db
    .selectFrom('notice_preference_v1')
    .select('person')
    .where(sql<boolean>`follows @> array[${community}]::text[]`)
    .where(sql<boolean>`person collate "C" > ${after}`)
    .orderBy(sql`person collate "C"`)
    .limit(most)
    .execute();

/** How many batches of a notice the read model knows. */
async function batchesOf(db: Kysely<NoticeTables>, notice: string): Promise<number> {
  const { count } = await db
    .selectFrom('notice_batch_v2')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('notice', '=', notice)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether a number is reached in so many milliseconds. */
async function comesTo(read: () => Promise<number>, wanted: number, patience: number): Promise<boolean> {
  const until = Date.now() + patience;
  while ((await read()) < wanted) {
    if (Date.now() >= until) return false;
    await sleep(50);
  }
  return true;
}

/** Lists the followers of every notice that waits for them, page by page in the order of their ids; how many persons. */
export async function listSubscribers({
  db,
  idOf,
  execute,
  page = pageSize,
  patience = 30_000,
}: ListingOptions): Promise<number> {
  const waiting = await db
    .selectFrom('notice_v3')
    .select(['id', 'community', 'listedTo'])
    .where('listedTo', 'is not', null)
    .execute();
  let listed = 0;
  for (const { id, community, listedTo } of waiting) {
    let after = listedTo === '' ? null : listedTo;
    for (let last = false; !last;) {
      const rows = await followersAfter(db, community ?? '', after ?? '', page);
      const recipients = rows.map(({ person }) => person);
      last = recipients.length < page;
      const command: NoticeCommand = { type: 'ListRecipients', data: { after, recipients, last } };
      const before = last ? 0 : await batchesOf(db, id);
      await execute({ category: 'notice', id, command, commandId: idOf(`${id}/list/${after ?? ''}`) });
      listed += recipients.length;
      after = recipients.at(-1) ?? after;
      // the next page would only wait behind this one, and with it whatever else is raised meanwhile
      const open = before + Math.ceil(recipients.length / batchSize);
      if (!last && !(await comesTo(() => batchesOf(db, id), open, patience))) break;
    }
  }
  return listed;
}
