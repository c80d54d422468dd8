import { defineView, grams } from '#read-models';
import type { Recorded, Sealed } from '#kernel';
import { progressed, type Progress } from './progress.js';
import { idOf, told, type Told, type ToldOf } from './told.js';

export type BoardVerdict = Readonly<{
  step: string;
  carried: boolean;
  arithmetic: Readonly<{ zh: string; en: string }>;
  article: string;
}>;

/** One line of a community's board. */
export type BoardRow = Progress &
  Readonly<{
    decision: string;
    community: string;
    title: string;
    /** What may be searched besides the title; none for aid matters, whose plan is sealed (R§6). */
    plan: string | null;
    grams: readonly string[];
    category: string;
    ruleSet: string;
    aid: boolean;
    amountFen: number | null;
    openedOn: string;
    /** Log position of the opening: the board's order. */
    opened: number;
    movedAt: string;
    verdicts: readonly BoardVerdict[];
    postingLastDay: string | null;
    postingProven: boolean;
    resultPostingBy: string | null;
    repliesDue: readonly Readonly<{ objection: string; replyBy: string }>[];
    objectionsOpen: number;
    replyDue: string | null;
    /** Replies given, and those of them that came late. */
    replies: number;
    lateReplies: number;
    postedLateDays: number;
    escalations: number;
  }>;

/** Votes do not move a decision on the board; the ballot's page has them. */
const unseen: ReadonlySet<string> = new Set([
  'VoteCast',
  'DepartureNoted',
  'CountsRecorded',
  'CountsConfirmed',
]);

/** A sealed plan, of an aid matter, is not searched. */
const searchable = (plan: string | Sealed): string | null => (typeof plan === 'string' ? plan : null);

function begun({ data, stream, position, metadata }: ToldOf<'DecisionOpened'>): BoardRow {
  const plan = searchable(data.plan);
  return {
    decision: idOf({ stream }),
    community: data.community,
    title: data.title,
    plan,
    grams: grams(data.title, plan),
    category: data.category,
    ruleSet: data.ruleSet,
    aid: data.aid,
    amountFen: data.money?.amountFen ?? null,
    phase: 'deliberating',
    step: data.firstStep,
    openedOn: data.openedOn,
    opened: Number(position),
    movedAt: metadata.at,
    verdicts: [],
    postingLastDay: null,
    postingProven: false,
    resultPostingBy: null,
    repliesDue: [],
    objectionsOpen: 0,
    replyDue: null,
    replies: 0,
    lateReplies: 0,
    postedLateDays: 0,
    escalations: 0,
  };
}

function judged(row: BoardRow, { data }: ToldOf<'BallotClosed' | 'VerdictRecounted'>): BoardRow {
  const { arithmetic, article, carried } = data.verdict;
  const verdict = { step: data.step, carried, arithmetic, article };
  return { ...row, verdicts: [...row.verdicts.filter((one) => one.step !== data.step), verdict] };
}

const awaiting = (row: BoardRow, repliesDue: BoardRow['repliesDue']): BoardRow => ({
  ...row,
  repliesDue,
  objectionsOpen: repliesDue.length,
  replyDue: repliesDue.map((one) => one.replyBy).sort()[0] ?? null,
});

function changed(row: BoardRow, event: Told): BoardRow {
  switch (event.type) {
    case 'PlanRevised':
    case 'DecisionReentered': {
      const plan = searchable(event.data.plan);
      return { ...row, plan, grams: grams(row.title, plan), amountFen: event.data.money?.amountFen ?? null };
    }
    case 'BallotClosed':
    case 'VerdictRecounted':
      return judged(row, event);
    case 'ResolutionPosted':
    case 'ResultPosted': {
      const { lastDay, postedLateDays } = event.data;
      const reported = event.type === 'ResultPosted' ? null : row.resultPostingBy;
      const posted = { postingLastDay: lastDay, postingProven: false, resultPostingBy: reported };
      return { ...row, ...posted, postedLateDays: row.postedLateDays + postedLateDays };
    }
    case 'InterruptionReported':
    case 'PageProbed':
    case 'PostingEndSettled':
      return { ...row, postingLastDay: event.data.lastDay };
    case 'PostingProven':
      return { ...row, postingProven: true };
    case 'ObjectionFiled': {
      const { objection, replyBy } = event.data;
      return awaiting(row, [...row.repliesDue, { objection, replyBy }]);
    }
    case 'ObjectionAnswered': {
      const open = row.repliesDue.filter((one) => one.objection !== event.data.objection);
      const late = event.data.lateDays > 0 ? 1 : 0;
      return awaiting({ ...row, replies: row.replies + 1, lateReplies: row.lateReplies + late }, open);
    }
    case 'ObjectionEscalated':
      return { ...row, escalations: row.escalations + 1 };
    case 'ObjectionUpheld':
      return { ...row, postingLastDay: null, postingProven: false, resultPostingBy: null };
    case 'ImplementationCompleted':
      return { ...row, resultPostingBy: event.data.next ? event.data.resultPostingBy : null };
    default:
      return row;
  }
}

/** The board of a community, the district's overview, and the search over titles and plans. */
export const decisionBoard = defineView<BoardRow>({
  name: 'decision_board_v3',
  key: 'decision',
  columns: {
    decision: 'text',
    community: 'text',
    title: 'text',
    plan: 'text',
    grams: 'text[]',
    category: 'text',
    ruleSet: 'text',
    aid: 'boolean',
    amountFen: 'bigint',
    phase: 'text',
    step: 'text',
    openedOn: 'date',
    opened: 'bigint',
    movedAt: 'text',
    verdicts: 'jsonb',
    postingLastDay: 'date',
    postingProven: 'boolean',
    resultPostingBy: 'date',
    repliesDue: 'jsonb',
    objectionsOpen: 'integer',
    replyDue: 'date',
    replies: 'integer',
    lateReplies: 'integer',
    postedLateDays: 'integer',
    escalations: 'integer',
  },
  indexes: [{ columns: ['community', 'opened'] }, { columns: ['grams'], gin: true }],
  categories: ['decision'],
  rows: (event) => (unseen.has(event.type) ? [] : [idOf(event)]),
  evolve(row, recorded: Recorded) {
    const event = told(recorded);
    if (event.type === 'DecisionOpened') return begun(event);
    if (!row) return null;
    return { ...changed(row, event), ...progressed(row, event), movedAt: event.metadata.at };
  },
});
