import { conflict, invalid, judgedOn } from '#kernel';
import { dayOf, daysBetween, periodEnd, ruleSet, type CivilDate } from '#procedure';
import type { DecisionEvent, PostedData } from '../events.js';
import { mustHaveHappened } from './disclosure-days.js';
import type { Opened } from './phase.js';
import { mustBeHash } from './plan.js';
import { mustBeChecked } from './posting-check.js';
import { mustBeDue, postingOn, reportsResult } from './posting-step.js';
import type { Given } from './state.js';
import { resolvingStep } from './steps.js';
import { communityOf, mustConvene, organs } from './who.js';

type Posting = Given<'Post'>;

function mustHaveMinutes(command: Posting, resolution: string, sitting: string): void {
  const { previous } = command.facts;
  const state = previous?.stream === `sitting-${sitting}` ? previous.state : undefined;
  if (state && 'minutes' in state && state.minutes === 'confirmed') return;
  conflict(
    'decision.minutesNotConfirmed',
    '决议会议的记录尚未确认:请先确认记录,再公布。',
    'The minutes of the resolving meeting are not confirmed: confirm them, then post.',
    { article: 'R§3.4', details: { step: resolution, sitting } },
  );
}

/** The day that what is posted came about: the resolution, or the end of the work. */
function settledOn(command: Posting, state: Opened): CivilDate {
  const completed = state.implementation?.completedOn;
  if (completed && reportsResult(state, command.data.step)) return completed;
  const resolution = resolvingStep(ruleSet(state.ruleSet))?.key ?? '';
  const held = state.held[resolution];
  if (!held?.carried)
    return conflict(
      'decision.notResolved',
      '尚未作出决议:请先议决。',
      'There is no resolution yet: hold the meeting first.',
    );
  mustHaveMinutes(command, resolution, held.sitting);
  return held.heldOn;
}

function mustHangWhereRequired(places: readonly string[], required: readonly string[], source: string): void {
  const lacking = required.filter((place) => !places.includes(place));
  if (lacking.length === 0 && new Set(places).size === places.length && !places.some((p) => p.trim() === ''))
    return;
  invalid(
    'decision.placeMissing',
    `须在规定处公布(缺:${lacking.join('、') || '无'}),且各处不得重复、不得空白。`,
    `It hangs at every required place (missing: ${lacking.join(', ') || 'none'}); places are named once each.`,
    { article: source, details: { lacking, required } },
  );
}

function mustBeFirstOrLater(state: Opened, step: string, from: CivilDate): void {
  const before = state.postings[step];
  if (before && (before.proven || from <= before.from))
    conflict(
      'decision.postedAlready',
      `“${step}”已于 ${before.from} 公布;天数不足须重新公布的,起始日应在其后。`,
      `"${step}" was posted on ${before.from}; one whose days fall short is posted again from a later day.`,
      { article: 'R§3.9', details: { step, from: before.from, proven: before.proven } },
    );
}

/** Post: the sheet hangs from a day on, as long as the pinned set and the floor of that day ask. */
export function post(command: Posting, state: Opened): readonly DecisionEvent[] {
  const { data, facts } = command;
  const today = dayOf(command.at);
  mustBeDue(state, data.step);
  const community = communityOf(facts);
  mustConvene(community, command.by, today, organs);
  const settled = settledOn(command, state);
  mustHaveHappened(data.from, { since: settled, today });
  mustBeFirstOrLater(state, data.step, data.from);
  mustBeHash(data.contentHash);
  const step = postingOn(state, data.step, data.from);
  mustBeChecked(state, step);
  mustHangWhereRequired(data.places, step.requiredPlaces, step.minDays.source);
  const { lastDay, provisional } = periodEnd(data.from, step.minDays.value);
  const window = step.objectionDays && periodEnd(data.from, step.objectionDays.value).lastDay;
  const due = periodEnd(settled, step.postWithinDays.value).lastDay;
  const posted: PostedData = {
    ...data,
    minDays: step.minDays.value,
    lastDay,
    provisional,
    objectionUntil: window ?? lastDay,
    requiredPlaces: step.requiredPlaces,
    sources: step.sources,
    withoutPrivateDetail: state.aid,
    postedLateDays: Math.max(0, daysBetween(due, data.from)),
    judged: judgedOn(facts.community, facts.previous),
  };
  if (!reportsResult(state, data.step)) return [{ type: 'ResolutionPosted', data: posted }];
  const spentFen = state.implementation?.spentFen ?? 0;
  const money = { budgetFen: state.money?.amountFen ?? null, spentFen };
  return [{ type: 'ResultPosted', data: { ...posted, ...money } }];
}
