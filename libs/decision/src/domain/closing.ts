import { conflict } from '#kernel';
import { dayOf, ruleSet } from '#procedure';
import type { DecisionEvent } from '../events.js';
import { mustHaveAnswered } from './implementation-work.js';
import { inPhase, type Opened } from './phase.js';
import type { Given } from './state.js';
import { stepAfter } from './steps.js';
import { communityOf, mustConvene, organs } from './who.js';

const ended = (state: Opened): boolean => state.phase === 'withdrawn' || state.phase === 'annulled';

/** 永久 for what was resolved, also if annulled later; what was withdrawn is kept as a rejected matter. */
function retentionOf(state: Opened): string {
  const { resolved, rejected } = ruleSet(state.ruleSet).archive;
  const { value } = state.phase === 'withdrawn' ? rejected : resolved;
  return value === 'permanent' ? '永久' : `${value}年`;
}

function mustBeDone(state: Opened): void {
  if (ended(state) || state.phase === 'concluded') return;
  inPhase(state, 'posting');
  const next = stepAfter(ruleSet(state.ruleSet), state.step);
  if (next || !state.postings[state.step]?.proven)
    conflict(
      'decision.stepsLeft',
      next ? `尚有步骤“${next.title.zh}”未办:请先办完。` : '公开天数尚未证明:请先结束公开。',
      next
        ? `The step "${next.title.en}" is still to be done: finish it first.`
        : 'The days of the posting are not proven: close the posting first.',
      { article: 'R§3.7', details: { step: state.step, next: next?.key ?? null } },
    );
}

/** CloseFile: 一事一档, the numbered list of everything in the file. What was withdrawn or annulled is filed as well. */
export function closeFile(command: Given<'CloseFile'>, state: Opened): readonly DecisionEvent[] {
  if (state.file.includes('FileClosed'))
    conflict('decision.filedAlready', '档案已经归档。', 'The file is closed already.', { article: 'R§3.10' });
  mustBeDone(state);
  const closedOn = dayOf(command.at);
  mustConvene(communityOf(command.facts), command.by, closedOn, organs);
  if (!ended(state)) mustHaveAnswered(state);
  const entries = state.file.map((type, revision) => ({ number: revision + 1, revision, type }));
  return [{ type: 'FileClosed', data: { closedOn, entries, retention: retentionOf(state) } }];
}
