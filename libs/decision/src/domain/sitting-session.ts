import { conflict, missing } from '#kernel';
import type { SittingState } from './state.js';

type Phase = SittingState['phase'];
export type InSession = Extract<SittingState, { phase: 'open' }>;
export type Convoked = Exclude<SittingState, { phase: 'none' }>;

const stands: Readonly<Record<Exclude<Phase, 'none'>, readonly [string, string]>> = {
  convened: ['会议尚未开始,请先开会', 'the sitting has not been opened yet; open it'],
  open: ['会议正在进行', 'the sitting is in session'],
  adjourned: ['会议已休会,请另行召集', 'the sitting was adjourned; convene another'],
  closed: ['会议已结束', 'the sitting is closed'],
  cancelled: ['会议已取消,请另行召集', 'the sitting was cancelled; convene another'],
};

/** Refuses a sitting that was never convened. */
export function convoked(state: SittingState | undefined): Convoked {
  if (state && state.phase !== 'none') return state;
  return missing('sitting.unknown', '没有这次会议:请先召集。', 'No such sitting: convene it first.');
}

/** Refuses unless the sitting is in one of these phases; returns it as such. */
export function sittingIn<P extends Convoked['phase']>(
  state: SittingState,
  ...phases: readonly P[]
): Extract<SittingState, { phase: P }> {
  const known = convoked(state);
  const isIn = (one: SittingState): one is Extract<SittingState, { phase: P }> =>
    phases.some((phase) => phase === one.phase);
  if (isIn(known)) return known;
  const [zh, en] = stands[known.phase];
  return conflict('sitting.wrongPhase', `现在不能这样做:${zh}。`, `Not now: ${en}.`, {
    details: { phase: known.phase, allowed: phases },
  });
}

/** A sitting in which votes may be taken: open, and its late entry confirmed by a second person. */
export function sittingInSession(state: SittingState | undefined): InSession {
  const open = sittingIn(convoked(state), 'open');
  if (open.secondPersonNeeded)
    conflict(
      'sitting.secondPersonNeeded',
      '补录超过期限:须由另一名在任人员确认后方可表决。',
      'This sitting was entered late: another seated person must confirm it before votes are taken.',
      { article: 'R§10 secondPersonAfterDays' },
    );
  return open;
}
