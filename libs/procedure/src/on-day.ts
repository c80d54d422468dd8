import { conflict, missing } from '#kernel';

import { floorOn } from './shipped.js';
import { organicLaw } from './organic-law.js';
import { floorsOn, statuteOn } from './statutes.js';
import { floorKey, tightenMeeting, tightenPosting } from './tighten.js';
import type { CivilDate, MeetingStep, OnDay, PostingStep, RuleSet, Step, StepKey } from './types.js';

function stepOf<K extends Step['kind']>(set: RuleSet, key: StepKey, kind: K): Extract<Step, { kind: K }> {
  const step = set.steps.find((one) => one.key === key);
  if (step === undefined) {
    return missing(
      'procedure.unknownStep',
      `规则集 ${set.id} 没有步骤“${key}”`,
      `rule set ${set.id} has no step “${key}”`,
      { details: { ruleSet: set.id, step: key } },
    );
  }
  if (step.kind !== kind) {
    return conflict(
      'procedure.otherKindOfStep',
      `规则集 ${set.id} 的步骤“${key}”是 ${step.kind},不是 ${kind}`,
      `step “${key}” of rule set ${set.id} is a step of kind ${step.kind}, not ${kind}`,
      { details: { ruleSet: set.id, step: key } },
    );
  }
  return step as Extract<Step, { kind: K }>;
}

const bindingOn = (set: RuleSet, step: MeetingStep | PostingStep, day: CivilDate) =>
  set.statutory ? floorsOn(day, floorKey(step), set.communityKind) : [];

/** The set pinned, the law of the day, and the sources of the numbers that hold. */
function sourcesOf(
  set: RuleSet,
  day: CivilDate,
  numbers: readonly (string | undefined)[],
): readonly string[] {
  const law = set.statutory ? statuteOn(day, set.communityKind)?.id : undefined;
  return [...new Set([set.id, law, ...numbers])].filter((source) => source !== undefined);
}

function meetingUnder(set: RuleSet, pinned: MeetingStep, day: CivilDate): OnDay<MeetingStep> {
  const floors = bindingOn(set, pinned, day);
  const step = floors.reduce((under, floor) => tightenMeeting(under, floor, set), pinned);
  const numbers = [step.quorum?.source, step.majority.source, step.notice.source];
  return { ...step, sources: sourcesOf(set, day, [...numbers, ...floors.map(({ article }) => article)]) };
}

/**
 * The deliberation as it must be on that day: the pinned set under the law in force, the stricter value of each number.
 * Refused where the law asks for a body that the pinned set does not know.
 */
export function meetingStepOn(pinned: RuleSet, key: StepKey, day: CivilDate): OnDay<MeetingStep> {
  return meetingUnder(pinned, stepOf(pinned, key, 'meeting'), day);
}

/** The disclosure as it must be when it starts on that day; for aid matters with the days of their own postings. */
export function postingStepOn(
  pinned: RuleSet,
  key: StepKey,
  day: CivilDate,
  aid: boolean,
): OnDay<PostingStep> {
  const step = stepOf(pinned, key, 'posting');
  const due = aid && step.aidMinDays !== undefined ? { ...step, minDays: step.aidMinDays } : step;
  const floors = bindingOn(pinned, due, day);
  const tightened = floors.reduce(tightenPosting, due);
  const { minDays, replyDays, escalationDays } = tightened;
  const numbers = [minDays.source, replyDays.source, escalationDays.source];
  return {
    ...tightened,
    sources: sourcesOf(pinned, day, [...numbers, ...floors.map(({ article }) => article)]),
  };
}

/** The residents' (villagers') meeting that may decide instead of the representatives; its roll is a number. */
export function residentsMeetingOn(pinned: RuleSet, day: CivilDate): OnDay<MeetingStep> {
  const { communityKind: kind } = pinned;
  const law = pinned.statutory ? floorOn(day, kind) : undefined;
  const meeting = pinned.statutory ? (pinned.residentsMeeting ?? law?.residentsMeeting) : undefined;
  if (meeting === undefined) {
    const { names, articles } = organicLaw(kind);
    return conflict(
      'procedure.noResidentsMeeting',
      `规则集 ${pinned.id} 没有${names.residents.zh}这一步`,
      `rule set ${pinned.id} provides for no ${names.residents.en}`,
      { article: articles.residentsNotice, details: { ruleSet: pinned.id } },
    );
  }
  return meetingUnder(pinned, meeting, day);
}
