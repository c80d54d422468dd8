import { aggregate, type Aggregate } from '#eventing';
import { decision } from './domain/decision.js';
import { decisionFacts, sittingFacts } from './domain/facts.js';
import { sitting } from './domain/sitting.js';

export { decision, sitting };
export { decisionFacts, sittingFacts };
export type * from './events.js';
export type * from './domain/state.js';

/** Streams `decision-<uuid>`: one matter, one file (一事一档). */
export const decisionAggregate: Aggregate = aggregate({
  category: 'decision',
  decider: decision,
  commands: decisionFacts,
  ruleSetOf: (state) => (state.phase === 'none' ? undefined : state.ruleSet),
});

/** Streams `sitting-<uuid>`: one coming-together. */
export const sittingAggregate: Aggregate = aggregate({
  category: 'sitting',
  decider: sitting,
  commands: sittingFacts,
});

export { decisionReactors } from './reactors.js';
export { pagesToProbe, postingsOf, type PageDue, type PostingLine } from './posting.queries.js';
export { decisionClocks, type DecisionClock } from './clock.queries.js';
export { decisionViews, type DecisionTables } from './views.js';
export { ballots, type BallotRow } from './ballot.view.js';
export { decisionPage } from './decision-page.view.js';
export type { ObjectionSeen, PageRow } from './decision-page-row.js';
export { sittingPage, type SittingRow } from './sitting-page.view.js';
export {
  type BoardPage,
  boardOf,
  overviewOf,
  type BoardLine,
  type Late,
  type Overview,
} from './board.queries.js';
export {
  type DayCursor,
  decisionPageOf,
  dueTimers,
  dutiesOf,
  historyOf,
  mattersWith,
  missingIn,
  sittingPageOf,
  sittingsOf,
  votesOf,
  type DecisionShown,
  type HeldRole,
} from './decision.queries.js';
export { blackedOut, thePublic, type BallotShown, type Reader } from './reader.js';
export type { DutyRole } from './duty.view.js';
export { bodyWords } from './domain/body-words.js';
export { inWords } from './history-words.js';
export { receiptCode } from './domain/objection-receipt.js';
export { visitor, visitorOf } from './domain/objection-file.js';
export { told } from './told.js';
