import { ballots, decisionPage, sittingPage, type BallotRow, type PageRow, type SittingRow } from '#decision';
import type { Recorded } from '#kernel';
import { rowsAfter } from '#read-models';

/** A decision as its file shows it: its page, its ballots and its sittings, in their order. */
export type Matter = Readonly<{
  page: PageRow;
  ballots: readonly BallotRow[];
  sittings: readonly SittingRow[];
  events: readonly Recorded[];
}>;

/** Folds the events of a decision and its sittings by the views that the pages are read from; undefined where there is no decision. */
export function matterOf(events: readonly Recorded[]): Matter | undefined {
  const [page] = rowsAfter(decisionPage, events).values();
  if (page === undefined) return undefined;
  const own = events.filter(({ stream }) => stream === `decision-${page.decision}`);
  const sittings = [...rowsAfter(sittingPage, events).values()];
  return {
    page,
    ballots: [...rowsAfter(ballots, own).values()],
    sittings: sittings.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1)),
    events: own,
  };
}
