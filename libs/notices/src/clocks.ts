import type { Kysely } from 'kysely';
import { addDays, escalationOf, ruleSet } from '#procedure';
import type { ClockKind } from './domain/clock.js';
import type { About, Audience, NoticeCommand } from './events.js';
import type { NoticeTables } from './notice.queries.js';
import { notYetRaised, type DueReminder } from './reminder.view.js';

/** A clock that calls for a notice: `id` is that of the stream whose clock it is, `on` the day that was set. */
export type Clock = Readonly<{
  kind: ClockKind;
  id: string;
  on: string;
  /** The step that it is about, where a decision waits, and its rule set. */
  step?: string | null;
  ruleSet?: string | null;
  /** How often something must be done at least, where the words name it. */
  period?: string | null;
  /** Which yearly report. */
  report?: string | null;
}>;

type Terms = Readonly<{
  /** What is late, and goes up the escalation chain of the rule set. */
  late?: true;
  of: 'decision' | 'sitting' | 'community' | 'admissionRequest' | 'taskRefusal';
  to: readonly Audience[];
}>;

/** Who must act, and what is late the body above too (procedures §6: deadline near, deadline passed). */
const terms: Readonly<Record<ClockKind, Terms>> = {
  admissionLate: { of: 'admissionRequest', to: ['authority', 'district'] },
  admissionExpiring: { of: 'admissionRequest', to: ['department', 'targets', 'authority'] },
  paymentLate: { of: 'admissionRequest', to: ['department', 'targets', 'authority'] },
  claimLate: { of: 'taskRefusal', to: ['authority', 'district'] },
  postingUnclosed: { of: 'decision', to: ['conveners', 'supervision'], late: true },
  resultUnposted: { of: 'decision', to: ['conveners', 'street'], late: true },
  stepOverdue: { of: 'decision', to: ['conveners', 'street'], late: true },
  progressUnreported: { of: 'decision', to: ['conveners', 'supervision'], late: true },
  minutesUnconfirmed: { of: 'sitting', to: ['conveners', 'supervision'], late: true },
  termEnding: { of: 'community', to: ['conveners', 'street'] },
  authorizationEnding: { of: 'community', to: ['conveners'] },
  yearlyReportDue: { of: 'community', to: ['conveners', 'supervision'] },
  yearlyReportMissing: { of: 'community', to: ['conveners', 'supervision'], late: true },
  meetingOverdue: { of: 'community', to: ['conveners', 'street'], late: true },
};

const aboutOf = (of: Terms['of'], id: string): Omit<About, 'event' | 'stream'> => ({
  ...{ community: null, decision: null, sitting: null, objection: null },
  ...(of === 'admissionRequest' ? { admission: id } : of === 'taskRefusal' ? { refusal: id } : { [of]: id }),
});

type Level = Readonly<{ level?: number; to: readonly Audience[] }>;

function commandFor(
  { kind, id, on, step, period, report }: Clock,
  name: string,
  { to, level }: Level,
): NoticeCommand {
  const { of } = terms[kind];
  return {
    type: 'RaiseNotice',
    data: {
      ...{ kind, to, recipients: [], ballot: null, latest: null, purposeEnds: null },
      ...(level === undefined ? {} : { level }),
      text: { on, ...(step ? { step } : {}), ...(period ? { period } : {}), ...(report ? { report } : {}) },
      about: { ...aboutOf(of, id), event: name, stream: `${of}-${id}` },
    },
  };
}

/** Who is told by a day: who must act, and who stands above, level by level as the days pass. */
function levelsOn({ kind, on, ruleSet: set }: Clock, day: string): readonly Level[] {
  const { to, late } = terms[kind];
  if (late === undefined) return [{ to }];
  const chain = escalationOf(set ? ruleSet(set) : undefined);
  const due = chain.flatMap((one, index): Level[] =>
    day > addDays(on, one.afterDays.value) ? [{ level: index + 1, to: [one.to] }] : [],
  );
  return [{ to }, ...due];
}

/** The notices of clocks that nobody was told of yet, as timers for the sweep; `decide` looks at the stream itself. */
export async function dueClockNotices(
  db: Kysely<NoticeTables>,
  clocks: readonly Clock[],
  day: string,
  idOf: (name: string) => string,
): Promise<readonly DueReminder[]> {
  if (clocks.length === 0) return [];
  const due = clocks.flatMap((clock) =>
    levelsOn(clock, day).map((one) => {
      const { kind, id: of, on, step, report } = clock;
      const level = one.level === undefined ? [] : [`level-${one.level}`];
      const id = [kind, of, on, ...(step ? [step] : []), ...(report ? [report] : []), ...level].join('/');
      const command = commandFor(clock, id, one);
      return { id, category: 'notice', stream: idOf(`notice/${id}`), command } as const;
    }),
  );
  return notYetRaised(db, due);
}
