import { sql, type Kysely } from 'kysely';
import type { ClockKind } from './domain/clock.js';
import type { About, Audience, NoticeCommand } from './events.js';
import type { NoticeTables } from './notice.queries.js';
import type { DueReminder } from './reminder.view.js';

/** A clock that calls for a notice: `id` is that of the stream whose clock it is, `on` the day that was set. */
export type Clock = Readonly<{
  kind: ClockKind;
  id: string;
  on: string;
  /** The step that it is about, where a decision waits. */
  step?: string | null;
}>;

type Terms = Readonly<{
  of: 'decision' | 'sitting' | 'community' | 'admissionRequest' | 'taskRefusal';
  to: readonly Audience[];
}>;

/** Who must act, and what is late the body above too (procedures §6: deadline near, deadline passed). */
const terms: Readonly<Record<ClockKind, Terms>> = {
  admissionLate: { of: 'admissionRequest', to: ['authority', 'district'] },
  admissionExpiring: { of: 'admissionRequest', to: ['department', 'targets', 'authority'] },
  paymentLate: { of: 'admissionRequest', to: ['department', 'targets', 'authority'] },
  claimLate: { of: 'taskRefusal', to: ['authority', 'district'] },
  postingUnclosed: { of: 'decision', to: ['conveners', 'supervision'] },
  resultUnposted: { of: 'decision', to: ['conveners', 'street'] },
  stepOverdue: { of: 'decision', to: ['conveners', 'street'] },
  minutesUnconfirmed: { of: 'sitting', to: ['conveners', 'supervision'] },
  termEnding: { of: 'community', to: ['conveners', 'street'] },
  authorizationEnding: { of: 'community', to: ['conveners'] },
  meetingOverdue: { of: 'community', to: ['conveners', 'street'] },
};

const aboutOf = (of: Terms['of'], id: string): Omit<About, 'event' | 'stream'> => ({
  ...{ community: null, decision: null, sitting: null, objection: null },
  ...(of === 'admissionRequest' ? { admission: id } : of === 'taskRefusal' ? { refusal: id } : { [of]: id }),
});

function commandFor({ kind, id, on, step }: Clock, name: string): NoticeCommand {
  const { of, to } = terms[kind];
  return {
    type: 'RaiseNotice',
    data: {
      ...{ kind, to, recipients: [], ballot: null, latest: null, purposeEnds: null },
      text: { on, ...(typeof step === 'string' ? { step } : {}) },
      about: { ...aboutOf(of, id), event: name, stream: `${of}-${id}` },
    },
  };
}

/** The notices of clocks that nobody was told of yet, as timers for the sweep; `decide` looks at the stream itself. */
export async function dueClockNotices(
  db: Kysely<NoticeTables>,
  clocks: readonly Clock[],
  idOf: (name: string) => string,
): Promise<readonly DueReminder[]> {
  if (clocks.length === 0) return [];
  const due = clocks.map((clock) => {
    const { kind, id: of, on, step } = clock;
    const id = [kind, of, on, ...(typeof step === 'string' ? [step] : [])].join('/');
    return { id, category: 'notice', stream: idOf(`notice/${id}`), command: commandFor(clock, id) } as const;
  });
  const streams = due.map(({ stream }) => stream);
  // one parameter, however many there are
  const told = await db
    .selectFrom('notice_v2')
    .select('id')
    .where(sql<boolean>`id = any(${streams}::text[])`)
    .execute();
  const known = new Set(told.map(({ id }) => id));
  return due.filter(({ stream }) => !known.has(stream));
}
