import type { DecisionEvent } from '#decision/events';
import type { Recorded } from '#kernel';
import { daysBetween } from '#procedure';
import { size } from './ballots.js';

type Told = Recorded<DecisionEvent>;

/** One closed ballot of yes and no; `missing`: yes votes lacking to the least that carries, negative where there were more. */
export type BallotFigures = Readonly<{
  decision: string;
  community: string;
  category: string;
  step: string;
  heldOn: string;
  roll: number;
  present: number;
  yes: number;
  no: number;
  abstain: number;
  carried: boolean;
  missing: number;
}>;

/** One decision: days from its opening to each step's vote, money in fen, replies. */
export type DecisionFigures = Readonly<{
  decision: string;
  community: string;
  category: string;
  openedOn: string;
  approvedFen: number | null;
  spentFen: number;
  objections: number;
  lateReplies: number;
  ballots: readonly BallotFigures[];
}>;

/** The figures of a decision from its events; undefined for what is none. */
export function figuresOf(events: readonly Recorded[]): DecisionFigures | undefined {
  const told = events as readonly Told[];
  const [first] = told;
  if (first?.type !== 'DecisionOpened') return undefined;
  const { community, category, openedOn, money } = first.data;
  const decision = first.stream.slice('decision-'.length);
  const opened = new Map<number, Extract<Told, { type: 'BallotOpened' }>['data']>();
  const ballots = new Map<number, BallotFigures>();
  let [approvedFen, spentFen, objections, lateReplies] = [money?.amountFen ?? null, 0, 0, 0];
  for (const { type, data } of told) {
    if (type === 'PlanRevised' || type === 'DecisionReentered') approvedFen = data.money?.amountFen ?? null;
    if (type === 'SpendingRecorded') spentFen += data.amountFen;
    if (type === 'ObjectionFiled') objections += 1;
    if (type === 'ObjectionAnswered' && data.lateDays > 0) lateReplies += 1;
    if (type === 'BallotOpened') opened.set(data.ballot, data);
    if (type !== 'BallotClosed' && type !== 'VerdictRecounted') continue;
    const ballot = opened.get(data.ballot);
    if (ballot?.kind !== 'yesNo') continue;
    const { yes, no, abstain } = data.tally;
    ballots.set(data.ballot, {
      ...{ decision, community, category, step: data.step, heldOn: ballot.heldOn },
      ...{ roll: size(ballot.roll), present: size(ballot.present), yes, no, abstain },
      ...{ carried: data.verdict.carried, missing: data.verdict.needed - yes },
    });
  }
  return {
    ...{ decision, community, category, openedOn, approvedFen, spentFen, objections, lateReplies },
    ballots: [...ballots.values()],
  };
}

/** One bar of a chart. */
export type Bar = Readonly<{ label: string; value: number }>;

/** Figures over many decisions, ready for a chart; shares in whole percent, days and fen as whole numbers. */
export type Totals = Readonly<{
  decisions: number;
  ballots: number;
  /** Somebody voted no. */
  contested: number;
  /** Decided by one vote: just enough, or one too few. */
  onTheBoundary: number;
  objections: number;
  lateReplies: number;
  attendance: readonly Bar[];
  daysToVote: readonly Bar[];
  byCategory: readonly Bar[];
  approvedFen: readonly Bar[];
}>;

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

function bars<T>(
  all: readonly T[],
  label: (one: T) => string,
  value: (group: readonly T[]) => number,
): readonly Bar[] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(label(one), [...(groups.get(label(one)) ?? []), one]);
  return [...groups].map(([name, group]) => ({ label: name, value: value(group) }));
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Sums figures up: attendance and days to the vote per step (medians), decisions and money per category. */
export function totalsOf(decisions: readonly DecisionFigures[]): Totals {
  const ballots = decisions.flatMap((one) =>
    one.ballots.map((ballot) => ({ ...ballot, days: daysBetween(one.openedOn, ballot.heldOn) })),
  );
  return {
    decisions: decisions.length,
    ballots: ballots.length,
    contested: ballots.filter(({ no }) => no > 0).length,
    onTheBoundary: ballots.filter(({ missing }) => missing === 0 || missing === 1).length,
    objections: sum(decisions.map((one) => one.objections)),
    lateReplies: sum(decisions.map((one) => one.lateReplies)),
    attendance: bars(
      ballots,
      ({ step }) => step,
      (group) => middle(group.map(({ present, roll }) => Math.floor((100 * present) / Math.max(roll, 1)))),
    ),
    daysToVote: bars(
      ballots,
      ({ step }) => step,
      (group) => middle(group.map(({ days }) => days)),
    ),
    byCategory: bars(
      decisions,
      ({ category }) => category,
      (group) => group.length,
    ),
    approvedFen: bars(
      decisions,
      ({ category }) => category,
      (group) => sum(group.map((one) => one.approvedFen ?? 0)),
    ),
  };
}
