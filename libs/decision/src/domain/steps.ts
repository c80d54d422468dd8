import { conflict } from '#kernel';
import {
  meetingStepOn,
  organicLaw,
  residentsMeetingOn,
  ruleSet,
  type CivilDate,
  type MeetingStep,
  type OnDay,
  type OrganicLaw,
  type RuleSet,
  type Step,
} from '#procedure';
import type { Live } from './state.js';

type Pinned = Pick<Live, 'ruleSet' | 'step' | 'referred'>;

/** The law of the kind of community for which the pinned set is written. */
export const lawOf = (decision: Pick<Live, 'ruleSet'>): OrganicLaw =>
  organicLaw(ruleSet(decision.ruleSet).communityKind);

/** The articles on disclosure and on who checks it, e.g. `居委会组织法(2025) §34、§36`. */
export function disclosureArticles(decision: Pick<Live, 'ruleSet'>): string {
  const { disclosure, supervision } = lawOf(decision).articles;
  return `${disclosure}、${supervision.slice(supervision.indexOf('§'))}`;
}

/** The step after this one, or none. */
export function stepAfter(set: RuleSet, key: string): Step | undefined {
  return set.steps[set.steps.findIndex((step) => step.key === key) + 1];
}

/** The deliberation before this one, or none. */
export function meetingBefore(set: RuleSet, key: string): MeetingStep | undefined {
  const before = set.steps.slice(
    0,
    set.steps.findIndex((step) => step.key === key),
  );
  return before.reverse().find((step) => step.kind === 'meeting');
}

/** The deliberation that resolves: the last one before the first posting. */
export function resolvingStep(set: RuleSet): MeetingStep | undefined {
  const posting = set.steps.findIndex((step) => step.kind === 'posting');
  return set.steps
    .slice(0, posting < 0 ? undefined : posting)
    .reverse()
    .find((step) => step.kind === 'meeting');
}

/** Who meets and by what rule on that day: the pinned set under the floor of the day, or the residents' meeting. */
export function meetingOn(decision: Pinned, key: string, day: CivilDate): OnDay<MeetingStep> {
  const set = ruleSet(decision.ruleSet);
  if (decision.referred && decision.step === key) return residentsMeetingOn(set, day);
  if (set.steps.find((step) => step.key === key)?.kind !== 'meeting')
    conflict(
      'decision.notAMeetingStep',
      `规则集${set.id}没有会议步骤“${key}”。`,
      `Rule set ${set.id} has no deliberation "${key}".`,
      { details: { steps: set.steps.map((step) => step.key) } },
    );
  return meetingStepOn(set, key, day);
}

/** Whose secretary, chair or vice-chair may act for the decision as it stands: the convener of the step due. */
export function convenersOf(decision: Pinned): readonly string[] {
  const set = ruleSet(decision.ruleSet);
  const due = set.steps.find((step) => step.key === decision.step);
  if (due?.kind === 'meeting') return due.convenerBodies;
  return resolvingStep(set)?.convenerBodies ?? [];
}
