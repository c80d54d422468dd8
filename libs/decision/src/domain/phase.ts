import { conflict, missing, never } from '#kernel';
import type { BallotRecord, DecisionState, Live } from './state.js';

/** A decision that was opened, whatever became of it. */
export type Opened = Exclude<DecisionState, { phase: 'none' }>;
type Phase = Opened['phase'];

function whatToDo(phase: Phase): Readonly<{ zh: string; en: string }> {
  switch (phase) {
    case 'deliberating':
      return {
        zh: '正在议决,请先完成当前会议步骤',
        en: 'it is being deliberated; hold the meeting that is due',
      };
    case 'failed':
      return {
        zh: '本步未通过,请撤回、修改后重新提出或提交居民会议',
        en: 'the step fell; withdraw it, re-enter it revised, or refer it to the residents’ meeting',
      };
    case 'posting':
      return { zh: '已进入公开阶段,请办理公示', en: 'it is due for posting; post it' };
    case 'implementing':
      return { zh: '正在实施', en: 'it is being implemented' };
    case 'concluded':
      return { zh: '各步骤已完成,请归档', en: 'no step is left; close the file' };
    case 'filed':
      return { zh: '已归档', en: 'its file is closed' };
    case 'withdrawn':
      return { zh: '已撤回,请另行提出', en: 'it was withdrawn; open a new one' };
    case 'annulled':
      return { zh: '已被撤销,请另行提出', en: 'it was annulled; open a new one' };
    default:
      return never(phase);
  }
}

/** Refuses a decision that was never opened. */
export function opened(state: DecisionState): Opened {
  if (state.phase !== 'none') return state;
  return missing('decision.unknown', '没有这个事项:请先提出。', 'No such decision: open it first.');
}

/** Refuses unless the decision is in one of these phases, saying where it stands and what to do. */
export function inPhase(state: Opened, ...phases: readonly Phase[]): void {
  if (phases.includes(state.phase)) return;
  const { zh, en } = whatToDo(state.phase);
  conflict('decision.wrongPhase', `现在不能这样做:${zh}。`, `Not now: ${en}.`, {
    details: { phase: state.phase, step: state.step, allowed: phases },
  });
}

/** The ballot by its number; refused when there is none. */
export function ballotOf(state: Live, number: number): BallotRecord {
  const ballot = state.ballots.find((one) => one.number === number);
  return ballot ?? missing('decision.noBallot', `没有第 ${number} 次表决。`, `There is no ballot ${number}.`);
}

/** The ballot by its number, while it is open. */
export function openBallotOf(state: Opened, number: number): BallotRecord {
  const ballot = ballotOf(state, number);
  if (ballot.result)
    conflict(
      'decision.ballotClosed',
      '表决已结束:会议记录确认前可由计票人、监票人更正重计。',
      'The ballot is closed: until the minutes are confirmed teller and scrutineer may correct and recount it.',
      { details: { ballot: number } },
    );
  inPhase(state, 'deliberating');
  return ballot;
}

/** The ballot that is open now, if one is. */
export const openNow = (state: Live): BallotRecord | undefined => state.ballots.find((one) => !one.result);
