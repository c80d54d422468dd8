import type { Row, ViewDefinition } from '#read-models';
import { ballots, type BallotRow } from './ballot.view.js';
import { decisionBoard, type BoardRow } from './decision-board.view.js';
import type { PageRow } from './decision-page-row.js';
import { decisionPage } from './decision-page.view.js';
import { duties, type DutyRow } from './duty.view.js';
import { history, type HistoryRow } from './history.view.js';
import { sittingPage, type SittingRow } from './sitting-page.view.js';
import { timers, type TimerRow } from './timer.view.js';

/** The tables of this context, for `models.tables<DecisionTables>()`. */
export type DecisionTables = {
  decision_board_v3: BoardRow;
  decision_page_v2: PageRow;
  ballot_v1: BallotRow;
  sitting_page_v1: SittingRow;
  duty_v1: DutyRow;
  timer_v1: TimerRow;
  history_v1: HistoryRow;
};

/** Every read model of this context. */
export const decisionViews = [
  ...[decisionBoard, decisionPage, ballots, sittingPage],
  ...[duties, timers, history],
] as unknown as readonly ViewDefinition<Row>[];
