import { sql, type Kysely } from 'kysely';
import type { Addressed, Recorded } from '#kernel';
import { addDays } from '#procedure';
import type { DecisionEvent } from '#decision/events';
import { defineView, type Row } from '#read-models';
import type { NoticeCommand, NoticeEvent } from './events.js';
import type { NoticeTables } from './notice.queries.js';

/** A reply that somebody still owes, with the day on which he is reminded. */
export type ReminderRow = Row &
  Readonly<{ id: string; decision: string; remindOn: string; replyBy: string; cause: string }>;

/** Replies that are owed and of which nobody was reminded yet; a row goes with the reply or with the reminder. */
export const reminderView = defineView<ReminderRow>({
  name: 'reply_reminder_v1',
  key: 'id',
  columns: { id: 'text', decision: 'text', remindOn: 'date', replyBy: 'date', cause: 'text' },
  indexes: [{ columns: ['remindOn'] }],
  categories: ['decision', 'notice'],
  rows(event) {
    const { type, data } = event as Recorded<DecisionEvent | NoticeEvent>;
    if (type === 'ObjectionFiled' || type === 'ObjectionAnswered') return [data.objection];
    const reminded = type === 'NoticeOwed' && data.kind === 'replyDue' ? data.about.objection : null;
    return reminded === null ? [] : [reminded];
  },
  evolve(_, event, id) {
    const { type, data } = event as Recorded<DecisionEvent>;
    if (type !== 'ObjectionFiled') return null;
    const decision = event.stream.slice('decision-'.length);
    const { replyBy } = data;
    return { id, decision, remindOn: addDays(replyBy, -1), replyBy, cause: event.id };
  },
});

/** A command that the sweep of due timers asks. */
export type DueReminder = Readonly<{
  id: string;
  category: 'notice';
  stream: string;
  command: Addressed['command'];
}>;

/** Those whose notice was not raised before. */
export async function notYetRaised(
  db: Kysely<NoticeTables>,
  due: readonly DueReminder[],
): Promise<readonly DueReminder[]> {
  // one parameter, however many there are
  const streams = due.map(({ stream }) => stream);
  const raised = await db
    .selectFrom('notice_v3')
    .select('id')
    .where(sql<boolean>`id = any(${streams}::text[])`)
    .execute();
  const known = new Set(raised.map(({ id }) => id));
  return due.filter(({ stream }) => !known.has(stream));
}

/** The reminders due by a day, as timers for the sweep; `decide` compares the dates itself. */
export async function dueReminders(
  db: Kysely<NoticeTables>,
  day: string,
  idOf: (name: string) => string,
): Promise<readonly DueReminder[]> {
  const rows = await db
    .selectFrom('reply_reminder_v1')
    .select(['id', 'decision', 'remindOn', 'replyBy', 'cause'])
    .where('remindOn', '<=', day)
    .execute();
  return rows.map((row) => ({
    id: `replyDue/${row.id}`,
    category: 'notice',
    stream: idOf(`notice/replyDue/${row.decision}/${row.id}`),
    command: reminder(row),
  }));
}

function reminder({ id, decision, replyBy, cause }: ReminderRow): NoticeCommand {
  const about = { community: null, decision, sitting: null, objection: id, event: cause };
  return {
    type: 'RaiseNotice',
    data: {
      ...{ kind: 'replyDue', to: ['conveners'], recipients: [], ballot: null, purposeEnds: null },
      ...{ latest: replyBy, text: { replyBy } },
      about: { ...about, stream: `decision-${decision}` },
    },
  };
}
