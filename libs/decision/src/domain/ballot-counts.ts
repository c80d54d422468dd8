import { conflict, forbidden, invalid } from '#kernel';
import { whyCountsWrong } from '#procedure';
import type { Counts, DecisionEvent } from '../events.js';
import { listedAs } from './cards.js';
import { openBallotOf, type Opened } from './phase.js';
import { mustBeHash } from './plan.js';
import type { BallotRecord, Given } from './state.js';
import { lawOf } from './steps.js';

function mustBeCounted(ballot: BallotRecord): void {
  if (ballot.state.form !== 'named') return;
  conflict(
    'decision.namedNotCounted',
    '记名表决按每人的票计算,不另录票数。',
    'A named ballot is added up from each person’s vote; no counts are entered.',
  );
}

/** Refuses counts that cannot be: more papers than persons present who may vote (recused ones may not). */
export function checkCounts(state: Opened, ballot: BallotRecord, counts: Counts): void {
  mustBeCounted(ballot);
  const wrong = whyCountsWrong(ballot.state, counts, lawOf(state));
  if (wrong)
    invalid(wrong.code, wrong.zh, wrong.en, {
      ...(wrong.article === undefined ? {} : { article: wrong.article }),
      details: { counts },
    });
  const { present, recused } = ballot.state;
  if (typeof present === 'number') return;
  const may = present.filter((person) => !recused.includes(person)).length;
  const papers = counts.yes + counts.no + counts.abstain + counts.spoiled;
  if (papers > may)
    invalid(
      'decision.recusedCounted',
      `到会可投票 ${may} 人(回避者不得投票),却有 ${papers} 票:请重新清点。`,
      `${may} present may vote (the recused may not), yet there are ${papers} votes: count again.`,
      { article: 'R§3.3', details: { may, papers } },
    );
}

/** RecordCounts: by the teller, for hands and secret paper; the scrutineer confirms. */
export function recordCounts(command: Given<'RecordCounts'>, state: Opened): readonly DecisionEvent[] {
  const { ballot: number, counts, imageHash } = command.data;
  const ballot = openBallotOf(state, number);
  const by = listedAs(ballot, command.by.person);
  if (by !== ballot.teller)
    forbidden('decision.notTeller', '票数由计票人录入。', 'Counts are entered by the teller.', {
      article: 'R§12 计票人',
    });
  checkCounts(state, ballot, counts);
  if (imageHash !== undefined) mustBeHash(imageHash);
  const data = { ballot: number, counts, imageHash: imageHash ?? null, by };
  return [{ type: 'CountsRecorded', data }];
}

/** ConfirmCounts: by the scrutineer, the second person. */
export function confirmCounts(command: Given<'ConfirmCounts'>, state: Opened): readonly DecisionEvent[] {
  const { ballot: number } = command.data;
  const ballot = openBallotOf(state, number);
  const by = listedAs(ballot, command.by.person);
  if (by !== ballot.scrutineer)
    forbidden('decision.notScrutineer', '票数由监票人确认。', 'Counts are confirmed by the scrutineer.', {
      article: 'R§12 监票人',
    });
  if (!ballot.entered)
    return conflict(
      'decision.countsMissing',
      '计票人还没有录入票数。',
      'The teller has not entered the counts yet.',
    );
  if (ballot.entered.confirmed) return [];
  return [{ type: 'CountsConfirmed', data: { ballot: number, by } }];
}
