import { sql, type Kysely } from 'kysely';
import type { Audience, NoticeCommand } from './events.js';
import type { NoticeTables } from './notice.queries.js';
import type { DueReminder } from './reminder.view.js';

/** A clock of an admission that calls for a notice; `id` is that of the request, or of the refusal for `claimLate`. */
export type AdmissionClock = Readonly<{
  kind: 'admissionLate' | 'admissionExpiring' | 'paymentLate' | 'claimLate';
  id: string;
  on: string;
}>;

/** Late decisions and answers are told to the body above too (procedures §6: deadline passed). */
const audiences: Readonly<Record<AdmissionClock['kind'], readonly Audience[]>> = {
  admissionLate: ['authority', 'district'],
  admissionExpiring: ['department', 'targets', 'authority'],
  paymentLate: ['department', 'targets', 'authority'],
  claimLate: ['authority', 'district'],
};

function commandFor({ kind, id, on }: AdmissionClock, name: string): NoticeCommand {
  const ofClaim = kind === 'claimLate';
  const nowhere = { community: null, decision: null, sitting: null, objection: null };
  const stream = `${ofClaim ? 'taskRefusal' : 'admissionRequest'}-${id}`;
  return {
    type: 'RaiseNotice',
    data: {
      ...{ kind, to: audiences[kind], recipients: [], ballot: null, latest: null, purposeEnds: null },
      text: { on },
      about: { ...nowhere, ...(ofClaim ? { refusal: id } : { admission: id }), event: name, stream },
    },
  };
}

/** The notices of clocks that nobody was told of yet, as timers for the sweep; `decide` looks at the request itself. */
export async function dueClockNotices(
  db: Kysely<NoticeTables>,
  clocks: readonly AdmissionClock[],
  idOf: (name: string) => string,
): Promise<readonly DueReminder[]> {
  if (clocks.length === 0) return [];
  const due = clocks.map((clock) => {
    const id = `${clock.kind}/${clock.id}/${clock.on}`;
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
