import { sql, type Kysely } from 'kysely';
import { dayOf } from '#procedure';
import type { Recorded } from '#kernel';
import { defineView, type Row } from '#read-models';
import type { NoticeBatchEvent, NoticeCommand, NoticeEvent, NoticeKind } from './events.js';
import type { NoticeTables } from './notice.queries.js';
import { notYetRaised, type DueReminder } from './reminder.view.js';
import { filled, templateOf } from './templates/render.js';

/** Kinds that inform and ask for nothing: who wants it has these once a day together. */
export const digestKinds: readonly NoticeKind[] = ['posted', 'stepDecided', 'disclosed'];

/** A notice that waits for the digest of a person. */
export type DigestItemRow = Row & Readonly<{ id: string; notice: string; person: string; leftAt: string }>;

const key = (notice: string, person: string): string => `${notice}/${person}`;

/** What was left to the digest; a row goes with the digest that holds it. */
export const digestItemView = defineView<DigestItemRow>({
  name: 'digest_item_v1',
  key: 'id',
  columns: { id: 'text', notice: 'text', person: 'text', leftAt: 'text' },
  categories: ['notice', 'noticeBatch'],
  rows(event) {
    const { type, data } = event as Recorded<NoticeEvent | NoticeBatchEvent>;
    if (type === 'LeftToDigest') return data.recipients.map((person) => key(data.notice, person));
    const [person] = type === 'NoticeOwed' ? data.recipients : [];
    if (type !== 'NoticeOwed' || person === undefined) return [];
    return (data.holds ?? []).map((notice) => key(notice, person));
  },
  evolve(_, event, id) {
    const { type, data } = event as Recorded<NoticeBatchEvent>;
    if (type !== 'LeftToDigest') return null;
    return { id, notice: data.notice, person: id.slice(data.notice.length + 1), leftAt: event.metadata.at };
  },
});

/** The hour in Shanghai at which a day's digests go out: ours, before the quiet hours. */
const digestHour = 18;
const shanghai = 8 * 3_600_000;
const oneDay = 86_400_000;

/** The last instant at which digests went out, or should have. */
function lastHour(now: string): string {
  const local = Date.parse(now) + shanghai - digestHour * 3_600_000;
  return new Date(Math.floor(local / oneDay) * oneDay + digestHour * 3_600_000 - shanghai).toISOString();
}
/** Whether the next digest still comes by a notice's last day; without one it does. */
export const isDigestInTime = (now: string, latest: string | null): boolean =>
  latest === null || dayOf(new Date(Date.parse(lastHour(now)) + oneDay).toISOString()) <= latest;

/** So many stand in the text with their subject; the rest is said by its number and read in the inbox. */
const mostShown = 20;

type Item = Readonly<{
  person: string;
  notice: string;
  community: string;
  template: string;
  version: number;
  text: Readonly<Record<string, string>>;
}>;

/** The digests of the last hour for them that nobody has got yet, one for each person: a notice to that person alone. */
export async function dueDigests(
  db: Kysely<NoticeTables>,
  now: string,
  idOf: (name: string) => string,
): Promise<readonly DueReminder[]> {
  const until = lastHour(now);
  const day = dayOf(until);
  const items: readonly Item[] = await db
    .selectFrom('digest_item_v1 as d')
    .innerJoin('notice_v3 as n', 'n.id', 'd.notice')
    .select(['d.person', 'd.notice', 'n.template', 'n.version', 'n.text'])
    .select(sql<string>`n.community`.as('community'))
    .where('d.leftAt', '<=', until)
    .orderBy('d.person')
    .orderBy(sql`n.position::numeric`)
    .execute();
  const byPerson = new Map<string, Item[]>();
  for (const item of items) byPerson.set(item.person, [...(byPerson.get(item.person) ?? []), item]);
  const due = [...byPerson].map(([person, held]) => {
    const id = `digest/${person}/${day}`;
    return { id, category: 'notice' as const, stream: idOf(`notice/${id}`), command: digest(id, day, held) };
  });
  return notYetRaised(db, due);
}

function digest(id: string, day: string, held: readonly Item[]): NoticeCommand {
  const [first] = held;
  const subjects = held
    .slice(0, mostShown)
    .map(({ template, version, text }) =>
      filled(templateOf(template, version).subject, { template, version, fields: text }),
    );
  const list = (language: 'zh' | 'en', rest: string) =>
    [
      ...subjects.map((one, at) => `${at + 1}. ${one[language]}`),
      ...(held.length > mostShown ? [rest] : []),
    ].join(language === 'zh' ? '；' : '; ');
  const about = { decision: null, sitting: null, objection: null, event: id, stream: id };
  return {
    type: 'RaiseNotice',
    data: {
      ...{ kind: 'digest', to: [], recipients: [first?.person ?? ''], ballot: null, purposeEnds: null },
      ...{ latest: null, holds: held.map(({ notice }) => notice) },
      about: { ...about, community: first?.community ?? null },
      text: {
        ...{ on: day, count: String(held.length) },
        itemsZh: list('zh', '其余请登录查看'),
        itemsEn: list('en', 'the others are in your inbox'),
      },
    },
  };
}
